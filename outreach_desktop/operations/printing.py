"""What the window previews, prints and saves: the same bytes for all three, without a line in the log."""

from dataclasses import replace
from datetime import datetime

from ..domain.concern_report import ConcernReport
from ..domain.statistics import Statistics
from ..export.statistics import statistics_csv, statistics_pdf
from ..i18n import texts
from ..storage import log
from ..storage.database import Database
from .exports import is_practice, print_concern_report, report_frame, show_statistics
from .saving import local_day


def concern_report_bytes(db: Database, report: ConcernReport, language: str, now: datetime) -> bytes:
    """Return a concern report as PDF in `language`, also one that is not stored or not complete yet."""
    return print_concern_report(db, replace(report, language=language), local_day(now))


def statistics_bytes(db: Database, statistics: Statistics, language: str, now: datetime) -> bytes:
    """Return statistics as PDF in `language`."""
    wanted = texts(language)
    return statistics_pdf(show_statistics(db, statistics, wanted), report_frame(db, wanted, local_day(now)))


def statistics_sheet(db: Database, statistics: Statistics, language: str) -> bytes:
    """Return statistics as a CSV sheet with headings in `language`."""
    wanted = texts(language)
    return statistics_csv(show_statistics(db, statistics, wanted), wanted, practice=is_practice(db))


def note_statistics_left(db: Database, action: str, now: datetime) -> None:
    """Write into the log that statistics left the vault: `action` is print or export."""
    with db.transaction():
        log.note(db, action, "statistics", "", now)
