"""The room of settings."""

from ...i18n import _
from ..gate.preferences import Preferences
from ..main_window import MainWindow
from ..page import Page
from ..rooms import Place, Room
from ..workspace import Workspace
from .page import SettingsPage
from .passphrase_page import PLACE, PassphraseChange, PassphrasePage


def room(workspace: Workspace, preferences: Preferences, *, sees_session: bool) -> Room:
    """Return the room; `sees_session` says whether idle time counts input to other programs."""
    changes: list[PassphraseChange] = []  # the one that the page shows, also while it is built anew

    def change_of(window: MainWindow) -> PassphraseChange:
        if not changes or window.here != ("settings", PLACE):
            changes[:] = [PassphraseChange(window, workspace)]
        return changes[0]

    def build(window: MainWindow, place: Place) -> Page:
        if place == PLACE:
            return PassphrasePage(window, change_of(window))
        changes.clear()
        return SettingsPage(window, workspace, preferences, sees_session=sees_session)

    return Room("settings", "settings", lambda: _("Settings"), build)
