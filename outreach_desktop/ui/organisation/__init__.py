"""The room Organisation: who we are, on which platforms, who has an account, and the log."""

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
    """Return the room; places are {}, {"part": "platforms" | "accounts" | "log"} and {"platform": id | "new"}."""

    def build(window: MainWindow, place: Place) -> Page:
        if "platform" in place:
            return PlatformPage(window, workspace, place["platform"])
        pages = {"platforms": PlatformsPage, "accounts": AccountsPage}
        if workspace.account.role.reads_log and place.get("part") == "log":
            from .log_page import LogPage

            return LogPage(window, workspace)
        return pages.get(place.get("part", ""), ProfilePage)(window, workspace)

    return Room("organisation", "building-2", lambda: _("Organisation"), build)
