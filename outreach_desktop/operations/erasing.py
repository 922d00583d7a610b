"""Erasing for good: a person with everything about them, all but alias and platform, or the text of a sent report.

Each is one transaction with a line in the log and one in the ledger; then the journal is emptied.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from ..domain.concern_report import ConcernReport
from ..domain.erasure import Cause, Erasure, Scope, Survey
from ..domain.errors import KnownError
from ..domain.person import Ground, Identifier, IdentifierKind, Person, State
from ..domain.record import Record
from ..domain.rights import Right
from ..domain.shift import ShiftIncident
from ..storage import drafts, erasures, log, meetings, people, records
from ..storage.columns import table_of
from ..storage.database import Database
from ..storage.reading import NotThere, load, load_one, load_unopened
from .identifiers import stored_key
from .keeping import refresh
from .saving import MeetingRuns, local_day, require_right

LINES = {Scope.WHOLE: "erase", Scope.REST: "reduce", Scope.CONTENT: "erase_content"}
_FACTS = ("state", "language", "basis", "municipality", "unit", "written_on", "sent_on", "sent_how", "received_on")
_KEPT_OF_REPORT = (*(field.name for field in fields(Record)), *_FACTS, "person_id", "feedback_on")


class ReportBeingWritten(KnownError):
    def __init__(self) -> None:
        super().__init__("A concern report about this person is not sent yet. Send it or remove it first.")


def survey(db: Database, person_id: int, scope: Scope) -> Survey:
    """Say what erasing would take. Raises `NotThere`."""
    person = load_one(db, Person, person_id)
    reports = erasures.reports_of(db, person_id) if scope is Scope.WHOLE else []
    counts = _counts(db, person, sum(not sent for _id, _uid, sent in reports))
    return Survey(person, scope, counts, sum(sent for _id, _uid, sent in reports), erasures.backups_until(db))


def _counts(db: Database, person: Person, unsent_reports: int) -> dict[str, int]:
    counts = erasures.counts_of(db, person.id, person.uid)
    return counts | ({"concern_report": unsent_reports} if unsent_reports else {})


def erase_person(db: Database, person_id: int, now: datetime, cause: Cause = Cause.CHOSEN) -> None:
    """Erase a person with everything about them, for good. Raises `NotThere`, `NotPermitted`, `MeetingRuns`."""
    require_right(db, Right.ERASE)
    with db.transaction():
        take_away(db, person_id, now, cause)
    empty_journal(db)


def reduce_person(db: Database, person_id: int, now: datetime, cause: Cause = Cause.DECLINED) -> None:
    """Erase all but alias and platform. Raises `NotThere`, `NotPermitted`, `ReportBeingWritten`."""
    require_right(db, Right.ERASE)
    with db.transaction():
        take_rest(db, person_id, now, cause)
    empty_journal(db)


def empty_journal(db: Database) -> None:
    """Leave nothing of what was erased beside the database file; while a backup reads, the next idle moment does."""
    db.checkpoint_if_free()


def take_away(db: Database, person_id: int, now: datetime, cause: Cause) -> None:
    """Erase a person, inside a transaction; the caller empties the journal after it. Raises `MeetingRuns`."""
    person = load_one(db, Person, person_id)
    _require_no_meeting(db, person_id)
    reports = erasures.reports_of(db, person_id)
    counts = _counts(db, person, sum(not sent for _id, _uid, sent in reports))
    for report_id, _uid, sent in reports:
        if sent:
            take_content(db, report_id, now, cause, code=person.code)
    wipe_person(db, person)
    note_erased(db, Gone(person, Scope.WHOLE, person.code, person.retention_ground, counts), cause, now)


def _require_no_meeting(db: Database, person_id: int) -> None:
    """Nothing is taken away of somebody whom two of us are with: the alarm must know where and whom to ring."""
    if meetings.with_live(db, [person_id]):
        raise MeetingRuns


def wipe_person(db: Database, person: Person) -> None:
    """Take a person out of the database, with reports that were not sent, inside a transaction."""
    for report_id, uid, sent in erasures.reports_of(db, person.id):
        if not sent:
            drafts.discard_about(db, uid)
            records.erase(db, ConcernReport, report_id)
    _wipe_merged(db, person)
    drafts.discard_about(db, person.uid)
    with erasures.counts_kept(db, person.id):
        records.erase(db, Person, person.id)
    erasures.mark_parts(db)


def _wipe_merged(db: Database, person: Person) -> None:
    """Take out what went into a person: it is the same person, and the merge cannot be undone any more."""
    for each in load(db, Person, erasures.merged_into(db, person.id)):
        wipe_person(db, each)


def take_rest(db: Database, person_id: int, now: datetime, cause: Cause) -> None:
    """Erase all but alias and platform, inside a transaction. Raises `ReportBeingWritten`, `MeetingRuns`."""
    person = load_one(db, Person, person_id)
    if erasures.has_unsent_report(db, person_id):
        raise ReportBeingWritten
    _require_no_meeting(db, person_id)
    counts = _counts(db, person, 0)
    wipe_rest(db, person, now)
    note_erased(db, Gone(person, Scope.REST, person.code, Ground.DO_NOT_CONTACT, counts), cause, now)


def wipe_rest(db: Database, person: Person, now: datetime) -> None:
    """Leave alias and platform of a person, inside a transaction."""
    _wipe_merged(db, person)
    drafts.discard_about(db, person.uid)
    platforms = erasures.platforms_without_alias(db, person.id)
    with erasures.counts_kept(db, person.id):
        erasures.erase_parts(db, person.id)
    for platform_id in platforms:
        _keep_platform(db, person, platform_id, now)
    records.change(db, _bare(person, local_day(now)), now)
    people.refresh_summary(db, person.id)
    refresh(db, [person.id])


def _bare(person: Person, today: date) -> Person:
    """Return what stays of somebody who declined."""
    kept = {field.name: getattr(person, field.name) for field in fields(Record)}
    return Person(
        **kept,
        code=person.code,
        alias=person.alias,
        state=State.DECLINED,
        declined_on=person.declined_on or today,
        reduced_on=today,
    )


def _keep_platform(db: Database, person: Person, platform_id: int, now: datetime) -> None:
    key = stored_key(IdentifierKind.ALIAS, person.alias)
    alias = Identifier(
        person_id=person.id, platform_id=platform_id, kind=IdentifierKind.ALIAS, value=person.alias, key=key
    )
    records.add(db, alias, now)


def erase_content(db: Database, report_id: int, now: datetime, cause: Cause = Cause.DATE) -> None:
    """Erase the text of a sent report; that it was sent, when and to which board, stays. Raises `NotPermitted`."""
    require_right(db, Right.ERASE)
    with db.transaction():
        take_content(db, report_id, now, cause)
    empty_journal(db)


def take_content(db: Database, report_id: int, now: datetime, cause: Cause, *, code: str = "") -> None:
    """Erase the text of a sent report, inside a transaction; nobody needs to be able to read it for that."""
    found = load_unopened(db, ConcernReport, [report_id])
    if not found:
        raise NotThere
    bare = wipe_content(db, found[0], now, code)
    note_erased(db, Gone(bare, Scope.CONTENT, bare.erased_code, Ground.REPORT), cause, now)


def take_incident(db: Database, incident_id: int, now: datetime, cause: Cause) -> None:
    """Erase what happened during a shift, inside a transaction; that there was a shift stays."""
    for incident in load_unopened(db, ShiftIncident, [incident_id]):
        drafts.discard_about(db, incident.uid)
        records.erase(db, ShiftIncident, incident_id)
        note_erased(db, Gone(incident, Scope.WHOLE), cause, now)


def wipe_content(db: Database, report: ConcernReport, now: datetime, code: str) -> ConcernReport:
    """Leave of a report when and to which board it was sent, inside a transaction."""
    drafts.discard_about(db, report.uid)
    facts = {name: getattr(report, name) for name in _KEPT_OF_REPORT}
    bare = ConcernReport(**facts, erased_code=code or report.erased_code, content_erased_on=local_day(now))
    return records.change(db, bare, now)


@dataclass(frozen=True, slots=True)
class Gone:
    """What is noted of something that went; `code` is that of the person."""

    record: Record
    scope: Scope
    code: str = ""
    ground: Ground | None = None
    counts: Mapping[str, int] | None = None


def note_erased(db: Database, gone: Gone, cause: Cause, now: datetime) -> None:
    """Write the line of the log and that of the ledger, inside the transaction that erases."""
    subject, uid = table_of(type(gone.record)), gone.record.uid
    log.note(db, LINES[gone.scope], subject, uid, now)
    erasure = Erasure(
        subject=subject,
        uid=uid,
        scope=gone.scope,
        cause=cause,
        at=now,
        account=db.sealer.account,
        code=gone.code,
        ground=gone.ground,
        counts=erasures.written_counts(gone.counts or {}),
        line=log.head(db).seq,
    )
    erasures.add(db, erasure)
