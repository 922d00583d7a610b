"""Who counts in a whole month, kept as one bit for each person: so a year of any days is read in a moment.

The roll-up knows how many persons count in whole months, not who; a period that begins or ends inside a month needs
to know who. A trigger lets go of a month when one of its lines changes. It is made anew at the next unlocking;
until then its lines are read.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .database import Database

SUBJECTS = ("chain", "by_month", "by_channel", "by_outcome", "by_platform_kind")
Key = tuple[str, str]
_SIGNS = bytes.maketrans(b"\0\1", b"01")

KEPT = "SELECT DISTINCT month FROM month_persons WHERE month IN (SELECT value FROM json_each(:months))"
BITS = """
    SELECT subject, iif(subject = 'by_month', month, key) AS key, persons
      FROM month_persons WHERE month IN (SELECT value FROM json_each(:months))
"""
CONTACTS = """
    SELECT subject, iif(subject = 'by_month', month, key) AS key, sum(contacts) AS contacts
      FROM tally
     WHERE subject IN (SELECT subject FROM counting) AND month IN (SELECT value FROM json_each(:months))
     GROUP BY 1, 2
"""
MISSING = """
    SELECT DISTINCT month FROM tally
     WHERE subject = 'by_month' AND month < :before AND month NOT IN (SELECT month FROM month_persons)
"""
KEEP = "INSERT INTO month_persons (month, subject, key, persons) VALUES (:month, :subject, :key, :persons)"


def as_bits(persons: Iterable[int]) -> int:
    """Return a number in which the bit of each person is set."""
    ids = list(persons)
    bits = bytearray((max(ids, default=0) >> 3) + 1)
    for person in ids:
        bits[person >> 3] |= 1 << (person & 7)
    return int.from_bytes(bits, "little")


def bits_of_marks(marks: bytearray) -> int:
    """Return a number in which the bit of each byte that is 1 is set."""
    return int(marks.translate(_SIGNS)[::-1] or b"0", 2)


def kept_among(db: Database, months: Sequence[str]) -> set[str]:
    return {row["month"] for row in db.rows(KEPT, months=json.dumps(list(months)))}


def kept_bits(db: Database, months: Sequence[str]) -> Iterator[tuple[Key, int]]:
    """Yield who counts under each key of each of the months, those in the bin too."""
    for row in db.each(BITS, months=json.dumps(list(months))):
        yield (row["subject"], row["key"]), int.from_bytes(row["persons"], "little")


def contacts_of(db: Database, months: Sequence[str]) -> Iterator[tuple[Key, int]]:
    """Yield how many contacts count under each key, without the bin."""
    for row in db.rows(CONTACTS, months=json.dumps(list(months))):
        yield (row["subject"], row["key"]), row["contacts"]


def missing(db: Database, before: str) -> list[str]:
    """Return the months with contacts, earlier than one (2026-11), whose persons are not kept."""
    return [row["month"] for row in db.rows(MISSING, before=before)]


def keep(db: Database, month: str, bits: Mapping[Key, int]) -> None:
    """Keep who counts in a month, the persons of each key as bits; inside a transaction."""
    for (subject, key), found in bits.items():
        persons = found.to_bytes((found.bit_length() + 7) // 8, "little")
        db.execute(KEEP, month=month, subject=subject, key="" if subject == "by_month" else key, persons=persons)
    db.mark_changed("month_persons")
