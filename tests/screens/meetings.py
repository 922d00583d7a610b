"""Places of the room of meetings that are worth a picture; the meetings are made when they are first asked for."""

from dataclasses import replace
from datetime import timedelta

from outreach_desktop.domain.meeting import (
    Done,
    GoingAnyway,
    Likelihood,
    Meeting,
    MeetingIncident,
    MeetingLesson,
    MeetingRisk,
    MeetingState,
    PlaceKind,
    Way,
)
from outreach_desktop.domain.person import Person, PersonFilter
from outreach_desktop.operations.meetings import answer_to, give_go, prepare, save_answer, save_meeting
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.saving import save_record
from outreach_desktop.storage import meetings, people
from outreach_desktop.storage.reading import load_all, load_one
from outreach_desktop.ui.follow_ups.weeks import monday_of

PLACE = "Kafé Linden vid torget"
MANY = 1000  # more than were ever made: other pictures and tests plan meetings too


def screens(workspace):
    """Return name, room and place of each picture."""
    _have_them(workspace)
    by_state = {}
    for each in meetings.load_past(workspace.db, MANY):
        by_state.setdefault(each.state, each)
    soon, gone, alone = (each for each in meetings.load_ahead(workspace.db, MANY) if each.place == PLACE)
    held = by_state[MeetingState.HELD]
    return [
        ("meetings", "meetings", {}),
        ("meetings-week", "meetings", {"week": monday_of(workspace.today).isoformat()}),
        ("meeting", "meetings", {"meeting": soon.id}),
        ("meeting-gone", "meetings", {"meeting": gone.id}),
        ("meeting-alone", "meetings", {"meeting": alone.id}),
        ("meeting-held", "meetings", {"meeting": held.id}),
        ("meeting-cancelled", "meetings", {"meeting": by_state[MeetingState.CANCELLED].id}),
        ("meeting-choose", "meetings", {"new": "choose"}),
        ("meeting-new", "meetings", {"new": soon.person_id}),
        ("meeting-edit", "meetings", {"edit": soon.id}),
        ("meeting-move", "meetings", {"move": soon.id}),
        ("meeting-go", "meetings", {"go": soon.id}),
        ("meeting-cancel", "meetings", {"end": soon.id, "how": "cancelled"}),
        ("meeting-after", "meetings", {"after": gone.id}),
        ("meeting-risk", "meetings", {"risk": soon.id, "which": "new"}),
        ("meeting-incident", "meetings", {"incident": held.id, "which": "new"}),
        ("meeting-lesson", "meetings", {"lesson": held.id, "which": "new"}),
    ]


def _have_them(workspace):
    if not any(each.place == PLACE for each in load_all(workspace.db, Meeting)):
        workspace.write(workspace, lambda db: _make(db, workspace))
        workspace.drain()


def _make(db, workspace):
    now, own = workspace.now(), workspace.account.uid
    found = people.find(db, PersonFilter(order="last", descending=True))[:5]
    first = load_one(db, Person, found[0])
    wanted = "Säg till att ta paus, sitt nära dörren och låt tystnaden vara."
    save_person(db, replace(first, when_overwhelmed=wanted, safe_ways="Sms före klockan tre, aldrig på kvällen"), now)

    def meeting(at, **values):
        usual = {
            "person_id": found[at],
            "starts_at": now.replace(hour=14, minute=0, second=0) + timedelta(days=at + 1),
            "place": PLACE,
            "workers": (own,),
            "others": "Moa",
            "on_call": "Dana",
            "goers_phone": "070-174 06 09",
            "on_call_phone": "070-174 06 07",
            "transport": "Buss dit, taxi hem",
            "reminder_at": now - timedelta(hours=1),
            "reminder_how": "Sms, inga namn i texten",
        }
        return save_meeting(db, Meeting(**usual | values), now)

    soon = meeting(0, on_call="", on_call_phone="", goers_phone="", moved_times=1, state=MeetingState.CONFIRMED)
    _answer_most(db, soon, now)
    risk = MeetingRisk(meeting_id=soon.id, risk="Den som bestämmer kan följa efter till kaféet.")
    save_record(db, replace(risk, likelihood=Likelihood.LIKELY, what_we_do="Vi byter plats och ringer Dana."), now)
    gone = meeting(1, way=Way.PHONE, reminder_at=None)
    give_go(db, gone.id, now, reason="Personen kan bara prata nu, Dana sitter bredvid.")
    meeting(2, others="", place_kind=PlaceKind.PARTNER)
    held = meeting(3, starts_at=now - timedelta(days=2), state=MeetingState.HELD, reminder_at=None)
    incident = MeetingIncident(meeting_id=held.id, text="En bil stod kvar utanför hela tiden. Vi gick ut bakvägen.")
    save_record(db, replace(incident, follow_up_by=own, follow_up_on=workspace.today), now)
    save_record(db, MeetingLesson(meeting_id=held.id, text="Boka ett bord längre in."), now)
    meeting(4, starts_at=now - timedelta(days=9), state=MeetingState.CANCELLED, reminder_at=None)
    assert load_all(db, GoingAnyway)


def _answer_most(db, meeting, now):
    left = ("on_call", "location_off", "own_limits")
    for each in prepare(db, meeting.id).asked:
        if each.item.phase.value == "prepare" and each.item.item not in left:
            answer = answer_to(prepare(db, meeting.id), each.item.item)
            note = {"done": Done.NOT_APPLICABLE, "note": "Behövs inte"} if each.item.item == "interpreter" else {}
            save_answer(db, replace(answer, **note), now)
