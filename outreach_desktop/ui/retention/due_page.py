"""What is erased within two weeks: looked at, kept longer with a reason, or erased on its day."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ...domain.rights import Right
from ...i18n import _, ngettext, window_texts
from ...operations.due import Due, DueIncident, DuePerson, load_due, trust_clock
from ...operations.due_erasing import erase_due
from ...storage.concern_reports import ConcernReportRow
from ...storage.people import PersonRow
from ..dialogs import confirm
from ..look.layouts import box, card, column
from ..look.messages import empty, notice
from ..look.painted import Row, RowList, row_list
from ..look.parts import button, rule
from ..look.tokens import Space
from ..look.words import label
from ..page import Page
from ..people.slot import Slot
from ..people.views import DUE, view_tabs
from ..rooms import Place
from ..words import chosen, near_day
from ..workspace import Workspace
from .keyboard import take_keyboard
from .words import due_words, when_words

if TYPE_CHECKING:
    from ..main_window import MainWindow

_TABLES = frozenset(
    {"person", "contact", "concern_report", "retention_plan", "erasure", "log", "meeting", "shift_incident"}
)


class DuePage(Page):
    """Asks when it is built and after each commit that may change it. Enter opens, Ctrl+P keeps longer."""

    def __init__(self, window: "MainWindow", workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._due, self._list = Due(), None  # type: tuple[Due, RowList | None]
        self._clock, self._place = Slot(), Slot()
        self._longer = button(_("Keep longer …"), "clock-plus", hint="Ctrl+P", big=True, name="due.longer")
        self._longer.clicked.connect(self._keep_longer)
        self._erase = button(_("Erase what is due"), "x", "danger", big=True, name="due.erase")
        self._erase.clicked.connect(self.ask_to_erase)
        self._may = workspace.may(Right.ERASE)
        for each in (self._longer, self._erase):
            each.setEnabled(False)
            if not self._may:
                each.hide()  # and never shown before it stands in the page: it would be a window
        text = _("Each person is kept for as long as your organisation has decided, and then erased for good.")
        tabs = box(column(view_tabs(window, DUE), rule(), gap=0))
        actions = [self._longer, self._erase]
        self.compose(_("Erased soon"), text, actions, tabs, self._clock, self._place, None, gap=Space.M)
        self._clock.hide()
        workspace.changed.connect(self._heed)
        self._ask()

    def first_focus(self) -> QWidget | None:
        return self._list

    def _heed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._ask()

    def _ask(self) -> None:
        today = self._workspace.today
        self._workspace.ask(self, "due", lambda db: load_due(db, today), self._show)

    def _show(self, due: Due) -> None:
        self._due = due
        self._show_clock(due)
        self._longer.setEnabled(bool(due.persons))
        self._erase.setEnabled(bool(due.on(self._workspace.today).free.count) and due.last_at is None)
        if not due.count:
            self._list = None
            text = _("Two weeks before somebody's time is over, they are listed here.")
            self._place.put(empty("archive", _("Nobody is erased within two weeks"), text))
        elif self._list is None:
            self._list = self._listed(due)
            keys = _("Enter opens. Ctrl+P keeps the chosen person longer, with a reason.")
            self._place.put(box(column(card(self._list, margin=4), label(keys, "caption"), gap=Space.S)))
            take_keyboard(self, self._list)
        else:
            self._list.show_rows(list(self._rows(due)))
            self._list.fit()

    def _show_clock(self, due: Due) -> None:
        """Ask whether the clock is right, where it has jumped: until then nothing is erased by it."""
        self._clock.setVisible(due.last_at is not None)
        if due.last_at is not None:
            self._clock.put(clock_notice(self, self._workspace, due))

    def _listed(self, due: Due) -> RowList:
        result = row_list(list(self._rows(due)), _("Erased soon"), name="due.rows")
        result.fit()
        result.set_current(0)
        result.activated.connect(self._open)
        result.clicked.connect(self._open)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._keep_longer)
        return result

    def _rows(self, due: Due) -> Iterator[Row]:
        today = self._workspace.today
        come = {each.row.id for each in due.on(today).persons}
        now = [*(self._person(each) for each in due.persons if each.row.id in come)]
        now += [*map(self._declined, due.declined), *map(self._report, due.reports)]
        now += [self._incident(each) for each in due.incidents if each.due_on <= today]
        later = [self._person(each) for each in due.persons if each.row.id not in come]
        later += [self._incident(each) for each in due.incidents if each.due_on > today]
        for title, rows in ((_("Due now"), now), (_("Within two weeks"), later)):
            if rows:
                yield Row(title, aside=str(len(rows)), heading=True)
                yield from rows

    def _person(self, each: DuePerson) -> Row:
        row, today = each.row, self._workspace.today
        day = row.retention_on or today
        detail = " · ".join(filter(None, (_detail(each), self._when(row.uid, row.id))))
        tone = "warning" if day <= today else ""
        place: Place = {"person": row.id}
        return Row(_name(row), detail, "archive", near_day(day, today), tone, key=place)

    def _when(self, uid: str, person_id: int = 0) -> str:
        """Return when something goes by itself, where it was shown, or that nothing but a decision erases it."""
        return when_words(self._due, uid, person_id, self._workspace.today)

    def _declined(self, row: PersonRow) -> Row:
        detail = _("Declined: all but alias and platform is erased")
        detail = " · ".join(filter(None, (detail, self._when(row.uid, row.id))))
        return Row(_name(row), detail, "octagon-x", _("now"), "warning", key={"person": row.id})

    def _report(self, row: ConcernReportRow) -> Row:
        title = " · ".join(filter(None, (_("Concern report"), row.person_code)))
        sent = window_texts().day(row.sent_on) if row.sent_on else ""
        detail = _("Sent {day}: its text is erased, that it was sent stays").format(day=sent)
        detail = " · ".join(filter(None, (detail, self._when(row.uid))))
        return Row(title, detail, "file-text", _("now"), "warning", key={"report": row.id})

    def _incident(self, each: DueIncident) -> Row:
        written = window_texts().day(each.written_on)
        detail = _("Written down {day}: it is erased, that there was a shift stays").format(day=written)
        detail = " · ".join(filter(None, (detail, self._when(each.uid))))
        tone = "warning" if each.due_on <= self._workspace.today else ""
        near = near_day(each.due_on, self._workspace.today)
        return Row(_("Incident of a shift"), detail, "siren", near, tone, key={"shift": each.shift_id})

    def _open(self, at: QModelIndex) -> None:
        place = self._list.row(at.row()).key if self._list else None
        if isinstance(place, dict) and "shift" in place:
            if self._window.has_room("outreach"):
                self._window.go("outreach", place)
        elif isinstance(place, dict) and "report" in place:
            if self._window.has_room("reports"):
                self._window.go("reports", place)
        elif isinstance(place, dict):
            self._window.go("people", place)

    def _keep_longer(self) -> None:
        row = self._list.current_row() if self._list else None
        if row and self._may and isinstance(row.key, dict) and "person" in row.key:
            self._window.go("people", {**row.key, "prolong": True})

    def ask_to_erase(self) -> None:
        """Say what goes, and erase it when that is agreed to."""
        come = self._due.on(self._workspace.today).free
        if not come.count or not self._may or come.last_at is not None:
            return
        text = _("{what}. It is gone for good, and nobody can take it back.").format(what=_upper(due_words(come)))
        confirm(self, _("Erase what is due?"), text, _("Erase for good"), partial(self._erase_now, come), danger=True)

    def _erase_now(self, due: Due) -> None:
        erase_shown(self._window, self._workspace, due)


def erase_shown(window: "MainWindow", workspace: Workspace, due: Due) -> None:
    """Erase what was shown, and tell how much it was."""

    def tell(count: int) -> None:
        window.tell(lambda: ngettext("{n} record is erased", "{n} records are erased", count).format(n=count))

    workspace.write(window, partial(erase_due, shown=due, now=workspace.now()), tell)


def clock_notice(page: QWidget, workspace: Workspace, due: Due) -> QWidget:
    """Ask whether the day is right; only who may erase can say so."""
    now, last = workspace.now(), due.last_at or workspace.now()
    text = _(
        "This computer says that it is {now}. Somebody worked here last {last}. Nothing is erased by its day until "
        "somebody has looked at the clock."
    )
    texts = window_texts()
    words = text.format(now=texts.instant(now), last=texts.instant(last))
    actions = []
    if workspace.may(Right.ERASE):
        right = button(_("The clock is right"), "check", big=True, name="due.clock")
        right.clicked.connect(lambda: workspace.write(page, partial(trust_clock, now=workspace.now())))
        actions = [right]
    return notice("warning", _("Is the clock right?"), words, actions, icon="clock")


def _detail(each: DuePerson) -> str:
    """Return why somebody is kept until their day: the period, and what made it longer."""
    why = chosen(each.why)
    if each.meeting_on:
        text = _("{why}. Kept until the meeting on {day} is over and written down")
        return text.format(why=why, day=window_texts().day(each.meeting_on))
    if each.prolonged_why:
        return _("{why}. Kept longer: {reason}").format(why=why, reason=each.prolonged_why)
    return why


def _name(row: PersonRow) -> str:
    return " · ".join(filter(None, (row.alias, row.code)))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
