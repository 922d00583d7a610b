"""What is printed of meetings: the plan for the person on call, the blank checklist, the report of an incident.

The bytes are the same in the window and in the terminal; that a paper left the vault stands in the log.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from ..content import on_call_steps
from ..domain.blank_checklist import blank_items
from ..domain.meeting import Meeting, MeetingIncident, Way
from ..domain.meeting_plan import (
    MeetingPlan,
    Overridden,
    called,
    check_in_times,
    first_names,
    goers_of,
    items_by_id,
    kept_back,
    without_secrets,
)
from ..domain.organisation import Account
from ..domain.person import Person
from ..domain.record import Record
from ..domain.rights import Right
from ..domain.safety_checklist import ChecklistItem, OwnChecklist, Phase
from ..domain.shift import Shift, ShiftIncident
from ..export.blank_checklist import blank_checklist_pdf
from ..export.incident import IncidentPaper, incident_pdf
from ..export.meeting_plan import meeting_plan_json, meeting_plan_pdf
from ..i18n import Texts, texts
from ..storage import log, meetings
from ..storage.database import Database
from ..storage.reading import NotThere, load_of, load_one
from .exports import Format, is_practice, report_frame
from .meetings import Preparation, items_in_use, prepare, shipped_items
from .organisation import load_accounts, load_organisation
from .saving import local_day, note, require_right

_Incident = TypeVar("_Incident", MeetingIncident, ShiftIncident)


def make_plan(db: Database, meeting_id: int) -> MeetingPlan:
    """Return what the person on call reads of a meeting. Raises `NotThere`, also where it lies in the bin."""
    found = prepare(db, meeting_id)
    if found.meeting.removed_on or found.person.removed_on:
        raise NotThere
    organisation, accounts = load_organisation(db), load_accounts(db)
    kept = kept_back(found.person, organisation, accounts.values(), (*found.meeting.names, found.meeting.on_call))
    known = _known_items(db, found.meeting)
    decisions = sorted(found.going_anyway, key=lambda each: each.id, reverse=True)
    person, meeting = found.person, found.meeting
    return MeetingPlan(
        meeting=without_secrets(meeting, organisation, kept),
        person_code=person.code,
        goers=goers_of(meeting, accounts),
        on_call=first_names(kept.out_of(meeting.on_call)),
        our_phone=organisation.phone,
        emergency_phone=organisation.social_emergency_phone,
        check_ins=check_in_times(meeting),
        meet_wish=person.meet_wish,
        wanted_words=kept.out_of_wish(person.wanted_words),
        wishes=kept.out_of_wish(person.wishes),
        when_overwhelmed=kept.out_of_wish(person.when_overwhelmed),
        musts=_count_musts(found),
        open_musts=items_by_id(found.missing, known),
        overridden=tuple(
            Overridden(
                by=_called(each.created_by, accounts),
                at=each.created_at,
                items=items_by_id(each.items, known),
                reason=kept.out_of_wish(each.reason),
            )
            for each in decisions
        ),
        went_by=_called(meeting.went_by, accounts),
    )


def _known_items(db: Database, meeting: Meeting) -> Mapping[str, ChecklistItem]:
    """Return items by id: as the list of the meeting words them, else as the list does that ships."""
    of_list = items_in_use(db, meeting.checklist_number)
    return {each.item: each for each in (*shipped_items(), *of_list)}


def _count_musts(found: Preparation) -> int:
    musts = {each.item.item for each in found.asked if each.must and each.item.phase is Phase.PREPARE}
    return len(musts | set(found.missing))


def _called(uid: str, accounts: Mapping[str, Account]) -> str:
    return called(accounts[uid]) if uid in accounts else ""


def plan_bytes(db: Database, meeting_id: int, language: str, now: datetime) -> bytes:
    """Return the plan as PDF in `language`, without a line in the log."""
    return _plan_pdf(db, make_plan(db, meeting_id), texts(language), local_day(now))


def _plan_pdf(db: Database, plan: MeetingPlan, wanted: Texts, printed_on: date) -> bytes:
    steps = [each.text.in_language(wanted.language) for each in on_call_steps().of_way(plan.meeting.way.value)]
    return meeting_plan_pdf(plan, steps, report_frame(db, wanted, printed_on, person_code=plan.person_code))


def export_plan(
    db: Database, meeting_id: int, form: Format, wanted: Texts, *, printed_on: date, now: datetime
) -> bytes:
    """Return the plan as a file, and note that it left the vault."""
    plan = make_plan(db, meeting_id)
    if form is Format.JSON:
        contents = meeting_plan_json(plan, on_call_steps().version, practice=is_practice(db))
    else:
        contents = _plan_pdf(db, plan, wanted, printed_on)
    note_plan_left(db, meeting_id, "export", now)
    return contents


def note_plan_left(db: Database, meeting_id: int, action: str, now: datetime) -> None:
    """Write into the log what was done to a plan: `action` is read, print or export."""
    _note_left(db, load_one(db, Meeting, meeting_id), action, now)


def blank_checklist_bytes(db: Database, way: Way, language: str, now: datetime) -> bytes:
    """Return the blank checklist that is in use as PDF in `language`, without a line in the log."""
    return _blank_pdf(db, way, texts(language), local_day(now))


def _blank_pdf(db: Database, way: Way, wanted: Texts, printed_on: date) -> bytes:
    number = meetings.newest_list(db)
    items = blank_items(items_in_use(db, number), way, load_organisation(db))
    return blank_checklist_pdf(items, way, list_words(db, number, wanted), report_frame(db, wanted, printed_on))


def list_words(db: Database, number: int, wanted: Texts) -> str:
    """Return which list it is: the one that ships, or which version of our own, by whom and of when."""
    if not number:
        return wanted.gettext("The one that comes with the program")
    own = load_of(db, OwnChecklist, "number", number)[0]
    by = first_names(own.decided_by) if own.decided_by.strip() else ""
    decided = wanted.day(own.decided_on) if own.decided_on else ""
    version = wanted.gettext("Our own, version {number}").format(number=number)
    return ", ".join(filter(None, (version, decided, by)))


def export_blank_checklist(db: Database, way: Way, wanted: Texts, *, printed_on: date, now: datetime) -> bytes:
    """Return the blank checklist as a file, and note that it left the vault."""
    contents = _blank_pdf(db, way, wanted, printed_on)
    note_blank_left(db, "export", now)
    return contents


def note_blank_left(db: Database, action: str, now: datetime) -> None:
    """Write into the log that a blank checklist left the vault: `action` is print or export."""
    with db.transaction():
        log.note(db, action, "own_checklist", "", now)


def incident_bytes(db: Database, incident_id: int, language: str, now: datetime) -> bytes:
    """Return the report of an incident at a meeting as PDF, without a line in the log. Raises `NotPermitted`."""
    return _incident_pdf(db, _look_at(db, MeetingIncident, incident_id), texts(language), local_day(now))


def _look_at(db: Database, kind: type[_Incident], incident_id: int) -> _Incident:
    """Return an incident. Raises `NotPermitted`, and `NotThere` also where it lies in the bin."""
    require_right(db, Right.READ_NOTES)
    found = load_one(db, kind, incident_id)
    if found.removed_on:
        raise NotThere
    return found


def export_incident(db: Database, incident_id: int, wanted: Texts, *, printed_on: date, now: datetime) -> bytes:
    """Return the report of an incident at a meeting as a file, and note that it left the vault."""
    contents = _incident_pdf(db, _look_at(db, MeetingIncident, incident_id), wanted, printed_on)
    note_incident_left(db, incident_id, "export", now)
    return contents


def note_incident_left(db: Database, incident_id: int, action: str, now: datetime) -> None:
    """Write into the log what was done to the report of an incident: `action` is read, print or export."""
    _note_left(db, _look_at(db, MeetingIncident, incident_id), action, now)


def _note_left(db: Database, record: Record, action: str, now: datetime) -> None:
    with db.transaction():
        note(db, action, record, now)


def _incident_pdf(db: Database, incident: MeetingIncident, wanted: Texts, printed_on: date) -> bytes:
    accounts = load_accounts(db)
    paper = IncidentPaper(
        around=_around_meeting(db, incident, accounts, wanted),
        happened_at=incident.happened_at,
        text=incident.text,
        evaluation=incident.evaluation,
        follow_up_by=_called(incident.follow_up_by, accounts),
        follow_up_on=incident.follow_up_on,
        followed_up_on=incident.followed_up_on,
        written_by=_called(incident.created_by, accounts),
        written_at=incident.created_at,
    )
    return incident_pdf(paper, report_frame(db, wanted, printed_on))


def _around_meeting(
    db: Database, incident: MeetingIncident, accounts: Mapping[str, Account], wanted: Texts
) -> tuple[tuple[str, str], ...]:
    """Return what is said of the meeting, without our secret address and without surnames."""
    stored = load_one(db, Meeting, incident.meeting_id)
    person, organisation = load_one(db, Person, stored.person_id), load_organisation(db)
    meeting = without_secrets(stored, organisation, kept_back(person, organisation, accounts.values(), stored.names))
    place = ", ".join(filter(None, (wanted.gettext(meeting.place_kind.label.text), meeting.place)))
    return (
        (wanted.gettext("Meeting with"), person.code),
        (wanted.gettext("Meeting"), wanted.instant(stored.starts_at) if stored.starts_at else ""),
        (wanted.gettext("Kind of meeting"), wanted.gettext(meeting.way.label.text)),
        (wanted.gettext("Where"), place if meeting.way is Way.PHYSICAL else meeting.place),
        (wanted.gettext("Who went"), wanted.listed(list(goers_of(stored, accounts)))),
    )


def shift_incident_bytes(db: Database, incident_id: int, language: str, now: datetime) -> bytes:
    """Return the report of an incident during a shift as PDF, without a line in the log. Raises `NotPermitted`."""
    incident = _look_at(db, ShiftIncident, incident_id)
    shift, accounts, wanted = load_one(db, Shift, incident.shift_id), load_accounts(db), texts(language)
    names = [called(accounts[uid]) for uid in shift.workers if uid in accounts]
    who = wanted.listed([*names, *map(first_names, shift.names)])
    began = wanted.instant(shift.started_at) if shift.started_at else ""
    paper = IncidentPaper(
        around=((wanted.gettext("Shift"), began), (wanted.gettext("Who worked"), who)),
        happened_at=None,
        text=incident.text,
        evaluation="",
        follow_up_by="",
        follow_up_on=None,
        followed_up_on=None,
        written_by=_called(incident.created_by, accounts),
        written_at=incident.created_at,
    )
    return incident_pdf(paper, report_frame(db, wanted, local_day(now)))


def note_shift_incident_left(db: Database, incident_id: int, action: str, now: datetime) -> None:
    """Write into the log what was done to the report of an incident during a shift: read, print or export."""
    _note_left(db, _look_at(db, ShiftIncident, incident_id), action, now)
