"""Questions about messages of our own."""

from .database import Database


def series_taken(db: Database) -> list[str]:
    """Return the ids that messages have or had, those in the bin too: contacts go on naming them."""
    return [row["series"] for row in db.rows("SELECT DISTINCT series FROM message_template")]


def text_of(db: Database, series: str, number: str) -> str:
    """Return the text of one version, those in the bin too; empty where there is none."""
    sql = "SELECT text FROM message_template WHERE series = :series AND CAST(number AS TEXT) = :number"
    return db.value(sql, series=series, number=number) or ""
