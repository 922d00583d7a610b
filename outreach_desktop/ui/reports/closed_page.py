"""What is shown in the place of a report that cannot be opened, or that lies in the bin."""

from ...domain.concern_report import ConcernReport
from ...domain.errors import KnownError
from ...i18n import _
from ...operations.concern_reports import restore_report
from ..dialogs import known_error_text
from ..look.parts import button, empty
from ..main_window import MainWindow
from ..page import Page, page_of
from ..workspace import Workspace


def closed_page(window: MainWindow, error: KnownError) -> Page:
    """Return a page that says why a report cannot be shown."""
    back = button(_("All reports"), kind="primary", big=True, name="report.list")
    back.clicked.connect(lambda: window.replace("reports"))
    shown = empty("file-text", _("This report cannot be opened"), known_error_text(error), back)
    return page_of(_("Concern report"), "", [], shown)


def removed_page(workspace: Workspace, window: MainWindow, report: ConcernReport) -> Page:
    """Return a page that offers to take a report out of the bin."""
    back = button(_("Take back"), "undo-2", "primary", big=True, name="report.restore")
    text = _("It lies in the bin. It is erased there after 30 days.")
    page = page_of(_("Concern report"), "", [], empty("archive", _("This report has been removed"), text, back))

    def restored(_nothing: object) -> None:
        window.replace("reports", {"report": report.id})

    now = workspace.now
    back.clicked.connect(lambda: workspace.write(page, lambda db: restore_report(db, report, now()), restored))
    return page
