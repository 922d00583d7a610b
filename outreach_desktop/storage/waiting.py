"""Who waits for us or for whom we wait: asked of what is summed up of each person's log."""

from datetime import date, datetime

from .columns import write_instant
from .database import Database

_WROTE_LAST = """
    SELECT summary.person_id AS id FROM person_summary AS summary
      JOIN person ON person.id = summary.person_id
     WHERE summary.tries > 0 AND summary.last_out_at >= :since AND summary.last_out_at < :until
       AND person.removed_on IS NULL AND person.state NOT IN ('declined', 'closed')
"""
# Who has a next step is met by it.
UNANSWERED = (
    f"{_WROTE_LAST} AND person.follow_up_on IS NULL ORDER BY summary.last_out_at, summary.person_id LIMIT :most"
)
AWAITED = f"""
    {_WROTE_LAST}
       AND coalesce(summary.looked_on, '') < :day
     ORDER BY summary.last_out_at DESC, summary.person_id LIMIT :most
"""
LOOKED = "UPDATE person_summary SET looked_on = :day WHERE person_id = :person"


def find_unanswered(db: Database, since: datetime, until: datetime, most: int) -> list[int]:
    """Return persons to whom we wrote last in a span, and who have not answered, the longest ago first."""
    return db.ids(UNANSWERED, since=write_instant(since), until=write_instant(until), most=most)


def find_awaited(db: Database, since: datetime, until: datetime, day: date, most: int) -> list[int]:
    """Return persons whose reply is waited for and was not looked for on `day` yet, the newest message first."""
    asked = {"since": write_instant(since), "until": write_instant(until), "day": day.isoformat()}
    return db.ids(AWAITED, **asked, most=most)


def note_look(db: Database, person_id: int, day: date) -> None:
    """Keep that somebody looked for a person's reply on a day."""
    db.execute(LOOKED, person=person_id, day=day.isoformat())
    db.mark_changed("person_summary")
