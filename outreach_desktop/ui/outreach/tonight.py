"""Tonight's lines: what this account has logged since the day began."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ...domain.contact import Contact, Direction, Outcome, Sending
from ...i18n import _, ngettext
from ...operations.contacts import LoggedLine
from ..look import theme
from ..look.painted import Row, row_list
from ..look.parts import Size, Space, column, frame, label, row
from ..words import chosen, clock, near_day

_ICONS = {
    Outcome.NO_ANSWER: "clock",
    Outcome.DECLINED: "hand",
    Outcome.NO_MORE_CONTACT: "hand",
    Outcome.WANTS_TO_MEET: "calendar-days",
    Outcome.MET: "calendar-days",
}


class Tonight(QWidget):
    """A card with the newest line first; a row opens its person."""

    person_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._count = label("", "muted")
        self._rows = row_list([], _("Tonight's lines"), name="tonight")
        self._rows.activated.connect(self._open)
        self._rows.setMinimumHeight(theme.scaled(Size.TWO_LINE_ROW))
        self._rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._none = label(_("Lines that you save stand here."), "muted", wrap=True)
        head = row(label(_("Tonight's lines"), "lead"), None, self._count, margin=(Space.L, Space.M, Space.L, 0))
        nothing = row(self._none, margin=(Space.L, 0, Space.L, Space.S))
        content = frame(_stretched(column(head, nothing, self._rows, None, gap=Space.S), 2), "card")
        content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(content)

    def show_lines(self, lines: Sequence[LoggedLine], today: date) -> None:
        """Show these lines, newest first."""
        count = ngettext("{count} line", "{count} lines", len(lines)).format(count=len(lines))
        self._count.setText(count if lines else "")
        self._none.setVisible(not lines)
        self._rows.setVisible(bool(lines))
        self._rows.show_rows([_row(each, today) for each in lines])
        if not self._rows.hasFocus():
            self._rows.setCurrentIndex(QModelIndex())

    def _open(self, at: QModelIndex) -> None:
        key = self._rows.row(at.row()).key
        if isinstance(key, int):
            self.person_wanted.emit(key)


def _stretched(layout: QVBoxLayout, at: int) -> QVBoxLayout:
    layout.setStretch(at, 99)  # nearly all; while it is hidden, the rest of the column is left free
    return layout


def _row(line: LoggedLine, today: date) -> Row:
    contact = line.contact
    time = clock(contact.at) if contact.at else ""
    return Row(line.person.alias, _detail(line, today), _icon(line), time=time, key=line.person.id)


def _icon(line: LoggedLine) -> str:
    if line.is_new:
        return "plus"
    if line.contact.direction is Direction.NOTE:
        return "eye"
    return _ICONS.get(line.contact.outcome, "message-circle")


def _detail(line: LoggedLine, today: date) -> str:
    """Return `Ny · fråga · boende · 1 dec`."""
    contact = line.contact
    copied = [_("Copied. Sent?")] if contact.sending is Sending.COPIED else []
    words = [*copied, *([_("New")] if line.is_new else []), _what(contact), *(chosen(need) for need in contact.needs)]
    told = [words[0], *(word.lower() for word in words[1:])]
    return " · ".join([*told, *([near_day(contact.next_step_on, today)] if contact.next_step_on else [])])


def _what(contact: Contact) -> str:
    return chosen(contact.direction) if contact.direction is Direction.NOTE else chosen(contact.outcome)
