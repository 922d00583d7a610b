"""The table of findings: arrows move, a key answers, Tab leaves."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

from ...domain.assessment import Answer
from ...i18n import _, window_texts
from ..look import theme
from ..look.cells import CellDelegate, RadioDelegate
from ..look.focus import OWN_FOCUS
from ..look.paint import Index, width_of
from ..look.tokens import Size
from ..look.words import named
from .findings import ANSWERS, OBSERVED, TEXT, WHERE, FindingsModel

KEYS = {"sv": "SIVK", "en": "ONUK"}  # observed, not observed, not known, source; the page's line of keys names them
_LEAST_ROW, _SIDE, _ABOVE = 36, 12, 3
_WHERE_WIDTH = 132


class WordsDelegate(CellDelegate):
    """Words in as many lines as they need."""

    def paint_cell(self, painter: QPainter, area: QRect, index: Index) -> None:
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        painter.drawText(_inner(area), _WRAPPED | Qt.AlignmentFlag.AlignVCenter, str(index.data() or ""))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        width = self._view.columnWidth(index.column())
        room = _inner(QRect(0, 0, width, 1 << 20))
        needed = QFontMetrics(theme.font()).boundingRect(room, _WRAPPED, str(index.data() or ""))
        return QSize(width, max(theme.scaled(_LEAST_ROW), needed.height() + 2 * theme.px(_ABOVE)))


_WRAPPED = Qt.TextFlag.TextWordWrap


def _inner(area: QRect) -> QRect:
    return area.adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE), 0)


def fit_rows(view: QTableView) -> None:
    """Give each row the height of its words, and the table that of its rows: the page scrolls, not the table."""
    view.resizeRowsToContents()
    rows = view.verticalHeader().length()
    view.setFixedHeight(rows + view.horizontalHeader().height() + 2 * view.frameWidth() + 2)


class Grid(QTableView):
    """As high as its rows, so that the page scrolls and not the table. `source_wanted` is told the row."""

    source_wanted = Signal(int)

    def __init__(self, model: FindingsModel, *, read_only: bool) -> None:
        super().__init__()
        self._findings, self._read_only = model, read_only
        self.setModel(model)
        self.setAccessibleName(_("Indicators"))
        named(self, "findings")
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(partial(fit_rows, self))
        self._dress()
        self._set_columns()
        model.dataChanged.connect(self._settled.start)
        fit_rows(self)
        self.clicked.connect(self._press)
        self.setCurrentIndex(model.index(0, OBSERVED))

    def _dress(self) -> None:
        self.setProperty("role", "table")
        self.setProperty(OWN_FOCUS, True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words, radio = WordsDelegate(self, strong_first=False), RadioDelegate(self)
        for column in range(self._findings.columnCount()):
            self.setItemDelegateForColumn(column, radio if column in ANSWERS else words)

    def _set_columns(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.scaled(_LEAST_ROW))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFixedHeight(theme.scaled(Size.ROW))
        header.setMinimumSectionSize(theme.scaled(48))
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        for at in (*ANSWERS, WHERE):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(at, self._width(at))
        header.sectionResized.connect(self._settled.start)

    def _width(self, column: int) -> int:
        """Return the width of a column: that of its heading, and of the words in the last one."""
        head = str(self._findings.headerData(column, Qt.Orientation.Horizontal))
        needed = width_of(head, "caption", strong=True) + 2 * theme.px(_SIDE) + 2
        return max(needed, theme.scaled(_WHERE_WIDTH)) if column == WHERE else needed

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settled.start()

    def event(self, event: QEvent) -> bool:
        """Keep the letters that answer from any shortcut of the window."""
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and not self._read_only and self._letter(event) >= 0:  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = -1 if self._read_only else self._letter(event)
        if letter >= 0:
            self._answer_by(letter)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press(self.currentIndex())
        elif event.text().isalnum():
            event.ignore()  # searching for what begins so would only lead astray here
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _letter(event: QKeyEvent) -> int:
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        typed = event.text().upper()
        return KEYS[window_texts().language].find(typed) if bare and len(typed) == 1 else -1

    def _answer_by(self, letter: int) -> None:
        row = self.currentIndex().row()
        if letter == len(ANSWERS):
            self.source_wanted.emit(row)
        else:
            self._choose(row, list(ANSWERS)[letter])

    def _choose(self, row: int, column: int) -> None:
        answer: Answer = ANSWERS[column]
        self._findings.answer(row, answer)
        self.setCurrentIndex(self._findings.index(row, column))

    def _press(self, at: QModelIndex) -> None:
        """Do what a press on a cell means: answer, or tell more of it."""
        if self._read_only or not at.isValid():
            return
        if at.column() in ANSWERS:
            self._choose(at.row(), at.column())
        else:
            self.source_wanted.emit(at.row())
