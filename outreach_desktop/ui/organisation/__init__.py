"""The room Organisation: who we are, on which platforms, who has an account, and the backups."""

from pathlib import Path

from ...i18n import _
from ..main_window import MainWindow
from ..page import Page
from ..rooms import Place, Room
from ..workspace import Workspace
from .accounts_page import AccountsPage
from .platform_page import PlatformPage
from .platforms_page import PlatformsPage
from .profile_page import ProfilePage


def room(workspace: Workspace) -> Room:
    """Return the room; places are {}, {"part": one of its tabs}, {"platform": id | "new"}, {"backup": path}."""

    def build(window: MainWindow, place: Place) -> Page:
        if "platform" in place:
            return PlatformPage(window, workspace, place["platform"])
        if "backup" in place or place.get("part") == "backups":
            return _backups(window, workspace, place)
        pages = {"platforms": PlatformsPage, "accounts": AccountsPage}
        return pages.get(place.get("part", ""), ProfilePage)(window, workspace)

    return Room("organisation", "building-2", lambda: _("Organisation"), build)


def _backups(window: MainWindow, workspace: Workspace, place: Place) -> Page:
    from ..backups.page import BackupsPage
    from ..backups.restore_page import RestorePage

    return (
        RestorePage(window, workspace, Path(place["backup"])) if "backup" in place else BackupsPage(window, workspace)
    )
