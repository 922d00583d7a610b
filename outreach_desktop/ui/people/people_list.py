"""The list of persons: fast at any number, filtered and sorted by the database."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from ...content import counties_by_name
from ...domain.person import Person, PersonFilter, State
from ...domain.rights import Right
from ...domain.saved_filter import SavedFilter
from ...i18n import _, ngettext, window_texts
from ...operations.people import restore_person, row_permission
from ...storage import people
from ...storage.database import Database
from ...storage.people import PersonRow
from ...storage.reading import load_one
from ..look.layouts import Flowing, box, column
from ..look.messages import empty
from ..look.parts import Combo, button, combo, line, rule
from ..look.tokens import Space
from ..look.words import announce
from ..paged_model import Column, PagedModel
from ..words import ago, chosen, next_step, permission_sign
from ..workspace import Workspace
from .list_page import ListPage
from .memory import Memory
from .saved_filters import SavedFilters
from .ticks import tick
from .views import PEOPLE, view_tabs

if TYPE_CHECKING:
    from ..main_window import MainWindow

_YIELDING = ("county", "last", "state", "follow_up")  # columns left out where there is no room
_LETTERS_REST = 1.0  # seconds after which typed letters begin anew


def _columns(workspace: Workspace) -> list[Column[PersonRow]]:
    language, today, organisation = window_texts().language, workspace.today, workspace.organisation
    names = {code: name.removesuffix(" County") for code, name in counties_by_name(language).items()}
    return [
        Column("code", _("Code"), lambda row: row.code, 120, "code"),
        Column("alias", _("Alias"), lambda row: row.alias, 136, "alias"),
        Column("state", _("State"), lambda row: chosen(row.state), 128, "state"),
        Column(
            "permission",
            _("May we contact?"),
            lambda row: permission_sign(row_permission(row, organisation, today), today).quiet,
            184,
        ),
        Column("last", _("Last contact"), lambda row: ago(row.last_contact_at, today), 168, "last"),
        Column(
            "follow_up", _("Next step"), lambda row: next_step(row.follow_up, row.follow_up_on, today), 0, "follow_up"
        ),
        Column("county", _("County"), lambda row: names.get(row.county, "–"), 168, "county"),
    ]


class PeopleList(ListPage[PersonRow]):
    tables = frozenset({"person", "person_summary", "identifier", "town", "contact", "organisation"})
    channel = "people"

    def __init__(self, window: "MainWindow", workspace: Workspace, memory: Memory) -> None:
        self.window_, self._memory = window, memory
        model: PagedModel[PersonRow] = PagedModel(_columns(workspace), lambda ids: people.load_rows(workspace.db, ids))
        super().__init__(workspace, model, _("People"), "people")
        self._letters, self._letters_at = "", 0.0
        self._make_filters()
        self._make_actions()
        self.view.give_way(*(at for way in _YIELDING for at, each in enumerate(model.columns) if each.id == way))
        self.header.set_order("code", descending=True)
        self.header.sorted_by.connect(lambda *_each: self.ask())
        keys = _("Enter opens · Ctrl+F to the filter · letters jump to the alias")
        self.compose(
            _("People"),
            _("Only what you need, as short a time as possible"),
            [*self.sheets_button, self.saved.button, self.columns_button, self.restore_button, self.new_button],
            box(column(view_tabs(window, PEOPLE), rule(), gap=0)),
            self.filters,
            self.places,
            self.foot(keys),
            gap=Space.M,
        )
        self.layout().setStretchFactor(self.places, 1)  # type: ignore[union-attr]
        self._follow_bin()
        self.shortcut("Ctrl+N", self.new_button.click)
        self.shortcut("Ctrl+F", self._to_filter)
        self.ask()

    def _make_filters(self) -> None:
        self.words = line(name="people.words", placeholder=_("Filter by alias, code or phone"), width=264)
        self.words.setAccessibleName(_("Filter"))
        self.words.setClearButtonEnabled(True)
        states = [_("All states"), *(chosen(state) for state in State)]
        self.state_filter = combo(states, spoken=_("State"), name="people.state", width=176)
        self.county_filter = _county_filter()
        self.due = tick(_("To follow up now"), "people.due")
        self.child = tick(_("May be a child"), "people.child")
        self.bin = tick(_("In the bin"), "people.bin")
        self.filters = Flowing(
            self.words, self.state_filter, self.county_filter, self.due, self.child, self.bin, gap=12
        )
        self.words.textChanged.connect(self.ask_soon)
        self.lead_to_rows(self.words)
        for each in (self.state_filter, self.county_filter):
            each.currentIndexChanged.connect(self.ask_soon)
        for ticked in (self.due, self.child, self.bin):
            ticked.toggled.connect(self.ask_soon)
        self.bin.toggled.connect(self._follow_bin)

    def _make_actions(self) -> None:
        self.saved = SavedFilters(self.window_, self.workspace, self.filter_now, self.show_filter)
        self.columns_button = button(_("Columns"), "columns-3", big=True, name="people.columns")
        self.columns_button.clicked.connect(self._choose_columns)
        self.sheets_button = [self._sheets_button()] if self.workspace.may(Right.SPREADSHEETS) else []
        self.new_button = button(_("New person"), "plus", "primary", hint="Ctrl+N", big=True, name="people.new")
        self.new_button.clicked.connect(lambda: self.window_.go("people", {"person": "new"}))
        self.restore_button = button(_("Take back"), "undo-2", big=True, name="people.restore")
        self.restore_button.clicked.connect(self._restore)

    def _sheets_button(self) -> QWidget:
        made = button(_("Spreadsheets"), "file-text", hint=_("People in and out"), big=True, name="people.sheets")
        made.clicked.connect(self._to_sheets)
        return made

    def _to_sheets(self) -> None:
        """Go to the spreadsheets, where the list can be taken out as it stands here."""
        shown = [each.id for at, each in enumerate(self.model.columns) if self.view.wants_column(at)]
        self._memory.listed, self._memory.columns = self.wanted(), tuple(shown)
        self.window_.go("people", {"sheets": "start"})

    def _follow_bin(self) -> None:
        self.restore_button.setVisible(self.bin.isChecked())

    def wanted(self) -> PersonFilter:
        """Return the filter that is set."""
        at = self.state_filter.currentIndex()
        return PersonFilter(
            words=self.words.text(),
            state=list(State)[at - 1] if at > 0 else None,
            county=self.county_filter.currentData() or "",
            follow_up_until=self.workspace.today if self.due.isChecked() else None,
            may_be_child=self.child.isChecked(),
            removed=self.bin.isChecked(),
            order=self.header.order,
            descending=self.header.descending,
            counties=tuple(counties_by_name(window_texts().language)),
        )

    def filter_now(self) -> SavedFilter:
        """Return what is set, as it can be kept."""
        wanted = self.wanted()
        return SavedFilter(
            words=wanted.words,
            state=wanted.state,
            county=wanted.county,
            due=self.due.isChecked(),
            may_be_child=wanted.may_be_child,
            in_bin=wanted.removed,
            sorted_by=wanted.order,
            descending=wanted.descending,
            hidden=" ".join(each.id for at, each in enumerate(self.model.columns) if not self.view.wants_column(at)),
        )

    def show_filter(self, saved: SavedFilter) -> None:
        """Set what was kept."""
        self.words.setText(saved.words)
        self.state_filter.setCurrentIndex(list(State).index(saved.state) + 1 if saved.state else 0)
        self.county_filter.setCurrentIndex(max(0, self.county_filter.findData(saved.county or None)))
        for ticked, on in ((self.due, saved.due), (self.child, saved.may_be_child), (self.bin, saved.in_bin)):
            ticked.setChecked(on)
        if saved.sorted_by in people.ORDERS:
            self.header.set_order(saved.sorted_by, descending=saved.descending)
        for at, each in enumerate(self.model.columns[1:], 1):  # the code always stays
            self.view.want_column(at, wanted=each.id not in saved.hidden.split())
        self.ask_soon()
        self.view.setFocus()

    def question(self) -> Callable[[Database], Sequence[int]]:
        wanted = self.wanted()
        return lambda db: people.find(db, wanted)

    def open_record(self, record: PersonRow) -> None:
        self.window_.go("people", {"person": record.id})

    def count_words(self, count: int) -> str:
        shown = window_texts().number(count)
        words = ngettext("{count} person.", "{count} people.", count).format(count=shown)
        at = self.view.currentIndex().row()
        if at < 0 or not count:
            return words
        return f"{words} " + _("Row {row} is chosen.").format(row=window_texts().number(at + 1))

    def nothing(self) -> QWidget:
        wanted = self.wanted()
        order, counties = (wanted.order, wanted.descending), wanted.counties
        filtered = wanted != PersonFilter(order=order[0], descending=order[1], counties=counties)
        if not filtered:
            text = _("A person is added with the first contact, or here with what you know.")
            result = empty("users", _("Nobody is in the register yet"), text)
            result.setFocusProxy(self.new_button)
            return result
        clear = button(_("Clear filters"), "undo-2", big=True, name="people.clear")
        clear.clicked.connect(self.clear_filters)
        text = _("Take away a filter, or add the person if you have not met before.")
        if self.bin.isChecked():
            text = _("What is removed stays in the bin for 30 days. Then it is erased for good.")
        result = empty("search", _("Nobody fits all filters"), text, clear)
        result.setFocusProxy(clear)
        return result

    def clear_filters(self) -> None:
        self.words.clear()
        self.state_filter.setCurrentIndex(0)
        self.county_filter.setCurrentIndex(0)
        for each in (self.due, self.child, self.bin):
            each.setChecked(False)
        self._to_filter()

    def _to_filter(self) -> None:
        self.words.setFocus()
        self.words.selectAll()

    def _choose_columns(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for at, _each in enumerate(self.model.columns[1:], 1):  # the code always stays
            action = menu.addAction(self._column_words(at))
            action.setCheckable(True)
            action.setChecked(self.view.wants_column(at))
            action.toggled.connect(partial(self._show_column, at))
        menu.popup(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))

    def _show_column(self, at: int, shown: bool) -> None:  # noqa: FBT001 - as the signal gives it
        self.view.want_column(at, wanted=shown)

    def _column_words(self, at: int) -> str:
        """Return a column's heading, and that it is left out although it is chosen, where that is so."""
        heading = self.model.columns[at].heading
        left_out = self.view.wants_column(at) and self.view.isColumnHidden(at)
        return _("{column} (no room at this text size)").format(column=heading) if left_out else heading

    def _restore(self) -> None:
        row = self.current_record()
        if row is None:
            return
        now = self.workspace.now()
        self.workspace.write(
            self,
            lambda db: restore_person(db, load_one(db, Person, row.id), now),
            lambda _nothing: self.window_.tell(lambda: _("{alias} is back in the register").format(alias=row.alias)),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters typed in the table jump to the alias that begins so."""
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if plain and event.text().strip() and event.text().isprintable():
                self._jump(event.text())
                return True
        return super().eventFilter(watched, event)

    def _jump(self, letter: str) -> None:
        now = time.monotonic()
        fresh = now - self._letters_at > _LETTERS_REST
        self._letters, self._letters_at = letter if fresh else self._letters + letter, now
        letters, ids, removed = self._letters, self.model.ids, self.bin.isChecked()
        first = self.view.currentIndex().row() + (1 if fresh else 0)

        def question(db: Database) -> int:
            begun = set(people.find_beginning(db, letters, removed=removed))
            after = next((at for at in range(max(first, 0), len(ids)) if ids[at] in begun), -1)
            return after if after >= 0 else next((at for at, each in enumerate(ids) if each in begun), -1)

        self.workspace.ask(self, "people.jump", question, self._jump_to)

    def _jump_to(self, at: int) -> None:
        if at >= 0:
            self.select(at)
        else:
            announce(self.view, _("No alias begins so"))


def _county_filter() -> Combo:
    language = window_texts().language
    result = combo([_("All counties")], spoken=_("County"), name="people.county", width=176)
    for code, name in counties_by_name(language).items():
        result.addItem(name, code)
    return result
