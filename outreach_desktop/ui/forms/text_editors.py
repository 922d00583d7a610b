"""Editors of texts: one line, several lines, whole numbers, phones."""

import re
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QTextDocumentFragment, QTextOption, QValidator

from ...domain.errors import KnownError
from ...i18n import _
from ...operations.phones import normalise
from ..look.fields import Line
from ..look.parts import TextArea, announce, box, column, label, row
from ..look.theme import scaled
from .editor import LONGEST_LINE, PRIVATE, Editor, cleaned

_WHOLE = re.compile(r"[+-]?\d{1,15}")
_ENDLESS_WORD = re.compile(r"\S{2000}")
_DIVIDERS = re.compile("[\u2028\u2029\ufdd0\ufdd1]")


class NoNumber(KnownError):
    def __init__(self) -> None:
        super().__init__("Must be a whole number, written in digits.")


class _OneLine(QValidator):
    """Lets nothing into a field of one line but what can be seen: line ends become spaces."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        plain = one_line(text)
        return QValidator.State.Acceptable, plain, min(position, len(plain))


def one_line(text: str) -> str:
    return cleaned(text).replace("\n", " ").replace("\t", " ")


class PlainLine(Line):
    """One line of plain text of any length; what input methods see in it they must not learn."""

    def __init__(self) -> None:
        super().__init__()
        self.setInputMethodHints(PRIVATE)
        self.setMaxLength(LONGEST_LINE)
        self.setValidator(_OneLine(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pasted text is cleaned before it comes in, so that it can be undone in one step."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self.isReadOnly():
            self.insert(one_line(QGuiApplication.clipboard().text().strip("\r\n")))
        else:
            super().keyPressEvent(event)


class LineEditor(Editor):
    """A text of one line."""

    def __init__(self) -> None:
        self.line = PlainLine()
        super().__init__(self.line, [self.line])
        self.line.textChanged.connect(self._tell)

    def state(self) -> str:
        return self.line.text()

    def _put(self, value: Any) -> None:
        self._put_state(str(value))

    def _put_state(self, state: Any) -> None:
        self.line.setText(str(state))
        self.line.setCursorPosition(0)

    def _read(self) -> Any:
        return self.line.text()


class NumberEditor(LineEditor):
    """A whole number; empty stands for none where the field is optional."""

    def __init__(self, *, optional: bool) -> None:
        super().__init__()
        self._optional = optional
        self.line.setFixedWidth(scaled(120))

    def _put(self, value: Any) -> None:
        super()._put("" if value is None else value)

    def _read(self) -> int | None:
        text = self.line.text().strip()
        if not text and self._optional:
            return None
        if not _WHOLE.fullmatch(text):
            raise NoNumber
        return int(text)


class PhoneEditor(LineEditor):
    """A phone number in any way of writing. What is no number is kept and marked in words."""

    def __init__(self) -> None:
        super().__init__()
        self._seen = label("", "caption", wrap=True)
        self.line.setMinimumWidth(scaled(220))
        self.widget = box(row(self.line, self._seen, gap=12))
        self.widget.setFocusProxy(self.line)
        self.widget.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.line.textChanged.connect(self._look)
        self.line.editingFinished.connect(self._group)

    @property
    def remark(self) -> str:
        """What is said of the number beside it."""
        return self._seen.text()

    def _look(self, text: str) -> None:
        phone = normalise(text)
        unlikely = _("This does not look like a phone number. It is kept as you wrote it.")
        grouped = f"= {phone.shown}" if phone.valid and phone.shown != text.strip() else ""
        self._seen.setText(grouped or (unlikely if text.strip() and not phone.valid else ""))
        self._seen.setProperty("tone", "" if phone.valid else "warning")
        self._seen.style().unpolish(self._seen)
        self._seen.style().polish(self._seen)

    def _group(self) -> None:
        """Write a number that the user has typed in groups, once it is complete."""
        phone = normalise(self.line.text())
        if self.changed() and phone.valid and phone.shown != self.line.text():
            self.line.setText(phone.shown)
        elif self.changed() and self.line.text().strip() and not phone.valid:
            announce(self.line, self._seen.text())


class PlainArea(TextArea):
    """Several lines of plain text. Formats, pictures and control characters stay outside."""

    def __init__(self) -> None:
        super().__init__("")
        self.setInputMethodHints(self.inputMethodHints() | PRIVATE)
        self.setFixedHeight(scaled(112))
        self.remark = label("", "caption", wrap=True)
        self.remark.hide()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml() or source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text() if source.hasText() else QTextDocumentFragment.fromHtml(source.html()).toPlainText()
        self.wrap_for(text)
        self.insertPlainText(cleaned(text.replace("\ufffc", "")))
        without_picture = source.hasImage() or "<img" in source.html().lower()
        self._remark(_("Pictures are not kept here. Describe in words what matters.") if without_picture else "")

    def wrap_for(self, text: str) -> None:
        """Break lines anywhere when a word has no end: looking for its boundaries takes Qt minutes."""
        if _ENDLESS_WORD.search(text):
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def _remark(self, text: str) -> None:
        self.remark.setText(text)
        self.remark.setVisible(bool(text))
        if text:
            announce(self, text)


class AreaEditor(Editor):
    """A text of several lines."""

    def __init__(self) -> None:
        self.area = PlainArea()
        super().__init__(box(column(self.area, self.area.remark, gap=4)), [self.area])
        self.area.textChanged.connect(self._tell)

    def state(self) -> str:
        """Return the text with its no-break spaces, which Qt's own way would turn into others."""
        return _DIVIDERS.sub("\n", self.area.document().toRawText())

    def _put(self, value: Any) -> None:
        self._put_state(value)

    def _put_state(self, state: Any) -> None:
        self.area.wrap_for(str(state))
        self.area.setPlainText(str(state))

    def _read(self) -> Any:
        return self.state()
