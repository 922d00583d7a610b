"""The room of persons: which page stands at which place.

`{}` is the list of persons, `{"view": "contacts"}` that of contacts, `{"person": 42}` a person and
`{"person": "new"}` a new one; with a further name it is a form about the person: `edit`, `block`
("no_contact" or "hold"), `identifier`, `town`, `contact` or `assessment`, each an id or "new".
`{"contact": 17}` is a stored contact.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...i18n import _
from ...storage import people
from ...storage.reading import NotThere
from ..dialogs import known_error_text
from ..look.messages import empty
from ..look.parts import button
from ..page import Page, page_of
from ..rooms import Place, Room
from ..workspace import Workspace
from .contact_form import contact_form
from .contact_list import ContactList
from .memory import Memory
from .people_list import PeopleList
from .person_form import blocking_form, identifier_form, person_form, town_form
from .person_page import PersonPage

if TYPE_CHECKING:
    from ..main_window import MainWindow

AssessmentPage = Callable[[Workspace, "MainWindow", Place], Page]


def room(workspace: Workspace, assessment_page: AssessmentPage | None = None) -> Room:
    """Return the room; `assessment_page` makes the page of a place with an `assessment`."""
    memory = Memory(assesses=assessment_page is not None)

    def build(window: "MainWindow", place: Place) -> Page:
        try:
            if "assessment" in place and assessment_page:
                return assessment_page(workspace, window, place)
            return _page(window, workspace, memory, place)
        except NotThere as error:
            return _not_there(window, error)

    return Room("people", "users", lambda: _("People"), build)


def _page(window: "MainWindow", workspace: Workspace, memory: Memory, place: Place) -> Page:
    forms: dict[str, Callable[[], Page]] = {
        "contact": lambda: contact_form(window, workspace, memory, place),
        "identifier": lambda: identifier_form(window, workspace, place),
        "town": lambda: town_form(window, workspace, place),
        "block": lambda: blocking_form(window, workspace, place),
        "edit": lambda: person_form(window, workspace, place),
    }
    if form := next((form for name, form in forms.items() if name in place), None):
        return form()
    if "person" in place:
        return _person_page(window, workspace, memory, place)
    return ContactList(window, workspace) if place.get("view") == "contacts" else PeopleList(window, workspace)


def _person_page(window: "MainWindow", workspace: Workspace, memory: Memory, place: Place) -> Page:
    if place["person"] == "new":
        return person_form(window, workspace, place)
    rows = people.load_rows(workspace.db, [place["person"]])
    if not rows:
        raise NotThere
    return PersonPage(window, workspace, memory, rows[0])


def _not_there(window: "MainWindow", error: NotThere) -> Page:
    to_list = button(_("To the list"), "users", big=True, name="gone.list")
    to_list.clicked.connect(lambda: window.replace("people"))
    content = empty("search", _("Not in the register"), known_error_text(error), to_list)
    return page_of(_("People"), "", [], content)
