"""What leaves the vault on purpose: statistics and concern reports, as bytes. Each leaves a line in the log."""

from datetime import date, datetime
from enum import Enum

from ..content import indicators, municipalities, report_wording, templates
from ..domain.attributes import Choice
from ..domain.concern_report import ConcernReport
from ..domain.message_template import TemplateKind, TemplateLanguage
from ..domain.person import Person
from ..domain.statistics import KeyKind, Period, Statistics
from ..export.concern_report import concern_report_pdf
from ..export.frame import ReportFrame
from ..export.statistics import statistics_csv, statistics_pdf
from ..export.structured import concern_report_json, statistics_json
from ..export.words import ShownStatistics, shown_statistics
from ..i18n import Texts, texts
from ..storage import identity, log
from ..storage.database import Database
from ..storage.reading import NotThere, load
from .checklist_items import item_words
from .concern_reports import ContentErased, look_at_report, note_printed
from .organisation import load_accounts, load_organisation
from .statistics import count_statistics


class Format(Enum):
    PDF = "pdf"
    JSON = "json"
    CSV = "csv"


def show_statistics(db: Database, counted: Statistics, wanted: Texts) -> ShownStatistics:
    """Put statistics into words, for the window and for every export."""
    observed = {item.id: item.text.in_language(wanted.language) for item in indicators().items}
    named = {
        KeyKind.INDICATOR: observed,
        KeyKind.CHECKLIST_ITEM: item_words(db, wanted.language),
        KeyKind.TEMPLATE: _shipped_messages(wanted),
    }
    return shown_statistics(counted, wanted, named)


def _shipped_messages(wanted: Texts) -> dict[str, str]:
    """Return what the messages that ship are called, by their ids: `First contact, Swedish`."""

    def word(kind: type[Choice], value: str) -> str:
        return wanted.gettext(next(each for each in kind if each.value == value).label.text)

    return {
        each.id: f"{word(TemplateKind, each.kind)}, {word(TemplateLanguage, each.language)}" for each in templates()
    }


def export_statistics(
    db: Database, period: Period, form: Format, wanted: Texts, *, printed_on: date, now: datetime
) -> bytes:
    """Count a period and return the file, in the language of `wanted`."""
    counted = count_statistics(db, period)
    shown = show_statistics(db, counted, wanted)
    contents = {
        Format.PDF: lambda: statistics_pdf(shown, report_frame(db, wanted, printed_on)),
        Format.CSV: lambda: statistics_csv(shown, wanted, practice=is_practice(db)),
        Format.JSON: lambda: statistics_json(counted, practice=is_practice(db)),
    }[form]()
    with db.transaction():
        log.note(db, "export", "statistics", "", now)
    return contents


def export_concern_report(db: Database, report_id: int, form: Format, *, printed_on: date, now: datetime) -> bytes:
    """Return a concern report as PDF or JSON, in its own language. Raises `NotThere`, `NotPermitted`."""
    report = look_at_report(db, report_id)
    if report.removed_on:
        raise NotThere
    if report.content_erased_on:
        raise ContentErased
    if form is Format.JSON:
        contents = concern_report_json(report, practice=is_practice(db))
    else:
        contents = print_concern_report(db, report, printed_on)
    note_printed(db, report, now, action="export")
    return contents


def print_concern_report(db: Database, report: ConcernReport, printed_on: date) -> bytes:
    """Return a report's PDF as it would be sent, without a line in the log: for the preview beside the form."""
    wanted = texts(report.language)
    people = load(db, Person, [report.person_id]) if report.person_id else []
    frame = report_frame(
        db,
        wanted,
        printed_on,
        municipality=_municipality_name(report.municipality),
        law=(report_wording(report.basis.value).text.in_language(report.language),),
        person_code=people[0].code if people else "",
        written_by=report.created_by,
    )
    return concern_report_pdf(report, frame)


def is_practice(db: Database) -> bool:
    """Say whether everybody in the vault is invented: then all that leaves it says so."""
    return identity.read(db).practice


def _municipality_name(code: str) -> str:
    """Return the name, nothing while none is chosen or one that has left the list."""
    return next((each.name for each in municipalities() if each.code == code), "")


def report_frame(
    db: Database,
    wanted: Texts,
    printed_on: date,
    *,
    municipality: str = "",
    law: tuple[str, ...] = (),
    person_code: str = "",
    written_by: str = "",
) -> ReportFrame:
    """Return what every paper says besides its own matter; `written_by` is an account, else it is who is signed in."""
    accounts = load_accounts(db)
    account = accounts.get(written_by) or accounts[db.sealer.account]
    return ReportFrame(
        texts=wanted,
        organisation=load_organisation(db),
        printed_on=printed_on,
        made_by=account.alias or account.name,
        practice=is_practice(db),
        municipality=municipality,
        law=law,
        person_code=person_code,
    )
