"""The undo of a line that was just logged, told in a sentence where not all of it could be undone."""

from functools import partial
from typing import TYPE_CHECKING

from ..i18n import _, window_texts
from ..operations.lines import Part, SavedLine, TakenBack, take_back
from .workspace import Workspace

if TYPE_CHECKING:
    from .main_window import MainWindow


def undo_line(window: "MainWindow", workspace: Workspace, saved: SavedLine) -> None:
    """Undo a line; in the window's name, since the message that offers it may outlive the page."""

    def tell(taken: TakenBack) -> None:
        if taken != TakenBack():
            window.tell(partial(words_of, taken, saved.person.alias), tone="warning")

    workspace.write(window, partial(take_back, saved=saved, now=workspace.now()), tell)


def words_of(taken: TakenBack, alias: str) -> str:
    """Return what was undone, and what was left because somebody has changed it since."""
    if taken.person_stays:
        return _("The line is undone. {alias} stays in the register: more has been written there since.").format(
            alias=alias
        )
    names = {
        Part.STATE: _("the state"),
        Part.NEXT_STEP: _("the next step"),
        Part.CHILD: _("that the person may be a child"),
    }
    kept = window_texts().listed([names[part] for part in taken.kept])
    return _("The line is undone. Changed since, and left as it is: {what}.").format(what=kept)
