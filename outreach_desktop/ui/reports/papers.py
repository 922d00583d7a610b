"""Printing a report and saving it as a file, from the same bytes that the preview shows."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ...domain.concern_report import ConcernReport
from ...i18n import _
from ...operations.concern_reports import note_printed
from ...operations.printing import concern_report_bytes
from ...storage.database import Database
from ..main_window import MainWindow
from ..preview.saving import Leaving
from ..preview.way_out import WayOut
from ..workspace import Workspace


class ReportPapers:
    """What leaves the window of one stored report; each time leaves a line in the log."""

    def __init__(self, page: QWidget, workspace: Workspace, window: MainWindow) -> None:
        self._page, self._workspace = page, workspace
        self._out = WayOut(page, workspace, window)

    def content(self, report: ConcernReport) -> Callable[[Database], bytes]:
        """Return the work that makes the PDF."""
        now = self._workspace.now()
        return lambda db: concern_report_bytes(db, report, report.language, now)

    def print_report(self, report: ConcernReport) -> None:
        """Ask for a printer and print."""
        noted = self._note(report, "print")
        self._workspace.compute(self._page, "", self.content(report), lambda pdf: self._out.to_printer(pdf, noted))

    def save_report(self, report: ConcernReport) -> None:
        """Say what leaves the vault, ask for a place, and write the file."""
        inside = _("The file holds the whole report: what is known of the child, and what you have seen and heard.")
        self._out.to_file(Leaving("pdf", inside, self.content(report), self._note(report, "export")))

    def _note(self, report: ConcernReport, action: str) -> Callable[[Database], None]:
        now = self._workspace.now()
        return lambda db: note_printed(db, report, now, action=action)
