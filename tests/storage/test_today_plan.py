"""What each unlocking asks of a large register is answered from indexes: the plans say so, whatever the machine."""

import pytest

from outreach_desktop.storage import bin as bin_
from outreach_desktop.storage import erasures, follow_ups, retention

ASKED = {
    "due": retention.COUNT_DUE,
    "due in the bin": retention.DUE_IN_BIN,
    "to reduce": retention.TO_REDUCE,
    "reports sent": retention.SENT_REPORTS,
    "reports not sent": erasures.WITH_UNSENT,
    "too long in the bin": bin_.PERSONS_DUE,
    "steps": follow_ups.DUE_COUNT,
}
NAMED = ("until", "limit", "today", "latest", "account")


@pytest.mark.parametrize("sql", ASKED.values(), ids=ASKED.keys())
def test_no_question_of_today_reads_a_table_through(db, sql):
    values = {name: "" for name in NAMED if f":{name}" in sql}
    steps = [row["detail"] for row in db.rows(f"EXPLAIN QUERY PLAN {sql}", **values)]
    through = [step for step in steps if step.startswith("SCAN") and "INDEX" not in step and "account" not in step]
    assert [step for step in through if step != "SCAN CONSTANT ROW"] == []


def test_who_is_due_is_counted_by_the_indexes_made_for_it(db):
    plan = " ".join(row["detail"] for row in db.rows(f"EXPLAIN QUERY PLAN {retention.COUNT_DUE}", until=""))
    for index in ("person_by_retention", "person_to_reduce", "concern_report_unsent"):
        assert index in plan
