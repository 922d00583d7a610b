"""A paper of data protection: looked at in either language, printed, or saved as PDF."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import LANGUAGES, _, window_texts
from ...operations.receipts import receipt_bytes
from ...storage.database import Database
from ..dialogs import known_error_text, show_error
from ..look.messages import notice
from ..look.parts import Choice, button, label, row
from ..main_window import MainWindow
from ..page import Page
from ..people.slot import Slot
from ..preview.pdf_preview import PdfPreview
from ..preview.printing import print_pdf
from ..preview.saving import FileSaver, Leaving
from ..statistics.period_chooser import PeriodChooser
from ..workspace import Workspace
from .papers import PaperKind, receipt_kind


class PaperPage(Page):
    """Made anew for each language; each time that it leaves the vault stands in the log."""

    def __init__(self, window: MainWindow, workspace: Workspace, kind: PaperKind, *above: QWidget) -> None:
        super().__init__()
        self._window, self._workspace, self._kind = window, workspace, kind
        index = list(LANGUAGES).index(window_texts().language)
        self._language = Choice(list(LANGUAGES.values()), index, spoken=_("Language"), name="paper.language")
        self._language.chosen.connect(lambda _at: self.ask())
        printing = button(_("Print"), "printer", name="paper.print")
        printing.clicked.connect(self._print)
        saving = button(_("Save as PDF"), "file-text", "primary", name="paper.pdf")
        saving.clicked.connect(self.save)
        self._problem = Slot()
        self._problem.hide()
        top = row(label(_("Language"), "caption"), None, self._language)
        self.preview = PdfPreview(workspace, kind.title, printing, saving, top=top)
        back = button(_("Back"), hint="Alt+←", big=True, name="paper.back")
        back.clicked.connect(window.back)
        self.compose(kind.title, kind.text, [back], *above, self._problem, self.preview)
        self.layout().setStretchFactor(self.preview, 1)  # type: ignore[union-attr]
        self.ask()

    def first_focus(self) -> QWidget:
        return self.preview.view

    @property
    def _wanted(self) -> str:
        return list(LANGUAGES)[self._language.index]

    def ask(self) -> None:
        """Make the paper anew and show it."""
        self._workspace.compute(self, "paper", self._content(), self._show, self._failed)

    def _content(self) -> Callable[[Database], bytes]:
        make, language, now = self._kind.content, self._wanted, self._workspace.now()
        return lambda db: make(db, language, now)

    def _show(self, pdf: bytes) -> None:
        self._problem.hide()
        self.preview.show_pdf(pdf)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._problem.put(notice("danger", _("That did not work"), known_error_text(error)))
        self._problem.show()

    def _print(self) -> None:
        try:
            print_pdf(self, self._workspace, self.preview.pdf, self._printed)
        except KnownError as error:
            show_error(self, error)

    def _printed(self) -> None:
        now = self._workspace.now()
        self._workspace.write(self._window, lambda db: self._kind.note(db, "print", now))
        self._window.tell(lambda: _("It has gone to the printer."))

    def leaving(self) -> Leaving:
        """Return what leaves the vault as a file."""
        now = self._workspace.now()
        return Leaving("pdf", self._kind.inside, self._content(), lambda db: self._kind.note(db, "export", now))

    def save(self) -> None:
        """Say what leaves the vault, ask for a place, and write the file."""
        FileSaver(self, self._workspace, self.leaving(), self._saved).begin()

    def _saved(self, name: str) -> None:
        self._window.tell(lambda: _("Saved as {file}, outside the vault.").format(file=name))


class ReceiptPage(PaperPage):
    """The receipt of a period that one chooses."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        chooser = PeriodChooser(workspace.today)
        super().__init__(window, workspace, _receipt(chooser), chooser, chooser.own_days)
        self.period = chooser
        chooser.chosen.connect(self._turn)

    def first_focus(self) -> QWidget:
        return self.period.first

    def _turn(self) -> None:
        self._kind = _receipt(self.period)
        self.ask()


def _receipt(chooser: PeriodChooser) -> PaperKind:
    chosen = chooser.period()
    return receipt_kind(partial(receipt_bytes, since=chosen.since, until=chosen.until))
