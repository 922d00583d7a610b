"""A register extract: everything about one person, for the person, as PDF and JSON. Raises where a role may not."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ..content import indicators, municipalities
from ..domain.assessment import Assessment, Finding
from ..domain.concern_report import ConcernReport
from ..domain.contact import Contact
from ..domain.extract import Extract, Held, Processed, Unsaved
from ..domain.follow_up import FollowUp
from ..domain.going_past import GoingPast
from ..domain.meeting import (
    CheckIn,
    ChecklistAnswer,
    GoingAnyway,
    Meeting,
    MeetingIncident,
    MeetingLesson,
    MeetingParting,
    MeetingRisk,
)
from ..domain.person import Identifier, Note, Person, Town
from ..domain.record import Record
from ..domain.rights import Right
from ..domain.seen_ad import SeenAd
from ..export.extract import Names, extract_json, extract_pdf
from ..i18n import texts
from ..storage import backups, drafts, erasures, extracts, log, people
from ..storage.columns import table_of
from ..storage.database import Database
from ..storage.reading import load, load_one
from .checklist_items import item_words
from .exports import is_practice, report_frame
from .organisation import load_accounts, load_platforms
from .saving import local_day, require_right

_MOST_LINES = 5000
_TYPES: tuple[type[Record], ...] = (
    Person,
    Identifier,
    Town,
    SeenAd,
    Contact,
    FollowUp,
    Note,
    Assessment,
    Finding,
    GoingPast,
    ConcernReport,
    Meeting,
    MeetingRisk,
    ChecklistAnswer,
    GoingAnyway,
    CheckIn,
    MeetingParting,
    MeetingIncident,
    MeetingLesson,
)
TABLES = {table_of(each): each for each in _TYPES}


def make_extract(db: Database, person_id: int) -> Extract:
    """Put everything together. Raises `NotPermitted`, `NotThere`."""
    require_right(db, Right.EXTRACT)
    person = load_one(db, Person, person_id)
    ids = [person_id, *erasures.merged_into(db, person_id)]
    found = {name: load(db, kind, extracts.ids_of(db, name, ids)) for name, kind in TABLES.items()}
    return Extract(
        code=person.code,
        alias=person.alias,
        records={name: records for name, records in found.items() if records},
        unsaved=list(_unsaved(db, ids)),
        processed=list(_processed(db, ids)),
        backups=[Held(copy.made_at, copy.ends_on) for copy in backups.copies(db)],
    )


def _unsaved(db: Database, ids: list[int]) -> Iterator[Unsaved]:
    own = {each.editor: each for each in drafts.all_own(db)}
    for each in extracts.drafts_about(db, ids):
        draft = own.get(each.editor) if each.account == db.sealer.account else None
        yield Unsaved(each.saved_at, tuple(_texts_in(json.loads(draft.state))) if draft else None)


def _texts_in(value: Any) -> Iterator[str]:
    """Yield every text that stands in what an editor keeps, however deep."""
    if isinstance(value, str):
        yield from [value] if value.strip() else []
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(each)


def _processed(db: Database, ids: list[int]) -> Iterator[Processed]:
    accounts = load_accounts(db)
    for person_id in ids:
        for line in people.load_history(db, person_id, _MOST_LINES):
            account = accounts.get(line.account)
            yield Processed(line.at, line.action, line.subject, account.role.value if account else "")


def _names(db: Database, language: str) -> Names:
    items = {item.id: item.text.in_language(language) for item in indicators().items}
    towns = {each.code: each.name for each in municipalities()}
    asked = item_words(db, language)
    return Names({each.id: each.name for each in load_platforms(db)}, items, towns, asked)


def extract_bytes(db: Database, person_id: int, language: str, now: datetime) -> bytes:
    """Return the extract as PDF in `language`, without a line in the log."""
    frame = report_frame(db, texts(language), local_day(now))
    return extract_pdf(make_extract(db, person_id), _names(db, language), frame)


def extract_file(db: Database, person_id: int) -> bytes:
    """Return the extract as JSON, without a line in the log."""
    return extract_json(make_extract(db, person_id), practice=is_practice(db))


def note_extract_left(db: Database, uid: str, action: str, now: datetime) -> None:
    """Write into the log that an extract left the vault: `action` is print or export."""
    with db.transaction():
        log.note(db, action, "person", uid, now)
