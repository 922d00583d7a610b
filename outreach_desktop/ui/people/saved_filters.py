"""The filters that an account has kept: chosen, kept and forgotten from one menu."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from ...domain.attributes import Invalid
from ...domain.saved_filter import SavedFilter
from ...i18n import _
from ...operations.saved_filters import forget_filter, keep_filter, load_filters
from ..dialogs import Dialog
from ..look.fields import field, line
from ..look.parts import button
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow


class SavedFilters(QObject):
    """`current` gives the filter that is set, `show` sets one. The button opens the menu."""

    def __init__(
        self,
        window: "MainWindow",
        workspace: Workspace,
        current: Callable[[], SavedFilter],
        show: Callable[[SavedFilter], None],
    ) -> None:
        self.button: QPushButton = button(_("Saved filters"), "chevron-down", big=True, name="people.saved")
        super().__init__(self.button)
        self._window, self._workspace, self._current, self._show = window, workspace, current, show
        self.button.clicked.connect(self._open)

    def _open(self) -> None:
        self._workspace.ask(self, "saved_filters", load_filters, self._open_menu)

    def _open_menu(self, known: list[SavedFilter]) -> None:
        menu = QMenu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in known:
            menu.addAction(_shown(each), partial(self._show, each))
        if known:
            menu.addSeparator()
        menu.addAction(_("Keep this filter …"), self._ask_name)
        if known:
            forget = menu.addMenu(_("Forget a filter"))
            for each in known:
                forget.addAction(_shown(each), partial(self._forget, each))
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _ask_name(self) -> None:
        words = _("It keeps what is filtered, the order and the columns. Only you see it.")
        dialog = Dialog(self._window, _("Keep this filter"), words)
        typed = line(name="filter.name")
        asked = field(_("Name of the filter"), typed)
        dialog.add_wide(asked)
        cancel = button(_("Cancel"), big=True, name="dialog.cancel")
        cancel.clicked.connect(dialog.reject)
        keep = button(_("Keep"), "check", "primary", big=True, name="filter.keep")

        def refused(error: Exception) -> None:
            if not isinstance(error, Invalid):
                raise error
            asked.set_error(_(error.problems[0].text).format(*error.problems[0].values))
            typed.setFocus()

        def kept(stored: SavedFilter) -> None:
            dialog.accept()
            self._window.tell(lambda: _("The filter “{name}” is kept").format(name=stored.name))

        def store() -> None:
            wanted, now = _named(self._current(), typed.text()), self._workspace.now()
            self._workspace.write(dialog, lambda db: keep_filter(db, wanted, now), kept, refused)

        keep.clicked.connect(store)
        typed.returnPressed.connect(store)
        dialog.add(cancel)
        dialog.add(keep)
        dialog.open()
        typed.setFocus()

    def _forget(self, known: SavedFilter) -> None:
        now = self._workspace.now()

        def forgotten(before: SavedFilter) -> None:
            def undo() -> None:
                fresh = _named(before, before.name)
                self._workspace.write(self._window, lambda db: keep_filter(db, fresh, self._workspace.now()))

            self._window.tell(lambda: _("The filter “{name}” is forgotten").format(name=before.name), undo)

        self._workspace.write(self, lambda db: forget_filter(db, known.id, now), forgotten)


def _named(wanted: SavedFilter, name: str) -> SavedFilter:
    return SavedFilter(
        name=name,
        words=wanted.words,
        state=wanted.state,
        county=wanted.county,
        due=wanted.due,
        may_be_child=wanted.may_be_child,
        in_bin=wanted.in_bin,
        sorted_by=wanted.sorted_by,
        descending=wanted.descending,
        hidden=wanted.hidden,
    )


def _shown(saved: SavedFilter) -> str:
    return saved.name.replace("&", "&&")
