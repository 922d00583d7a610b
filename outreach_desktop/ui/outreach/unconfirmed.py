"""Lines whose text was copied and never confirmed as sent: each is one of the two, and somebody must say which."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...domain.contact import Contact
from ...i18n import _, ngettext
from ...operations.contacts import LoggedLine
from ...operations.writing import confirm_sent, keep_after_all, never_sent, unconfirmed_lines
from ...storage.database import Database
from ..look.painted import Row, row_list
from ..look.parts import Space, button, card, label, row
from ..words import chosen, day_and_clock
from ..workspace import Workspace
from .answer_words import name_of

if TYPE_CHECKING:
    from ..main_window import MainWindow

_MOST_SHOWN = 4
_MATTERS = frozenset({"contact", "person"})


class Unconfirmed(QWidget):
    """A card that is gone when there is nothing to confirm. Enter on a row opens its person."""

    person_wanted = Signal(int)

    def __init__(self, workspace: Workspace, window: "MainWindow") -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._workspace, self._window = workspace, window
        self._lines: Sequence[LoggedLine] = ()
        self._wanted = True
        self._title = label("", "lead", wrap=True)
        self.rows = row_list([], _("Copied, not confirmed as sent"), name="unconfirmed")
        self.rows.activated.connect(self._open)
        sent = button(_("It was sent"), "check", big=True, name="unconfirmed.sent")
        sent.clicked.connect(lambda: self._answer(confirm_sent))
        never = button(_("It was never sent"), "x", big=True, name="unconfirmed.never")
        never.clicked.connect(lambda: self._answer(never_sent, self._told_never))
        told = label(_("The chosen line:"), "muted")
        content = card(self._title, self.rows, row(told, sent, never, None, gap=Space.S), gap=Space.S)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(content)
        workspace.changed.connect(self._heed)
        self.hide()
        self.ask()

    def show_if(self, nothing_asked: bool) -> None:  # noqa: FBT001 - a sentence: show if ...
        """Show them while nothing is asked for."""
        self._wanted = nothing_asked
        self.setVisible(self._wanted and bool(self._lines))

    def ask(self) -> None:
        """Ask which lines there are."""
        self._workspace.ask(self, "outreach.unconfirmed", unconfirmed_lines, self._show)

    def _heed(self, tables: frozenset[str]) -> None:
        if tables & _MATTERS:
            self.ask()

    def _show(self, lines: Sequence[LoggedLine]) -> None:
        self._lines = lines
        count = len(lines)
        words = ngettext("{count} text was copied. Was it sent?", "{count} texts were copied. Were they sent?", count)
        self._title.setText(words.format(count=count))
        at = max(0, self.rows.currentIndex().row())
        self.rows.show_rows([_row(each, self._workspace.today) for each in lines[:_MOST_SHOWN]])
        self.rows.fit()
        self.rows.set_current(min(at, count - 1) if count else 0)
        self.setVisible(self._wanted and bool(lines))

    def _answer(
        self,
        do: Callable[[Database, int, datetime], Contact],
        then: Callable[[Contact], None] | None = None,
    ) -> None:
        at = self.rows.currentIndex().row()
        if 0 <= at < len(self._lines):
            line, now = self._lines[at].contact.id, self._workspace.now()
            self._workspace.write(self, lambda db: do(db, line, now), then)

    def _told_never(self, line: Contact) -> None:
        workspace = self._workspace
        undo = partial(workspace.write, self._window, lambda db: keep_after_all(db, line, workspace.now()))
        self._window.tell(lambda: _("The line is removed: the text was never sent."), undo)

    def _open(self, at: QModelIndex) -> None:
        if 0 <= at.row() < len(self._lines):
            self.person_wanted.emit(self._lines[at.row()].person.id)


def _row(line: LoggedLine, today: date) -> Row:
    when = day_and_clock(line.contact.at, today) if line.contact.at else ""
    return Row(name_of(line.person), chosen(line.contact.channel), "copy", when, key=line.contact.id)
