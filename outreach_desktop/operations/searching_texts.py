"""The search in restricted texts: notes, assessments, reports, what meetings leave; for who may open them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Any

from ..domain.assessment import Assessment, Finding
from ..domain.concern_report import ConcernReport
from ..domain.folding import search_form
from ..domain.going_past import GoingPast
from ..domain.meeting import Meeting, MeetingIncident, MeetingLesson, MeetingParting, MeetingRisk
from ..domain.person import Note
from ..domain.record import Record
from ..domain.rights import Right, may
from ..domain.shift import ShiftIncident
from ..storage.columns import sealed_names, table_of
from ..storage.database import Database
from ..storage.reading import load
from ..storage.sealed_index import About, Progress, SealedIndex, load_about
from .saving import require_right
from .searching import MOST, piece_around

_MATCHES = 500  # of each kind; those whose person is in the bin are among them
_OF_MEETINGS: tuple[type[Record], ...] = (MeetingRisk, MeetingParting, MeetingIncident, MeetingLesson)
_KINDS: tuple[type[Record], ...] = (
    *(Note, GoingPast, Assessment, Finding, ConcernReport, ShiftIncident),
    *_OF_MEETINGS,
)
KINDS: Mapping[str, type[Record]] = {table_of(kind): kind for kind in _KINDS}
_OPENED_BY: Mapping[type[Record], type[Record]] = {Finding: Assessment, **dict.fromkeys(_OF_MEETINGS, Meeting)}


@dataclass(frozen=True, slots=True)
class TextHit:
    """`opens` is what is opened to read it: of a finding its assessment, of a risk its meeting.

    `piece` is for the screen only.
    """

    opens: type[Record]
    about: About
    piece: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TextHits:
    """What was found for `typed`, newest first, in as much as the index has read until now."""

    typed: str = field(repr=False)
    hits: tuple[TextHit, ...] = ()
    progress: Progress = field(default_factory=Progress)

    def __len__(self) -> int:
        return len(self.hits)


def search_texts(db: Database, index: SealedIndex, typed: str) -> TextHits:
    """Find records by words of their restricted texts; nothing is stored or noted. Raises `NotPermitted`."""
    require_right(db, Right.READ_NOTES)
    matching = {table: ids for table, ids in index.find(typed, _MATCHES).items() if may_open(db, KINDS[table])}
    found = [(KINDS[table], each) for table, abouts in load_about(db, matching, MOST).items() for each in abouts]
    chosen: dict[tuple[type[Record], int], TextHit] = {}
    for kind, about in nlargest(len(found), found, key=lambda each: each[1].at):
        opens = _OPENED_BY.get(kind, kind)
        if len(chosen) < MOST and (opens, about.opens) not in chosen:
            for record in load(db, kind, [about.id]):
                chosen[opens, about.opens] = TextHit(opens, about, _piece(record, typed))
    return TextHits(typed, tuple(chosen.values()), index.progress)


def may_open(db: Database, kind: type[Record]) -> bool:
    """Say whether the role opens such records; who may not write concern reports does not read them either."""
    return kind is not ConcernReport or may(db.sealer.role, Right.REPORTS)


def _piece(record: Any, typed: str) -> str:
    sealed = sealed_names(type(record))
    texts = (getattr(record, each) for each in record.__dataclass_fields__ if each in sealed)
    return piece_around(" ".join(filter(None, texts)), search_form(typed).split())
