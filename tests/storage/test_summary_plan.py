"""What each save of a contact asks, it asks about one person: the register may have grown to any size."""

import pytest

from outreach_desktop.storage import people


@pytest.mark.parametrize("sql", [people.REFRESH, people.REFRESH_LAST])
def test_a_summary_is_made_from_the_lines_of_its_person_alone(db, sql):
    steps = [tuple(row)[3] for row in db.rows(f"EXPLAIN QUERY PLAN {sql}", first=1, last=1)]
    asked = [step for step in steps if step.startswith(("SEARCH contact", "SEARCH answered", "SCAN"))]
    assert asked
    assert all("INDEX contact_of_person (person_id=?" in step for step in asked), steps
