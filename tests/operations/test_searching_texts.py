"""The search in restricted texts: everything sealed is in it, nothing that is gone, and for nobody without the key."""

from dataclasses import replace

import pytest
from makers import NOW, a_meeting, a_person, a_report, an_assessment
from whole_meetings import KINDS_OF_MEETINGS

from outreach_desktop.domain.assessment import Assessment, Finding
from outreach_desktop.domain.concern_report import ConcernReport
from outreach_desktop.domain.going_past import GoingPast
from outreach_desktop.domain.meeting import MeetingLesson
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.person import Note
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.domain.sealing import CannotRead
from outreach_desktop.domain.shift import Shift, ShiftIncident
from outreach_desktop.operations import accounts, rotation, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.operations.assessments import sign_assessment
from outreach_desktop.operations.concern_reports import save_report
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.meetings import save_meeting
from outreach_desktop.operations.people import add_note, remove_person, restore_person, save_person
from outreach_desktop.operations.saving import remove_record, restore_record, save_record
from outreach_desktop.operations.searching_texts import KINDS, search_texts
from outreach_desktop.storage.columns import sealed_names
from outreach_desktop.storage.rekeying import sealed_columns
from outreach_desktop.storage.sealed_index import SealedIndex
from outreach_desktop.vault.cost import Cost

BO = "bos egen långa lösenfras"


@pytest.fixture
def index():
    made = SealedIndex()
    yield made
    made.close()


@pytest.fixture
def person(db):
    return save_person(db, a_person(), NOW)


def found(db, index, typed):
    """Bring the index up to date; return what is opened by each hit, and the part around the words."""
    index.compare(db)
    while not index.step(db).whole:
        pass
    return [(hit.opens, hit.about.opens, hit.piece) for hit in search_texts(db, index, typed).hits]


def test_every_table_with_sealed_texts_can_be_searched(db):
    assert set(sealed_columns(db)) == set(KINDS)
    assert {table: set(names) for table, names in sealed_columns(db).items()} == {
        table: set(sealed_names(kind)) for table, kind in KINDS.items()
    }


@pytest.mark.parametrize("kind", KINDS.values())
def test_each_restricted_field_is_found(db, index, person, kind):
    texts = {name: f"ord{at}slut å" for at, name in enumerate(sorted(sealed_names(kind)))}
    if kind is ConcernReport:
        opened = save_report(db, replace(a_report(person_id=person.id), **texts), NOW)
    elif kind is ShiftIncident:
        opened = save_record(db, Shift(started_at=NOW), NOW)
        save_record(db, ShiftIncident(shift_id=opened.id, **texts), NOW)
    elif kind in (Note, GoingPast):
        opened = save_record(db, kind(person_id=person.id, **texts), NOW)
    elif kind in KINDS_OF_MEETINGS:
        opened = save_meeting(db, a_meeting(person_id=person.id), NOW)
        save_record(db, kind(meeting_id=opened.id, **texts), NOW)
    else:
        base = an_assessment(person_id=person.id)
        finding = replace(base.findings[0], **(texts if kind is Finding else {}))
        own = texts if kind is Assessment else {}
        opened = sign_assessment(db, replace(base, findings=(finding,), **own), NOW)
    for at in range(len(texts)):
        hits = found(db, index, f"ord{at}sl")
        assert [hit[:2] for hit in hits] == [(kind if kind is ShiftIncident else type(opened), opened.id)]
        assert f"ord{at}slut" in hits[0][2]


def test_words_are_found_by_their_beginnings_and_marked_letters_are_their_own(db, index, person):
    note = add_note(db, person.id, "Hon fick värme på caféet, ring 070-174 06 05", NOW)
    for typed in ("värm", "CAFEET", "café", "0701740605", "värme ring"):
        assert [hit[1] for hit in found(db, index, typed)] == [note.id], typed
    for typed in ("varm", "ärme", "värme kyla", " ", "x"):
        assert found(db, index, typed) == []


def test_what_is_changed_removed_restored_and_erased_is_followed(db, index, person):
    note = add_note(db, person.id, "gammal formulering", NOW)
    assert found(db, index, "gammal")
    changed = save_record(db, replace(note, text="nyare lydelse"), NOW)
    assert (found(db, index, "gammal"), len(found(db, index, "nyare"))) == ([], 1)
    remove_record(db, changed, NOW)
    assert found(db, index, "nyare") == []
    restore_record(db, changed, NOW)
    assert found(db, index, "nyare")
    removed = remove_person(db, person.id, NOW)
    assert found(db, index, "nyare") == []
    restore_person(db, removed, NOW)
    assert found(db, index, "nyare")
    with db.transaction():
        erase_person(db, person.id, NOW)
    assert found(db, index, "nyare") == []
    assert index.progress.total == 0


def test_what_hangs_on_a_meeting_in_the_bin_is_not_found(db, index, person):
    meeting = save_meeting(db, a_meeting(person_id=person.id), NOW)
    save_record(db, MeetingLesson(meeting_id=meeting.id, text="lärdomen"), NOW)
    assert found(db, index, "lärdom")
    remove_record(db, meeting, NOW)
    assert found(db, index, "lärdom") == []
    restore_record(db, meeting, NOW)
    remove_person(db, person.id, NOW)
    assert found(db, index, "lärdom") == []


def test_new_keys_change_nothing_of_what_is_found(opened, db, index, person):
    office = Office(db, *opened)
    accounts.add_person(office, NewPerson(Account(name="Bo", role=Role.VOLUNTEER), BO), Cost.cheapest_for_tests(), NOW)
    add_note(db, person.id, "före bytet", NOW)
    assert found(db, index, "bytet")
    leaver = next(each.uid for each in office.vault.accounts if each.label == "Bo")
    unlocked = rotation.take_keys(office, leaver, None, NOW)
    moved = vaults.connect(office.vault, unlocked)
    add_note(moved, person.id, "efter bytet", NOW)
    assert [hit[2] for hit in found(moved, index, "bytet")] == ["efter bytet", "före bytet"]
    moved.close()


def test_a_volunteer_gets_no_index_and_no_answer(opened, db, index, person):
    office = Office(db, *opened)
    accounts.add_person(office, NewPerson(Account(name="Bo", role=Role.VOLUNTEER), BO), Cost.cheapest_for_tests(), NOW)
    add_note(db, person.id, "hemligt", NOW)
    found(db, index, "hemligt")
    bo = vaults.connect(office.vault, office.vault.unlock("Bo", BO))
    with pytest.raises(CannotRead):
        SealedIndex().compare(bo)
    with pytest.raises(NotPermitted):
        search_texts(bo, index, "hemligt")
    bo.close()


def test_a_damaged_text_is_counted_and_the_others_are_found(db, index, person):
    damaged = add_note(db, person.id, "skadad text", NOW)
    add_note(db, person.id, "hel text", NOW)
    db.execute("UPDATE note SET text = zeroblob(400) WHERE id = :id", id=damaged.id)
    assert [hit[2] for hit in found(db, index, "text")] == ["hel text"]
    assert index.progress.unread == 1


def test_neither_words_nor_pieces_are_told_by_a_hit_that_is_printed(db, index, person):
    add_note(db, person.id, "kanariefågel i texten", NOW)
    found(db, index, "kanarie")
    lines = db.value("SELECT count(*) FROM log")
    assert "kanarie" not in repr(search_texts(db, index, "kanarie"))
    assert db.value("SELECT count(*) FROM log") == lines
