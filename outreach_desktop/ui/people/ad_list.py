"""Ads and profiles that were seen, of persons and of nobody yet."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ...domain.seen_ad import AdFilter
from ...i18n import _, ngettext, window_texts
from ...storage import seen_ads
from ...storage.database import Database
from ...storage.seen_ads import AdRow
from ..look.layouts import Flowing, box, column
from ..look.messages import empty
from ..look.parts import button, line, rule
from ..look.tokens import Space
from ..paged_model import Column, PagedModel
from ..words import near_day
from ..workspace import Workspace
from .list_page import ListPage
from .ticks import tick
from .views import ADS, view_tabs

if TYPE_CHECKING:
    from ..main_window import MainWindow


def _columns(workspace: Workspace) -> list[Column[AdRow]]:
    today = workspace.today
    return [
        Column("seen", _("Last seen"), lambda row: near_day(row.last_seen_on, today) if row.last_seen_on else "–", 128),
        Column("what", _("Ad or profile"), lambda row: row.address or row.alias or row.identifiers, 0),
        Column("alias", _("Alias shown"), lambda row: row.alias or "–", 152),
        Column("identifiers", _("Numbers and handles"), lambda row: row.identifiers or "–", 168),
        Column("towns", _("Towns"), lambda row: row.towns or "–", 136),
        Column("active", _("Still active"), lambda row: _("Yes") if row.active else _("No"), 104),
        Column(
            "person", _("Person"), lambda row: f"{row.person}, {row.code}" if row.person_id else _("nobody yet"), 192
        ),
    ]


def _whose(row: AdRow) -> str:
    return f"{row.person}, {row.code}" if row.person_id else _("nobody yet")


class AdList(ListPage[AdRow]):
    tables = frozenset({"seen_ad", "person"})
    channel = "ads"

    def __init__(self, window: "MainWindow", workspace: Workspace) -> None:
        self.window_ = window
        model: PagedModel[AdRow] = PagedModel(_columns(workspace), lambda ids: seen_ads.load_rows(workspace.db, ids))
        super().__init__(workspace, model, _("Ads and profiles"), "ads")
        self.view.give_way(4, 3, 2)  # towns, numbers, alias
        self.words = line(name="ads.words", placeholder=_("Address, alias, number or town"), width=264)
        self.words.setAccessibleName(_("Filter"))
        self.words.setClearButtonEnabled(True)
        self.active, self.of_nobody = tick(_("Still active"), "ads.active"), tick(_("Of nobody yet"), "ads.of_nobody")
        self.words.textChanged.connect(self.ask_soon)
        self.lead_to_rows(self.words)
        for each in (self.active, self.of_nobody):
            each.toggled.connect(self.ask_soon)
        new = button(_("New ad or profile"), "plus", "primary", hint="Ctrl+N", big=True, name="ads.new")
        new.clicked.connect(lambda: self.window_.go("people", {"ad": "new"}))
        self.compose(
            _("Ads and profiles"),
            _("In words only. Never save pictures."),
            [new],
            box(column(view_tabs(window, ADS), rule(), gap=0)),
            Flowing(self.words, self.active, self.of_nobody, gap=12),
            self.places,
            self.foot(_("Enter opens · Ctrl+N adds · Ctrl+F to the filter")),
            gap=Space.M,
        )
        self.layout().setStretchFactor(self.places, 1)  # type: ignore[union-attr]
        self.shortcut("Ctrl+N", new.click)
        self.shortcut("Ctrl+F", self._to_filter)
        self.ask()

    def wanted(self) -> AdFilter:
        """Return the filter that is set."""
        return AdFilter(words=self.words.text(), active=self.active.isChecked(), of_nobody=self.of_nobody.isChecked())

    def question(self) -> Callable[[Database], Sequence[int]]:
        wanted = self.wanted()
        return lambda db: seen_ads.find(db, wanted)

    def open_record(self, record: AdRow) -> None:
        self.window_.go("people", {"ad": record.id})

    def count_words(self, count: int) -> str:
        shown = window_texts().number(count)
        if count >= seen_ads.MOST:
            return _("The latest {count}. A filter finds older ones.").format(count=shown)
        return ngettext("{count} ad or profile.", "{count} ads and profiles.", count).format(count=shown)

    def nothing(self) -> QWidget:
        if self.wanted() == AdFilter():
            text = _("An ad is added here, or under About on a person's page.")
            result = empty("link", _("No ad or profile yet"), text)
            result.setFocusProxy(self.words)
            return result
        clear = button(_("Clear filters"), "undo-2", big=True, name="ads.clear")
        clear.clicked.connect(self.clear_filters)
        result = empty("search", _("No ad fits all filters"), _("Take away a filter."), clear)
        result.setFocusProxy(clear)
        return result

    def clear_filters(self) -> None:
        self.words.clear()
        for each in (self.active, self.of_nobody):
            each.setChecked(False)
        self._to_filter()

    def _to_filter(self) -> None:
        self.words.setFocus()
        self.words.selectAll()
