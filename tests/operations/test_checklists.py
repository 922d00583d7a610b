"""Versions of our own checklist: decided, numbered, kept; a meeting is asked what its own version says."""

from dataclasses import replace

import pytest
from makers import NOW, TODAY, a_meeting, a_person

from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.meeting import ChecklistAnswer
from outreach_desktop.domain.organisation import Role
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.domain.safety_checklist import ChecklistItem, Condition, Level, OwnChecklist, Phase
from outreach_desktop.operations import checklists
from outreach_desktop.operations.checklists import (
    EDITOR,
    DecidedMeanwhile,
    NothingChanged,
    being_changed,
    list_in_use,
    load_version,
    marks_of_shipped,
    put_item,
    save_checklist,
    use_shipped,
)
from outreach_desktop.operations.meetings import prepare, save_answer, save_meeting
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import drafts
from outreach_desktop.storage.checklists import load_versions
from outreach_desktop.storage.reading import NotThere

KEY = ChecklistItem(text_sv="Nyckeln är med", text_en="The key is with us", level=Level.MUST)
DECISION = OwnChecklist(decided_on=TODAY, decided_by="Anna")


def log_of(db):
    return [(row["action"], row["subject"]) for row in db.rows("SELECT action, subject FROM log ORDER BY seq")]


def decided(db, *items, why="", based_on=None):
    in_use = list_in_use(db)
    number = in_use.number if based_on is None else based_on
    return save_checklist(db, replace(DECISION, why=why), items or in_use.items, number, NOW)


def test_the_first_version_of_our_own_takes_the_place_of_the_list_that_ships(db):
    shipped = list_in_use(db)
    assert (shipped.number, shipped.shipped) == (0, marks_of_shipped())
    before = len(log_of(db))
    stored = decided(db, *shipped.items, replace(KEY, item="nyckel"))
    assert (stored.number, stored.newest, stored.decided_by) == (1, True, "Anna")
    assert log_of(db)[before:] == [("add", "own_checklist")]
    in_use = list_in_use(db)
    assert in_use.number == 1
    assert [each.item for each in in_use.items if each.phase is Phase.PREPARE][-1] == "nyckel"
    assert in_use.shipped == marks_of_shipped()


def test_each_version_is_numbered_on_and_the_earlier_ones_can_be_read(db):
    decided(db, *list_in_use(db).items, replace(KEY, item="nyckel"))
    second = [replace(each, text_sv="Båda nycklarna är med") if each.item == "nyckel" else each
              for each in list_in_use(db).items]  # fmt: skip
    decided(db, *second)
    assert [(each.number, each.newest) for each in load_versions(db)] == [(2, True), (1, False)]
    texts = [{each.item: each.text_sv for each in load_version(db, number).items}.get("nyckel") for number in (0, 1, 2)]
    assert texts == [None, "Nyckeln är med", "Båda nycklarna är med"]
    with pytest.raises(NotThere):
        load_version(db, 3)


def test_a_meeting_is_asked_what_the_list_said_when_it_was_planned(db):
    person = save_person(db, a_person(), NOW)
    old = save_meeting(db, a_meeting(person_id=person.id), NOW)
    decided(db, *list_in_use(db).items, replace(KEY, item="nyckel"))
    new = save_meeting(db, a_meeting(person_id=person.id), NOW)
    use_shipped(db, NOW)
    newest = save_meeting(db, a_meeting(person_id=person.id), NOW)
    asked = [{each.item.item for each in prepare(db, each.id).asked} for each in (old, new, newest)]
    assert ["nyckel" in each for each in asked] == [False, True, False]
    assert "nyckel" in prepare(db, new.id).missing


def test_going_back_to_the_list_that_ships_keeps_ours_and_the_next_one_gets_a_new_number(db):
    decided(db, *list_in_use(db).items, replace(KEY, item="nyckel"))
    use_shipped(db, NOW)
    assert list_in_use(db).number == 0
    assert [each.number for each in load_versions(db)] == [1]
    assert decided(db, *list_in_use(db).items, replace(KEY, item="nyckel_2")).number == 2


