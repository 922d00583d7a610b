"""On Today: meetings, reminders before them, and incidents to follow up. Each row opens its meeting."""

from collections.abc import Iterator

from ...i18n import _
from ...operations.meetings_due import DueIncident, MeetingsDue
from ...storage.meetings import WithPerson
from ..follow_ups.rows import late, name_of
from ..look.painted import Row
from ..meetings.rows import meeting_row
from ..meetings.words import when_words
from ..words import near_day, who
from ..workspace import Workspace
from .places import Destination


def meetings_today(due: MeetingsDue, workspace: Workspace) -> Iterator[Row]:
    """Yield those that are to come today, that were never closed, and of which nobody has said what came of them."""
    for each in due.today:
        if each.meeting.state.took_place:
            text = _("It took place {when}. What came of it?").format(when=when_words(each.meeting, workspace))
            yield Row(name_of(each.person), text, "square-pen", _("write it down"), key=_place(each))
        else:
            yield meeting_row(each, workspace, _place(each))


def reminders(due: MeetingsDue, workspace: Workspace) -> Iterator[Row]:
    """Yield whom to remind of a meeting, with the safe way."""
    for each in due.reminders:
        how = each.meeting.reminder_how or _("No safe way is written down.")
        text = _("Remind of the meeting {when}. {how}").format(when=when_words(each.meeting, workspace), how=how)
        yield Row(name_of(each.person), text, "bell", _("remind"), key=_place(each))


def incidents(due: MeetingsDue, workspace: Workspace) -> Iterator[Row]:
    """Yield incidents that nobody has followed up; what happened is sealed and stands on their own page."""
    for each in due.incidents:
        yield _incident(each, workspace)


def _incident(due: DueIncident, workspace: Workspace) -> Row:
    incident, today = due.incident, workspace.today
    by = who(incident.follow_up_by, workspace.accounts) if incident.follow_up_by else _("Nobody has taken it on")
    text = _("Incident at the meeting {when}. {name}.").format(when=when_words(due.of.meeting, workspace), name=by)
    day = incident.follow_up_on
    is_late = day is not None and day < today
    aside = _("no day set") if day is None else late(day, today) if is_late else near_day(day, today)
    where = Destination("meetings", {"incident": due.of.meeting.id, "which": incident.id})
    return Row(name_of(due.of.person), text, "siren", aside, "warning" if is_late else "", key=where)


def _place(found: WithPerson) -> Destination:
    return Destination("meetings", {"meeting": found.meeting.id})
