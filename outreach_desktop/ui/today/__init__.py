"""The room Today: what needs doing, in order, and `{"week": "2026-11-23"}`, the week from a Monday on."""

from datetime import date

from ...i18n import _
from ..main_window import MainWindow
from ..page import Page
from ..rooms import Place, Room
from ..workspace import Workspace
from .page import TodayPage


def room(workspace: Workspace) -> Room:
    def build(window: MainWindow, place: Place) -> Page:
        if "week" in place:
            from ..follow_ups.week_page import WeekPage

            return WeekPage(window, workspace, date.fromisoformat(place["week"]))
        return TodayPage(window, workspace)

    return Room("today", "sun", lambda: _("Today"), build)
