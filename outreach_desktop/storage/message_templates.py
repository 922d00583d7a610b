"""Questions about messages of our own."""

from .database import Database


def series_taken(db: Database) -> list[str]:
    """Return the ids that messages have or had, those in the bin too: contacts go on naming them."""
    return [row["series"] for row in db.rows("SELECT DISTINCT series FROM message_template")]
