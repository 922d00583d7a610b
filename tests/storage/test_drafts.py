"""Drafts go with whom they are about, whoever wrote them, and one that is damaged takes none with it."""

from datetime import timedelta

import pytest
from makers import NOW, a_contact, a_person, a_report

from outreach_desktop.domain.retention import BIN_DAYS
from outreach_desktop.operations import vaults
from outreach_desktop.operations.bin import empty_bin
from outreach_desktop.operations.concern_reports import remove_report, save_report
from outreach_desktop.operations.contacts import remove_contact, save_contact
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.people import remove_person, restore_person, save_person
from outreach_desktop.storage import drafts
from outreach_desktop.storage.drafts import About

COLLEAGUE = "f" * 32


def editors(db):
    return {row["editor"] for row in db.rows("SELECT editor FROM draft")}


def a_colleague_wrote(db, *several):
    for editor, about in several:
        drafts.keep(db, editor, '"Kanariefågel"', NOW, about)
    with db.transaction():
        db.execute("UPDATE draft SET account = :colleague", colleague=COLLEAGUE)


@pytest.fixture
def luna(db):
    return save_person(db, a_person(), NOW)


def test_erasing_a_person_takes_the_drafts_of_all_accounts_about_them_and_the_windows_that_may_show_them(db, luna):
    about = About(person=luna.uid)
    a_colleague_wrote(db, (f"person:{luna.id}", about), ("window", drafts.NOTHING), ("person:new", drafts.NOTHING))
    erase_person(db, luna.id, NOW)
    assert editors(db) == {"person:new"}


def test_about_somebody_erased_nothing_is_kept_any_more(db, luna):
    erase_person(db, luna.id, NOW)
    drafts.keep(db, f"person:{luna.id}", "{}", NOW, About(person=luna.uid))
    assert editors(db) == set()


def test_drafts_about_a_person_go_to_the_bin_with_them_and_come_back(db, luna):
    drafts.keep(db, f"person:{luna.id}", "{}", NOW, About(person=luna.uid))
    remove_person(db, luna.id, NOW)
    assert drafts.all_own(db) == []
    assert not drafts.has_damaged(db)
    restore_person(db, luna, NOW)
    assert [each.editor for each in drafts.all_own(db)] == [f"person:{luna.id}"]


def test_a_line_or_a_report_that_leaves_the_bin_for_good_takes_all_drafts_about_it(db, luna):
    line = save_contact(db, a_contact(person_id=luna.id), NOW)
    report = save_report(db, a_report(), NOW)
    a_colleague_wrote(
        db,
        (f"contact:{line.id}", About(luna.uid, line.uid)),
        (f"report:{report.id}", About(record=report.uid)),
        (f"person:{luna.id}", About(luna.uid, luna.uid)),
    )
    remove_contact(db, line.id, NOW)
    remove_report(db, report, NOW)
    empty_bin(db, NOW + timedelta(days=BIN_DAYS))
    assert editors(db) == {f"person:{luna.id}"}


def test_one_damaged_draft_is_set_aside_and_the_others_come_back(db):
    for editor in ("person:new", "platform:new", "organisation"):
        drafts.keep(db, editor, f'"{editor}"', NOW)
    with db.transaction():
        db.execute("UPDATE draft SET state = zeroblob(400) WHERE editor = 'platform:new'")
        db.execute("UPDATE draft SET saved_at = 'i går' WHERE editor = 'organisation'")
    assert drafts.has_damaged(db)
    assert [each.state for each in drafts.all_own(db)] == ['"person:new"']
    vaults.begin(db, NOW)
    assert not drafts.has_damaged(db)
    drafts.keep(db, "platform:new", '"ny"', NOW)
    assert {each.state for each in drafts.all_own(db)} == {'"person:new"', '"ny"'}
    assert len(editors(db)) == 4
