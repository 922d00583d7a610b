"""What the lists of persons and of contacts have in common: asked in a thread, painted when looked at."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QWidget

from ...storage.database import Database
from ..look.layouts import box, row
from ..look.tables import StateDelegate, Table, table
from ..look.words import announce, label
from ..page import Page, State
from ..paged_model import Listed, PagedModel
from ..workspace import Workspace
from .sort_header import SortHeader

R = TypeVar("R", bound=Listed)
DEBOUNCE_MS = 30
TYPED_MS = 5  # a newer question breaks the older off, so hardly any rest is needed


class ListPage(Page, Generic[R]):
    """A table with filters above and a line below. What is shown is always what the database has."""

    awaits_answer = True
    tables: frozenset[str] = frozenset()  # changes of these are asked for anew
    channel = ""

    def __init__(self, workspace: Workspace, model: PagedModel[R], spoken: str, name: str) -> None:
        super().__init__()
        self.workspace, self.model, self._name = workspace, model, name
        self.header = SortHeader(f"{name}.headings")
        widths = [each.width for each in model.columns]
        self.view: Table = table(model, spoken, widths, name=name, header=self.header)
        model.setParent(self.view)
        for at, each in enumerate(model.columns):
            if each.id == "permission":
                self.view.setItemDelegateForColumn(at, StateDelegate(self.view))
        self.count = label("", "muted")
        self.places = QStackedWidget()
        self.places.addWidget(self.view)
        self._empty: QWidget | None = None
        self._wanted_view: list[int] | None = None
        self._tell_count = False
        self._debounce = QTimer(self, singleShot=True)
        self._debounce.timeout.connect(self.ask)
        self.view.selectionModel().currentRowChanged.connect(lambda *_each: self._write_count())
        self.view.activated.connect(lambda at: self._open_row(at.row()))
        self.view.installEventFilter(self)
        self.view.verticalScrollBar().valueChanged.connect(workspace.texts.give_way)
        self.workspace.changed.connect(self._when_changed)

    def question(self) -> Callable[[Database], Sequence[int]]:
        """Return the question whose answer is the list's ids; it runs in another thread."""
        raise NotImplementedError

    def open_record(self, record: R) -> None:
        raise NotImplementedError

    def count_words(self, count: int) -> str:
        raise NotImplementedError

    def nothing(self) -> QWidget:
        """Return what stands in the table's place when the list is empty."""
        raise NotImplementedError

    def shortcut(self, keys: str, do: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(do)

    def lead_to_rows(self, words: QLineEdit) -> None:
        """From the filter to the rows with one key. Enter opens nobody here: the answer may still be on its way."""
        words.returnPressed.connect(self.view.setFocus)
        down = QShortcut(QKeySequence("Down"), words, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.view.setFocus)

    def foot(self, keys: str) -> QWidget:
        """Return the line below: how many, and which keys work here."""
        words: QLabel = label(keys, "muted", wrap=True)
        below = row(self.count, 24, words)
        below.setStretch(2, 1)
        return box(below)

    def ask_soon(self) -> None:
        """Ask when the typing rests for a moment."""
        self._tell_count = True
        self._debounce.start(TYPED_MS)

    def ask(self) -> None:
        self.workspace.ask(self, self.channel, self.question(), self._show)

    def _when_changed(self, changed: Any) -> None:
        if self.tables & changed:
            self._debounce.start(DEBOUNCE_MS)

    def _show(self, ids: Sequence[int]) -> None:
        before = self.current_id()
        if ids == self.model.ids and ids:
            self.model.refresh()
        else:
            self.model.show(ids)
            self._choose_again(before)
        self._show_place(is_empty=not ids)
        self._write_count()
        self.answered.emit()
        if self._tell_count:
            self._tell_count = False
            announce(self.view, self.count.text())

    def _show_place(self, *, is_empty: bool) -> None:
        had_focus = self.view.hasFocus()
        if self._empty is not None:
            self.places.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        if is_empty:
            self._empty = self.nothing()
            self.places.addWidget(self._empty)
        self.places.setCurrentIndex(1 if is_empty else 0)
        if had_focus and self._empty is not None:
            self._empty.setFocus()

    def _choose_again(self, before: int | None) -> None:
        """Keep the same record chosen; else the row that was kept, else the first."""
        if self._wanted_view is not None:
            at, scroll = self._wanted_view
            self._wanted_view = None
            self.select(max(0, min(at, len(self.model.ids) - 1)))  # it was empty, and is no longer
            self.view.verticalScrollBar().setValue(scroll)
        else:
            ids = self.model.ids
            self.select(ids.index(before) if before in ids else 0)

    def select(self, at: int) -> None:
        """Make a row current."""
        if 0 <= at < len(self.model.ids):
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.view.selectionModel().setCurrentIndex(self.model.index(at, 0), flags)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Home and End go to the first and last row; in a table of Qt's they move along the row."""
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.model.ids) - 1}
            if (at := ends.get(Qt.Key(event.key()))) is not None:
                self.select(at)
                return True
        return super().eventFilter(watched, event)

    def current_id(self) -> int | None:
        at = self.view.currentIndex().row()
        return self.model.ids[at] if 0 <= at < len(self.model.ids) else None

    def current_record(self) -> R | None:
        at = self.view.currentIndex().row()
        return self.model.record(at) if 0 <= at < len(self.model.ids) else None

    def _open_row(self, at: int) -> None:
        record = self.model.record(at)
        if record is not None:
            self.open_record(record)

    def _write_count(self) -> None:
        self.count.setText(self.count_words(len(self.model.ids)))

    def state(self) -> State:
        hidden = [each.id for at, each in enumerate(self.model.columns) if not self.view.wants_column(at)]
        return super().state() | {"order": [self.header.order, self.header.descending], "hidden": hidden}

    def restore(self, state: State) -> None:
        values = dict(state.get("values", {}))
        self._wanted_view = values.pop(self._name, None)
        values.pop(self.header.objectName(), None)  # its rows are those of the table
        super().restore(state | {"values": values})
        if order := state.get("order"):
            self.header.set_order(order[0], descending=order[1])
        for at, each in enumerate(self.model.columns):
            self.view.want_column(at, wanted=each.id not in state.get("hidden", ()))
        self._debounce.stop()
        self.ask()

    def first_focus(self) -> QWidget:
        return self.view
