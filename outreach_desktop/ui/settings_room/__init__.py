"""The room of settings."""

from ...i18n import _
from ..gate.preferences import Preferences
from ..main_window import MainWindow
from ..page import Page
from ..rooms import Place, Room
from ..workspace import Workspace
from .page import SettingsPage
from .passphrase_page import PassphrasePage


def room(workspace: Workspace, preferences: Preferences, *, sees_session: bool) -> Room:
    """Return the room; `sees_session` says whether idle time counts input to other programs."""

    def build(window: MainWindow, place: Place) -> Page:
        if place.get("passphrase"):
            return PassphrasePage(window, workspace)
        return SettingsPage(window, workspace, preferences, sees_session=sees_session)

    return Room("settings", "settings", lambda: _("Settings"), build)
