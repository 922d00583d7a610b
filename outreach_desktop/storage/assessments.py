"""Questions about assessments."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from ..domain.assessment import Assessment, Conclusion, Finding
from .columns import read
from .database import Database
from .reading import load_of, load_one

VERSIONS = """
    SELECT id, number, assessed_on, conclusion, signed_at, signed_by
      FROM assessment WHERE person_id = :person_id AND removed_on IS NULL ORDER BY number DESC
"""
ALL_IDS = "SELECT id FROM assessment WHERE removed_on IS NULL ORDER BY id"


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One version as lists show it: nothing restricted."""

    id: int
    number: int
    assessed_on: date | None
    conclusion: Conclusion
    signed_at: datetime | None
    signed_by: str


def find_versions(db: Database, person_id: int) -> list[AssessmentRow]:
    """Return a person's versions, newest first."""
    return read(AssessmentRow, db.rows(VERSIONS, person_id=person_id))


def load(db: Database, assessment_id: int) -> Assessment:
    """Return one version with its findings, opened."""
    found = load_one(db, Assessment, assessment_id)
    return replace(found, findings=tuple(load_of(db, Finding, "assessment_id", assessment_id)))


def next_number(db: Database, person_id: int) -> int:
    """Return the number of the person's next version."""
    sql = "SELECT coalesce(max(number), 0) + 1 FROM assessment WHERE person_id = :person_id"
    found: int = db.value(sql, person_id=person_id)
    return found


def find_all(db: Database) -> list[int]:
    return [row["id"] for row in db.rows(ALL_IDS)]
