"""What waits, as rows of a list. The key of a row is where it leads."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import chain

from ...content import municipality
from ...domain.organisation import Account
from ...i18n import _, ngettext
from ...operations.saving import local_day
from ...storage.concern_reports import ConcernReportRow
from ...storage.drafts import Draft
from ...storage.people import PersonRow
from ..backups.words import late_elsewhere
from ..follow_ups.rows import Around, name_of, step_row
from ..follow_ups.weeks import monday_of
from ..look.painted import Row
from ..outreach.answer_words import shortened
from ..outreach.unfinished import PREFIX
from ..words import day_and_clock, near_day, who
from ..workspace import Workspace
from .copied import copied_rows
from .meeting_rows import incidents, meetings_today, reminders
from .places import Destination, destination, what
from .waiting import Waiting


def rows(waiting: Waiting, around: Around, workspace: Workspace) -> list[Row]:
    """Return all that waits, in order, under headings with their numbers."""
    now, due = workspace.now(), waiting.meetings
    today = local_day(now)
    return [
        *_group(_("Meetings"), len(due.today), meetings_today(due, workspace)),
        *_group(_("Go on where you were"), len(waiting.drafts), _drafts(waiting, today)),
        *_group(_("Copied, not confirmed as sent"), len(waiting.copied), copied_rows(waiting.copied, today)),
        *_group(_("To remind"), len(due.reminders), reminders(due, workspace)),
        *_group(_("Incidents to follow up"), len(due.incidents), incidents(due, workspace)),
        *_group(_("Next steps"), waiting.steps.count, _steps(waiting, around)),
        *_group(_("Reports"), len(waiting.reports), _reports(waiting, around.accounts)),
        *_group(_("Erased soon"), waiting.ending.count, chain(_erasing(waiting), _ending(waiting, today))),
        *_group(_("Backups"), 1, _backup(waiting, now)),
        *_group(_("Recovery"), 1, _drill(waiting)),
    ]


def _group(title: str, count: int, members: Iterator[Row]) -> list[Row]:
    found = list(members)
    return [Row(title, aside=str(count), heading=True), *found] if found else []


def _drafts(waiting: Waiting, today: date) -> Iterator[Row]:
    for draft in waiting.drafts:
        where = destination(draft.editor)
        if where:
            yield _draft(draft, where, waiting.people, today)


def _draft(draft: Draft, where: Destination, people: Mapping[int, PersonRow], today: date) -> Row:
    whom = {"people": "person", "meetings": "new"}.get(where.room, "")
    person = people.get(where.place.get(whom, 0))
    about = name_of(person) if person else shortened(_asked_for(draft))
    title = f"{what(draft.editor)} · {about}" if about else what(draft.editor)
    saved = _("Not saved yet. Last typed {when}.").format(when=day_and_clock(draft.saved_at, today))
    return Row(title, saved, "square-pen", _("continue"), key=where)


def _asked_for(draft: Draft) -> str:
    """Return what was typed in the quick line where the draft is a line begun there, else nothing."""
    return str(json.loads(draft.state)["typed"]) if draft.editor.startswith(PREFIX) else ""


def _steps(waiting: Waiting, around: Around) -> Iterator[Row]:
    for planned in waiting.steps.rows:
        where = Destination("people", {"person": planned.person.id, "step": planned.step.id})
        yield step_row(planned, around, where)
    left = waiting.steps.count - len(waiting.steps.rows)
    if left > 0:
        more = ngettext("{n} more next step", "{n} more next steps", left).format(n=left)
        week = {"week": monday_of(around.today).isoformat()}
        yield Row(more, icon="ellipsis", key=Destination("today", week))


def _reports(waiting: Waiting, accounts: Mapping[str, Account]) -> Iterator[Row]:
    for report in waiting.reports:
        title = _("Concern report to {municipality}").format(municipality=_town(report))
        writer = _("{name} has written it. It waits for a second reader.").format(name=who(report.created_by, accounts))
        tone = "warning" if report.urgent else ""
        aside = _("urgent") if report.urgent else _("second reader")
        yield Row(title, writer, "file-text", aside, tone, key=Destination("reports", {"report": report.id}))


def _erasing(waiting: Waiting) -> Iterator[Row]:
    """Yield, for who may erase, that something is due today; in a practice vault it only stands in the lists."""
    if waiting.erase_now:
        title = ngettext("{n} record is to be erased now", "{n} records are to be erased now", waiting.erase_now)
        text = _("Look at what is due, keep longer what must be, and erase the rest.")
        where = Destination("people", {"view": "due"})
        yield Row(title.format(n=waiting.erase_now), text, "archive", _("do it now"), "warning", key=where)


def _ending(waiting: Waiting, today: date) -> Iterator[Row]:
    for person in waiting.ending.rows:
        day = person.retention_on or today
        where = Destination("people", {"person": person.id})
        text = _("Erased for good unless the time is extended")
        yield Row(name_of(person), text, "archive", in_days(day, today), key=where)
    left = waiting.ending.count - len(waiting.ending.rows)
    if left > 0:
        more = ngettext("{n} more person", "{n} more persons", left).format(n=left)
        yield Row(more, icon="ellipsis", key=Destination("people", {"view": "due"}))


def _backup(waiting: Waiting, now: datetime) -> Iterator[Row]:
    """Yield what to do about the backups, the worst of it."""
    if not waiting.backup_late:
        return
    status, where = waiting.backups, Destination("organisation", {"part": "backups"})
    if status.failure or status.test_failure:
        title, detail = _("The last backup did not work"), _(status.failure or status.test_failure)
    elif status.is_late(now):
        title, detail = _("No backup for a week"), _("Make one now, and see what is wrong.")
    else:
        title = late_elsewhere(status, now)
        detail = _("Plug in the stick.") if status.second_place else _("Choose a second place, such as a USB stick.")
    yield Row(title, detail, "hard-drive", _("do it now"), "warning", key=where)


def _drill(waiting: Waiting) -> Iterator[Row]:
    """Yield, for administrators, the drill of the year."""
    if waiting.drill_due:
        text = _("Nobody has typed it in for a year. See that it is still there and opens the vault.")
        where = Destination("organisation", {"drill": True})
        yield Row(_("Try the recovery key"), text, "shield-check", _("do it now"), key=where)


def in_days(day: date, today: date) -> str:
    """Return when something falls due."""
    days = (day - today).days
    return ngettext("in {n} day", "in {n} days", days).format(n=days) if days > 1 else near_day(max(day, today), today)


def _town(report: ConcernReportRow) -> str:
    return municipality(report.municipality).name if report.municipality else _("a municipality")
