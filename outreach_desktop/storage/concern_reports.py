"""Questions about concern reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..domain.concern_report import ReportState
from .columns import changed_at, read, to_column
from .database import Database

MOST = 5000
FIND = "SELECT id FROM concern_report WHERE removed_on IS NULL {conditions} ORDER BY id DESC LIMIT :most"
URGENT_FIRST = """
    SELECT id FROM concern_report WHERE removed_on IS NULL {conditions}
     ORDER BY CASE WHEN state IN ('draft', 'second_reader') AND urgent THEN 0
                   WHEN state = 'sent' AND sent_on <= :overdue THEN 0
                   WHEN state IN ('draft', 'second_reader', 'sent') THEN 1
                   ELSE 2 END,
              written_on DESC, id DESC
     LIMIT :most
"""
OF_STATE, OF_PERSON = "AND state = :state", "AND person_id = :person_id"
ROWS = f"""
    SELECT report.id, report.uid, report.state, report.municipality, report.written_on, report.urgent, report.sent_on,
           report.second_reader, report.person_id, report.created_by,
           {changed_at("report")} AS changed_at,
           coalesce(person.code, report.erased_code) AS person_code
      FROM concern_report AS report LEFT JOIN person ON person.id = report.person_id
     WHERE report.id IN (SELECT value FROM json_each(:ids))
"""


@dataclass(frozen=True, slots=True)
class ConcernReportRow:
    """A report as lists show it: nothing restricted."""

    id: int
    uid: str
    state: ReportState
    municipality: str
    written_on: date | None
    urgent: bool
    sent_on: date | None
    second_reader: str
    person_id: int | None
    created_by: str
    changed_at: datetime | None
    person_code: str


def find(
    db: Database, state: ReportState | None = None, person_id: int | None = None, *, most: int = MOST
) -> list[int]:
    """Return ids, newest first, at most `most`."""
    asked = {OF_STATE: state is not None, OF_PERSON: person_id is not None}
    sql = FIND.format(conditions=" ".join(condition for condition, needed in asked.items() if needed))
    return [row["id"] for row in db.rows(sql, state=to_column(state), person_id=person_id, most=most)]


def find_urgent_first(db: Database, state: ReportState | None, overdue: date) -> list[int]:
    """Return ids: what is urgent, or was sent by `overdue` without a receipt; then what is not done; then the rest.

    Among equals the newest comes first.
    """
    sql = URGENT_FIRST.format(conditions=OF_STATE if state is not None else "")
    return [row["id"] for row in db.rows(sql, state=to_column(state), overdue=to_column(overdue), most=MOST)]


def load_rows(db: Database, ids: Sequence[int]) -> list[ConcernReportRow]:
    """Return the rows with these ids, in the same order."""
    found = {row.id: row for row in read(ConcernReportRow, db.rows(ROWS, ids=str(list(ids))))}
    return [found[report_id] for report_id in ids if report_id in found]
