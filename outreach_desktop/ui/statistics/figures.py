"""The counted period on the page: a few large numbers, the chain as a chart, and one table at a time."""

from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLabel, QWidget

from ...domain.statistics import Statistics
from ...export.words import CHAIN, ShownStatistics, ShownTable
from ...i18n import _, ngettext, window_texts
from ..look.charts import BarChart
from ..look.parts import Item, Space, box, card, column, combo, label, row
from ..look.tables import table
from ..look.words import spoken
from .tables import FiguresModel

TILES = ("contacted", "answered", "met", "in_support")


class Figures(QWidget):
    """Keeps the last numbers in view while others are counted."""

    def __init__(self) -> None:
        super().__init__()
        self._counted: ShownStatistics | None = None
        self._wanted_table = 0
        self._tiles = {step: Tile() for step in TILES}
        self._chart_place = column(gap=0)
        self._chart: QWidget | None = None
        self._model = FiguresModel()
        self.choice = combo(spoken=_("Table"), name="statistics.table")
        self.choice.currentIndexChanged.connect(self._show_table)
        self.table = table(self._model, _("Numbers"), (), name="statistics.rows")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)  # rows are read, none is chosen
        self._nothing = label(_("There is nothing to count in this period."), "muted", wrap=True)
        self._title = label("", "lead")
        left = card(self._title, self._chart_place, None, self._note())
        right = card(box(row(self.choice)), self._nothing, self.table)
        tiles: list[Item] = list(self._tiles.values())
        middle = row(left, right, gap=Space.L)
        middle.setStretch(0, 1)
        middle.setStretch(1, 1)
        whole = column(row(*tiles, gap=Space.L), middle, gap=Space.L)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _note(self) -> QLabel:
        text = _(
            "Each step is counted among those before it. Small numbers can point to a person: for us, not to pass on."
        )
        return label(text, "caption", wrap=True)

    def want_table(self, at: int) -> None:
        """Show the table at this place when the period is counted."""
        self._wanted_table = max(0, at)

    def show_counted(self, counted: Statistics, shown: ShownStatistics) -> None:
        """Show a counted period."""
        self._counted = shown
        chain = next(each for each in counted.tables if each.id == CHAIN)
        words = next(each for each in shown.tables if each.id == CHAIN)
        for key, (step, figures) in zip(chain.rows, words.rows, strict=True):
            if key.key in self._tiles:
                self._tiles[key.key].show_step(step, figures)
        self._title.setText(words.title)
        self._show_chart(shown)
        self._offer_tables(shown)

    def _show_chart(self, shown: ShownStatistics) -> None:
        if self._chart:
            self._chart.hide()
            self._chart.deleteLater()
        self._chart = BarChart(shown.chart) if shown.chart else None
        if self._chart:
            self._chart_place.addWidget(self._chart)

    def _offer_tables(self, shown: ShownStatistics) -> None:
        at = self.choice.currentIndex() if self.choice.count() else self._wanted_table
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems([each.title for each in self._beside_chart(shown)])
        self.choice.setCurrentIndex(at)
        self.choice.blockSignals(False)
        self._show_table()

    @staticmethod
    def _beside_chart(shown: ShownStatistics) -> list[ShownTable]:
        """Return the tables with the chain last: its numbers stand in the chart."""
        return sorted(shown.tables, key=lambda each: each.id == CHAIN)

    def _show_table(self) -> None:
        if self._counted is None:
            return
        shown = self._beside_chart(self._counted)[max(0, self.choice.currentIndex())]
        self._model.show(shown)
        self.table.setAccessibleName(shown.title)
        self._nothing.setVisible(not shown.rows)
        self.table.setVisible(bool(shown.rows))
        header = self.table.horizontalHeader()
        for section in range(header.count()):
            first = section == 0
            mode = QHeaderView.ResizeMode.Stretch if first else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(section, mode)
        if shown.rows:
            self.table.setCurrentIndex(self._model.index(0, 0))


class Tile(QFrame):
    """One large number of persons, with the contacts behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._step, self._persons, self._contacts = label("", "muted"), label("–", "figure"), label("", "caption")
        self.setLayout(column(self._step, self._persons, self._contacts, gap=2, margin=Space.L))

    def show_step(self, step: str, figures: tuple[int | None, ...]) -> None:
        """Show a step of the chain; `figures` are persons and contacts, None where a number is not shown."""
        persons, contacts = figures
        words = "" if contacts is None else ngettext("{count} contact", "{count} contacts", contacts)
        self._step.setText(step)
        self._persons.setText(_number(persons))
        self._contacts.setText(words.format(count=_number(contacts)))
        self.setAccessibleName(spoken(step, self._persons.text(), self._contacts.text()))


def _number(value: int | None) -> str:
    return _("hidden") if value is None else window_texts().number(value)
