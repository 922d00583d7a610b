"""A number or alias of a person who is forgotten and wants to be left alone: its fingerprint, and their consent."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from .attributes import Hidden, Label, NotInFuture, Required
from .person import IdentifierKind
from .record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class DoNotDisturb(Record):
    """`fingerprint` is keyed, 64 hex digits. It is still personal data: who can unlock can try numbers against it."""

    fingerprint: Annotated[str, Label("Fingerprint"), Hidden()] = ""
    kind: Annotated[IdentifierKind, Label("Kind"), Hidden()] = IdentifierKind.PHONE
    consent_on: Annotated[date | None, Label("Consent given on"), Required(), NotInFuture()] = None
    consent_how: Annotated[str, Label("How consent was given"), Required()] = ""
    ends_on: Annotated[date | None, Label("Remember until", "The last day on which we are warned."), Required()] = None
