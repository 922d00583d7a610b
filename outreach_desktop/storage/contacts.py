"""Questions about contacts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..domain.contact import Channel, Contact, ContactFilter, Direction, Outcome
from ..i18n import ZONE
from . import search
from .columns import read, read_instant, to_column, write_instant
from .database import Database
from .id_list import Ids

MOST = 5000

# Only what is asked for stands in the statement, so that an index gives the newest first without a sort.
FIND = "SELECT contact.id FROM contact"
KEPT, REMOVED = "contact.removed_on IS NULL", "contact.removed_on IS NOT NULL"
OF_KEPT = "contact.person_id NOT IN (SELECT id FROM person WHERE removed_on IS NOT NULL)"
OF_PERSON = "contact.person_id = :person_id"
SINCE, UNTIL = "contact.at >= :since", "contact.at < :until"
CHANNEL, OUTCOME = "contact.channel = :channel", "contact.outcome = :outcome"
# One index serves: that of the person, else of the channel, which knows outcomes too; the plus keeps the others out.
CHANNEL_TOO, OUTCOME_TOO = f"+{CHANNEL}", f"+{OUTCOME}"
# The indexes of channels and outcomes hold days, a third of an instant; the lines of one day are sorted when read.
FIRST_DAY, LAST_DAY = "contact.contact_on >= :first_day", "contact.contact_on <= :last_day"
MATCHING = """
       contact.id IN (
               SELECT rowid FROM contact_text WHERE contact_text MATCH :starts ORDER BY rowid DESC LIMIT :most)
"""
NEWEST_FIRST = " ORDER BY contact.at DESC, contact.id DESC LIMIT :most"
NEWEST_BY_DAY = NEWEST_FIRST.replace("BY", "BY contact.contact_on DESC,")
NEWEST_OF_BIN = NEWEST_FIRST.replace("contact.at", "+contact.at")  # found by the small index of the bin

LOAD_ROWS = """
    SELECT contact.id, contact.uid, contact.person_id, person.code, person.alias, contact.at, contact.direction,
           contact.channel, contact.outcome, contact.by_account, substr(contact.note, 1, :note_length) AS note,
           contact.next_step, contact.next_step_on
      FROM contact JOIN person ON person.id = contact.person_id
     WHERE contact.id IN (SELECT value FROM json_each(:ids))
"""
LATER = "SELECT * FROM contact WHERE person_id = :person_id AND removed_on IS NULL AND at > :moment ORDER BY at, id"
UNCONFIRMED = "SELECT id FROM contact WHERE sending = 'copied' AND removed_on IS NULL AND by_account = :account"
WRITTEN_SINCE = """
    SELECT person_id, by_account, at FROM contact
     WHERE person_id IN (SELECT value FROM json_each(:ids)) AND at >= :start
       AND removed_on IS NULL AND +direction = 'out' AND by_account <> :own
     ORDER BY at
"""
NOTE_SHOWN = 2000  # characters of a note that a list may need

LOG = """
    SELECT * FROM contact
     WHERE person_id = :person_id AND removed_on IS NULL {condition}
     ORDER BY at DESC, id DESC LIMIT :most
"""
BEFORE = "AND (at, id) < (:at, :id)"
FROM_ON = "AND (at, id) >= (:at, :id)"
EARLIER = "SELECT count(*) FROM contact WHERE person_id = :person_id AND removed_on IS NULL AND (at, id) < (:at, :id)"
LOG_PART = 500  # lines of a log that are read at a time
UNLIMITED = -1


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact as lists show it, with the person it is about; `note` is its beginning."""

    id: int
    uid: str
    person_id: int
    code: str
    alias: str
    at: datetime | None
    direction: Direction
    channel: Channel
    outcome: Outcome
    by_account: str
    note: str
    next_step: str
    next_step_on: date | None


def find(db: Database, wanted: ContactFilter, most: int = MOST) -> Ids:
    """Return the ids of the wanted contacts, newest first, at most `most`."""
    words = search.words_of(wanted.words)
    if words and not words.starts:
        return Ids("[]")
    return db.id_list(
        f"{FIND} WHERE {' AND '.join(_conditions(wanted, words))}{_order(wanted)}",
        person_id=wanted.person_id,
        since=_start_of(wanted.since),
        until=_start_of(wanted.until and wanted.until + timedelta(days=1)),
        first_day=to_column(wanted.since),
        last_day=to_column(wanted.until),
        channel=to_column(wanted.channel),
        outcome=to_column(wanted.outcome),
        starts=words.starts,
        most=most,
    )


