"""Which page of the reports room a place stands for.

Places: `{}` the list, `{"report": 3}` one report, `{"report": "new"}` an empty draft, with `"person": 42`
about that person, with `"sibling": 3` for a sister or brother of the child of that report.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ...domain.concern_report import ConcernReport, ReportState
from ...domain.errors import KnownError
from ...i18n import _
from ...operations.concern_reports import look_at_report, new_report, note_opened, sibling_report
from ...storage import concern_reports
from ...storage.database import Database
from ..rooms import Place, Room
from .wording import DAYS_FOR_RECEIPT

if TYPE_CHECKING:
    from ..main_window import MainWindow
    from ..page import Page
    from ..workspace import Workspace

LIST, NEW = "list", "new"


def room(workspace: "Workspace") -> Room:
    return Room("reports", "file-text", lambda: _("Reports"), _Pages(workspace).build)


class _Pages:
    """Builds pages, and notes in the log when a report is opened; not again when its page is only built anew."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._last_opened = 0

    def build(self, window: "MainWindow", place: Place) -> "Page":
        wanted = place.get("report", LIST)
        if wanted == LIST:
            from .list_page import ListPage

            self._last_opened = 0
            return ListPage(self._workspace, window)
        try:
            report = self._begun(place) if wanted == NEW else self._opened(int(wanted))
        except KnownError as error:
            from .closed_page import closed_page

            return closed_page(window, error)
        return self._page(window, report, place)

    def _page(self, window: "MainWindow", report: ConcernReport, place: Place) -> "Page":
        if report.removed_on:
            from .closed_page import removed_page

            return removed_page(self._workspace, window, report)
        if report.content_erased_on:
            from .closed_page import erased_page

            return erased_page(window, report)
        if report.state is ReportState.DRAFT:
            from .draft_page import DraftPage

            return DraftPage(self._workspace, window, report, editor_of(place))
        from .reading_page import ReadingPage

        return ReadingPage(self._workspace, window, report)

    def _begun(self, place: Place) -> ConcernReport:
        if "sibling" in place:
            return sibling_report(look_at_report(self._workspace.db, place["sibling"]), self._workspace.today)
        about = place.get("person")
        return new_report(self._workspace.organisation, self._workspace.account, self._workspace.today, about)

    def _opened(self, report_id: int) -> ConcernReport:
        report = look_at_report(self._workspace.db, report_id)
        if report_id != self._last_opened:
            self._note(report)
        self._last_opened = report_id
        return report

    def _note(self, report: ConcernReport) -> None:
        now = self._workspace.now()

        def work(db: Database) -> None:
            note_opened(db, report, now)

        self._workspace.write(self._workspace, work)


def editor_of(place: Place) -> str:
    """Return the name under which the draft of a place is kept."""
    kinds = [f"{kind}:{place[kind]}" for kind in ("person", "sibling") if kind in place]
    return ":".join(["report", str(place["report"]), *kinds])


def person_uid(db: Database, report: ConcernReport) -> str:
    """Return the uid of the person that a report grew out of, by which drafts are erased with the person."""
    from ...storage import people

    found = people.load_rows(db, [report.person_id]) if report.person_id else []
    return found[0].uid if found else ""


def person_code(db: Database, report: ConcernReport) -> str:
    """Return the code of the person that a report grew out of, or nothing."""
    from ...storage import people

    found = people.load_rows(db, [report.person_id]) if report.person_id else []
    return found[0].code if found else ""


def rows_of(db: Database, state: ReportState | None, today: date) -> list[concern_reports.ConcernReportRow]:
    """Return the rows of the list: first what cannot wait."""
    overdue = today - timedelta(days=DAYS_FOR_RECEIPT)
    return concern_reports.load_rows(db, concern_reports.find_urgent_first(db, state, overdue))
