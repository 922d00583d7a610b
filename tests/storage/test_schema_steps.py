"""A vault of the first schema is taken to the newest with every row, and nothing of a new vault is missing in it."""

from dataclasses import fields

import pytest
from makers import NOW, a_person
from whole_meetings import a_whole_meeting

from outreach_desktop.domain.organisation import Organisation
from outreach_desktop.domain.person import Person
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import checks, migrate, statistics
from outreach_desktop.storage.columns import column_names
from outreach_desktop.storage.database import Database
from outreach_desktop.storage.reading import load_all
from tests.operations.test_erasing import a_sent_report, somebody

SCHEMA = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"


def tables(db):
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '*_text*'"
    return [row["name"] for row in db.rows(sql)]


def columns(db, table):
    return [row["name"] for row in db.rows("SELECT name FROM pragma_table_info(:table)", table=table)]


def content(db, table, names):
    return sorted(map(repr, map(tuple, db.rows(f"SELECT {', '.join(names)} FROM {table}"))))


@pytest.fixture
def older(opened, db, tmp_path):
    """A database as the first step leaves it, with the rows of a filled vault as far as it has room for them."""
    somebody(db)
    a_sent_report(db, save_person(db, a_person(alias="Mira"), NOW))
    path = tmp_path / "older.db"
    made = Database(path, opened[1].database_key, opened[1].sealer, new=True)
    migrate.migrate(made, migrate.steps()[:1])
    for row in made.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        made.execute(f"DROP TRIGGER {row['name']}")  # their work is copied
    names = {table: columns(made, table) for table in tables(made)}
    made.execute("PRAGMA foreign_keys = OFF")
    with made.attached(db.path, opened[1].database_key), made.transaction():
        for table, known in names.items():
            listed = ", ".join(known)
            made.execute(f"DELETE FROM main.{table}")
            made.execute(f"INSERT INTO main.{table} ({listed}) SELECT {listed} FROM backup.{table}")
    made.execute("PRAGMA foreign_keys = ON")
    yield made
    made.close()


def test_every_row_of_the_first_schema_is_there_and_every_record_can_be_read(db, older):
    known = {table: columns(older, table) for table in tables(older)}
    before = {table: content(older, table, names) for table, names in known.items()}
    assert all(before[table] for table in ("person", "contact", "note", "finding", "concern_report", "organisation"))
    assert "meeting" not in before
    migrate.migrate(older)
    assert older.value("PRAGMA user_version") == len(migrate.steps())
    assert {table: content(older, table, names) for table, names in known.items()} == before
    assert checks.broken_references(older) == checks.broken_structure(older) == checks.broken_search(older) == []
    fresh = Organisation()
    for name in ("visiting_address", "secret_address", "personal_alarm", "clock_text", "clock_phone"):
        assert getattr(load_all(older, Organisation)[0], name) == getattr(fresh, name)
    assert {each.when_overwhelmed for each in load_all(older, Person)} == {""}
    assert {each.name for each in fields(Person)} <= {*column_names(Person)}


def test_it_has_every_table_index_and_view_of_a_new_vault(db, older):
    migrate.migrate(older)
    triggers = {"trigger"}
    there, new = ([tuple(row) for row in each.rows(SCHEMA) if row["type"] not in triggers] for each in (older, db))
    assert there == new


def test_meetings_can_be_planned_in_it(db, older):
    migrate.migrate(older)
    person = save_person(older, a_person(alias="Nytt"), NOW)
    a_whole_meeting(older, person.id)
    assert older.value("SELECT count(*) FROM meeting_risk") == 1
    assert statistics.has_lines(older, NOW.date(), NOW.date())


@pytest.mark.parametrize(("script", "times"), [("", 0), ("-- search texts anew\n", 1)])
def test_search_texts_are_made_anew_only_where_a_step_says_so(db, tmp_path, monkeypatch, script, times):
    step, made = tmp_path / "next.sql", []
    step.write_text(f"{script}CREATE TABLE of_tomorrow (id INTEGER PRIMARY KEY) STRICT;\n")
    monkeypatch.setattr(migrate.derived, "rebuild", made.append)
    migrate.migrate(db, [*migrate.steps(), step])
    assert made == [db] * times
