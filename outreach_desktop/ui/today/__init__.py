"""The room Today: what needs doing, in order."""

from ...i18n import _
from ..rooms import Room
from ..workspace import Workspace
from .page import TodayPage


def room(workspace: Workspace) -> Room:
    return Room("today", "sun", lambda: _("Today"), lambda window, _place: TodayPage(window, workspace))
