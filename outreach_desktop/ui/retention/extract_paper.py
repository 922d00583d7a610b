"""A register extract for the person: looked at, printed, or saved as PDF or JSON."""

from functools import partial
from typing import TYPE_CHECKING

from ...domain.person import Person
from ...i18n import _
from ...operations.extracts import extract_bytes, extract_file, note_extract_left
from ..preview.paper_page import Paper, PaperPage
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow


def extract_page(window: "MainWindow", workspace: Workspace, person: Person) -> PaperPage:
    paper = Paper(
        title=_("Extract about {alias}").format(alias=person.alias),
        subtitle=_("Everything about the person: the bin, unsaved texts, sealed texts, who has seen it, and backups."),
        spoken=_("The extract as it is printed"),
        inside=_("The file holds everything that is kept about the person. Give it to nobody else."),
        content=lambda db, language, now: extract_bytes(db, person.id, language, now),
        noted=lambda db, action, now: note_extract_left(db, person.uid, action, now),
        plain=partial(extract_file, person_id=person.id),
    )
    return PaperPage(window, workspace, paper)
