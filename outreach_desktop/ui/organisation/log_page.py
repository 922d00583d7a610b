"""The log: who did what to which record, when. For administrators and coordinators."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ...domain.log_line import LogState
from ...export.log import count_words
from ...i18n import _, window_texts
from ...operations.log_reading import check_log, closing_words, log_bytes, note_log_left, state_words
from ...storage import log_closing, log_lines
from ..look.messages import empty, notice
from ..look.parts import Space, announce, button, column, label
from ..look.tables import table
from ..main_window import MainWindow
from ..page import Page, State
from ..paged_model import Index
from ..preview.saving import Leaving
from ..preview.way_out import WayOut
from ..workspace import Workspace
from .log_filters import LogFilters
from .log_model import LogModel
from .parts_bar import parts_bar

_REST_MS = 200  # typing rests so long before it is asked


class _Progress(QObject):
    """Carries from the checking thread to the page how far it has come; the page may be gone meanwhile."""

    come_to = Signal(int)


class LogPage(Page):
    """Asks in pieces, so that a million lines open as fast as ten."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._debounce = QTimer(self, singleShot=True, interval=_REST_MS)
        self._debounce.timeout.connect(self._ask)
        self.model = LogModel(workspace)
        self.model.more_wanted.connect(self._ask_older)
        self.view = table(self.model, _("The log"), [each.width for each in self.model.columns], name="log.table")
        self.model.setParent(self.view)
        self.view.give_way(1)
        self.view.activated.connect(self._show_only)
        self.filters = LogFilters(workspace)
        self.filters.edited.connect(self._debounce.start)
        self._told, self._count = column(gap=0), label("", "muted")
        self._closed = label("", "caption", wrap=True)
        self._places = QStackedWidget()
        self._places.addWidget(self.view)
        self._places.addWidget(empty("search", _("No line fits"), _("Choose a longer period, or other filters.")))
        self._compose()
        workspace.changed.connect(self._changed)
        self._ask()

    def _compose(self) -> None:
        check = button(_("Check the log"), "shield-check", big=True, name="log.check")
        check.clicked.connect(self.check)
        save = button(_("Save as PDF"), "file-text", big=True, name="log.pdf")
        save.clicked.connect(self.save_pdf)
        subtitle = _(
            "Who did what, and when. Administrators and coordinators see it: kept by the program, not by encryption."
        )
        keys = label(_("Enter shows the lines of this record only"), "caption")
        tabs = parts_bar(self._window, self._workspace, "log")
        below = column(self._count, self._closed, keys, gap=2)
        self._show_closed()
        self.compose(
            _("Organisation"), subtitle, [check, save], tabs, self.filters, self._told, self._places, below, gap=Space.M
        )
        self.layout().setStretchFactor(self._places, 1)  # type: ignore[union-attr]

    def _show_closed(self) -> None:
        """Say for which older lines the closing line stands, where there is one."""
        closing = log_closing.load(self._workspace.db)
        self._closed.setVisible(closing is not None)
        if closing:
            names = {uid: account.name for uid, account in self._workspace.accounts.items()}
            self._closed.setText(closing_words(closing, names, window_texts()))

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"log", "account"}:
            self._debounce.start()

    def _ask(self) -> None:
        wanted = self.filters.wanted()
        self._workspace.ask(self, "log", lambda db: log_lines.find(db, wanted), self._show)
        self._workspace.compute(self, "log.count", lambda db: log_lines.count(db, wanted), self._show_count)

    def _ask_older(self) -> None:
        wanted, before = self.filters.wanted(), self.model.ids[-1]
        self._workspace.ask(self, "log", lambda db: log_lines.find(db, wanted, before), self.model.append)

    def _show(self, numbers: Sequence[int]) -> None:
        """Show other lines; whoever stands on one that is still there stays on it."""
        at = self.view.currentIndex().row()
        here = self.model.ids[at] if 0 <= at < len(self.model.ids) else 0
        had_focus = self.view.hasFocus()
        self.model.show(numbers)
        self._places.setCurrentIndex(0 if numbers else 1)
        self._choose(numbers.index(here) if here in numbers else 0)
        if had_focus and not numbers:
            self.filters.record.setFocus()

    def _choose(self, at: int) -> None:
        if self.model.ids:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.view.selectionModel().setCurrentIndex(self.model.index(at, 0), flags)

    def _show_count(self, count: int) -> None:
        words = count_words(count, count, window_texts())
        if words != self._count.text():
            self._count.setText(words)
            announce(self.view, words)

    def _show_only(self, index: Index) -> None:
        """Narrow the log down to the record of a line; a line about no record of its own changes nothing."""
        shown = self.model.record(index.row())
        if shown and shown.line.uid:
            self.filters.record.setText(shown.line.code or shown.line.uid)

    def check(self) -> None:
        """Check the whole log beside the window, and say what was found."""
        seen, progress = self._workspace.seen, _Progress()
        progress.come_to.connect(self._say_progress)
        self._say("accent", _("The log is being checked"), _("You can go on with your work meanwhile."))
        self._workspace.compute(
            self, "log.check", lambda db: check_log(db, seen, progress.come_to.emit), self._show_state
        )

    def _say_progress(self, come_to: int) -> None:
        self._count.setText(_("Checked as far as line {line}").format(line=window_texts().number(come_to)))

    def _show_state(self, state: LogState) -> None:
        title = _("The log is whole") if state.whole else _("The log is not whole")
        self._say("good" if state.whole else "danger", title, state_words(state, window_texts()))
        self._ask()

    def _say(self, tone: str, title: str, text: str) -> None:
        while item := self._told.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._told.addWidget(notice(tone, title, text))
        announce(self, f"{title}. {text}")

    def save_pdf(self) -> None:
        """Say what leaves the vault, ask for a place, and write the PDF of the lines that fit the filter."""
        wanted, language, now = self.filters.wanted(), window_texts().language, self._workspace.now()
        inside = _("The file holds the names of colleagues and what they did, and codes of persons. No texts.")
        content = partial(log_bytes, wanted=wanted, language=language, now=now)
        leaving = Leaving("pdf", inside, content, partial(note_log_left, now=now))
        WayOut(self, self._workspace, self._window).to_file(leaving)

    def restore(self, state: State) -> None:
        super().restore(state)
        self._debounce.stop()
        self._ask()

    def first_focus(self) -> QWidget | None:
        return self.view
