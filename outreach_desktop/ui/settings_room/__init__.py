"""The room of settings."""

from collections.abc import Callable

from ...i18n import _
from ..gate.preferences import Preferences
from ..main_window import MainWindow
from ..page import Page
from ..rooms import Place, Room
from ..workspace import Workspace
from .page import SettingsPage
from .passphrase_page import PassphrasePage


def room(workspace: Workspace, preferences: Preferences, idle_source: Callable[[], str]) -> Room:
    """Return the room; `idle_source` names who tells of input to other programs, nothing where nobody does."""

    def build(window: MainWindow, place: Place) -> Page:
        if place.get("passphrase"):
            return PassphrasePage(window, workspace)
        if place.get("limits"):
            from .limits_page import LimitsPage

            return LimitsPage(window)
        return SettingsPage(window, workspace, preferences, idle_source())

    return Room("settings", "settings", lambda: _("Settings"), build)
