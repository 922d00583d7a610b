"""The papers of meetings in the window: looked at, printed and saved from the same bytes.

Places of the room are {"plan_paper": id of a meeting}, {"incident_paper": id of an incident} and {"blank": a way}.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...domain.meeting import Way
from ...i18n import LANGUAGES, _, window_texts
from ...operations import meeting_papers
from ...storage.database import Database
from ..dialogs import known_error_text, show_error
from ..look.messages import notice
from ..look.parts import Choice, Item, button, label, row
from ..page import Page, State
from ..people.slot import Slot
from ..preview.pdf_preview import PdfPreview
from ..preview.printing import print_pdf
from ..preview.saving import FileSaver, Leaving
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow

_Work = Callable[[Database], bytes]
_Note = Callable[[Database], None]


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper. `inside` says what whoever gets the file can read in it.

    `content` gives the work that makes it in a language; `noted` the one that writes an action into the log. Only what
    is about somebody is `read` by opening it.
    """

    title: str
    subtitle: str
    spoken: str
    inside: str
    content: Callable[[str], _Work]
    noted: Callable[[str], _Note]
    read: bool = True


class PaperPage(Page):
    """Made anew for each language; that it was read, printed or saved stands in the log."""

    def __init__(self, window: "MainWindow", workspace: Workspace, paper: Paper, *above: Item) -> None:
        super().__init__()
        self._window, self._workspace, self._paper = window, workspace, paper
        self._noted = not paper.read
        index = list(LANGUAGES).index(window_texts().language)
        self._language = Choice(list(LANGUAGES.values()), index, spoken=_("Language"), name="paper.language")
        self._language.chosen.connect(lambda _at: self.ask())
        printing = button(_("Print"), "printer", name="paper.print")
        printing.clicked.connect(self._print)
        saving = button(_("Save as PDF"), "file-text", name="paper.pdf")
        saving.clicked.connect(lambda: FileSaver(self, workspace, self.leaving(), self._saved).begin())
        self._problem = Slot()
        self._problem.hide()
        top = row(*above, label(_("Language"), "caption"), self._language)
        top.setStretch(top.count() - 1, 1)
        self.preview = PdfPreview(workspace, paper.spoken, saving, printing, top=top)
        back = button(_("Back"), hint="Alt+←", big=True, name="paper.back")
        back.clicked.connect(window.back)
        self.compose(paper.title, paper.subtitle, [back], self._problem, self.preview)
        self.layout().setStretchFactor(self.preview, 1)  # type: ignore[union-attr]
        self.ask()
        QTimer.singleShot(0, self, self._note_read)  # when it is known whether the page was there before

    def first_focus(self) -> QWidget:
        return self.preview.view

    def state(self) -> State:
        return super().state() | {"noted": self._noted}

    def restore(self, state: State) -> None:
        super().restore(state)
        self._noted = self._noted or bool(state.get("noted"))

    def _note_read(self) -> None:
        """Note that the paper was read: once, not again when the page is only built anew."""
        if not self._noted:
            self._noted = True
            self._workspace.write(self, self._paper.noted("read"), failed=lambda _error: None)  # the page tells of it

    def show_paper(self, paper: Paper) -> None:
        """Show another paper in the place of this one."""
        self._paper = paper
        self.ask()

    def ask(self) -> None:
        """Have the paper made as it is wanted now."""
        work = self._paper.content(self.language)
        self._workspace.compute(self, "paper", work, self.preview.show_pdf, self._failed)

    @property
    def language(self) -> str:
        """The language of the paper, whatever that of the window is."""
        return list(LANGUAGES)[self._language.index]

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._problem.put(notice("danger", _("That did not work"), known_error_text(error)))
        self._problem.show()

    def _print(self) -> None:
        if not self.preview.pdf:
            return
        try:
            print_pdf(self, self._workspace, self.preview.pdf, self._printed)
        except KnownError as error:
            show_error(self, error)

    def _printed(self) -> None:
        self._workspace.write(self._window, self._paper.noted("print"))
        self._window.tell(lambda: _("The paper has gone to the printer."))

    def leaving(self) -> Leaving:
        """Return what leaves the vault as a file."""
        return Leaving("pdf", self._paper.inside, self._paper.content(self.language), self._paper.noted("export"))

    def _saved(self, name: str) -> None:
        self._window.tell(lambda: _("Saved as {file}, outside the vault.").format(file=name))


def build_plan(window: "MainWindow", workspace: Workspace, meeting_id: int) -> Page:
    """Return the plan of a meeting for the person on call."""
    now = workspace.now()
    paper = Paper(
        title=_("Meeting plan"),
        subtitle=_("One page for the person on call: a laptop that is off cannot ring."),
        spoken=_("The plan as it is printed"),
        inside=_("The file says when and where you meet, with whom by code, and who is on call."),
        content=lambda language: partial(meeting_papers.plan_bytes, meeting_id=meeting_id, language=language, now=now),
        noted=lambda action: partial(meeting_papers.note_plan_left, meeting_id=meeting_id, action=action, now=now),
    )
    return PaperPage(window, workspace, paper)


def build_incident(window: "MainWindow", workspace: Workspace, incident_id: int) -> Page:
    """Return the report of an incident at a meeting; who may not read it is told so."""
    now = workspace.now()
    paper = Paper(
        title=_("Incident report"),
        subtitle=_("For whoever follows it up. What you wrote is printed as it stands."),
        spoken=_("The report as it is printed"),
        inside=_("The file holds what happened, as you wrote it, and who follows it up."),
        content=lambda language: partial(
            meeting_papers.incident_bytes, incident_id=incident_id, language=language, now=now
        ),
        noted=lambda action: partial(
            meeting_papers.note_incident_left, incident_id=incident_id, action=action, now=now
        ),
    )
    return PaperPage(window, workspace, paper)


def build_blank(window: "MainWindow", workspace: Workspace, way: str) -> Page:
    """Return the blank checklist that is in use, for one kind of meeting, which can be chosen on the page."""
    ways = list(Way)
    at = next((number for number, each in enumerate(ways) if each.value == way), 0)
    choice = Choice([_(each.label.text) for each in ways], at, spoken=_("Kind of meeting"), name="paper.way")
    page = PaperPage(window, workspace, _blank(workspace, ways[at]), label(_("Kind of meeting"), "caption"), choice)
    choice.chosen.connect(lambda index: page.show_paper(_blank(workspace, ways[index])))
    return page


def _blank(workspace: Workspace, way: Way) -> Paper:
    now = workspace.now()
    return Paper(
        title=_("Blank checklist"),
        subtitle=_("For work without a laptop. Nobody is named in it."),
        spoken=_("The checklist as it is printed"),
        inside=_("The file holds your checklist, and nothing about anybody."),
        content=lambda language: partial(meeting_papers.blank_checklist_bytes, way=way, language=language, now=now),
        noted=lambda action: partial(meeting_papers.note_blank_left, action=action, now=now),
        read=False,
    )
