"""The room Organisation: who we are, on which platforms, who has an account, the backups, and the log."""

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.organisation import Role
from ...domain.rights import Right
from ...i18n import _
from ..main_window import MainWindow
from ..page import Page
from ..recovery.making import Making
from ..rooms import Place, Room
from ..workspace import Workspace
from .account_page import AccountPage
from .accounts_page import AccountsPage
from .leaving_page import LeavingPage
from .new_account_page import NewAccountPage
from .platform_page import PlatformPage
from .platforms_page import PlatformsPage
from .profile_page import ProfilePage
from .sheet_page import sheet_page

if TYPE_CHECKING:
    from .working_list import WorkingList


def room(workspace: Workspace) -> Room:
    """Return the room.

    Places are {}, {"field": one of the profile's}, {"part": one of its tabs}, {"platform": id | "new"},
    {"message": id | "new", "from": the id of one that ships}, {"checklist_item": id | "new"},
    {"checklist_decision": True}, {"checklist_version": number}, {"backup": path}, for those who read the log
    {"paper": "breach" | "impact" | "record" | "receipt"}, and for administrators
    {"account": uid | "new"} with "leaving" or "role" besides for what takes keys away, {"sheet": a step of
    `sheet_page`} and {"drill": True}.
    """
    making = Making()

    @cache
    def working() -> "WorkingList":
        from .working_list import WorkingList

        return WorkingList(workspace)

    def build(window: MainWindow, place: Place) -> Page:
        if place.keys() & {"account", "sheet", "drill"} and workspace.may(Right.ACCOUNTS):
            return _account_page(window, workspace, making, place)
        if "message" in place or place.get("part") == "messages":
            return _messages(window, workspace, place)
        if place.get("part") == "checklist" or any(name.startswith("checklist_") for name in place):
            return _checklist(window, workspace, working(), place)
        if "paper" in place and workspace.may(Right.READ_LOG):
            return _paper(window, workspace, place)
        if "backup" in place or place.get("part") == "backups":
            return _backups(window, workspace, place)
        return _part(window, workspace, place)

    return Room("organisation", "building-2", lambda: _("Organisation"), build)


def _part(window: MainWindow, workspace: Workspace, place: Place) -> Page:
    """Return one of the tabs or a platform; the profile for a tab that the role may not enter."""
    part = place.get("part", "")
    if "platform" in place:
        return PlatformPage(window, workspace, place["platform"])
    if part == "retention":
        from .retention_page import RetentionPage

        return RetentionPage(window, workspace)
    if part in ("log", "protection", "leak") and workspace.may(Right.READ_LOG):
        return _overseen(window, workspace, part)
    pages: dict[str, type[PlatformsPage | AccountsPage]] = {"platforms": PlatformsPage}
    if workspace.may(Right.ACCOUNTS):
        pages["accounts"] = AccountsPage
    profile = partial(ProfilePage, field=place.get("field", "name"))
    return pages.get(part, profile)(window, workspace)


def _overseen(window: MainWindow, workspace: Workspace, part: str) -> Page:
    """Return what administrators and coordinators look after: the log, and data protection."""
    from .leak_page import LeakPage
    from .log_page import LogPage
    from .protection_page import ProtectionPage

    pages: dict[str, type[LogPage | ProtectionPage | LeakPage]] = {
        "log": LogPage,
        "protection": ProtectionPage,
        "leak": LeakPage,
    }
    return pages[part](window, workspace)


def _paper(window: MainWindow, workspace: Workspace, place: Place) -> Page:
    from .papers import paper_at

    return paper_at(window, workspace, place)


def _account_page(window: MainWindow, workspace: Workspace, making: Making, place: Place) -> Page:
    if "sheet" in place:
        return sheet_page(window, workspace, making, place)
    if "drill" in place:
        from .drill_page import DrillPage

        return DrillPage(window, workspace)
    account = workspace.accounts.get(place["account"])
    if account is None:
        return NewAccountPage(window, workspace)
    if "leaving" in place:
        return LeavingPage(window, workspace, account, None)
    if "role" in place:
        return LeavingPage(window, workspace, account, next(role for role in Role if role.value == place["role"]))
    return AccountPage(window, workspace, account)


def _messages(window: MainWindow, workspace: Workspace, place: Place) -> Page:
    from .message_page import MessagePage
    from .messages_page import MessagesPage

    if "message" in place:
        return MessagePage(window, workspace, place["message"], place.get("from", ""))
    return MessagesPage(window, workspace)


def _checklist(window: MainWindow, workspace: Workspace, working: "WorkingList", place: Place) -> Page:
    if "checklist_item" in place:
        from .checklist_item_page import ChecklistItemPage

        return ChecklistItemPage(window, workspace, working, place["checklist_item"])
    if "checklist_decision" in place:
        from .checklist_decision_page import ChecklistDecisionPage

        return ChecklistDecisionPage(window, workspace, working)
    if "checklist_version" in place:
        from .checklist_version_page import version_page

        return version_page(window, workspace, working, place["checklist_version"])
    from .checklist_page import ChecklistPage

    return ChecklistPage(window, workspace, working)


def _backups(window: MainWindow, workspace: Workspace, place: Place) -> Page:
    from ..backups.page import BackupsPage
    from ..backups.restore_page import RestorePage

    if "backup" in place:
        return RestorePage(window, workspace, Path(place["backup"]))
    return BackupsPage(window, workspace)