def _order(wanted: ContactFilter) -> str:
    if wanted.removed:
        return NEWEST_OF_BIN
    return NEWEST_BY_DAY if _by_day(wanted) else NEWEST_FIRST


def _by_day(wanted: ContactFilter) -> bool:
    return wanted.person_id is None and (wanted.channel is not None or wanted.outcome is not None)


def _conditions(wanted: ContactFilter, words: search.Words) -> list[str]:
    asked = {
        OF_PERSON: wanted.person_id is not None,
        FIRST_DAY if _by_day(wanted) else SINCE: wanted.since is not None,
        LAST_DAY if _by_day(wanted) else UNTIL: wanted.until is not None,
        CHANNEL if wanted.person_id is None else CHANNEL_TOO: wanted.channel is not None,
        OUTCOME if wanted.person_id is None and wanted.channel is None else OUTCOME_TOO: wanted.outcome is not None,
        MATCHING: bool(words),
    }
    always = [REMOVED if wanted.removed else KEPT, OF_KEPT]
    return [*always, *(condition for condition, needed in asked.items() if needed)]


def _start_of(day: date | None) -> str | None:
    """Return the instant at which a day of the organisation begins, as it is stored."""
    return write_instant(datetime.combine(day, time(), ZONE)) if day else None


def load_rows(db: Database, ids: Sequence[int]) -> list[ContactRow]:
    """Return the rows with these ids, in the same order; those that are gone are left out."""
    found = {row.id: row for row in read(ContactRow, db.rows(LOAD_ROWS, ids=str(list(ids)), note_length=NOTE_SHOWN))}
    return [found[contact_id] for contact_id in ids if contact_id in found]


def load_log(db: Database, person_id: int, most: int = LOG_PART) -> list[Contact]:
    """Return a person's newest contacts, oldest of them first."""
    return _log(db, "", person_id=person_id, most=most)


def load_log_before(db: Database, person_id: int, oldest: Contact, most: int = LOG_PART) -> list[Contact]:
    """Return the newest contacts that come before `oldest` in a person's log, oldest of them first."""
    return _log(db, BEFORE, person_id=person_id, most=most, at=to_column(oldest.at), id=oldest.id)


def load_log_from(db: Database, person_id: int, oldest: Contact) -> list[Contact]:
    """Return a person's log from `oldest` on, which may be gone itself by now, oldest first."""
    return _log(db, FROM_ON, person_id=person_id, most=UNLIMITED, at=to_column(oldest.at), id=oldest.id)


def _log(db: Database, condition: str, **values: object) -> list[Contact]:
    return read(Contact, db.rows(LOG.format(condition=condition), **values))[::-1]


def count_earlier(db: Database, person_id: int, oldest: Contact) -> int:
    """Return how many contacts of a person come before `oldest` in the log."""
    found: int = db.value(EARLIER, person_id=person_id, at=to_column(oldest.at), id=oldest.id)
    return found


def load_later(db: Database, person_id: int, moment: datetime) -> list[Contact]:
    """Return a person's contacts after an instant, oldest first; those at the very instant may be among them."""
    return read(Contact, db.rows(LATER, person_id=person_id, moment=write_instant(moment)))


def find_unconfirmed(db: Database, account: str) -> list[int]:
    """Return an account's lines whose text was copied and not confirmed as sent, newest first, persons of the bin out.

    The index holds only these.
    """
    return db.ids(f"{UNCONFIRMED} AND {OF_KEPT} ORDER BY at DESC, id DESC", account=account)


def written_today(db: Database, ids: Sequence[int], today: date) -> dict[int, tuple[str, datetime]]:
    """Return which other account wrote to a person last today, and when; only of those to whom one did."""
    rows = db.rows(WRITTEN_SINCE, ids=str(list(ids)), start=_start_of(today), own=db.sealer.account)
    return {row["person_id"]: (row["by_account"], read_instant(row["at"])) for row in rows}


def has_any(db: Database) -> bool:
    """Say whether there is a contact at all, without counting."""
    return bool(db.value("SELECT EXISTS (SELECT 1 FROM contact WHERE removed_on IS NULL)"))


def count(db: Database) -> int:
    """Return how many contacts there are, without the bin."""
    found: int = db.value("SELECT count(*) FROM contact WHERE removed_on IS NULL")
    return found
