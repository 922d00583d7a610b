"""The room of persons, and the places in it.

`{}` is the list of persons, `{"view": "contacts"}` that of contacts, `{"view": "ads"}` that of ads and profiles.
`{"person": 42}` is a person and `{"person": "new"}` a new one; with a further name it is a form about the person:
`edit`, `block` ("no_contact" or "hold"), `identifier`, `town`, `step`, `ad`, `contact` or `assessment`, each an id or
"new".
`{"person": 42, "merge": "choose"}` asks with whom, `{"person": 42, "merge": 7}` compares the two, and
`{"person": 42, "split": True}` chooses what belongs to somebody else. `{"contact": 17}` is a stored contact,
`{"ad": 5}` an ad or profile, and `{"ad": "new"}` one that is nobody's yet.
`{"view": "due"}` is what is erased soon, `{"view": "bin"}` the bin; a person has `{"person": 42, "erase": "whole"}`,
or `"rest"`, `{"person": 42, "prolong": True}` and `{"person": 42, "extract": True}`.
`{"sheets": "start"}` is people in from and out to spreadsheets; `columns` and `preview` are the steps of an import.
"""

from typing import TYPE_CHECKING

from ...i18n import _
from ..rooms import Place, Room
from .memory import Memory

if TYPE_CHECKING:
    from ..main_window import MainWindow
    from ..page import Page
    from ..workspace import Workspace


def room(workspace: "Workspace") -> Room:
    memory = Memory()

    def build(window: "MainWindow", place: Place) -> "Page":
        from .places import page_at

        return page_at(window, workspace, memory, place)

    return Room("people", "users", lambda: _("People"), build)
