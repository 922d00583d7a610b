"""Keys that do something while the keyboard is somewhere on the page."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def set_keys(page: QWidget, keys: Mapping[str, Callable[[], object]]) -> None:
    """Have each key do its thing; text fields take a bare digit before any shortcut does."""
    for combination, do in keys.items():
        shortcut = QShortcut(QKeySequence(combination), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)
