"""The newest contacts of everybody, with filters."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from ...domain.contact import Channel, ContactFilter, Outcome
from ...domain.typed_dates import NotUnderstood, parse_day
from ...i18n import _, isolated, ngettext, window_texts
from ...storage import contacts
from ...storage.contacts import ContactRow
from ...storage.database import Database
from ..look.layouts import Flowing, box, column
from ..look.messages import empty
from ..look.parts import button, combo, line, rule
from ..look.tokens import Space
from ..paged_model import Column, PagedModel
from ..words import chosen, day_and_clock
from ..workspace import Workspace
from .list_page import ListPage
from .removing import remove_contact
from .views import CONTACTS, view_tabs

if TYPE_CHECKING:
    from ..main_window import MainWindow


def _columns(workspace: Workspace) -> list[Column[ContactRow]]:
    today = workspace.today
    return [
        Column("at", _("When"), lambda row: day_and_clock(row.at, today) if row.at else "–", 144),
        Column("alias", _("Person"), lambda row: f"{isolated(row.alias)}, {row.code}", 232),
        Column("direction", _("Direction"), lambda row: chosen(row.direction), 144),
        Column("channel", _("Channel"), lambda row: chosen(row.channel), 152),
        Column("outcome", _("Outcome"), lambda row: "–" if row.direction.value == "note" else chosen(row.outcome), 168),
        Column("note", _("Note"), lambda row: " ".join(row.note.split()), 0),
    ]


class ContactList(ListPage[ContactRow]):
    tables = frozenset({"contact", "person"})
    channel = "contacts"

    def __init__(self, window: "MainWindow", workspace: Workspace) -> None:
        self.window_ = window
        model: PagedModel[ContactRow] = PagedModel(
            _columns(workspace), lambda ids: contacts.load_rows(workspace.db, ids)
        )
        super().__init__(workspace, model, _("Contacts"), "contacts")
        self.view.give_way(2, 3, 4)  # direction, channel, outcome
        self._make_filters()
        self._more = False
        self.open_button = button(_("Open"), "square-pen", big=True, name="contacts.open")
        self.open_button.clicked.connect(lambda: self._open_row(self.view.currentIndex().row()))
        self.remove_button = button(_("Remove"), "archive", big=True, hint="Delete", name="contacts.remove")
        self.remove_button.clicked.connect(self._remove)
        self.compose(
            _("Contacts"),
            _("The newest first, of everybody in the register"),
            [self.remove_button, self.open_button],
            box(column(view_tabs(window, CONTACTS), rule(), gap=0)),
            self.filters,
            self.places,
            self.foot(_("Enter opens · Delete removes · Ctrl+F to the filter")),
            gap=Space.M,
        )
        self.layout().setStretchFactor(self.places, 1)  # type: ignore[union-attr]
        self.shortcut("Ctrl+F", self._to_filter)
        self.shortcut("Delete", self._remove_when_listed)
        self.ask()

    def _make_filters(self) -> None:
        self.words = line(name="contacts.words", placeholder=_("Words of the note"), width=240)
        self.words.setAccessibleName(_("Filter"))
        self.words.setClearButtonEnabled(True)
        channels = [_("All channels"), *(chosen(each) for each in Channel)]
        outcomes = [_("All outcomes"), *(chosen(each) for each in Outcome)]
        self.channel_filter = combo(channels, spoken=_("Channel"), name="contacts.channel", width=184)
        self.outcome_filter = combo(outcomes, spoken=_("Outcome"), name="contacts.outcome", width=208)
        self.since, self.until = _day_line(_("From"), "since"), _day_line(_("To"), "until")
        self.filters = Flowing(self.words, self.channel_filter, self.outcome_filter, self.since, self.until, gap=12)
        for typed in (self.words, self.since, self.until):
            typed.textChanged.connect(self.ask_soon)
            self.lead_to_rows(typed)
        for each in (self.channel_filter, self.outcome_filter):
            each.currentIndexChanged.connect(self.ask_soon)

    def wanted(self) -> ContactFilter:
        """Return the filter that is set; a day that cannot be read is marked, and filters nothing."""
        channel, outcome = self.channel_filter.currentIndex(), self.outcome_filter.currentIndex()
        return ContactFilter(
            words=self.words.text(),
            since=self._day(self.since),
            until=self._day(self.until),
            channel=list(Channel)[channel - 1] if channel > 0 else None,
            outcome=list(Outcome)[outcome - 1] if outcome > 0 else None,
        )

    def _day(self, typed: QLineEdit) -> date | None:
        day, problem = None, ""
        if typed.text().strip():
            try:
                day = parse_day(typed.text(), self.workspace.today, latest=self.workspace.today)
            except NotUnderstood as error:
                problem = _(error.text)
        self._mark(typed, problem, window_texts().day(day, "full") if day else "")
        return day

    def _mark(self, typed: QLineEdit, problem: str, understood: str) -> None:
        typed.setToolTip(problem or understood)
        typed.setAccessibleDescription(problem or understood)
        if bool(typed.property("wrong")) != bool(problem):
            typed.setProperty("wrong", bool(problem))
            typed.style().unpolish(typed)
            typed.style().polish(typed)

    def question(self) -> Callable[[Database], Sequence[int]]:
        wanted = self.wanted()
        return lambda db: contacts.find(db, wanted, contacts.MOST + 1)

    def _show(self, ids: Sequence[int]) -> None:
        self._more = len(ids) > contacts.MOST
        super()._show(ids[: contacts.MOST])
        for each in (self.open_button, self.remove_button):
            each.setEnabled(bool(ids))

    def open_record(self, record: ContactRow) -> None:
        self.window_.go("people", {"contact": record.id})

    def count_words(self, count: int) -> str:
        shown = window_texts().number(count)
        if self._more:
            return _("The newest {count}. There are more: choose a period.").format(count=shown)
        return ngettext("{count} contact.", "{count} contacts.", count).format(count=shown)

    def nothing(self) -> QWidget:
        if self.wanted() == ContactFilter():
            text = _("Contacts are written in Outreach, or on a person's page.")
            result = empty("message-circle", _("No contacts yet"), text)
            result.setFocusProxy(self.words)
            return result
        clear = button(_("Clear filters"), "undo-2", big=True, name="contacts.clear")
        clear.clicked.connect(self.clear_filters)
        text = _("Take away a filter, or try the beginning of a word.")
        result = empty("search", _("No contact fits all filters"), text, clear)
        result.setFocusProxy(clear)
        return result

    def clear_filters(self) -> None:
        for typed in (self.words, self.since, self.until):
            typed.clear()
        self.channel_filter.setCurrentIndex(0)
        self.outcome_filter.setCurrentIndex(0)
        self._to_filter()

    def _to_filter(self) -> None:
        self.words.setFocus()
        self.words.selectAll()

    def _remove_when_listed(self) -> None:
        if self.view.hasFocus():
            self._remove()

    def _remove(self) -> None:
        record = self.current_record()
        if record is not None:
            remove_contact(self.window_, self.workspace, record.id)


def _day_line(words: str, name: str) -> QLineEdit:
    result = line(name=f"contacts.{name}", placeholder=_("{word}: day").format(word=words), width=136)
    result.setAccessibleName(words)
    return result
