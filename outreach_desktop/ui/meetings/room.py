"""The room's place in the window."""

from typing import TYPE_CHECKING

from ...i18n import _
from ..rooms import Place, Room
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow
    from ..page import Page


def room(workspace: Workspace) -> Room:
    def build(window: "MainWindow", place: Place) -> "Page":
        from .live_page import build, nothing_page

        if "live" in place:
            return build(window, workspace, int(place["live"]))
        return nothing_page()

    return Room("meetings", "calendar-clock", lambda: _("Meetings"), build)
