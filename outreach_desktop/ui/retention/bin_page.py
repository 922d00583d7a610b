"""The bin: what was removed, by whom, when, until when it stays, and the way back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ...domain.rights import Right
from ...i18n import _, ngettext, window_texts
from ...operations.bin import ends_on, erase_from_bin, load_bin, put_back
from ...storage.bin import Removed
from ..dialogs import confirm
from ..look.layouts import box, card, column
from ..look.messages import empty
from ..look.painted import Row, RowList, row_list
from ..look.parts import button, rule
from ..look.tokens import Space
from ..look.words import label
from ..page import Page
from ..people.slot import Slot
from ..people.views import BIN, view_tabs
from ..words import near_day, short_day, who
from ..workspace import Workspace
from .keyboard import take_keyboard
from .words import removed_title, removed_words

if TYPE_CHECKING:
    from ..main_window import MainWindow

_ICONS = {
    "person": "user",
    "contact": "message-circle",
    "town": "compass",
    "identifier": "link",
    "note": "square-pen",
    "concern_report": "file-text",
    "platform": "building-2",
    "message_template": "square-pen",
}


class BinPage(Page):
    """Asks when it is built and after each commit that may change it."""

    def __init__(self, window: "MainWindow", workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._list: RowList | None = None
        self._place, self._count = Slot(), label("", "muted")
        self._back = button(_("Take back"), "undo-2", "primary", hint="Ctrl+R", big=True, name="bin.back")
        self._back.clicked.connect(self._take_back)
        self._erase = button(_("Erase now …"), "x", big=True, name="bin.erase")
        self._erase.clicked.connect(self._ask_to_erase)
        if not workspace.may(Right.ERASE):
            self._erase.hide()  # and never shown before it stands in the page: it would be a window
        text = _("What is removed stays here for 30 days, and never longer than the person is kept. Then it is erased.")
        tabs = box(column(view_tabs(window, BIN), rule(), gap=0))
        self.compose(_("The bin"), text, [self._erase, self._back], tabs, self._place, self._count, None, gap=Space.M)
        workspace.changed.connect(self._heed)
        self._ask()

    def first_focus(self) -> QWidget | None:
        return self._list

    def _heed(self, tables: frozenset[str]) -> None:
        if tables - {"log"}:  # whatever can be removed; a line of the log alone changes nothing here
            self._ask()

    def _ask(self) -> None:
        self._workspace.ask(self, "bin", load_bin, self._show)

    def _show(self, found: list[Removed]) -> None:
        for each in (self._back, self._erase):
            each.setEnabled(bool(found))
        words = ngettext("{count} thing in the bin.", "{count} things in the bin.", len(found))
        self._count.setText(words.format(count=window_texts().number(len(found))))
        self._count.setVisible(bool(found))
        if not found:
            self._list = None
            text = _("What somebody removes can be taken back here.")
            self._place.put(empty("archive", _("The bin is empty"), text))
        elif self._list is None:
            self._list = self._listed(found)
            self._place.put(box(column(card(self._list, margin=4), label(_keys(), "caption"), gap=Space.S)))
            take_keyboard(self, self._list)
        else:
            self._list.show_rows([self._row(each) for each in found])
            self._list.fit()

    def _listed(self, found: list[Removed]) -> RowList:
        result = row_list([self._row(each) for each in found], _("The bin"), name="bin.rows")
        result.fit()
        result.set_current(0)
        result.activated.connect(self._open)
        QShortcut(QKeySequence("Ctrl+R"), self).activated.connect(self._take_back)
        return result

    def _row(self, removed: Removed) -> Row:
        today, ends = self._workspace.today, ends_on(removed)
        name = who(removed.removed_by or "", self._workspace.accounts)
        day = near_day(removed.removed_on, today)
        by = _("{who} removed it {day}").format(who=name, day=day)
        detail = " · ".join(filter(None, (removed_words(removed), by)))
        aside = _("erased {day}").format(day=short_day(ends, today)) if ends else _("stays as long as lines name it")
        return Row(removed_title(removed), detail, _ICONS.get(removed.subject, "archive"), aside, key=removed)

    def _current(self) -> Removed | None:
        row = self._list.current_row() if self._list else None
        return row.key if row and isinstance(row.key, Removed) else None

    def _open(self, _at: QModelIndex) -> None:
        """Show the person whom it is about; what is about nobody is only here."""
        removed = self._current()
        if removed and removed.person_id:
            self._window.go("people", {"person": removed.person_id})

    def _take_back(self) -> None:
        if removed := self._current():
            work = partial(put_back, removed=removed, now=self._workspace.now())
            title = removed_title(removed)
            self._workspace.write(
                self, work, lambda _none: self._window.tell(lambda: _("{what} is back").format(what=title))
            )

    def _ask_to_erase(self) -> None:
        removed = self._current()
        if removed is None:
            return
        if removed.subject == "person":
            self._window.go("people", {"person": removed.id, "erase": "whole"})
            return
        text = _("It is gone at once and for good. Nobody can take it back.")
        title = _("Erase {what}?").format(what=removed_title(removed))
        confirm(self, title, text, _("Erase for good"), partial(self._erase_now, removed), danger=True)

    def _erase_now(self, removed: Removed) -> None:
        work = partial(erase_from_bin, removed=removed, now=self._workspace.now())
        self._workspace.write(self, work, lambda _none: self._window.tell(lambda: _("It is erased")))


def _keys() -> str:
    return _("Enter shows the person. Ctrl+R takes back what is chosen.")
