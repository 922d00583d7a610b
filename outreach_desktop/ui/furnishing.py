"""What stands in the top bar of every room: the search over everything, and the clock of a shift."""

from .main_window import MainWindow
from .search.popup import SearchPopup
from .shift.clock import ShiftClock
from .workspace import Workspace


def furnish(window: MainWindow, workspace: Workspace) -> None:
    """Put them into a window; they stay as long as it does."""
    SearchPopup(window, workspace)
    ShiftClock(window, workspace)
