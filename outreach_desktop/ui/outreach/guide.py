"""The conversation guide beside the line: one key opens it, what is typed in the line stays as it is."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ...content import Bilingual, GuidePart, GuidePiece, conversation_guide
from ...domain.folding import search_form
from ...i18n import _, window_texts
from ..forms.text_editors import PlainLine
from ..look import theme
from ..look.layouts import scrolling_words
from ..look.painted import Row, row_list
from ..look.parts import Space, announce, box, button, card, column, label, named, row
from .guide_memory import GuideMemory

KEY = "Ctrl+G"
_LIST_HEIGHT, _LEAST_TEXT = 216, 200


class Guide(QWidget):
    """Stands in the place of `instead`, which come back when it is closed, as they were."""

    def __init__(self, page: QWidget, memory: GuideMemory, instead: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._memory, self._instead = memory, instead
        self._before: QWidget | None = None
        self.search = PlainLine()
        self.search.setPlaceholderText(_("Look for words"))
        self.search.setAccessibleName(_("Look for words in the conversation guide"))
        named(self.search, "guide.search")
        self.search.setText(memory.words)
        self.rows = row_list([], _("Conversation guide"), name="guide.rows")
        self.rows.setFixedHeight(theme.scaled(_LIST_HEIGHT))
        self._text_place = QVBoxLayout()
        self._compose()
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self.rows.setFocus)
        shortcut = QShortcut(QKeySequence(KEY), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.toggle)
        self._look()
        if memory.open:
            instead.hide()
        else:
            self.hide()

    def _compose(self) -> None:
        closes = button(_("Close"), "x", "quiet", hint="Esc", name="guide.close")
        closes.clicked.connect(self.close_guide)
        head = row(label(_("Conversation guide"), "lead"), None, closes)
        content = card(head, self.search, self.rows, self._text_place, gap=Space.S)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(content)

    def toggle(self) -> None:
        """Open the guide with the keyboard in its search, or close it and go back to where the keyboard was."""
        if self._memory.open:
            self.close_guide()
            return
        self._before = QApplication.focusWidget()
        self._memory.open = True
        self._instead.hide()
        self.show()
        self.search.setFocus()
        self.search.selectAll()

    def close_guide(self) -> None:
        self._memory.open = False
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus()
        elif (following := self.nextInFocusChain()) is not None:
            following.setFocus()
        self.hide()
        self._instead.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_guide()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.rows.setFocus()
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        """Show the pieces that have all the words, in any form of their letters; all of them for no words."""
        self._memory.words = self.search.text()
        found = list(_rows_of(search_form(self.search.text()).split()))
        self.rows.show_rows(found or [Row(_("Nothing in the guide has these words."), heading=True)])
        self.rows.selectionModel().currentChanged.connect(lambda *_: self._read())
        self.rows.set_current(next((at for at, each in enumerate(found) if each.key == self._memory.piece), 0))
        self._read()

    def _read(self) -> None:
        """Show the piece that is chosen."""
        at = self.rows.current_row()
        piece = _piece(at.key) if at is not None else None
        while (item := self._text_place.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if piece is None:
            return
        self._memory.piece = piece.id
        self._text_place.addWidget(_reading(piece))
        if self.rows.hasFocus():
            announce(self.rows, _in_words(piece.text))


def _rows_of(words: list[str]) -> Iterator[Row]:
    for part in conversation_guide().parts:
        fitting = [each for each in part.pieces if _has(part, each, words)]
        if fitting:
            yield Row(_in_words(part.heading), heading=True)
            yield from (Row(_in_words(each.title), icon="message-circle", key=each.id) for each in fitting)


def _has(part: GuidePart, piece: GuidePiece, words: list[str]) -> bool:
    said = " ".join(_in_words(each) for each in (part.heading, piece.title, piece.text, *piece.say))
    folded = search_form(said)
    return all(word in folded for word in words)


def _piece(key: object) -> GuidePiece | None:
    pieces = (each for part in conversation_guide().parts for each in part.pieces)
    return next((each for each in pieces if each.id == key), None)


def _reading(piece: GuidePiece) -> QWidget:
    say = [label(f"– {_in_words(each)}", "strong", "accent", wrap=True) for each in piece.say]
    heading = [label(_("One can say"), "caption")] if say else []
    words = box(column(label(_in_words(piece.text), wrap=True), *heading, *say, None, gap=Space.S))
    shown = scrolling_words(words, _in_words(piece.title))
    shown.setMinimumHeight(theme.scaled(_LEAST_TEXT))
    return shown


def _in_words(text: Bilingual) -> str:
    """Return a text of the guide in the window's language."""
    return text.in_language(window_texts().language)
