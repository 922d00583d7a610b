"""What each save of a contact asks, it asks about one person: the register may have grown to any size."""

import pytest
from makers import NOW, a_contact, a_person

from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import contacts, people


@pytest.mark.parametrize("sql", [people.REFRESH, people.REFRESH_LAST])
def test_a_summary_is_made_from_the_lines_of_its_person_alone(db, sql):
    steps = [tuple(row)[3] for row in db.rows(f"EXPLAIN QUERY PLAN {sql}", first=1, last=1)]
    asked = [step for step in steps if step.startswith(("SEARCH contact", "SEARCH answered", "SCAN"))]
    assert asked
    assert all("INDEX contact_of_person (person_id=?" in step for step in asked), steps


def test_a_save_reads_of_the_log_only_what_comes_after_its_line(db, monkeypatch):
    person = save_person(db, a_person(), NOW)
    for _each in range(3):
        save_contact(db, a_contact(person_id=person.id), NOW)
    asked, execute = [], db.execute
    monkeypatch.setattr(db, "execute", lambda sql, **values: asked.append((sql, values)) or execute(sql, **values))
    save_contact(db, a_contact(person_id=person.id), NOW)
    monkeypatch.undo()
    later = [(sql, values) for sql, values in asked if sql.startswith("SELECT * FROM contact")]
    assert [sql for sql, _values in later] == [contacts.LATER]
    assert db.rows(later[0][0], **later[0][1]) == []
    plan = [row["detail"] for row in db.rows(f"EXPLAIN QUERY PLAN {contacts.LATER}", **later[0][1])]
    assert plan == ["SEARCH contact USING INDEX contact_of_person (person_id=? AND at>?)"]
    assert len(asked) <= 17
