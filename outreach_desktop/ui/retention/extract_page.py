"""A register extract for the person: looked at, printed, or saved as PDF or JSON."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...domain.person import Person
from ...i18n import LANGUAGES, _, window_texts
from ...operations.extracts import extract_bytes, extract_file, note_extract_left
from ..dialogs import known_error_text, show_error
from ..look.messages import notice
from ..look.parts import Choice, button, label, row
from ..page import Page
from ..people.slot import Slot
from ..preview.pdf_preview import PdfPreview
from ..preview.printing import print_pdf
from ..preview.saving import FileSaver, Leaving
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow


class ExtractPage(Page):
    """Made anew for each language; each time that it leaves the vault stands in the log."""

    def __init__(self, window: "MainWindow", workspace: Workspace, person: Person) -> None:
        super().__init__()
        self._window, self._workspace, self._person = window, workspace, person
        index = list(LANGUAGES).index(window_texts().language)
        self._language = Choice(list(LANGUAGES.values()), index, spoken=_("Language"), name="extract.language")
        self._language.chosen.connect(lambda _at: self._ask())
        printing = button(_("Print"), "printer", name="extract.print")
        printing.clicked.connect(self._print)
        saving = button(_("Save as PDF"), "file-text", name="extract.pdf")
        saving.clicked.connect(lambda: self._save("pdf"))
        plain = button(_("Save as JSON"), "file-text", name="extract.json")
        plain.clicked.connect(lambda: self._save("json"))
        self._problem = Slot()
        self._problem.hide()
        spoken = _("The extract as it is printed")
        top = row(label(_("Language"), "caption"), None, self._language)
        self.preview = PdfPreview(workspace, spoken, printing, plain, saving, top=top)
        text = _("Everything about the person: the bin, unsaved texts, sealed texts, who has seen it, and backups.")
        title = _("Extract about {alias}").format(alias=person.alias)
        back = button(_("Back"), hint="Alt+←", big=True, name="extract.back")
        back.clicked.connect(window.back)
        self.compose(title, text, [back], self._problem, self.preview)
        self.layout().setStretchFactor(self.preview, 1)  # type: ignore[union-attr]
        self._ask()

    def first_focus(self) -> QWidget:
        return self.preview.view

    @property
    def _wanted(self) -> str:
        return list(LANGUAGES)[self._language.index]

    def _ask(self) -> None:
        work = partial(extract_bytes, person_id=self._person.id, language=self._wanted, now=self._workspace.now())
        self._workspace.compute(self, "extract", work, self.preview.show_pdf, self._failed)

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
        uid, now = self._person.uid, self._workspace.now()
        self._workspace.write(self._window, lambda db: note_extract_left(db, uid, "print", now))
        self._window.tell(lambda: _("The extract has gone to the printer."))

    def leaving(self, ending: str) -> Leaving:
        """Return what leaves the vault as a file: `ending` is pdf or json."""
        inside = _("The file holds everything that is kept about the person. Give it to nobody else.")
        now, uid = self._workspace.now(), self._person.uid
        content = {
            "pdf": partial(extract_bytes, person_id=self._person.id, language=self._wanted, now=now),
            "json": partial(extract_file, person_id=self._person.id),
        }[ending]
        return Leaving(ending, inside, content, lambda db: note_extract_left(db, uid, "export", now))

    def _save(self, ending: str) -> None:
        FileSaver(self, self._workspace, self.leaving(ending), self._saved).begin()

    def _saved(self, name: str) -> None:
        self._window.tell(lambda: _("Saved as {file}, outside the vault.").format(file=name))
