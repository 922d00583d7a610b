"""Goals about the database: the application's own layer beside bare sqlcipher3 with the same statements."""

import re
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from statistics import median

from makers import a_contact
from sqlcipher3 import dbapi2 as sqlcipher

from outreach_desktop.domain.contact import Channel, Contact, ContactFilter
from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.domain.statistics import Period
from outreach_desktop.i18n import ZONE
from outreach_desktop.operations import lookups, vaults
from outreach_desktop.operations import people as person_operations
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.statistics import count_statistics
from outreach_desktop.storage import contacts, people, records, search
from outreach_desktop.storage.database import Database

from .large_vault import LAST_DAY, PLACE, Built
from .measuring import Measured, in_turns, milliseconds, typical_of

Statements = list[tuple[str, dict[str, object]]]

TODAY = date.fromisoformat(LAST_DAY)
NOW = datetime(2026, 11, 24, 19, 31, tzinfo=ZONE)
YEAR = Period(date(2025, 12, 1), date(2026, 11, 30))
EVER = Period(date(2000, 1, 1), TODAY)
PAGE = 40
PASTED = (
    "Hej! Jag heter Mira, ring 071-007 54 88 eller 071-006 32 90 eller 071-006 99 36. Nya numret är 070-174 06 31, "
    "annons https://annonssidan.example/annons/78768 och https://guldkant.example/annons/90326, "
    "chatt @alex eller @nattfjaril. Kram"
)
LAYER_COSTS = 1.25
SAVES = 200
GROUPED = """
    SELECT substr(contact_on, 1, 7), channel, outcome, count(DISTINCT person_id), count(*)
      FROM contact WHERE removed_on IS NULL AND contact_on BETWEEN ? AND ? GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Question:
    """Something that a page asks; at most `most` milliseconds by the goals, None where only the ratio counts."""

    name: str
    ask: Callable[[Database], object]
    most: float | None
    rounds: int = 15


def page_of_people(**wanted) -> Callable[[Database], object]:
    def ask(db: Database) -> object:
        return people.load_rows(db, people.find(db, PersonFilter(**wanted))[:PAGE])

    return ask


def page_of_contacts(**wanted) -> Callable[[Database], object]:
    def ask(db: Database) -> object:
        ids = contacts.find(db, ContactFilter(**wanted))[:PAGE]
        return contacts.load_rows(db, ids)

    return ask


def everything_found(words: str) -> Callable[[Database], object]:
    def ask(db: Database) -> object:
        return people.load_rows(db, search.find_people(db, words)), contacts.load_rows(
            db, search.find_contacts(db, words)
        )

    return ask


QUESTIONS = (
    Question("people, all by code, first page", page_of_people(), 100),
    Question("people by alias", page_of_people(order="alias"), 100),
    Question("people by last contact, newest first", page_of_people(order="last", descending=True), 100),
    Question("people who may be children, by next step", page_of_people(may_be_child=True, order="follow_up"), 100),
    Question("contacts, all, newest first", page_of_contacts(), 100),
    Question("contacts by text message", page_of_contacts(channel=Channel.SMS), 100),
    Question("one person's page", lambda db: person_operations.look_at_person(db, 42, TODAY), 100),
    Question("search in the list of people: mi", page_of_people(words="mi"), 50),
    Question("search in the list of people: mir", page_of_people(words="mir"), 50),
    Question("search over everything: ring", everything_found("ring"), 50),
    Question("search over everything: boende", everything_found("boende"), 50),
    Question("search in contacts: ringer igen", page_of_contacts(words="ringer igen"), 50),
    Question("quick line: 070-174", lambda db: lookups.look_up(db, "070-174", TODAY), 50),
    Question("quick line: an alias", lambda db: lookups.look_up(db, "Mira", TODAY), 50),
    Question("quick line: a number with one digit off", lambda db: lookups.look_up(db, "071-004 61 98", TODAY), 50),
    Question("quick line: an alias spelled alike", lambda db: lookups.look_up(db, "Jasmyn privta", TODAY), 50),
    Question("quick line: somebody new", lambda db: lookups.look_up(db, "Zebulonja qvist", TODAY), 50),
    Question("quick line: a text with nine things", lambda db: lookups.look_up(db, PASTED, TODAY), 50),
    Question("statistics of a year", lambda db: count_statistics(db, YEAR), 200),
    Question("statistics of everything", lambda db: count_statistics(db, EVER), 1500, 5),
)


def _odd(period: Period) -> Period:
    return replace(period, since=date(2025, 12, 10), until=date(2026, 11, 12))


def rows(built: Built) -> Iterator[Measured]:
    vault, keys = built.unlock()
    ours, bare = vaults.connect(vault, keys), vaults.connect(vault, keys)
    try:
        for question in QUESTIONS:
            yield _question(question, ours, bare)
        yield _first_after_unlock(vault, keys)
        yield _odd_days("statistics of a year, days inside months", ours, bare, _odd(YEAR), 200)
        ever = replace(EVER, since=date(2000, 1, 2), until=date(2026, 11, 20))
        yield _odd_days("statistics of everything, days inside months", ours, bare, ever, 1500)
        yield from _saves(ours, bare)
    finally:
        ours.close()
        bare.close()
        vault.close()


def _question(question: Question, ours: Database, bare: Database) -> Measured:
    statements = recorded(ours, question.ask)
    times = in_turns(lambda: question.ask(ours), lambda: replay(bare, statements), question.rounds)
    beside = f"bare sqlcipher3, {len(statements)} statements"
    return Measured(question.name, *times, beside, most_ratio=LAYER_COSTS, most=question.most)


def recorded(db: Database, ask: Callable[[Database], object]) -> Statements:
    """Return the statements that a question runs, with their values."""
    statements: Statements = []
    execute = db.execute

    def note(sql: str, **values: object) -> object:
        statements.append((sql, values))
        return execute(sql, **values)

    db.execute = note
    try:
        ask(db)
    finally:
        del db.execute
    return statements


def replay(db: Database, statements: Statements) -> None:
    for sql, values in statements:
        db._connection.execute(sql, values).fetchall()


def _first_after_unlock(vault, keys) -> Measured:
    """A new connection reads the first page: everything is decrypted for the first time."""

    def first() -> None:
        db = vaults.connect(vault, keys)
        page_of_people(order="alias")(db)
        db.close()

    with _in_clear(vault, keys) as (plain, statements):

        def first_in_clear() -> None:
            db = sqlcipher.connect(plain)
            for sql, values in statements:
                db.execute(sql, values).fetchall()
            db.close()

        times = in_turns(first, first_in_clear, 7)
    return Measured("first page on a new connection", *times, "plain SQLite, same tables", most_ratio=6, most=100)


@contextmanager
def _in_clear(vault, keys) -> Iterator[tuple[str, Statements]]:
    """Copy what the list of persons reads into a plain database (practice data), with the statements that read it."""
    with tempfile.TemporaryDirectory(dir=PLACE) as folder:
        plain = str(Path(folder) / "plain.db")
        db = vaults.connect(vault, keys)
        statements = recorded(db, page_of_people(order="alias"))
        made = db.rows(
            "SELECT sql FROM sqlite_schema WHERE tbl_name IN ('person', 'person_summary') AND sql IS NOT NULL"
            " AND type <> 'trigger' ORDER BY type DESC"
        )
        db.execute(f"ATTACH '{plain}' AS plain KEY ''")
        for row in made:
            db.execute(re.sub(r"^(CREATE (?:TABLE|(?:UNIQUE )?INDEX)) ", r"\1 plain.", row["sql"]))
        for table in ("person", "person_summary"):
            db.execute(f"INSERT INTO plain.{table} SELECT * FROM main.{table}")
        db.close()
        yield plain, statements


def _odd_days(name: str, ours: Database, bare: Database, period: Period, most: float) -> Measured:
    """Count between days that are no ends of months, beside the naive grouping of the same lines."""
    mine = typical_of(lambda: count_statistics(ours, period), 5)
    days = (period.since.isoformat(), period.until.isoformat())
    naive = typical_of(lambda: bare._connection.execute(GROUPED, days).fetchall(), 3)
    return Measured(name, mine, naive, "one naive GROUP BY", most_ratio=0.45, most=most)


def _saves(ours: Database, bare: Database) -> Iterator[Measured]:
    """One save of a contact through the operation, beside the same statements without the application."""
    line = a_contact(person_id=42, at=NOW)
    ends_at = ours.value("SELECT max(seq) FROM log")
    save_contact(ours, line, NOW)  # the first one moves the person too
    statements = recorded(ours, lambda db: save_contact(db, line, NOW))
    times = in_turns(lambda: save_contact(ours, line, NOW), lambda: _bare_save(bare, statements), 40)
    yield Measured("save of a contact: record, log line, search, summary", *times,
                   f"its {len(statements)} statements alone", most_ratio=1.5)  # fmt: skip
    many = [_both_times(lambda: save_contact(ours, line, NOW)) for _each in range(SAVES)]
    clock, spent = (sorted(each) for each in zip(*many, strict=True))
    beside = f"their median; of the processor {spent[-2]:.1f} beside {median(spent):.1f} ms"
    yield Measured(f"save of a contact: the slowest but one of {SAVES}", clock[-2], median(clock), beside,
                   most_ratio=3)  # fmt: skip
    _forget_saves(ours, ends_at)


def _both_times(work: Callable[[], object]) -> tuple[float, float]:
    """Return the milliseconds of the clock and of the processor: the first are also those of a disk that others use."""
    spent = time.thread_time()
    clock = milliseconds(work)
    return clock, (time.thread_time() - spent) * 1000


def _bare_save(db: Database, statements: Statements) -> None:
    """Run the statements of a save again, as one of another line."""
    new_id = None
    for sql, values in statements:
        changed = {"uid": secrets.token_hex(16)} if "INTO contact " in sql else {}
        if "INTO log" in sql:
            changed = {"seq": db._connection.execute("SELECT max(seq) + 1 FROM log").fetchone()[0]}
        if "contact_text" in sql:
            changed = {"row": new_id}
        rows = db._connection.execute(sql, values | changed).fetchall()
        new_id = rows[0][0] if "INTO contact " in sql else new_id


def _forget_saves(db: Database, ends_at: int) -> None:
    """Take the measured lines away again, so that the vault stays nearly as it was built."""
    written = "SELECT id FROM contact WHERE created_at >= '2026-11-24T18:31' AND person_id = 42"
    with db.transaction():
        for row in db.rows(written):
            records.erase(db, Contact, row["id"])
        people.refresh_summary(db, 42)
        db.execute("DELETE FROM log WHERE seq > :seq", seq=ends_at)
    db.checkpoint()
