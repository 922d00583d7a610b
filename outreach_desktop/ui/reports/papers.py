"""Printing a report and saving it as a file, from the same bytes that the preview shows."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ...domain.concern_report import ConcernReport
from ...domain.errors import KnownError
from ...i18n import _
from ...operations.concern_reports import note_printed
from ...operations.printing import concern_report_bytes
from ...storage.database import Database
from ..dialogs import show_error
from ..main_window import MainWindow
from ..preview.printing import print_pdf
from ..preview.saving import FileSaver, Leaving
from ..workspace import Workspace


class ReportPapers:
    """What leaves the window of one stored report; each time leaves a line in the log."""

    def __init__(self, page: QWidget, workspace: Workspace, window: MainWindow) -> None:
        self._page, self._workspace, self._window = page, workspace, window

    def content(self, report: ConcernReport) -> Callable[[Database], bytes]:
        """Return the work that makes the PDF."""
        now = self._workspace.now()
        return lambda db: concern_report_bytes(db, report, report.language, now)

    def print_report(self, report: ConcernReport) -> None:
        """Ask for a printer and print."""
        self._workspace.compute(self._page, "", self.content(report), lambda pdf: self._ask_printer(report, pdf))

    def _ask_printer(self, report: ConcernReport, pdf: bytes) -> None:
        try:
            print_pdf(self._page, self._workspace, pdf, lambda: self._printed(report))
        except KnownError as error:
            show_error(self._page, error)

    def _printed(self, report: ConcernReport) -> None:
        self._workspace.write(self._window, self._note(report, "print"))
        self._window.tell(lambda: _("The report has gone to the printer."))

    def save_report(self, report: ConcernReport) -> None:
        """Say what leaves the vault, ask for a place, and write the file."""
        inside = _("The file holds the whole report: what is known of the child, and what you have seen and heard.")
        leaving = Leaving("pdf", inside, self.content(report), self._note(report, "export"))
        FileSaver(self._page, self._workspace, leaving, self._saved).begin()

    def _saved(self, name: str) -> None:
        self._window.tell(lambda: _("Saved as {file}, outside the vault.").format(file=name))

    def _note(self, report: ConcernReport, action: str) -> Callable[[Database], None]:
        now = self._workspace.now()
        return lambda db: note_printed(db, report, now, action=action)
