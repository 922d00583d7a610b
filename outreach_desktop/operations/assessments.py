"""What a user can do to indicator assessments."""

from dataclasses import replace
from datetime import datetime

from ..domain.assessment import Assessment, Conclusion, Finding
from ..domain.attributes import Invalid, Problem, problems
from ..domain.errors import KnownError
from ..storage import assessments, records
from ..storage.database import Database
from .saving import local_day, note, require_sound, save_record


class AlreadySigned(KnownError):
    def __init__(self) -> None:
        super().__init__("This version is signed and cannot be changed. Begin a new version instead.")


def open_assessment(db: Database, assessment_id: int, now: datetime) -> Assessment:
    """Return one version with its findings, and note that it was read."""
    found = assessments.load(db, assessment_id)
    with db.transaction():
        note(db, "read", found, now)
    return found


def sign_assessment(db: Database, assessment: Assessment, now: datetime) -> Assessment:
    """Store an assessment as the person's next version; from then on it cannot be changed."""
    if assessment.id:
        raise AlreadySigned
    signed = replace(assessment, assessed_on=local_day(now), signed_at=now, signed_by=db.sealer.account)
    _require_conclusion(signed, now)
    with db.transaction():
        number = assessments.next_number(db, signed.person_id)
        stored = save_record(db, replace(signed, number=number), now)
        findings = tuple(_add_finding(db, finding, stored.id, now) for finding in assessment.findings)
    return replace(stored, findings=findings)


def _require_conclusion(assessment: Assessment, now: datetime) -> None:
    """Raise `Invalid` with all that is wrong at once."""
    found = problems(assessment, local_day(now))
    if assessment.conclusion is Conclusion.NONE:
        found.insert(0, Problem("conclusion", "Choose a conclusion. Unsure is a conclusion too."))
    if found:
        raise Invalid(found)


def _add_finding(db: Database, finding: Finding, assessment_id: int, now: datetime) -> Finding:
    fresh = replace(finding, assessment_id=assessment_id)
    require_sound(fresh, local_day(now))
    return records.add(db, fresh, now)
