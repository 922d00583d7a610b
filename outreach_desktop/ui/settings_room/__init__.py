"""The room of settings."""

from collections.abc import Callable

from ...i18n import _
from ..gate.preferences import Preferences
from ..main_window import MainWindow
from ..page import Page
from ..rooms import Place, Room
from ..workspace import Workspace
from .page import SettingsPage
from .passphrase_page import PLACE, PassphraseChange, PassphrasePage


def room(workspace: Workspace, preferences: Preferences, idle_source: Callable[[], str]) -> Room:
    """Return the room; `idle_source` names who tells of input to other programs, nothing where nobody does."""
    changes: list[PassphraseChange] = []  # the one that the page shows, also while it is built anew

    def change_of(window: MainWindow) -> PassphraseChange:
        if not changes or window.here != ("settings", PLACE):
            changes[:] = [PassphraseChange(window, workspace)]
        return changes[0]

    def build(window: MainWindow, place: Place) -> Page:
        if place == PLACE:
            return PassphrasePage(window, change_of(window))
        changes.clear()
        if place.get("limits"):
            from .limits_page import LimitsPage

            return LimitsPage(window)
        return SettingsPage(window, workspace, preferences, idle_source())

    return Room("settings", "settings", lambda: _("Settings"), build)
