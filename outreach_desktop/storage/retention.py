"""What the rule of retention asks of the log, and who is due by its answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.person import Person
from ..domain.retention import History, Kept
from .columns import read
from .database import Database
from .erasures import WITH_UNSENT

AT_ONCE = 500
HISTORIES = """
    SELECT person.id, person.registered_on, answered,
           last_contact_on, last_try_on, last_refusal_on,
           (SELECT max(max(sent_on, coalesce(feedback_on, sent_on))) FROM concern_report
             WHERE concern_report.person_id = person.id AND removed_on IS NULL) AS last_report_on,
           (SELECT max(meets_on) FROM meeting
             WHERE meeting.person_id = person.id AND removed_on IS NULL
               AND state IN ('planned', 'confirmed', 'reminded', 'under_way')) AS next_meeting_on
      FROM person
      LEFT JOIN (SELECT person_id, max(contact_on) AS last_contact_on,
                        max(contact_on) FILTER (WHERE direction = 'out') AS last_try_on,
                        max(contact_on) FILTER (WHERE outcome IN ('declined', 'no_more_contact')) AS last_refusal_on,
                        max(direction = 'in' OR outcome NOT IN ('no_answer', 'account_gone')) AS answered
                   FROM contact
                  WHERE person_id IN (SELECT value FROM json_each(:ids))
                    AND direction <> 'note' AND sending <> 'copied' AND removed_on IS NULL
                  GROUP BY person_id) AS line ON line.person_id = person.id
     WHERE person.id IN (SELECT value FROM json_each(:ids))
"""
PERSONS = "SELECT * FROM person WHERE id IN (SELECT value FROM json_each(:ids))"
ALL = "SELECT id FROM person ORDER BY id"
KEEP = """
    UPDATE person SET retention_on = :until, retention_ground = :ground
     WHERE id = :id AND (retention_on, retention_ground) IS NOT (:until, :ground)
"""
DUE = "SELECT id FROM person WHERE retention_on <= :until AND removed_on IS NULL ORDER BY retention_on, id"
# Sorted by an expression, else the whole register is read in the order of ids.
DUE_IN_BIN = "SELECT id FROM person WHERE removed_on IS NOT NULL AND retention_on <= :until ORDER BY +id"
_TO_REDUCE = """
      FROM person INDEXED BY person_to_reduce
     WHERE state = 'declined' AND reduced_on IS NULL AND removed_on IS NULL
       AND kept_for NOT IN ('report', 'claim')
       AND id NOT IN (SELECT person_id FROM meeting
                       WHERE started_at IS NOT NULL AND ended_at IS NULL AND removed_on IS NULL)
"""
TO_REDUCE = f"SELECT id {_TO_REDUCE} ORDER BY id"
COUNT_DUE = f"""
    SELECT (SELECT count(*) FROM person WHERE removed_on IS NULL AND retention_on <= :until)
         + (SELECT count(*) {_TO_REDUCE} AND (retention_on IS NULL OR retention_on > :until)
               AND id NOT IN ({WITH_UNSENT}))
"""
SENT_REPORTS = """
    SELECT id, max(sent_on, coalesce(feedback_on, sent_on)) AS day FROM concern_report
     WHERE content_erased_on IS NULL AND sent_on <= :until AND removed_on IS NULL
     ORDER BY sent_on, id
"""


@dataclass(frozen=True, slots=True)
class _HistoryRow:
    id: int
    registered_on: date
    answered: bool | None
    last_contact_on: date | None
    last_try_on: date | None
    last_refusal_on: date | None
    last_report_on: date | None
    next_meeting_on: date | None


def histories(db: Database, ids: Sequence[int]) -> dict[int, History]:
    """Return what the log says of these persons, by id."""
    rows = read(_HistoryRow, db.rows(HISTORIES, ids=str(list(ids))))
    return {
        row.id: History(
            registered_on=row.registered_on,
            last_contact_on=row.last_contact_on,
            last_try_on=row.last_try_on,
            last_refusal_on=row.last_refusal_on,
            last_report_on=row.last_report_on,
            next_meeting_on=row.next_meeting_on,
            answered=bool(row.answered),
        )
        for row in rows
    }


def persons(db: Database, ids: Sequence[int]) -> list[Person]:
    """Return these persons, the bin included."""
    return read(Person, db.rows(PERSONS, ids=str(list(ids))))


def batches(db: Database) -> Iterator[list[int]]:
    """Yield the ids of everybody, some hundred at a time."""
    ids = db.ids(ALL)
    for first in range(0, len(ids), AT_ONCE):
        yield ids[first : first + AT_ONCE]


def keep(db: Database, person_id: int, answer: Kept) -> None:
    """Note until when a person is kept; this is derived, so that no version counts."""
    changed = db.execute(KEEP, id=person_id, until=answer.until.isoformat(), ground=answer.ground.value).rowcount
    if changed:
        db.mark_changed("person")


def find_due(db: Database, until: date) -> list[int]:
    """Return the ids of persons whose last day has come by then, the first due first, without the bin."""
    return [row["id"] for row in db.rows(DUE, until=until.isoformat())]


def count_due(db: Database, until: date) -> int:
    """Return how many persons are due by then, wholly or but for alias and platform."""
    found: int = db.value(COUNT_DUE, until=until.isoformat())
    return found


def find_due_in_bin(db: Database, until: date) -> list[int]:
    """Return the ids of persons in the bin whose last day has come."""
    return [row["id"] for row in db.rows(DUE_IN_BIN, until=until.isoformat())]


def find_to_reduce(db: Database) -> list[int]:
    """Return the ids of persons who declined and of whom more than alias and platform is left.

    Those whom somebody is meeting now are left out until that is over.
    """
    return [row["id"] for row in db.rows(TO_REDUCE)]


def find_sent_reports(db: Database, until: date) -> list[tuple[int, date]]:
    """Return the reports that were sent by a day and still have their texts: id, and the day of sending or feedback."""
    rows = db.rows(SENT_REPORTS, until=until.isoformat())
    return [(row["id"], date.fromisoformat(row["day"])) for row in rows]
