"""What every editor of one field has in common."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

PRIVATE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
LONGEST_LINE = 1_000_000  # longer than any rule allows: what is too long is told, not cut off
_UNTYPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def cleaned(text: str) -> str:
    """Return pasted text with plain line ends and without control characters."""
    return _UNTYPED.sub("", _LINE_ENDS.sub("\n", text))


class Editor(QObject):
    """A widget for one value. `parts` are its controls that take the keyboard, the first one first.

    A value that was shown and not changed is given back as it was, even where the widget cannot
    show it exactly. `state` and what `_put_state` takes can be kept as JSON.
    """

    edited = Signal()  # after each change by the user
    left = Signal()  # the keyboard has left: what is typed is meant

    def __init__(self, widget: QWidget, parts: Sequence[QWidget]) -> None:
        super().__init__(widget)
        self.widget, self.parts = widget, tuple(parts)
        self._given: Any = None
        self._shown: Any = None
        self._quiet = False
        if widget is not parts[0]:
            widget.setFocusProxy(parts[0])
        for part in parts:
            part.installEventFilter(self)

    def show(self, value: Any) -> None:
        """Show a value as it is stored, without telling."""
        with self._quietly():
            self._put(value)
        self._given, self._shown = value, self.state()

    def fill(self, value: Any) -> None:
        """Show a value as if it had just been typed: it is not stored yet."""
        with self._quietly():
            self._put(value)

    def value(self) -> Any:
        """Return the value; raises `KnownError` with a sentence when what is typed is none."""
        return self._read() if self.changed() else self._given

    def changed(self) -> bool:
        return bool(self.state() != self._shown)

    def restore(self, state: Any) -> None:
        """Put back what `state` gave, without telling."""
        with self._quietly():
            self._put_state(state)

    def focus(self) -> None:
        """Bring the keyboard here."""
        self.parts[0].setFocus()

    def state(self) -> Any:
        raise NotImplementedError

    def _put(self, value: Any) -> None:
        raise NotImplementedError

    def _put_state(self, state: Any) -> None:
        raise NotImplementedError

    def _read(self) -> Any:
        raise NotImplementedError

    def name(self, label: str, identifier: str) -> None:
        """Name the controls for screen readers, and for who looks for them."""
        for number, part in enumerate(self.parts):
            part.setObjectName(f"{identifier}.{number}" if number else identifier)
            if not part.accessibleName():
                part.setAccessibleName(label)

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit()

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)
