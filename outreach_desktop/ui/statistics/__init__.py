"""The room of statistics: a period counted, for use inside the organisation."""

from typing import TYPE_CHECKING

from ...i18n import _
from ..rooms import Place, Room

if TYPE_CHECKING:
    from ..main_window import MainWindow
    from ..page import Page
    from ..workspace import Workspace


def room(workspace: "Workspace") -> Room:
    def build(window: "MainWindow", _place: Place) -> "Page":
        from .page import StatisticsPage

        return StatisticsPage(workspace, window)

    return Room("statistics", "chart-column", lambda: _("Statistics"), build)
