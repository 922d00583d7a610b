"""Editors of what is chosen: yes, one answer of a few, one of many, several."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QToolButton

from ...domain.errors import KnownError
from ...domain.folding import search_form
from ...i18n import _
from ..look.parts import Choice as ChoiceRow
from ..look.parts import Flowing, combo
from ..look.theme import dress, scaled
from .editor import PRIVATE, Editor

Options = Sequence[tuple[Any, str]]  # a value, and the words for it
ROW_LIMIT = 5
SEARCH_LIMIT = 12


class NotInList(KnownError):
    def __init__(self) -> None:
        super().__init__("This is not in the list. Choose one of those that come up when you write part of the name.")


class TickEditor(Editor):
    """Yes or no."""

    def __init__(self) -> None:
        self.tick = QCheckBox(_("Yes"))
        super().__init__(self.tick, [self.tick])
        self.tick.toggled.connect(self._tell)

    def state(self) -> bool:
        return self.tick.isChecked()

    def _put(self, value: Any) -> None:
        self._put_state(value)

    def _put_state(self, state: Any) -> None:
        self.tick.setChecked(bool(state))

    def _read(self) -> bool:
        return self.tick.isChecked()


class RowEditor(Editor):
    """One of a few answers beside each other."""

    def __init__(self, options: Options, spoken: str) -> None:
        self._keys, self._values = _by_key(options)
        self.row = ChoiceRow([words for _value, words in options], spoken=spoken)
        super().__init__(self.row, self.row.findChildren(QToolButton))
        self.row.chosen.connect(self._tell)

    def focus(self) -> None:
        self.parts[max(0, self.row.index)].setFocus()

    def state(self) -> Any:
        return self._keys[self.row.index] if self.row.index >= 0 else None

    def _put(self, value: Any) -> None:
        self._put_state(_key(value))

    def _put_state(self, state: Any) -> None:
        self.row.set_index(self._keys.index(state) if state in self._keys else -1)

    def _read(self) -> Any:
        return self._values[self.row.index]


class ComboEditor(Editor):
    """One of many answers. Long lists are searched by writing part of the name."""

    def __init__(self, options: Options) -> None:
        self._keys, self._values = _by_key(options)
        self.combo = combo([words for _value, words in options])
        self._folded = {search_form(words): at for at, (_value, words) in enumerate(options)}
        searched = len(options) > SEARCH_LIMIT
        if searched:
            _make_searchable(self.combo)
        line = self.combo.lineEdit() if searched else None
        super().__init__(self.combo, [self.combo, line] if line else [self.combo])
        (self.combo.editTextChanged if searched else self.combo.currentIndexChanged).connect(self._tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mark what stands in a list that is searched, however the keyboard came: typing begins anew then."""
        if event.type() == QEvent.Type.FocusIn and watched is self.combo and (line := self.combo.lineEdit()):
            _dress_list(self.combo)
            QTimer.singleShot(0, line, line.selectAll)
        return super().eventFilter(watched, event)

    def state(self) -> Any:
        """Return the key of what is chosen, or the words typed where they are none of the list."""
        at = self._at()
        return {"typed": self.combo.currentText()} if at < 0 else self._keys[at]

    def _at(self) -> int:
        if not self.combo.isEditable():
            return self.combo.currentIndex()
        same_words = self.combo.currentText() == self.combo.itemText(self.combo.currentIndex())
        typed = search_form(self.combo.currentText().strip())
        return self.combo.currentIndex() if same_words else self._folded.get(typed, -1)

    def _put(self, value: Any) -> None:
        if _key(value) not in self._keys:
            self._add(value)
        self._put_state(_key(value))

    def _add(self, value: Any) -> None:
        """Keep a stored value that has left the list, so that saving does not change it."""
        self._keys.append(_key(value))
        self._values.append(value)
        self.combo.addItem(_("{value} (no longer in the list)").format(value=value))

    def _put_state(self, state: Any) -> None:
        if isinstance(state, dict):
            self.combo.setEditText(state["typed"])
        elif state in self._keys:
            self.combo.setCurrentIndex(self._keys.index(state))

    def _read(self) -> Any:
        at = self._at()
        if at < 0:
            raise NotInList
        return self._values[at]


def _make_searchable(box: QComboBox) -> None:
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setInputMethodHints(PRIVATE)
    box.setMinimumWidth(scaled(320))
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)


def _dress_list(box: QComboBox) -> None:
    """Give the list that comes up while one types its look, once: it stands in a window of its own."""
    completer = box.completer()
    popup = completer.popup() if completer is not None else None
    if popup is not None and popup.property("role") != "popup":
        popup.setProperty("role", "popup")
        dress(popup)


class SeveralEditor(Editor):
    """Any number of answers, each with its box to tick."""

    def __init__(self, options: Options) -> None:
        self._keys, self._values = _by_key(options)
        self.ticks = [QCheckBox(words.replace("&", "&&")) for _value, words in options]
        super().__init__(Flowing(*self.ticks, gap=16), self.ticks)
        for tick, (_value, words) in zip(self.ticks, options, strict=True):
            tick.setAccessibleName(words)
            tick.toggled.connect(self._tell)

    def state(self) -> list[Any]:
        return [key for key, tick in zip(self._keys, self.ticks, strict=True) if tick.isChecked()]

    def _put(self, value: Any) -> None:
        self._put_state([_key(each) for each in value])

    def _put_state(self, state: Any) -> None:
        for key, tick in zip(self._keys, self.ticks, strict=True):
            tick.setChecked(key in state)

    def _read(self) -> tuple[Any, ...]:
        return tuple(value for value, tick in zip(self._values, self.ticks, strict=True) if tick.isChecked())


def _by_key(options: Options) -> tuple[list[Any], list[Any]]:
    values = [value for value, _words in options]
    return [_key(value) for value in values], values


def _key(value: Any) -> Any:
    """Return what stands for a value in kept states: the stable id of an enumeration's member."""
    return value.value if isinstance(value, Enum) else value
