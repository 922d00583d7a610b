"""Goals about the database: the application's own layer beside bare sqlcipher3 with the same statements."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from makers import a_contact

from outreach_desktop.domain.contact import Channel, ContactFilter
from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.domain.statistics import Period
from outreach_desktop.i18n import ZONE
from outreach_desktop.operations import lookups, vaults
from outreach_desktop.operations import people as person_operations
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.statistics import count_statistics
from outreach_desktop.storage import contacts, people, search
from outreach_desktop.storage.database import Database

from .large_vault import LAST_DAY, Built
from .measuring import Measured, in_turns, median_of

TODAY = date.fromisoformat(LAST_DAY)
NOW = datetime(2026, 11, 24, 19, 31, tzinfo=ZONE)
YEAR = Period(date(2025, 12, 1), date(2026, 11, 30))
EVER = Period(date(2000, 1, 1), TODAY)
PAGE = 40
LAYER_COSTS = 1.3
GROUPED = """
    SELECT substr(contact_on, 1, 7), channel, outcome, count(DISTINCT person_id), count(*)
      FROM contact WHERE removed_on IS NULL GROUP BY 1, 2, 3
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
    Question("statistics of a year", lambda db: count_statistics(db, YEAR), 200),
    Question("statistics of a year, days inside months", lambda db: count_statistics(db, _odd(YEAR)), 200, 3),
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
        yield _any_days(ours, bare)
        yield _save(ours, bare)
    finally:
        ours.close()
        bare.close()
        vault.close()


def _question(question: Question, ours: Database, bare: Database) -> Measured:
    statements = recorded(ours, question.ask)
    times = in_turns(lambda: question.ask(ours), lambda: replay(bare, statements), question.rounds)
    beside = f"bare sqlcipher3, {len(statements)} statements"
    return Measured(question.name, *times, beside, most_ratio=LAYER_COSTS, most=question.most)


def recorded(db: Database, ask: Callable[[Database], object]) -> list[tuple[str, dict[str, object]]]:
    """Return the statements that a question runs, with their values."""
    statements: list[tuple[str, dict[str, object]]] = []
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


def replay(db: Database, statements: list[tuple[str, dict[str, object]]]) -> None:
    for sql, values in statements:
        db._connection.execute(sql, values).fetchall()


def _first_after_unlock(vault, keys) -> Measured:
    """A new connection reads the first page: everything is decrypted for the first time."""

    def first() -> None:
        db = vaults.connect(vault, keys)
        page_of_people(order="alias")(db)
        db.close()

    return Measured("first page on a new connection", median_of(first, 7), most=100)


def _any_days(ours: Database, bare: Database) -> Measured:
    """Count everything between days that are no ends of months, beside the naive grouping of the same rows."""
    odd = replace(EVER, since=date(2000, 1, 2), until=date(2026, 11, 20))
    mine = median_of(lambda: count_statistics(ours, odd), 3)
    naive = median_of(lambda: bare._connection.execute(GROUPED).fetchall(), 3)
    return Measured("statistics of everything, days inside months", mine, naive, "one naive GROUP BY", most=1500)


def _save(ours: Database, bare: Database) -> Measured:
    """One save of a contact through the operation, beside its insert alone in a transaction of the same settings."""
    line = a_contact(person_id=42, at=NOW)
    statements = recorded(ours, lambda db: save_contact(db, line, NOW))
    insert, values = next(each for each in statements if each[0].startswith("INSERT INTO contact "))

    def bare_save() -> None:
        bare._connection.execute("BEGIN IMMEDIATE")
        bare._connection.execute(insert, values | {"uid": secrets.token_hex(16)}).fetchall()
        bare._connection.execute("COMMIT")

    times = in_turns(lambda: save_contact(ours, line, NOW), bare_save, 40)
    _forget_saves(ours)
    return Measured("save of a contact: record, log line, search, summary", *times, "its one INSERT alone")


def _forget_saves(db: Database) -> None:
    """Take the measured lines away again, so that the vault stays as it was built."""
    with db.transaction():
        db.execute("DELETE FROM contact WHERE created_at >= '2026-11-24T18:31' AND person_id = 42")
    db.checkpoint()
