"""The parts of a meeting that are sealed, and what came of it: risks, incidents, lessons, debriefing."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...domain.contact import Contact
from ...domain.meeting import Likelihood, Meeting, MeetingIncident, MeetingLesson, MeetingRisk
from ...domain.rights import Right
from ...domain.shift import Debriefing
from ...i18n import _, ngettext, window_texts
from ...operations.meeting_texts import open_texts
from ...storage.meetings import SealedCounts
from ...storage.reading import load
from ..look.layouts import Item, box, column, row
from ..look.painted import Row
from ..look.parts import button, card, fact, label
from ..look.tokens import Space
from ..people.person_parts import RowsPart
from ..words import chosen, day_and_clock, near_day, who
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow

_LONGEST = 160
NEW = "new"


class SealedRows(RowsPart):
    """Rows of one kind of sealed record; who cannot read them is told how many there are, and can add."""

    def __init__(self, workspace: Workspace, title: str, name: str, nothing: str, add: str) -> None:
        new = button(add, "plus", name=f"{name}.new")
        new.clicked.connect(lambda: self.opened.emit(NEW))
        super().__init__(title, name, nothing, [new])
        self._workspace = workspace
        self._empty = nothing

    def tell_count(self, count: int) -> None:
        """Say how many there are to who cannot read them."""
        there = ngettext("{count} is written down.", "{count} are written down.", count).format(count=count)
        words = _("Your account cannot read it: it is kept by encryption. You can add one.")
        self.show_rows([])
        self._nothing.setText(f"{there} {words}" if count else f"{self._empty} {words}")


def risks_part(window: "MainWindow", workspace: Workspace, meeting: Meeting, counts: SealedCounts) -> SealedRows:
    """Return the risk mapping that is made together with the person."""
    nothing = _("No risk is written down. Go through them together with the person.")
    part = SealedRows(workspace, _("Risks and threats"), "risks", nothing, _("Add a risk"))
    _fill(window, workspace, part, "risk", meeting, counts.risks, partial(_risk_rows, workspace))
    return part


def _risk_rows(workspace: Workspace, found: Sequence[MeetingRisk]) -> list[Row]:
    del workspace
    nothing = _("What we do is not written down")
    return [
        Row(
            _short(each.risk),
            _short(each.what_we_do) or nothing,
            "triangle-alert",
            chosen(each.likelihood),
            "warning" if each.likelihood is Likelihood.LIKELY else "",
            key=each.id,
        )
        for each in found
    ]


def _incident_rows(workspace: Workspace, found: Sequence[MeetingIncident]) -> list[Row]:
    return [
        Row(
            _short(each.text),
            _incident_detail(each, workspace),
            "siren",
            _("followed up") if each.followed_up_on else _("to follow up"),
            "" if each.followed_up_on else "warning",
            key=each.id,
        )
        for each in found
    ]


def _incident_detail(incident: MeetingIncident, workspace: Workspace) -> str:
    if incident.followed_up_on:
        return _("Followed up {day}").format(day=near_day(incident.followed_up_on, workspace.today))
    by = who(incident.follow_up_by, workspace.accounts) if incident.follow_up_by else _("Nobody has taken it on")
    day = near_day(incident.follow_up_on, workspace.today) if incident.follow_up_on else _("no day set")
    return f"{by}, {day}"


def _lesson_rows(workspace: Workspace, found: Sequence[MeetingLesson]) -> list[Row]:
    return [Row(_short(each.text), _written(each, workspace), "book-open", key=each.id) for each in found]


def _written(lesson: MeetingLesson, workspace: Workspace) -> str:
    when = day_and_clock(lesson.created_at, workspace.today) if lesson.created_at else ""
    return f"{who(lesson.created_by, workspace.accounts)}, {when}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


_TYPES = {"risk": MeetingRisk, "incident": MeetingIncident, "lesson": MeetingLesson}


def _fill(  # noqa: PLR0917 - what is read, of what, and how it is shown
    window: "MainWindow",
    workspace: Workspace,
    part: SealedRows,
    kind: str,
    meeting: Meeting,
    count: int,
    rows_of: Callable[[Sequence[object]], list[Row]],
) -> None:
    """Read what is there, which the log notes, where there is something to read; open the form of a row."""
    part.opened.connect(lambda key: window.go("meetings", {kind: meeting.id, "which": key}))
    if not workspace.may(Right.READ_NOTES):
        part.tell_count(count)
        return
    part.show_rows([])
    if count:
        work = partial(open_texts, record_type=_TYPES[kind], meeting_id=meeting.id, now=workspace.now())
        workspace.write(part, work, lambda found: part.show_rows(rows_of(found)))


def aftermath(window: "MainWindow", workspace: Workspace, meeting: Meeting, counts: SealedCounts) -> QWidget:
    """Return what came of a meeting, incidents, and what was learnt."""
    incidents = SealedRows(
        workspace, _("Incidents"), "incidents", _("No incident is written down."), _("Write down an incident")
    )
    _fill(window, workspace, incidents, "incident", meeting, counts.incidents, partial(_incident_rows, workspace))
    lessons = SealedRows(workspace, _("What we learnt"), "lessons", _("Nothing is written down."), _("Add"))
    _fill(window, workspace, lessons, "lesson", meeting, counts.lessons, partial(_lesson_rows, workspace))
    return box(column(_came_of_it(window, workspace, meeting), incidents, lessons, gap=Space.M))


def _came_of_it(window: "MainWindow", workspace: Workspace, meeting: Meeting) -> QWidget:
    words = _("Write what came of it") if meeting.contact_id is None else _("Debriefing …")
    after = button(words, "square-pen", name="aftermath.after")
    after.clicked.connect(lambda: window.go("meetings", {"after": meeting.id}))
    line = next(iter(load(workspace.db, Contact, [meeting.contact_id] if meeting.contact_id else [])), None)
    buttons: list[QWidget] = []
    if line is not None and line.removed_on is None:
        opens = button(_("Open the line in the log"), name="aftermath.line")
        opens.clicked.connect(lambda: window.go("people", {"contact": line.id}))
        buttons.append(opens)
    if meeting.state.took_place or meeting.state.is_ahead:
        buttons.append(after)
    head = row(label(_("What came of it"), "lead"), *buttons, gap=Space.S)
    head.setStretch(0, 1)
    shown: list[Item] = [*_told(meeting, line)]
    return card(box(head), *(shown or [label(_("Nothing is written down."), "muted")]))


def _told(meeting: Meeting, line: Contact | None) -> Iterator[QVBoxLayout]:
    if line is not None and line.note:
        yield fact(_("In the log"), _short(line.note))
    if line is not None and line.needs:
        yield fact(_("Needs heard"), window_texts().listed([chosen(each) for each in line.needs]))
    if meeting.debriefing is not None:
        booked = meeting.debriefing is Debriefing.BOOKED and meeting.debriefing_on
        day = window_texts().day(meeting.debriefing_on) if booked and meeting.debriefing_on else ""
        yield fact(_("Debriefing"), ", ".join(filter(None, (chosen(meeting.debriefing), day))))
