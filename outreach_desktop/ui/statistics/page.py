"""Statistics of a period, for use inside: counted beside the window, shown, printed and saved."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget

from ...domain.errors import KnownError
from ...domain.statistics import Statistics
from ...export.words import ShownStatistics
from ...i18n import LANGUAGES, _, window_texts
from ...operations.exports import show_statistics
from ...operations.printing import note_statistics_left, statistics_bytes, statistics_sheet
from ...operations.statistics import count_statistics
from ...storage.database import Database
from ..dialogs import known_error_text, show_error
from ..look.parts import Choice, Space, announce, button, column, label, notice, row
from ..main_window import MainWindow
from ..page import Page, State
from ..preview.pdf_preview import PdfPreview
from ..preview.saving import Leaving
from ..preview.way_out import WayOut
from ..workspace import Workspace
from .figures import Figures
from .period_chooser import PeriodChooser

COUNTED_TABLES = frozenset(
    {"person", "contact", "assessment", "finding", "platform", "shift"}
    | {"meeting", "going_anyway", "check_in", "meeting_incident"}
)
_NUMBERS, _PREVIEW = 0, 1


@dataclass(frozen=True, slots=True)
class Counted:
    """A period as keys and figures, and the same in the words of the window."""

    figures: Statistics
    words: ShownStatistics


class StatisticsPage(Page):
    """Counts anew whenever something that is counted has changed."""

    awaits_answer = True

    def __init__(self, workspace: Workspace, window: MainWindow) -> None:
        super().__init__()
        self._workspace, self._out = workspace, WayOut(self, workspace, window)
        self._counted: Counted | None = None
        self.period = PeriodChooser(workspace.today)
        self.period.chosen.connect(self._count)
        self.figures = Figures()
        self.shows = Choice([_("Numbers"), _("As PDF")], _NUMBERS, spoken=_("Show"), name="statistics.shows")
        self.shows.chosen.connect(self._turn)
        self.language = self._language_choice()
        self.preview = PdfPreview(
            workspace,
            _("The statistics as they are printed"),
            top=row(label(_("Language of PDF and CSV"), "caption"), None, self.language),
        )
        self._compose()
        workspace.changed.connect(self._changed)
        self._count()

    def _compose(self) -> None:
        self._busy = label("", "muted")
        self._notices = column(gap=Space.M)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.figures)
        self._stack.addWidget(self.preview)
        chooser = row(self.period, self._busy, self.shows, gap=Space.M)
        chooser.setStretch(0, 1)
        actions = [
            self._action(_("Save CSV"), "file-text", "statistics.csv", self.save_sheet),
            self._action(_("Print"), "printer", "statistics.print", self.print_pages),
            self._action(_("Save PDF"), "file-text", "statistics.pdf", self.save_pdf, kind="primary"),
        ]
        subtitle = _("For us: whole numbers, nothing hidden")
        self.compose(_("Statistics"), subtitle, actions, chooser, self.period.own_days, self._notices, self._stack)
        self.layout().setStretch(4, 1)  # type: ignore[union-attr]

    def _action(self, text: str, icon: str, name: str, do: Callable[[], None], kind: str = "") -> QWidget:
        result = button(text, icon, kind, big=True, name=name)
        result.clicked.connect(do)
        return result

    def _language_choice(self) -> Choice:
        index = list(LANGUAGES).index(window_texts().language)
        spoken = _("Language of PDF and CSV")
        result = Choice(list(LANGUAGES.values()), index, spoken=spoken, name="statistics.language")
        result.chosen.connect(self._refresh)
        return result

    @property
    def chosen_language(self) -> str:
        return list(LANGUAGES)[self.language.index]

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & COUNTED_TABLES:
            self._count()

    def _count(self) -> None:
        try:
            period = self.period.period()
        except KnownError:
            return  # the field says what is wrong; the numbers of the last period stay
        self._busy.setText(_("Counting"))
        texts = window_texts()

        def count(db: Database) -> Counted:
            figures = count_statistics(db, period)
            return Counted(figures, show_statistics(db, figures, texts))

        self._workspace.compute(self, "statistics", count, self._show, self._refused)

    def _show(self, counted: Counted) -> None:
        self._take_notices_away()
        first = self._counted is None
        self._counted = counted
        self._busy.setText("")
        self.figures.show_counted(counted.figures, counted.words)
        self._refresh()
        self.answered.emit()
        if not first:
            announce(self, _said(counted.words))

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._busy.setText("")
        self._take_notices_away()
        self._notices.addWidget(notice("danger", _("This cannot be counted"), known_error_text(error)))
        self.answered.emit()

    def _take_notices_away(self) -> None:
        while item := self._notices.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _turn(self, to: int) -> None:
        self._stack.setCurrentIndex(to)
        self._refresh()

    def _refresh(self) -> None:
        if self._counted and self._stack.currentIndex() == _PREVIEW:
            self._workspace.compute(self, "statistics.pdf", self._content(), self.preview.show_pdf)

    def _content(self) -> Callable[[Database], bytes]:
        figures, language, now = self._figures(), self.chosen_language, self._workspace.now()
        return lambda db: statistics_bytes(db, figures, language, now)

    def _figures(self) -> Statistics:
        """Return what was counted; the buttons do nothing before."""
        if self._counted is None:
            raise NotCountedYet
        return self._counted.figures

    def print_pages(self) -> None:
        """Ask for a printer and print."""
        self._do(lambda: self._workspace.compute(self, "", self._content(), self._print))

    def _do(self, work: Callable[[], object]) -> None:
        try:
            work()
        except KnownError as error:
            show_error(self, error)

    def _print(self, pdf: bytes) -> None:
        now = self._workspace.now()
        self._out.to_printer(pdf, lambda db: note_statistics_left(db, "print", now))

    def save_pdf(self) -> None:
        """Say what leaves the vault, ask for a place, and write the PDF."""
        self._do(lambda: self._save("pdf", self._content()))

    def save_sheet(self) -> None:
        """Say what leaves the vault, ask for a place, and write the tables as CSV."""
        self._do(lambda: self._save("csv", self._sheet()))

    def _sheet(self) -> Callable[[Database], bytes]:
        figures, language = self._figures(), self.chosen_language
        return lambda db: statistics_sheet(db, figures, language)

    def _save(self, ending: str, content: Callable[[Database], bytes]) -> None:
        inside = _("The file holds numbers only, no names. Small numbers can still point to a person.")
        now = self._workspace.now()
        self._out.to_file(Leaving(ending, inside, content, lambda db: note_statistics_left(db, "export", now)))

    def restore(self, state: State) -> None:
        super().restore(state)
        self.figures.want_table(state.get("values", {}).get(self.figures.choice.objectName(), [0])[0])
        self._count()

    def first_focus(self) -> QWidget | None:
        return self.period.findChild(QWidget, "statistics.period")


class NotCountedYet(KnownError):
    def __init__(self) -> None:
        super().__init__("The period is still being counted. Wait a moment.")


def _said(words: ShownStatistics) -> str:
    """Return the chain in words, for who cannot see the chart change."""
    return words.chart.description if words.chart else ""
