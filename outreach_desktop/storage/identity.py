"""Which vault a database belongs to."""

from dataclasses import dataclass

from .database import Database, WrongKey


@dataclass(frozen=True, slots=True)
class Identity:
    """`last_day` is the last day of a practice vault's year, ISO, else empty."""

    vault_id: str
    practice: bool
    zone: str
    last_day: str


def write(db: Database, vault_id: str, *, practice: bool, zone: str, last_day: str = "") -> None:
    """Say once which vault the database belongs to."""
    db.execute(
        "INSERT INTO vault (id, practice, zone, last_day) VALUES (:id, :practice, :zone, :last_day)",
        id=vault_id,
        practice=int(practice),
        zone=zone,
        last_day=last_day,
    )


def set_last_day(db: Database, last_day: str) -> None:
    """Note on which day a practice vault's year ends."""
    db.execute("UPDATE vault SET last_day = :day", day=last_day)


def read(db: Database) -> Identity:
    """Return whose database this is; one without is none of ours."""
    rows = db.rows("SELECT id, practice, zone, last_day FROM vault")
    if len(rows) != 1:
        raise WrongKey
    row = rows[0]
    return Identity(row["id"], bool(row["practice"]), row["zone"], row["last_day"] or "")
