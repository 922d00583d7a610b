"""The places of shifts in the room Outreach.

`{"shift": "all"}` is the list, `{"shift": 7}` one shift; with `do` it is a form: `plan` and `start` of a shift or a
"new" one, `end`, `incident` and `felt` of a shift. `{"shift": 7, "incident_paper": 3}` is the report of an incident.
"""

from ...i18n import _
from ...operations import meeting_papers
from ...storage.reading import NotThere
from ..dialogs import known_error_text
from ..look.messages import empty
from ..main_window import MainWindow
from ..page import Page, page_of
from ..preview.incident_paper import incident_paper
from ..preview.paper_page import PaperPage
from ..rooms import Place
from ..workspace import Workspace
from .list_page import ListPage
from .pages import DOING
from .shift_page import ShiftPage


def page_at(window: MainWindow, workspace: Workspace, place: Place) -> Page:
    """Return the page of a place; what is no longer there is told of in words."""
    try:
        if "incident_paper" in place:
            return _incident_page(window, workspace, place["incident_paper"])
        if do := DOING.get(place.get("do", "")):
            return do(window, workspace, place["shift"])
        if place["shift"] == "all":
            return ListPage(window, workspace)
        return ShiftPage(window, workspace, place["shift"])
    except NotThere as error:
        return page_of(_("Shift"), "", [], empty("search", _("Not in the register"), known_error_text(error)))


def _incident_page(window: MainWindow, workspace: Workspace, incident_id: int) -> Page:
    paper = incident_paper(
        lambda db, language, now: meeting_papers.shift_incident_bytes(db, incident_id, language, now),
        lambda db, action, now: meeting_papers.note_shift_incident_left(db, incident_id, action, now),
    )
    return PaperPage(window, workspace, paper)
