"""Whom a line is about: somebody in the register, or a new person who is known only by what was typed."""

import hashlib
from dataclasses import dataclass

from ...domain.contact import Direction
from ...domain.folding import search_form
from ...domain.person import IdentifierKind
from ...operations.identifiers import guess_kind
from ...operations.lookups import LookUp, Match
from ...operations.phones import normalise
from ...operations.pieces import named_in


@dataclass(frozen=True, slots=True)
class Subject:
    """`match` is None for a new person. `blocked`: we must not write, only log that the person got in touch."""

    typed: str
    match: Match | None
    blocked: bool = False

    @property
    def editor(self) -> str:
        """The name under which an unsaved line about them is kept; a new person's name stays unreadable in it."""
        if self.match:
            return f"outreach:{self.match.person.id}"
        digest = hashlib.sha256(search_form(self.typed).strip().encode("utf-8", "surrogatepass")).hexdigest()
        return f"outreach:new:{digest[:16]}"

    @property
    def person_uid(self) -> str:
        return self.match.person.uid if self.match else ""

    @property
    def kind(self) -> IdentifierKind:
        return guess_kind(self._named)

    @property
    def _named(self) -> str:
        """Return what a contact can be made by among what was typed, else the first that it names."""
        pieces = named_in(self.typed)
        return next((piece for piece in pieces if guess_kind(piece) is not IdentifierKind.ALIAS), pieces[0])

    @property
    def alias(self) -> str:
        """The alias as far as it is known."""
        if self.match:
            return self.match.person.alias
        return next((piece for piece in named_in(self.typed) if guess_kind(piece) is IdentifierKind.ALIAS), "")

    @property
    def identifier(self) -> str:
        """What was typed, where a contact can be made by it; not an alias or a code."""
        if self.kind is IdentifierKind.PHONE:
            return normalise(self._named).shown
        return "" if self.kind is IdentifierKind.ALIAS else self._named

    @property
    def directions(self) -> list[Direction]:
        return [Direction.IN, Direction.NOTE] if self.blocked else list(Direction)

    def is_same(self, other: "Subject") -> bool:
        """Say whether a line about `other` is a line about the same person."""
        return self.editor == other.editor


def subject_of(answer: LookUp) -> Subject:
    """Return whom a line after this answer is about; the answer names one person at most."""
    match = answer.matches[0] if answer.matches and not answer.pieces else None
    return Subject(answer.typed, match, answer.answer.blocks)
