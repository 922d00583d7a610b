"""Which page of the room stands at which place; loaded with the first page that is opened."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...domain.erasure import Scope
from ...domain.errors import KnownError
from ...domain.person import Person
from ...domain.rights import Right, require
from ...i18n import _
from ...storage import people
from ...storage.reading import NotThere, load_one
from ..assessment import assessment_page
from ..dialogs import known_error_text
from ..follow_ups.form import step_form
from ..look.messages import empty
from ..look.parts import button
from ..page import Page, page_of
from ..retention.bin_page import BinPage
from ..retention.due_page import DuePage
from ..retention.erase_page import ErasePage, Erasing
from ..retention.extract_paper import extract_page
from ..retention.prolong_form import prolong_form
from ..rooms import Place
from ..workspace import Workspace
from .ad_form import ad_form
from .ad_list import AdList
from .contact_form import contact_form
from .contact_list import ContactList
from .memory import Memory
from .merge_page import merge_place
from .people_list import PeopleList
from .person_form import blocking_form, identifier_form, person_form, town_form
from .person_page import PersonPage
from .split_page import split_page

if TYPE_CHECKING:
    from ..main_window import MainWindow


def page_at(window: "MainWindow", workspace: Workspace, memory: Memory, place: Place) -> Page:
    """Return the page of a place; what is no longer there is told of in words."""
    try:
        return _page(window, workspace, memory, place)
    except KnownError as error:
        return _not_there(window, error)


def _page(window: "MainWindow", workspace: Workspace, memory: Memory, place: Place) -> Page:
    forms: dict[str, Callable[[], Page]] = {
        "ad": lambda: ad_form(window, workspace, place),
        "assessment": lambda: assessment_page(workspace, window, place),
        "contact": lambda: contact_form(window, workspace, memory, place),
        "identifier": lambda: identifier_form(window, workspace, place),
        "town": lambda: town_form(window, workspace, place),
        "step": lambda: step_form(window, workspace, place),
        "block": lambda: blocking_form(window, workspace, place),
        "edit": lambda: person_form(window, workspace, place),
        "prolong": lambda: prolong_form(window, workspace, place),
        "erase": lambda: _erase_page(window, workspace, place),
        "extract": lambda: _extract_page(window, workspace, place),
        "merge": lambda: merge_place(window, workspace, place),
        "split": lambda: split_page(window, workspace, place),
    }
    if form := next((form for name, form in forms.items() if name in place), None):
        return form()
    if "sheets" in place and workspace.may(Right.SPREADSHEETS):
        return _sheets_page(window, workspace, memory, place["sheets"])
    if "person" in place:
        return _person_page(window, workspace, memory, place)
    if view := _VIEWS.get(place.get("view", "")):
        return view(window, workspace)
    return PeopleList(window, workspace, memory)


_VIEWS: dict[str, Callable[["MainWindow", Workspace], Page]] = {
    "contacts": ContactList,
    "ads": AdList,
    "due": DuePage,
    "bin": BinPage,
}


def _extract_page(window: "MainWindow", workspace: Workspace, place: Place) -> Page:
    require(workspace.role, Right.EXTRACT)
    return extract_page(window, workspace, load_one(workspace.db, Person, place["person"]))


def _erase_page(window: "MainWindow", workspace: Workspace, place: Place) -> Page:
    require(workspace.role, Right.ERASE)
    person = load_one(workspace.db, Person, place["person"])
    scope = next(each for each in Scope if each.value == place["erase"])
    wishes = {"peace": "peace" in place, "back": "back" in place}
    return ErasePage(window, workspace, Erasing(person.id, person.alias, scope, **wishes))


def _sheets_page(window: "MainWindow", workspace: Workspace, memory: Memory, step: str) -> Page:
    """Return a step of an import; without a file, as after unlocking, the page where one begins."""
    from ..spreadsheets.columns_page import ColumnsPage
    from ..spreadsheets.incoming import COLUMNS, PREVIEW
    from ..spreadsheets.preview_page import PreviewPage
    from ..spreadsheets.start_page import StartPage

    incoming = memory.incoming
    if incoming is None or step not in (COLUMNS, PREVIEW):
        return StartPage(window, workspace, memory)
    made = PreviewPage if step == PREVIEW else ColumnsPage
    return made(window, workspace, memory, incoming)


def _person_page(window: "MainWindow", workspace: Workspace, memory: Memory, place: Place) -> Page:
    if place["person"] == "new":
        return person_form(window, workspace, place)
    rows = people.load_rows(workspace.db, [place["person"]])
    if not rows:
        raise NotThere
    return PersonPage(window, workspace, memory, rows[0])


def _not_there(window: "MainWindow", error: KnownError) -> Page:
    to_list = button(_("To the list"), "users", big=True, name="gone.list")
    to_list.clicked.connect(lambda: window.replace("people"))
    title = _("Not in the register") if isinstance(error, NotThere) else _("That did not work")
    content = empty("search", title, known_error_text(error), to_list)
    page = page_of(_("People"), "", [], content)
    page.first = to_list
    return page
