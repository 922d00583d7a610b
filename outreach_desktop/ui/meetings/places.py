"""Which page of the room stands at which place; loaded with the first page that is opened."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from ...domain.errors import KnownError
from ...i18n import _
from ...operations.meetings import open_meeting
from ...storage.reading import NotThere
from ..dialogs import known_error_text
from ..look.messages import empty
from ..look.parts import button
from ..page import Page, page_of
from ..people.choosing import Asking, ChoosePage
from ..rooms import Place
from ..workspace import Workspace
from .ending_forms import after_form, end_form, go_form
from .list_page import ListPage
from .live_page import build as build_live
from .meeting_page import MeetingPage
from .papers import build_blank, build_incident, build_plan
from .plan_form import edit_form, move_form, new_form
from .text_forms import incident_form, lesson_form, risk_form
from .week_page import WeekPage

if TYPE_CHECKING:
    from ..main_window import MainWindow

_FORMS: dict[str, Callable[["MainWindow", Workspace, Place], Page]] = {
    "new": new_form,
    "edit": edit_form,
    "move": move_form,
    "go": go_form,
    "end": end_form,
    "after": after_form,
    "risk": risk_form,
    "incident": incident_form,
    "lesson": lesson_form,
}
_VIEWS: dict[str, Callable[["MainWindow", Workspace, Any], Page]] = {
    "plan_paper": build_plan,
    "incident_paper": build_incident,
    "blank": build_blank,
    "live": build_live,
}


def page_at(window: "MainWindow", workspace: Workspace, opened: set[int], place: Place) -> Page:
    """Return the page of a place; what is no longer there is told of in words."""
    try:
        return _page(window, workspace, opened, place)
    except KnownError as error:
        return _not_there(window, error)


def _page(window: "MainWindow", workspace: Workspace, opened: set[int], place: Place) -> Page:
    if place.get("new") == "choose":
        return _choose_page(window, workspace)
    if form := next((form for name, form in _FORMS.items() if name in place), None):
        return form(window, workspace, place)
    if view := next((name for name in _VIEWS if name in place), ""):
        return _VIEWS[view](window, workspace, place[view])
    if "meeting" in place:
        page = MeetingPage(window, workspace, place["meeting"])
        _note_opened(window, workspace, opened, place["meeting"])
        return page
    opened.clear()
    if "week" in place:
        return WeekPage(window, workspace, date.fromisoformat(place["week"]))
    return ListPage(window, workspace)


def _note_opened(window: "MainWindow", workspace: Workspace, opened: set[int], meeting_id: int) -> None:
    """Note that a meeting was opened, not again when its page is only built anew."""
    if meeting_id not in opened:
        now = workspace.now()
        workspace.write(window, lambda db: open_meeting(db, meeting_id, now))
    opened.clear()
    opened.add(meeting_id)


def _choose_page(window: "MainWindow", workspace: Workspace) -> Page:
    asking = Asking(
        name="meeting",
        title=_("Plan a meeting"),
        subtitle=_("First: with whom?"),
        question=_("With whom?"),
        listed=_("Who it may be"),
        nobody=_("Nobody is found. Write another alias, number or code."),
        take=lambda person_id: window.replace("meetings", {"new": person_id}),
    )
    return ChoosePage(window, workspace, asking)


def _not_there(window: "MainWindow", error: KnownError) -> Page:
    to_list = button(_("All meetings"), "calendar-days", big=True, name="gone.list")
    to_list.clicked.connect(lambda: window.replace("meetings"))
    title = _("Not in the register") if isinstance(error, NotThere) else _("That did not work")
    content = empty("search", title, known_error_text(error), to_list)
    return page_of(_("Meetings"), "", [], content)
