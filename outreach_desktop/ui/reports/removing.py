"""Putting a report into the bin, with a way back."""

from PySide6.QtCore import QObject

from ...domain.concern_report import ConcernReport
from ...i18n import _
from ...operations.concern_reports import look_at_report, remove_report, restore_report
from ...storage.database import Database
from ..main_window import MainWindow
from ..workspace import Workspace


def remove_with_undo(workspace: Workspace, window: MainWindow, owner: QObject, report_id: int) -> None:
    """Remove a report; the list is shown, with a line that takes it back."""
    now = workspace.now()

    def work(db: Database) -> ConcernReport:
        report = look_at_report(db, report_id)
        remove_report(db, report, now)
        return report

    workspace.write(owner, work, lambda report: _tell(workspace, window, report))


def _tell(workspace: Workspace, window: MainWindow, report: ConcernReport) -> None:
    if window.here != ("reports", {}):
        window.replace("reports")

    def undo() -> None:
        now = workspace.now()
        workspace.write(window, lambda db: restore_report(db, report, now))

    window.tell(lambda: _("The report was removed. It stays in the bin for 30 days."), undo)
