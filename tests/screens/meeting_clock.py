"""Places of a meeting's clock that are worth a picture: before it starts, and while it runs."""

from datetime import timedelta

from outreach_desktop.domain.meeting import Meeting
from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.operations import meeting_clock
from outreach_desktop.operations.meetings import give_go, save_meeting
from outreach_desktop.storage import people
from outreach_desktop.storage.meetings import find_live
from outreach_desktop.vault import boot_clock


def screens(workspace):
    made = []
    workspace.write(workspace, lambda db: _under_way(db, workspace), made.append)
    workspace.drain()
    live = find_live(workspace.db)[0]
    ready = workspace.db.value("SELECT max(id) FROM meeting WHERE went_at IS NOT NULL AND started_at IS NULL")
    return [("meeting-start", "meetings", {"live": ready}), ("meeting-live", "meetings", {"live": live.id})]


def _under_way(db, workspace):
    """Have one meeting whose clock runs for hours, and one that may start; those of an earlier visit are kept."""
    if find_live(db):
        return
    now = workspace.now()
    person = people.find(db, PersonFilter())[0]
    plan = Meeting(
        person_id=person,
        starts_at=now + timedelta(minutes=10),
        place="Kaféet på Storgatan 4",
        workers=(db.sealer.account,),
        others="Karin",
        goers_phone="070-174 06 09",
        on_call="Maryam",
        on_call_phone="070-174 06 12",
        transport="Buss dit, taxi hem",
        check_in_minutes=240,
    )
    for _each in range(2):
        meeting = save_meeting(db, plan, now)
        give_go(db, meeting.id, now, reason="En bild")
    meeting_clock.start(db, workspace.vault.clock, boot_clock.moment(now), meeting.id)
