"""The papers of meetings: the plan for the person on call, the report of an incident, the blank checklist.

Places of the room are {"plan_paper": id of a meeting}, {"incident_paper": id of an incident} and {"blank": a way}.
"""

from typing import TYPE_CHECKING

from ...domain.meeting import Way
from ...i18n import _
from ...operations import meeting_papers
from ..look.parts import Choice, label
from ..preview.incident_paper import incident_paper
from ..preview.paper_page import Paper, PaperPage
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow


def build_plan(window: "MainWindow", workspace: Workspace, meeting_id: int) -> PaperPage:
    """Return the plan of a meeting for the person on call."""
    paper = Paper(
        title=_("Meeting plan"),
        subtitle=_("One page for the person on call: a laptop that is off cannot ring."),
        spoken=_("The plan as it is printed"),
        inside=_("The file says when and where you meet, with whom by code, and who is on call."),
        content=lambda db, language, now: meeting_papers.plan_bytes(db, meeting_id, language, now),
        noted=lambda db, action, now: meeting_papers.note_plan_left(db, meeting_id, action, now),
        is_read=True,
    )
    return PaperPage(window, workspace, paper)


def build_incident(window: "MainWindow", workspace: Workspace, incident_id: int) -> PaperPage:
    """Return the report of an incident at a meeting; who may not read it is told so."""
    paper = incident_paper(
        lambda db, language, now: meeting_papers.incident_bytes(db, incident_id, language, now),
        lambda db, action, now: meeting_papers.note_incident_left(db, incident_id, action, now),
    )
    return PaperPage(window, workspace, paper)


def build_blank(window: "MainWindow", workspace: Workspace, way: str) -> PaperPage:
    """Return the blank checklist that is in use, for one kind of meeting, which can be chosen on the page."""
    ways = list(Way)
    at = next((number for number, each in enumerate(ways) if each.value == way), 0)
    choice = Choice([_(each.label.text) for each in ways], at, spoken=_("Kind of meeting"), name="paper.way")
    beside = (label(_("Kind of meeting"), "caption"), choice)
    page = PaperPage(window, workspace, _blank(ways[at]), beside=beside)
    choice.chosen.connect(lambda index: page.show_paper(_blank(ways[index])))
    return page


def _blank(way: Way) -> Paper:
    return Paper(
        title=_("Blank checklist"),
        subtitle=_("For work without a laptop. Nobody is named in it."),
        spoken=_("The checklist as it is printed"),
        inside=_("The file holds your checklist, and nothing about anybody."),
        content=lambda db, language, now: meeting_papers.blank_checklist_bytes(db, way, language, now),
        noted=meeting_papers.note_blank_left,
    )
