"""One person's page and the forms about a person, by keyboard."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from makers import NOW, TODAY, a_contact
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QMenu, QPushButton, QScrollArea
from rules import problems_of

from outreach_desktop.domain.contact import Contact, Direction, Outcome
from outreach_desktop.domain.follow_up import FollowUp, Result
from outreach_desktop.domain.person import AgeBand, Identifier, Person, Town
from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.follow_ups import save_follow_up
from outreach_desktop.operations.people import look_at_person, remove_person
from outreach_desktop.storage import people
from outreach_desktop.storage.reading import load_all
from outreach_desktop.ui.look.paint import ROW
from outreach_desktop.ui.look.painted import RowList

Key = Qt.Key


@pytest.fixture
def stored(opened):
    """Read records of a type as they are in the database."""

    def read(kind):
        db = vaults.connect(*opened)
        found = load_all(db, kind)
        db.close()
        return found

    return read


@pytest.fixture
def mia(people_there):
    return people_there({"alias": "Mia", "safe_ways": "Kvällar, i chatten"})[0]


def words(window):
    return [each.text() for each in window.page.findChildren(QLabel) if each.isVisible()]


def log_of(window):
    model = window.page.findChild(QListView, "log").model()
    return [model.index(row, 0).data(ROW) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("key", "said"),
    [(Key.Key_1, "Enter loggar"), (Key.Key_2, "i en lista öppnar Enter"), (Key.Key_3, "Ctrl+S sparar anteckningen")],
)
def test_the_line_of_keys_says_what_works_in_the_part_that_is_shown(window, user, mia, key, said):
    user.goes(person=mia.id)
    user.with_alt(key)
    shown = next(each for each in words(window) if each.startswith("F2 ändrar"))
    assert said in shown


def test_the_page_says_at_the_top_what_must_be_known(window, user, mia):
    user.goes(person=mia.id)
    assert window.page.title == "Mia"
    shown = words(window)
    assert "Kvällar, i chatten" in shown
    assert "Vänta, till 7 dec" in shown
    assert user.here == "log.text"
    assert [(said.side, said.text) for said in log_of(window)] == [
        ("day", "tisdag 24 november"),
        ("us", "hej, vad har ni för hjälp"),
    ]


def test_the_key_for_a_tab_never_brings_the_keyboard_to_what_removes(window, user, mia):
    user.goes(person=mia.id)
    user.presses(Key.Key_2, modifiers=Qt.KeyboardModifier.AltModifier)
    assert user.here == "about.edit"


def test_that_a_person_was_opened_is_noted_once_and_not_again_when_the_language_changes(window, user, mia, workspace):
    user.goes(person=mia.id)
    window.use_language("en")
    user.waits()
    lines = people.load_history(workspace.db, mia.id)
    assert [line.action for line in lines].count("read") == 1
    assert window.page.known is not None


def test_a_line_is_logged_by_keyboard_and_can_be_undone(window, user, mia, stored):
    user.goes(person=mia.id)
    user.writes("kan ni ringa i morgon?")
    user.presses(Key.Key_Return)
    assert log_of(window)[-1].side == "them"
    assert log_of(window)[-1].foot == "Fråga"
    assert window.page.log.text.text() == ""
    assert stored(Contact)[-1].note == "kan ni ringa i morgon?"
    assert stored(Contact)[-1].direction is Direction.IN
    user.with_ctrl(Key.Key_Z)
    assert len(stored(Contact)) == 1


def test_an_observation_is_shown_in_the_middle_and_leaves_the_state_alone(window, user, mia, stored):
    user.goes(person=mia.id)
    window.page.log.direction.setCurrentIndex(2)
    window.page.log.text.setFocus()
    user.writes("Profilen har bytt ort")
    user.presses(Key.Key_Return)
    assert log_of(window)[-1].side == "event"
    assert stored(Person)[0].state is mia.state or stored(Person)[0].state.value == "contacted"


def test_the_line_goes_on_in_the_form_with_all_fields(window, user, mia, stored):
    user.goes(person=mia.id)
    user.writes("vill ha hjälp med boende")
    user.with_ctrl(Key.Key_N)
    assert window.page.title == "Ny kontakt"
    assert window.page.form.record().note == "vill ha hjälp med boende"
    window.page.form.editor("outcome").restore(Outcome.WANTS_SUPPORT.value)
    window.page.form.editor("second_person").focus()
    user.writes("Maryam")
    user.with_ctrl(Key.Key_S)
    assert window.page.title == "Mia"
    assert stored(Contact)[-1].second_person == "Maryam"
    assert log_of(window)[-1].foot == "Vill ha stöd"


def test_enter_opens_a_line_of_the_log_and_delete_removes_it(window, user, mia, stored):
    user.goes(person=mia.id)
    window.page.findChild(QListView, "log").setFocus()
    user.presses(Key.Key_Return)
    assert window.page.title == "Ändra kontakt"
    window.page.form.editor("note").focus()
    user.with_ctrl(Key.Key_A)
    user.writes("hej igen")
    user.with_ctrl(Key.Key_S)
    assert log_of(window)[-1].text == "hej igen"
    window.page.findChild(QListView, "log").setFocus()
    user.presses(Key.Key_Delete)
    assert stored(Contact) == []


def test_a_person_is_changed_with_f2_and_wrong_days_are_told(window, user, mia, stored):
    user.goes(person=mia.id)
    user.presses(Key.Key_F2)
    assert user.here == "Person.alias"
    user.with_ctrl(Key.Key_A)
    user.writes("Maja")
    window.page.form.editor("follow_up_on").focus()
    user.writes("31/2")
    user.with_ctrl(Key.Key_S)
    assert window.page.title == "Ändra Mia"
    user.with_ctrl(Key.Key_A)
    window.page.form.editor("follow_up_on").focus()
    user.with_ctrl(Key.Key_A)
    user.writes("i morgon")
    user.with_ctrl(Key.Key_S)
    assert window.page.title == "Maja"
    assert stored(Person)[0].follow_up_on == TODAY + timedelta(days=1)
    assert "I morgon" in words(window)


def test_the_draft_of_a_person_survives_a_rebuild_and_a_closed_workspace(window, user, mia, workspace, qtbot):
    user.goes(person=mia.id, edit="all")
    user.writes("Åsa ")
    typed = window.page.form.editor("alias").state()
    assert typed == "Åsa Mia"
    window.use_language("en")
    user.waits()
    assert window.page.form.editor("alias").state() == typed
    user.with_alt(Key.Key_Left)
    assert "sa Mia" in workspace.own_drafts()[f"person:{mia.id}"].state
    user.goes(person=mia.id, edit="all")
    assert window.page.form.editor("alias").state() == typed
    assert "You have a draft" in words(window)


def test_what_is_not_shown_of_a_long_log_is_said_and_can_be_fetched(window, user, mia, workspace, opened):
    db = vaults.connect(*opened)
    with db.transaction():
        for at in range(502):
            save_contact(db, a_contact(person_id=mia.id, at=NOW - timedelta(hours=at + 1), note=f"rad {at}"), NOW)
    db.close()
    user.goes(person=mia.id)
    assert "3 tidigare rader visas inte." in words(window)
    assert next(said.text for said in log_of(window) if said.side == "us") == "rad 498"
    user.sees(QPushButton, "log.earlier").click()
    user.waits()
    assert [said.text for said in log_of(window) if said.side == "us"][:2] == ["rad 501", "rad 500"]
    assert not any("visas inte" in each for each in words(window))
    assert user.here == "log"
    user.with_alt(Key.Key_7)
    history = window.page.findChild(RowList, "history")
    assert history.row(history.model().rowCount() - 1).title == "Bara de 500 senaste raderna visas."


def test_a_draft_can_be_discarded(window, user, mia, workspace):
    user.goes(person=mia.id, edit="all")
    user.writes("Åsa ")
    user.with_alt(Key.Key_Left)
    user.goes(person=mia.id, edit="all")
    user.sees(QPushButton, "form.discard").click()
    user.waits()
    assert window.page.form.editor("alias").state() == "Mia"
    assert workspace.own_drafts() == {}


def test_a_begun_line_and_a_begun_note_are_kept_as_a_draft(window, user, mia, workspace):
    user.goes(person=mia.id)
    user.writes("hon skrev att")
    window.go("today")
    user.waits()
    assert "hon skrev att" in workspace.own_drafts()[f"lines:{mia.id}"].state
    user.goes(person=mia.id)
    assert window.page.log.text.text() == "hon skrev att"
    user.presses(Key.Key_Return)
    assert workspace.own_drafts() == {}


def test_a_new_person_is_saved_and_shown(window, user, stored):
    user.goes()
    user.with_ctrl(Key.Key_N)
    user.with_ctrl(Key.Key_S)
    assert "Måste fyllas i." in " ".join(words(window))
    window.page.form.editor("alias").focus()
    user.writes("Luna")
    user.with_ctrl(Key.Key_S)
    assert window.page.title == "Luna"
    assert stored(Person)[0].code == "P-2026-0001"


def test_may_be_a_child_says_at_once_what_changes(window, user, mia):
    user.goes(person=mia.id, edit="all")
    title = "Kan vara ett barn: gör en orosanmälan"
    assert title not in words(window)
    window.page.form.editor("age_band").restore(AgeBand.FROM_15.value)
    window.page.form.edited.emit()
    assert title in words(window)
    user.with_ctrl(Key.Key_S)
    user.goes(person=mia.id)
    assert title in words(window)
    assert not problems_of(window)


def test_do_not_contact_needs_a_reason_takes_a_typed_day_and_can_be_lifted(window, user, mia, stored):
    user.goes(person=mia.id)
    user.goes(person=mia.id, block="no_contact")
    user.with_ctrl(Key.Key_S)
    assert window.page.title == "Kontakta inte"
    window.page.form.editor("no_contact_reason").focus()
    user.writes("Hon bad oss vänta")
    window.page.form.editor("no_contact_until").focus()
    user.writes("3 mars 2027")
    user.with_ctrl(Key.Key_S)
    assert stored(Person)[0].no_contact_until == date(2027, 3, 3)
    assert "Får vi kontakta? Nej, till 3 mars 2027" in words(window)
    user.goes(person=mia.id, block="no_contact")
    user.sees(QPushButton, "block.lift").click()
    user.waits()
    assert stored(Person)[0].no_contact_since is None


def test_the_menu_leads_to_what_is_rarely_done(window, user, mia, stored):
    user.goes(person=mia.id)
    window.page.more.click()
    menu = window.page.findChild(QMenu)
    next(each for each in menu.actions() if each.text() == "Ta bort personen").trigger()
    menu.close()
    user.waits()
    assert stored(Person) == []
    assert window.here == ("people", {})
    window.findChild(QPushButton, "toast.undo").click()
    user.waits()
    assert window.page.title == "Mia"


def test_somebody_in_the_bin_says_so_and_can_be_taken_back(window, user, mia, opened):
    db = vaults.connect(*opened)
    remove_person(db, mia.id, NOW)
    db.close()
    user.goes(person=mia.id)
    assert "Personen ligger i papperskorgen" in words(window)
    user.sees(QPushButton, "person.restore").click()
    user.waits()
    assert "Personen ligger i papperskorgen" not in words(window)


def test_an_identifier_and_a_town_are_added_changed_and_removed(window, user, mia, stored):
    user.goes(person=mia.id)
    user.with_alt(Key.Key_2)
    user.tabs_to("identifiers.add")
    user.presses(Key.Key_Space)
    window.page.form.editor("kind").restore("phone")
    window.page.form.editor("value").focus()
    user.writes("070-174 06 05")
    user.with_ctrl(Key.Key_S)
    assert stored(Identifier)[0].key == "+46701740605"
    user.tabs_to("towns.add")
    user.presses(Key.Key_Space)
    window.page.form.editor("municipality").restore("1480")
    window.page.form.editor("municipality").edited.emit()
    user.with_ctrl(Key.Key_S)
    assert (stored(Town)[0].name, stored(Town)[0].municipality) == ("Göteborg", "1480")
    rows = window.page.findChild(RowList, "towns")
    rows.setFocus()
    user.presses(Key.Key_Delete)
    assert stored(Town) == []
    window.findChild(QPushButton, "toast.undo").click()
    user.waits()
    assert len(stored(Town)) == 1


def test_a_note_is_added_and_shown_with_author_and_time(window, user, mia, workspace):
    user.goes(person=mia.id)
    user.with_alt(Key.Key_3)
    window.page.notes.text.setFocus()
    user.writes("Vill inte prata om familjen.")
    user.with_ctrl(Key.Key_S)
    assert {"Vill inte prata om familjen.", "i dag 19.31 · Anna"} <= set(words(window))
    assert look_at_person(workspace.db, mia.id, TODAY).notes[0].text == "Vill inte prata om familjen."


def test_the_history_tells_who_did_what(window, user, mia):
    user.goes(person=mia.id)
    user.with_alt(Key.Key_7)
    rows = window.page.findChild(RowList, "history")
    assert [rows.row(at).title for at in range(4)] == [
        "Öppnade personen",
        "Ändrade personen",
        "Lade till en kontakt",
        "Lade till personen",
    ]
    assert rows.row(0).detail == "Anna · i dag 19.31"


def test_a_person_who_is_not_there_is_told_of_in_words(window, user):
    user.goes(person=4711)
    assert "Finns inte i registret" in words(window)
    assert not problems_of(window)


def test_what_cannot_be_saved_is_told_and_nothing_typed_is_lost(window, user, mia, opened):
    user.goes(person=mia.id, edit="all")
    db = vaults.connect(*opened)
    from dataclasses import replace

    from outreach_desktop.operations.people import save_person
    from outreach_desktop.storage.reading import load_one

    save_person(db, replace(load_one(db, Person, mia.id), alias="Någon annan"), NOW)
    db.close()
    user.writes("Åsa ")
    user.with_ctrl(Key.Key_S)
    assert window.page.title == "Ändra Mia"
    assert "Det gick inte" in words(window)
    assert window.page.form.editor("alias").state() == "Åsa Mia"


def test_writing_goes_on_in_outreach_with_the_line_to_the_person_open(window, user, people_there):
    luna = people_there({"alias": "Luna"}, at=NOW - timedelta(days=60))[0]
    user.goes(person=luna.id)
    user.with_ctrl(Key.Key_Return)
    user.waits()
    assert window.here == ("outreach", {"person": luna.id})
    assert window.page.quick.text() == luna.code
    assert window.page._line is not None


def test_where_we_may_not_write_there_is_no_button_for_it(window, user, people_there):
    luna = people_there({"alias": "Luna", "no_contact_since": TODAY})[0]
    user.goes(person=luna.id)
    user.with_ctrl(Key.Key_Return)
    assert window.here == ("people", {"person": luna.id})
    assert not user.sees(QPushButton, "person.write").isVisible()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_page_about_a_person_keeps_the_rules(window, user, mia, language, workspace):
    window.use_language(language)
    contact = look_at_person(workspace.db, mia.id, TODAY).log[0].id
    user.goes(person=mia.id)
    for tab in range(6):
        window.page.tabs.setCurrentIndex(tab)
        user.waits()
        assert not problems_of(window), tab
    forms = [
        {"person": mia.id, "edit": "all"},
        {"person": "new"},
        {"contact": contact},
        {"person": mia.id, "contact": "new"},
        {"person": mia.id, "identifier": "new"},
        {"person": mia.id, "town": "new"},
        {"person": mia.id, "block": "hold"},
    ]
    for place in forms:
        user.goes(**place)
        assert not problems_of(window), place


def test_facts_that_need_more_room_are_reached_by_tab_and_scrolled_by_keys(window, user, people_there):
    long = "Vill bli kontaktad på kvällen. " * 9
    person = people_there({"alias": "Mia", "wishes": long, "languages": long, "wanted_words": long})[0]
    window.resize(1366, 768)
    user.goes(person=person.id)
    facts = next(each for each in window.page.findChildren(QScrollArea) if each.accessibleName() == "Fakta om personen")
    bar = facts.verticalScrollBar()
    assert bar.maximum() > 0
    for _step in range(30):
        user.presses(Key.Key_Tab)
        if facts.hasFocus():
            break
    user.presses(Key.Key_PageDown)
    assert facts.hasFocus()
    assert bar.value() > 0
    assert not problems_of(window)


def test_facts_that_have_room_are_no_stop_for_tab(window, user, mia):
    window.resize(1366, 768)
    user.goes(person=mia.id)
    facts = next(each for each in window.page.findChildren(QScrollArea) if each.accessibleName() == "Fakta om personen")
    assert facts.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_tab_goes_from_the_log_to_the_line_below_it(window, user, mia):
    user.goes(person=mia.id)
    window.page.findChild(QListView, "log").setFocus()
    user.presses(Key.Key_Tab)
    assert user.here == "log.direction"
    user.presses(Key.Key_Tab)
    assert user.here == "log.text"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_opens_a_finished_step_in_the_conversation_and_the_way_back_leads_to_the_log(
    window, user, mia, opened, key
):
    db = vaults.connect(*opened)
    step = save_follow_up(db, FollowUp(person_id=mia.id, step="Ring socialjouren", due_on=TODAY), NOW)
    done = replace(step, result=Result.NOT_NEEDED, result_note="Hon ringde själv.")
    save_follow_up(db, done, NOW + timedelta(minutes=5))
    db.close()
    user.goes(person=mia.id)
    view = window.page.findChild(QListView, "log")
    view.setFocus()
    user.presses(Key.Key_End)
    assert "Ring socialjouren" in view.currentIndex().data(ROW).text
    user.presses(key)
    assert window.here == ("people", {"person": mia.id, "step": step.id})
    assert window.page.form.record().result_note == "Hon ringde själv."
    user.with_alt(Key.Key_Left)
    assert window.here == ("people", {"person": mia.id})


def test_delete_on_a_finished_step_and_enter_on_a_day_do_nothing(window, user, mia, opened, stored):
    db = vaults.connect(*opened)
    step = save_follow_up(db, FollowUp(person_id=mia.id, step="Ring", due_on=TODAY), NOW)
    save_follow_up(db, replace(step, result=Result.NOT_NEEDED), NOW + timedelta(minutes=5))
    db.close()
    user.goes(person=mia.id)
    window.page.findChild(QListView, "log").setFocus()
    user.presses(Key.Key_End, Key.Key_Delete)
    user.presses(Key.Key_Home, Key.Key_Return)
    assert window.here == ("people", {"person": mia.id})
    assert [each.removed_on for each in stored(FollowUp)] == [None]
