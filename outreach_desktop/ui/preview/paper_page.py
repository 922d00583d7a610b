"""A paper in the window: looked at in either language, printed and saved from the same bytes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import LANGUAGES, _, window_texts
from ...storage.database import Database
from ..dialogs import known_error_text
from ..look.messages import notice
from ..look.parts import Choice, Item, button, label, row
from ..page import Page, State
from ..people.slot import Slot
from ..workspace import Workspace
from .pdf_preview import PdfPreview
from .saving import Leaving
from .way_out import WayOut

if TYPE_CHECKING:
    from ..main_window import MainWindow

Content = Callable[[Database, str, datetime], bytes]  # the database, a language, now
Noted = Callable[[Database, str, datetime], object]  # the database, an action of the log, now


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper. `inside` says what whoever gets the file can read in it, `spoken` what the preview shows.

    `content` makes the PDF, `noted` writes read, print or export into the log; that it was opened is only noted where
    it `is_read`: it is about somebody. `plain` gives the same as JSON, for other programs.
    """

    title: str
    subtitle: str
    spoken: str
    inside: str
    content: Content
    noted: Noted
    is_read: bool = False
    plain: Callable[[Database], bytes] | None = None


class PaperPage(Page):
    """Made anew for each language; each time that it leaves the vault stands in the log."""

    def __init__(
        self,
        window: "MainWindow",
        workspace: Workspace,
        paper: Paper,
        *,
        beside: Sequence[Item] = (),
        above: Sequence[QWidget] = (),
        first: QWidget | None = None,
    ) -> None:
        """`beside` stands before the choice of a language, `above` over the preview; `first` has the keyboard first."""
        super().__init__()
        self._workspace, self._paper = workspace, paper
        self._out = WayOut(self, workspace, window)
        self._noted, self._first = not paper.is_read, first
        index = list(LANGUAGES).index(window_texts().language)
        self._language = Choice(list(LANGUAGES.values()), index, spoken=_("Language"), name="paper.language")
        self._language.chosen.connect(lambda _at: self.ask())
        self._problem = Slot()
        self._problem.hide()
        top = row(*beside, label(_("Language"), "caption"), self._language)
        top.setStretch(top.count() - 1, 1)
        self.preview = PdfPreview(workspace, paper.spoken, *self._buttons(), top=top)
        back = button(_("Back"), hint="Alt+←", big=True, name="paper.back")
        back.clicked.connect(window.back)
        self.compose(paper.title, paper.subtitle, [back], *above, self._problem, self.preview)
        self.layout().setStretchFactor(self.preview, 1)  # type: ignore[union-attr]
        self.ask()
        QTimer.singleShot(0, self, self._note_read)  # when it is known whether the page was there before

    def _buttons(self) -> list[QWidget]:
        printing = button(_("Print"), "printer", name="paper.print")
        printing.clicked.connect(lambda: self._out.to_printer(self.preview.pdf, self._noting("print")))
        saving = button(_("Save as PDF"), "file-text", "primary", name="paper.pdf")
        saving.clicked.connect(lambda: self._out.to_file(self.leaving("pdf")))
        if self._paper.plain is None:
            return [printing, saving]
        plain = button(_("Save as JSON"), "file-text", name="paper.json")
        plain.clicked.connect(lambda: self._out.to_file(self.leaving("json")))
        return [printing, plain, saving]

    def first_focus(self) -> QWidget:
        return self._first or self.preview.view

    def state(self) -> State:
        return super().state() | {"noted": self._noted}

    def restore(self, state: State) -> None:
        super().restore(state)
        self._noted = self._noted or bool(state.get("noted"))

    def _note_read(self) -> None:
        """Note that the paper was read: once, not again when the page is only built anew."""
        if not self._noted:
            self._noted = True
            self._workspace.write(self, self._noting("read"), failed=lambda _error: None)  # the page tells of it

    def _noting(self, action: str) -> Callable[[Database], object]:
        noted, now = self._paper.noted, self._workspace.now()
        return lambda db: noted(db, action, now)

    def show_paper(self, paper: Paper) -> None:
        """Show another paper in the place of this one."""
        self._paper = paper
        self.ask()

    def ask(self) -> None:
        """Have the paper made as it is wanted now."""
        self._workspace.compute(self, "paper", self._content(), self._show, self._failed)

    def _content(self) -> Callable[[Database], bytes]:
        make, language, now = self._paper.content, self.language, self._workspace.now()
        return lambda db: make(db, language, now)

    @property
    def language(self) -> str:
        """The language of the paper, whatever that of the window is."""
        return list(LANGUAGES)[self._language.index]

    def _show(self, pdf: bytes) -> None:
        self._problem.hide()
        self.preview.show_pdf(pdf)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._problem.put(notice("danger", _("That did not work"), known_error_text(error)))
        self._problem.show()

    def leaving(self, ending: str) -> Leaving:
        """Return what leaves the vault as a file: `ending` is pdf, or json where there is a plain form."""
        content = self._paper.plain if ending == "json" else self._content()
        if content is None:
            raise KeyError(ending)
        return Leaving(ending, self._paper.inside, content, self._noting("export"))
