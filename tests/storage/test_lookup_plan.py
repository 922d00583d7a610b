"""The quick line finds its answers by indexes: at each key, among a hundred thousand persons."""

import pytest
from makers import NOW, TODAY, a_person

from outreach_desktop.domain.person import Identifier, IdentifierKind
from outreach_desktop.operations.lookups import look_up
from outreach_desktop.operations.people import save_identifier, save_person

TYPED = (
    "070-174 06 05", "Luna", "Lunna", "Zebulonja qvist", "@nattfjaril", "https://annonssidan.example/annons/1",
    "Hej, jag heter Luna, ring 070-174 06 05 eller 070-174 06 06, chatt @alex",
)  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_no_table_is_walked_for_what_is_typed(db, typed, monkeypatch):
    person = save_person(db, a_person(alias="Luna"), NOW)
    save_identifier(db, Identifier(person_id=person.id, kind=IdentifierKind.PHONE, value="070-174 06 05"), NOW)
    asked, rows = [], type(db).rows
    monkeypatch.setattr(
        type(db), "rows", lambda self, sql, **values: asked.append((sql, values)) or rows(self, sql, **values)
    )
    look_up(db, typed, TODAY)
    monkeypatch.undo()
    steps = [row["detail"] for sql, values in asked for row in db.rows(f"EXPLAIN QUERY PLAN {sql}", **values)]
    walked = [
        step
        for step in steps
        if step.startswith("SCAN") and any(f" {table}" in step for table in ("person", "identifier", "contact"))
    ]
    assert steps
    assert [step for step in walked if "person_by_former_codes" not in step and "VIRTUAL TABLE" not in step] == []
