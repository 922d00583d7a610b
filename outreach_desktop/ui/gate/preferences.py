"""The settings while the program runs: changed here, written at once."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from ... import settings as stored
from ...settings import Settings, Window
from ..look.theme import Theme
from ..window_place import fit_on_screen


class Preferences(QObject):
    """`settings` are those in use. `not_saved` tells that they could not be written and are gone at the end."""

    changed = Signal()
    not_saved = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.settings, self.were_damaged = stored.load(folder)

    def update(self, **values: Any) -> None:
        self.keep(self.settings._replace(**values))

    def keep(self, settings: Settings) -> None:
        """Use these settings from now on."""
        if settings == self.settings:
            return
        self.settings = settings
        try:
            stored.save(self._folder, settings)
        except OSError:
            self.not_saved.emit()
        self.changed.emit()

    @property
    def look(self) -> Theme:
        """The look that was chosen; the usual one where the settings name none that exists."""
        chosen = self.settings
        try:
            return Theme(chosen.scheme, chosen.text_size, chosen.zoom)
        except ValueError:
            return Theme()

    def keep_look(self, look: Theme) -> None:
        self.update(scheme=look.scheme, text_size=look.size, zoom=look.zoom)

    def keep_place(self, window: QWidget) -> None:
        """Remember where a window stands."""
        area, screen = window.normalGeometry(), window.screen().name()
        self.update(
            window=Window(area.left(), area.top(), area.width(), area.height(), window.isMaximized(), screen[:4096])
        )

    def place(self, window: QWidget) -> None:
        """Put a window where one stood before, if that screen is still there and shows it."""
        kept = self.settings.window
        fit_on_screen(window)
        screens = {screen.name(): screen.availableGeometry() for screen in window.screen().virtualSiblings()}
        if kept is None or kept.screen not in screens:
            return
        area = QRect(kept.left, kept.top, kept.width, kept.height)
        if screens[kept.screen].contains(area.topLeft()) and screens[kept.screen].contains(area.center()):
            window.setGeometry(area)
        if kept.maximised:
            window.showMaximized()

    def place_like(self, window: QWidget, other: QWidget) -> None:
        """Put a window where another stands now; what is kept stays as it is, until that window is put away."""
        window.setGeometry(other.normalGeometry())
        if other.isMaximized():
            window.showMaximized()
