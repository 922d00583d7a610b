"""What is shown in the place of a report that cannot be opened, or that lies in the bin."""

from ...domain.concern_report import ConcernReport
from ...domain.errors import KnownError
from ...i18n import _, window_texts
from ...operations.concern_reports import restore_report
from ..dialogs import known_error_text
from ..look.parts import Space, button, card, empty, fact, notice, row
from ..look.theme import scaled
from ..main_window import MainWindow
from ..page import Page, page_of
from ..workspace import Workspace
from .wording import municipality_name


def closed_page(window: MainWindow, error: KnownError) -> Page:
    """Return a page that says why a report cannot be shown."""
    back = button(_("All reports"), kind="primary", big=True, name="report.list")
    back.clicked.connect(lambda: window.replace("reports"))
    shown = empty("file-text", _("This report cannot be opened"), known_error_text(error), back)
    return page_of(_("Concern report"), "", [], shown)


def erased_page(window: MainWindow, report: ConcernReport) -> Page:
    """Return a page that says when and to which board a report was sent, and that its text is erased."""
    texts = window_texts()
    board = ", ".join(filter(None, (municipality_name(report.municipality), report.unit)))
    answers = ((_("Receipt"), report.received_on), (_("Feedback"), report.feedback_on))
    facts = [
        fact(_("Sent"), texts.day(report.sent_on) if report.sent_on else "–"),
        fact(_("How"), _(report.sent_how.label.text)),
        fact(_("To"), board or "–"),
        *(fact(words, texts.day(day)) for words, day in answers if day),
        *([fact(_("Code"), report.erased_code)] if report.erased_code else []),
    ]
    day = texts.day(report.content_erased_on) if report.content_erased_on else ""
    text = _("Its time was over, or the person was erased. That it was sent stays.")
    told = notice("accent", _("The text of this report was erased on {day}").format(day=day), text, icon="archive")
    sheet = card(*facts, gap=Space.M, margin=Space.XL)
    sheet.setFixedWidth(scaled(560))
    back = button(_("All reports"), big=True, name="report.list")
    back.clicked.connect(lambda: window.replace("reports"))
    return page_of(_("Concern report"), "", [back], told, row(sheet, None), None)


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
