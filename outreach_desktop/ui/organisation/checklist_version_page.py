"""One version of the checklist, to be read; changes can begin from it."""

from ...domain.errors import KnownError
from ...i18n import _
from ...operations.checklists import load_version
from ..dialogs import known_error_text
from ..look.buttons import button
from ..look.layouts import card
from ..look.messages import notice
from ..look.painted import row_list
from ..main_window import MainWindow
from ..page import Page, page_of
from ..workspace import Workspace
from .checklist_page import LIST
from .checklist_words import rows_of, version_words
from .working_list import WorkingList


def version_page(window: MainWindow, workspace: Workspace, working: WorkingList, number: int) -> Page:
    """Return a page with a version, phase by phase."""
    back = button(_("Back"), hint="Alt+←", big=True, name="back")
    back.clicked.connect(window.back)
    try:
        own = load_version(workspace.db, number)
    except KnownError as error:
        return page_of(
            _("Checklist"), "", [back], notice("danger", _("That did not work"), known_error_text(error)), None
        )

    def begin() -> None:
        working.keep(own.items)
        window.go("organisation", LIST)

    changing = button(_("Begin changes from this one"), "square-pen", big=True, name="version.begin")
    changing.clicked.connect(begin)
    shown = row_list(rows_of(own.items), _("Checklist"), name="version.items")
    shown.fit()
    shown.set_current(0)
    why = (
        [notice("warning", _("Asks less than the list that comes with the program"), own.why)]
        if own.why.strip()
        else []
    )
    page = page_of(version_words(own), _("Only to be read here."), [changing, back], *why, card(shown, margin=4), None)
    page.first_focus = lambda: shown  # type: ignore[method-assign]
    return page
