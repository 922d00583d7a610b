"""The room's place in the window, and what its pages share as long as the vault is open.

Places with `shift` stand in `ui/shift/places.py`.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...domain.person import Person
from ...i18n import _
from ..clipboard import Clipboard
from ..rooms import Place, Room
from ..workspace import Workspace
from .evening import Evening
from .guide_memory import GuideMemory

if TYPE_CHECKING:
    from ..main_window import MainWindow
    from ..page import Page


@dataclass
class Shared:
    """Outlives the pages, which are built anew at each visit.

    `child` is of whom a line has just said that they may be a child; `put_off` are the ids of persons who declined and
    of whom somebody has said that they wait.
    """

    workspace: Workspace
    clipboard: Clipboard
    evening: Evening = field(default_factory=Evening)
    guide: GuideMemory = field(default_factory=GuideMemory)
    child: Person | None = None
    put_off: set[int] = field(default_factory=set)


def room(workspace: Workspace) -> Room:
    clipboard = Clipboard()
    workspace.closing.connect(clipboard.clear)
    shared = Shared(workspace, clipboard)

    def build(window: "MainWindow", place: Place) -> "Page":
        if "shift" in place:
            from ..shift.places import page_at

            return page_at(window, workspace, place)
        from .page import OutreachPage

        page = OutreachPage(shared, window)
        if "person" in place:
            page.begin_with(place["person"], place.get("message", ""))
        return page

    return Room("outreach", "compass", lambda: _("Outreach"), build)
