"""The places of shifts in the room Outreach.

`{"shift": "all"}` is the list, `{"shift": 7}` one shift; with `do` it is a form: `plan` and `start` of a shift or a
"new" one, `end`, `incident` and `felt` of a shift.
"""

from ...i18n import _
from ...storage.reading import NotThere
from ..dialogs import known_error_text
from ..look.messages import empty
from ..main_window import MainWindow
from ..page import Page, page_of
from ..rooms import Place
from ..workspace import Workspace
from .list_page import ListPage
from .pages import DOING
from .shift_page import ShiftPage


def page_at(window: MainWindow, workspace: Workspace, place: Place) -> Page:
    """Return the page of a place; what is no longer there is told of in words."""
    try:
        if do := DOING.get(place.get("do", "")):
            return do(window, workspace, place["shift"])
        if place["shift"] == "all":
            return ListPage(window, workspace)
        return ShiftPage(window, workspace, place["shift"])
    except NotThere as error:
        return page_of(_("Shift"), "", [], empty("search", _("Not in the register"), known_error_text(error)))