def test_two_who_change_the_list_at_once_do_not_overwrite_each_other(db):
    items = (*list_in_use(db).items, replace(KEY, item="nyckel"))
    decided(db, *items)
    with pytest.raises(DecidedMeanwhile):
        decided(db, *items, replace(KEY, item="larm"), based_on=0)
    assert [each.number for each in load_versions(db)] == [1]


def test_the_same_list_is_no_version(db):
    with pytest.raises(NothingChanged):
        decided(db)


def test_a_must_that_ships_is_left_out_only_with_a_reason(db):
    fewer = [each for each in list_in_use(db).items if each.item != "two_of_us"]
    with pytest.raises(Invalid) as refused:
        decided(db, *fewer)
    assert [each.field for each in refused.value.problems] == ["why"]
    assert load_versions(db) == []
    assert decided(db, *fewer, why="Vi går alltid tre, det står i rutinen.").why.startswith("Vi går alltid")


def test_who_decided_must_be_said_and_both_languages_are_needed_and_the_list_is_not_empty(db):
    items = (*list_in_use(db).items, replace(KEY, item="nyckel"))
    for own, kept, field in (
        (replace(DECISION, decided_by=" "), items, "decided_by"),
        (DECISION, (*items, ChecklistItem(item="x", text_sv="Bara svenska")), "text_en"),
        (DECISION, (), "decided_on"),
    ):
        with pytest.raises(Invalid) as refused:
            save_checklist(db, own, kept, 0, NOW)
        assert refused.value.problems[0].field == field
    assert load_versions(db) == []


def test_an_item_that_is_refused_leaves_nothing_of_the_version(db, monkeypatch):
    items = (*list_in_use(db).items, replace(KEY, item="nyckel"))
    monkeypatch.setattr(checklists.drafts, "discard", lambda *_args: (_ for _ in ()).throw(NotThere()))
    with pytest.raises(NotThere):
        decided(db, *items)
    assert load_versions(db) == []
    assert db.value("SELECT count(*) FROM checklist_item") == 0


def test_the_list_that_is_being_changed_is_kept_for_who_changes_it_until_it_is_decided(db):
    put_item(db, KEY, NOW)
    based_on, items = being_changed(db)
    assert (based_on, [each.item for each in items if each.text_en == KEY.text_en]) == (0, ["nyckeln_ar_med"])
    assert list_in_use(db).number == 0
    changed = next(each for each in items if each.item == "nyckeln_ar_med")
    put_item(db, replace(changed, shown_when=(Condition.ALARM,), phase=Phase.PARTING), NOW)
    based_on, items = being_changed(db)
    assert [each.item for each in items if each.phase is Phase.PARTING][-1] == "nyckeln_ar_med"
    decided(db, *items)
    assert [each for each in drafts.all_own(db) if each.editor == EDITOR] == []
    assert list_in_use(db).items == items


def test_an_id_is_made_of_the_text_and_never_used_again(db):
    first = put_item(db, KEY, NOW)
    decided(db, *being_changed(db)[1])
    decided(db, *(each for each in list_in_use(db).items if each.item != first.item))
    assert put_item(db, KEY, NOW).item == "nyckeln_ar_med_2"
    assert put_item(db, KEY, NOW).item == "nyckeln_ar_med_3"
    assert put_item(db, replace(KEY, text_sv="two of us"), NOW).item == "two_of_us_2"
    assert put_item(db, replace(KEY, text_sv="???"), NOW).item == "punkt"
    meeting = save_meeting(db, a_meeting(person_id=save_person(db, a_person(), NOW).id), NOW)
    save_answer(db, ChecklistAnswer(meeting_id=meeting.id, item="av_i_gar"), NOW)
    assert put_item(db, replace(KEY, text_sv="Av i går"), NOW).item == "av_i_gar_2"


def test_a_list_comes_back_from_its_draft_as_it_was(db):
    items = list_in_use(db).items
    assert checklists.read(checklists.written(4, items)) == (4, items)


@pytest.mark.parametrize("role", [Role.STAFF, Role.VOLUNTEER])
def test_only_who_leads_changes_the_list(db, monkeypatch, role):
    monkeypatch.setattr(type(db.sealer), "role", role)
    for change in (lambda: decided(db, KEY), lambda: use_shipped(db, NOW), lambda: put_item(db, KEY, NOW)):
        with pytest.raises(NotPermitted):
            change()
