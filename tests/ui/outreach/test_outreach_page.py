"""The page of the outreach room: answers, what they block, and lines."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_person
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextEdit
from rules import problems_of

from outreach_desktop.content import Template
from outreach_desktop.domain.contact import Channel, Contact, ContactFilter, Direction, Need, Outcome
from outreach_desktop.domain.organisation import Account
from outreach_desktop.domain.person import IdentifierKind, Person, State
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.lookups import look_up
from outreach_desktop.operations.organisation import save_account, save_organisation
from outreach_desktop.operations.people import identifier_of, save_identifier, save_person
from outreach_desktop.storage import contacts, people
from outreach_desktop.storage.reading import load, load_one
from outreach_desktop.ui.clipboard import Clipboard
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.ui.outreach.line_form import LineForm
from outreach_desktop.ui.outreach.message import MessagePanel, in_order

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return
FORBIDDEN = {
    "declined": {
        "no_contact_since": TODAY,
        "no_contact_until": date(2027, 3, 3),
        "no_contact_reason": "Bad oss vänta.",
    },
    "hold": {"hold_since": TODAY, "hold_by": "Polisen"},
    "state": {"state": State.DECLINED},
}


@pytest.fixture(autouse=True)
def clipboard(qapp):
    found = QGuiApplication.clipboard()
    found.clear()
    yield found
    found.clear()


@pytest.fixture
def stored(filled):
    """Store a person with a number, as if it had been done before."""

    def store(phone="070-174 06 44", **values):
        person = save_person(filled, a_person(**values), NOW)
        save_identifier(filled, identifier_of(phone, IdentifierKind.PHONE, person.id, TODAY), NOW)
        return person

    return store


def words(window):
    QApplication.processEvents()
    return {w.text() for w in window.page.findChildren(QLabel) if w.isVisible() and w.text()}


def message(window):
    found = [w for w in window.page.findChildren(QTextEdit) if w.isVisible()]
    return found[0].toPlainText() if found else ""


def button(window, name):
    return next((w for w in window.page.findChildren(QPushButton, name) if w.isVisible()), None)


def all_lines(workspace):
    return load(workspace.db, Contact, contacts.find(workspace.db, ContactFilter()))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_the_page_keeps_the_rules_with_each_answer(window, stored, user, language, scheme):
    stored(alias="Alma", safe_ways="Chatten, kvällar.")
    stored("070-174 06 58", alias="Stina", may_be_child=True, **FORBIDDEN["declined"])
    window.use_look(Theme(scheme))
    window.use_language(language)
    for typed in ("Signe", "070-174 06 44", "070-174 06 58", "070-174 06 90", "alm"):
        window.page.quick.setText(typed)
        user.waits()
        assert not problems_of(window)
        window.page.quick.setFocus()
        user.presses(ENTER)
        assert not problems_of(window)
        if window.here[0] != "outreach":
            window.back()
            user.waits()


@pytest.mark.parametrize("size", ["larger", "largest"])
def test_larger_text_never_widens_the_page(window, stored, user, size):
    stored(alias="Alma")
    window.use_look(Theme("light", size))
    user.writes("Alma")
    user.presses(ENTER)
    assert window.page.width() <= window._area.viewport().width()
    assert not problems_of(window)


def test_somebody_known_is_told_with_who_wrote_last_and_which_try_this_is(window, stored, filled, user):
    person = stored(alias="Alma")
    at = NOW - timedelta(days=15)
    save_contact(filled, a_contact(person_id=person.id, at=at), at)
    user.writes("0701740644")
    assert "Känd: Alma · P-2026-0001. Ni får skriva nu" in words(window)
    assert "Anna skrev senast för 15 dagar sedan. Vi väntar på svar. Det här blir försök 2 av 3." in words(window)


def test_too_soon_is_told_with_the_day_on_which_it_ends(window, stored, filled, user):
    person = stored(alias="Alma")
    save_contact(filled, a_contact(person_id=person.id, at=NOW - timedelta(days=2)), NOW)
    user.writes("Alma")
    assert "Känd: Alma · P-2026-0001. Inte nu" in words(window)
    assert any("Vänta till och med 5 dec." in text for text in words(window))
    user.presses(ENTER)
    assert "Hej Alma" in message(window)


def test_a_look_up_stores_nothing(window, workspace, user):
    user.writes("070-174 06 90")
    assert "Ny" in words(window)
    assert people.count(workspace.db) == 0
    assert not workspace.own_drafts()


@pytest.mark.parametrize("why", FORBIDDEN)
def test_a_no_takes_every_way_of_copying_away(window, stored, user, clipboard, why):
    stored(alias="Stina", **FORBIDDEN[why])
    user.writes("070-174 06 44")
    assert not message(window)
    assert button(window, "message.copy") is None
    assert not window.page.findChildren(MessagePanel)
    for key, modifiers in ((ENTER, CTRL), (Qt.Key.Key_Enter, CTRL), (Qt.Key.Key_C, CTRL), (Qt.Key.Key_Insert, CTRL)):
        user.presses(key, modifiers=modifiers)
    button(window, "answer.incoming").click()
    for key, modifiers in ((ENTER, CTRL), (Qt.Key.Key_A, CTRL), (Qt.Key.Key_C, CTRL)):
        user.presses(key, modifiers=modifiers)
    assert not window.page.findChildren(MessagePanel)
    assert not clipboard.text()


def test_do_not_contact_says_until_when_and_why(window, stored, user):
    stored(alias="Stina", **FORBIDDEN["declined"])
    user.writes("Stina")
    assert {"Kontakta inte till och med 3 mars 2027", "Bad oss vänta.", "Stina · P-2026-0001"} <= words(window)


def test_enter_at_a_no_opens_the_person(window, stored, user):
    person = stored(alias="Stina", **FORBIDDEN["hold"])
    user.writes("Stina")
    user.presses(ENTER)
    assert window.here == ("people", {"person": person.id})


def test_somebody_blocked_who_got_in_touch_is_logged_as_incoming(window, workspace, stored, user):
    stored(alias="Stina", **FORBIDDEN["declined"])
    user.writes("Stina")
    button(window, "answer.incoming").click()
    user.waits()
    user.presses(Qt.Key.Key_2)
    user.with_ctrl(Qt.Key.Key_S)
    (line,) = all_lines(workspace)
    assert (line.direction, line.outcome, line.template) == (Direction.IN, Outcome.QUESTION, "")


def test_what_the_person_said_is_chosen_not_assumed(window, workspace, stored, user):
    stored(alias="Stina", **FORBIDDEN["declined"])
    user.writes("Stina")
    button(window, "answer.incoming").click()
    user.waits()
    user.with_ctrl(Qt.Key.Key_S)
    assert "Välj hur det gick." in words(window)
    assert not all_lines(workspace)


def test_may_be_a_child_is_said_at_once(window, stored, user):
    stored(alias="Mira", may_be_child=True)
    user.writes("Mira")
    assert "Kan vara ett barn" in words(window)


def test_copying_waits_for_the_answer_to_what_stands_there(window, stored, user, clipboard, type_text):
    stored(alias="Alma")
    stored("070-174 06 58", alias="Alma2", **FORBIDDEN["declined"])
    user.writes("Alma")
    user.presses(ENTER)
    line = window.page._line
    type_text(window.page.quick, "2")  # the answer for Alma stands until the one for Alma2 comes
    window.page._with_line(LineForm.copy)
    line.copy()
    line.message.copy()
    assert not clipboard.text()


def test_a_no_that_comes_while_the_line_is_open_takes_the_message_away(window, workspace, stored, user, clipboard):
    person = stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    window.page._line.fields["note"].editor.area.setPlainText("Hon skrev själv.")
    blocked = replace(person, no_contact_since=TODAY)
    workspace.write(workspace, lambda db: save_person(db, blocked, NOW))
    user.waits()
    user.with_ctrl(ENTER)
    assert not message(window)
    assert not clipboard.text()
    assert window.page._line.fields["note"].editor.area.toPlainText() == "Hon skrev själv."


def test_copied_text_has_the_names_and_its_template_stands_on_the_line(window, workspace, stored, user, clipboard):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    user.with_ctrl(ENTER)
    assert clipboard.text().startswith("Hej Alma,\n\nJag heter Anna och skriver från Kvällsljus.")
    assert "https://kvallsljus.example/personuppgifter" in clipboard.text()
    assert {"Kopierad. Skickad?", "Rensas om 30 s."} <= words(window)
    user.with_ctrl(Qt.Key.Key_S)
    (line,) = all_lines(workspace)
    assert (line.template, line.outcome) == ("first_sv@1", Outcome.NO_ANSWER)


def test_without_copying_no_template_stands_on_the_line(window, workspace, stored, user):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    user.with_ctrl(Qt.Key.Key_S)
    assert [line.template for line in all_lines(workspace)] == [""]


def test_ctrl_c_in_the_text_copies_it_with_the_same_care(window, stored, user, clipboard):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    window.page.findChild(QTextEdit, "message.text").setFocus()
    user.with_ctrl(Qt.Key.Key_C)
    assert clipboard.mimeData().hasFormat("x-kde-passwordManagerHint")


def test_locking_takes_the_copied_text_away(window, workspace, stored, user, clipboard):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    user.with_ctrl(ENTER)
    assert clipboard.text()
    workspace.closing.emit()
    assert not clipboard.text()


def test_what_the_profile_lacks_is_said_in_words(window, workspace, stored, user, clipboard):
    stored(alias="Alma")
    profile = replace(workspace.organisation, privacy_link="")
    workspace.write(workspace, lambda db: save_organisation(db, profile, NOW))
    user.waits()
    user.writes("Alma")
    user.presses(ENTER)
    user.with_ctrl(ENTER)
    assert any(text.startswith("I meddelandet finns en länk") for text in words(window))
    assert button(window, "message.copy") is None
    assert not clipboard.text()


def test_a_first_message_without_the_privacy_link_is_warned_of(qtbot):
    ours = Template("ours", 1, "first", "any", "sv", "Hej {alias}")
    panel = MessagePanel([ours], lambda: {"alias": "Luna"}, Clipboard(), lambda: True, "")
    qtbot.addWidget(panel)
    panel.show()
    assert any(w.isVisible() and "saknar länk" in w.text() for w in panel.findChildren(QLabel))
    assert panel.text.toPlainText() == "Hej Luna"


def test_templates_of_the_kind_and_language_come_first():
    four = [Template(f"{k}_{l}", 1, k, "any", l, "x") for k in ("first", "second") for l in ("sv", "en")]  # noqa: E741
    assert [each.id for each in in_order(four, "second", "en")] == ["second_en", "second_sv", "first_en", "first_sv"]


def test_the_first_line_makes_the_person_with_the_typed_number(window, workspace, user):
    user.writes("070 174 06 90")
    user.presses(ENTER)
    user.writes("Signe")
    user.with_ctrl(Qt.Key.Key_S)
    found = look_up(workspace.db, "+46701740690", TODAY)
    assert [each.person.alias for each in found.matches] == ["Signe"]
    assert window.page.quick.text() == ""
    assert QApplication.focusWidget() is window.page.quick
    (line,) = all_lines(workspace)
    assert (line.channel, line.identifier) == (Channel.SMS, "070-174 06 90")


def test_a_missing_alias_is_asked_for_and_nothing_is_stored(window, workspace, user):
    user.writes("070-174 06 90")
    user.presses(ENTER)
    user.with_ctrl(Qt.Key.Key_S)
    assert "Måste fyllas i." in words(window)
    assert people.count(workspace.db) == 0


def test_undo_takes_the_line_and_the_person_that_came_with_it(window, workspace, user):
    user.writes("Signe")
    user.presses(ENTER)
    user.with_ctrl(Qt.Key.Key_S)
    window.findChild(QPushButton, "toast.undo").click()
    user.waits()
    assert people.count(workspace.db) == 0
    assert contacts.count(workspace.db) == 0


def test_undo_leaves_a_known_person_as_before(window, workspace, stored, user):
    person = stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    user.presses(Qt.Key.Key_5)
    user.with_ctrl(Qt.Key.Key_S)
    assert load_one(workspace.db, Person, person.id).state is State.DECLINED
    window.findChild(QPushButton, "toast.undo").click()
    user.waits()
    assert load_one(workspace.db, Person, person.id).state is State.FOUND


def test_undo_says_what_it_left_since_somebody_has_changed_it(window, workspace, stored, filled, user):
    person = stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER, Qt.Key.Key_5)
    user.with_ctrl(Qt.Key.Key_S)
    save_person(filled, replace(load_one(filled, Person, person.id), state=State.CLOSED), NOW)
    window.findChild(QPushButton, "toast.undo").click()
    user.waits()
    assert load_one(workspace.db, Person, person.id).state is State.CLOSED
    assert window._message.words() == "Raden är ångrad. Ändrat sedan dess, och kvar som det är: läget."


@pytest.mark.parametrize("digit", [Qt.Key.Key_3, Qt.Key.Key_8])
def test_the_keyboard_goes_to_the_answer_that_a_digit_chose(window, stored, user, digit):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER, digit)
    here = QApplication.focusWidget()
    assert here.isChecked()
    assert here.text().strip().startswith(chr(digit))
    user.presses(Qt.Key.Key_2)
    assert window.page._line.outcome.outcome is Outcome.QUESTION


def test_digits_choose_the_outcome_unless_one_types(window, stored, user):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    user.presses(Qt.Key.Key_3)
    assert window.page._line.outcome.outcome is Outcome.WANTS_TO_TALK
    window.page._line.fields["note"].editor.focus()
    user.writes("2 gånger")
    assert window.page._line.outcome.outcome is Outcome.WANTS_TO_TALK
    assert window.page._line.fields["note"].editor.area.toPlainText() == "2 gånger"
    user.presses(Qt.Key.Key_8, modifiers=ALT)
    assert window.page._line.outcome.outcome is Outcome.ADDRESS_AND_PRICES


def test_all_of_the_line_is_stored(window, workspace, stored, user):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    fields = window.page._line.fields
    fields["needs"].editor.ticks[0].click()
    for name, text in (("second_person", "Maryam"), ("note", "Vill ha ett rum."), ("next_step", "Ring jouren")):
        fields[name].editor.focus()
        user.writes(text)
    fields["next_step_on"].editor.focus()
    user.writes("+2v")
    assert fields["next_step_on"].editor.understood == "= tisdag 8 december 2026"
    user.with_ctrl(Qt.Key.Key_S)
    (line,) = all_lines(workspace)
    assert (line.needs, line.note, line.second_person) == ((Need.HOUSING,), "Vill ha ett rum.", "Maryam")
    assert (line.next_step, line.next_step_on, line.at) == ("Ring jouren", date(2026, 12, 8), NOW)


def test_the_second_person_is_remembered_and_missed_when_there_is_none(window, user):
    user.writes("Signe")
    user.presses(ENTER)
    assert "Ingen kollega är angiven." in words(window)
    window.page._line.fields["second_person"].editor.focus()
    user.writes("Maryam")
    assert "Ingen kollega är angiven." not in words(window)
    user.with_ctrl(Qt.Key.Key_S)
    user.writes("Tuva")
    user.presses(ENTER)
    assert window.page._line.fields["second_person"].editor.value() == "Maryam"


def test_likenesses_are_chosen_among_by_keyboard(window, stored, user):
    stored(alias="Månstråle")
    user.writes("stråle")
    assert "Kanske känd" in words(window)
    user.presses(Qt.Key.Key_Down)
    user.presses(ENTER)
    assert "Känd: Månstråle · P-2026-0001. Ni får skriva nu" in words(window)
    assert "Hej Månstråle" in message(window)


def test_somebody_new_may_be_like_somebody_known(window, workspace, stored, user):
    stored(alias="Miranda")
    user.writes("Mira")
    user.presses(ENTER)
    user.presses(Qt.Key.Key_Down)
    user.presses(ENTER)
    assert "Hej Mira," in message(window)
    user.with_ctrl(Qt.Key.Key_S)
    assert people.count(workspace.db) == 2


def test_a_new_number_with_the_alias_of_somebody_blocked_stops_copying_until_somebody_says_more(
    window, stored, user, clipboard
):
    stored(alias="Stina", **FORBIDDEN["declined"])
    user.writes("070-174 06 90")
    user.presses(ENTER)
    user.writes("Stina")
    assert not message(window)
    user.with_ctrl(ENTER)
    assert not clipboard.text()
    button(window, "namesake.other").click()
    user.waits()
    user.with_ctrl(ENTER)
    assert clipboard.text().startswith("Hej Stina")


def test_a_line_that_was_left_is_offered_again(window, workspace, stored, user):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    window.page._line.fields["note"].editor.focus()
    user.writes("Hon undrar om boende.")
    user.presses(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.page.quick
    user.presses(ENTER)
    assert "Det du skrev tidigare är tillbaka." in words(window)
    assert window.page._line.fields["note"].editor.area.toPlainText() == "Hon undrar om boende."
    user.with_ctrl(Qt.Key.Key_S)
    assert not workspace.own_drafts()


def test_a_draft_can_be_thrown_away(window, workspace, stored, user):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    window.page._line.fields["note"].editor.focus()
    user.writes("fel person")
    user.presses(Qt.Key.Key_Escape)
    user.presses(ENTER)
    button(window, "line.discard").click()
    user.waits()
    assert window.page._line.fields["note"].editor.area.toPlainText() == ""
    assert not workspace.own_drafts()


def test_an_unsaved_line_survives_the_page(window, workspace, user):
    user.writes("070-174 06 90")
    user.presses(ENTER)
    user.writes("Signe")
    window.replace("people")
    user.waits()
    window.replace("outreach")
    user.waits()
    assert "En rad är inte sparad: 070-174 06 90" in words(window)
    button(window, "unfinished.go_on").click()
    user.waits()
    assert window.page._line.fields["alias"].editor.value() == "Signe"


def test_a_language_is_switched_in_the_middle_of_a_line(window, stored, user):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    user.presses(Qt.Key.Key_7)
    window.page._line.fields["note"].editor.focus()
    user.writes("Mitt i")
    window.use_language("en")
    user.waits()
    assert window.page._line.fields["note"].editor.area.toPlainText() == "Mitt i"
    assert window.page._line.outcome.outcome is Outcome.WHO_ARE_YOU
    assert QApplication.focusWidget().objectName() == "line.note"
    assert "Known: Alma · P-2026-0001. You may write now" in words(window)


def test_tonights_lines_show_what_was_logged_since_the_morning(window, workspace, user):
    user.writes("Signe")
    user.presses(ENTER)
    user.presses(Qt.Key.Key_2)
    user.with_ctrl(Qt.Key.Key_S)
    assert "1 rad" in words(window)
    row = window.page.tonight._rows.row(0)
    assert (row.time, row.title, row.detail) == ("19.31", "Signe", "Ny · fråga")


def test_tab_follows_the_eye_and_leaves_the_page(window, stored, user):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    window.page.quick.setFocus()
    met = []
    for _step in range(40):
        user.presses(Qt.Key.Key_Tab)
        if QApplication.focusWidget().objectName() == "search":
            break
        met.append(QApplication.focusWidget().objectName())
    wanted = ["answer.open", "message.template", "message.text", "message.copy", "line.next_step", "save"]
    assert [name for name in met if name in wanted] == wanted
    assert QApplication.focusWidget().objectName() == "search"


def test_a_pasted_page_of_text_is_refused_in_words_and_nothing_is_lost(window, workspace, user):
    address = "https://annons.example/" + "å" * 100_000
    window.page.quick.setText(address)
    user.waits()
    assert max(len(text) for text in words(window)) < 300
    window.page.quick.setFocus()
    user.presses(ENTER)
    user.writes("Signe")
    user.with_ctrl(Qt.Key.Key_S)
    assert "Raden sparades inte" in words(window)
    assert window.page.quick.text() == address
    assert people.count(workspace.db) == 0


def test_enter_before_the_answer_never_leaves_a_no_unseen(window, stored, user):
    stored(alias="Stina", **FORBIDDEN["declined"])
    window.page.quick.setText("Stina")
    user.presses(ENTER)
    assert window.here[0] == "outreach"
    assert "Kontakta inte till och med 3 mars 2027" in words(window)


def test_a_saved_line_is_not_offered_as_unfinished(window, workspace, stored, user):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER, Qt.Key.Key_2, Qt.Key.Key_Escape)
    window.page.quick.clear()
    user.waits()
    user.clicks(button(window, "unfinished.go_on"))
    user.with_ctrl(Qt.Key.Key_S)
    assert contacts.count(workspace.db) == 1
    assert button(window, "unfinished.go_on") is None


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("typed", ["070-174 06 44", "Nysan"])
def test_a_whole_line_fits_a_small_screen_without_scrolling(window, user, stored, typed, language):
    stored(alias="Mia")
    window.use_language(language)
    window.page.quick.setFocus()
    user.writes(typed)
    user.presses(ENTER)
    save = button(window, "save")
    assert window._area.verticalScrollBar().maximum() == 0
    assert save.mapTo(window, save.rect().bottomRight()).y() < 768
    assert not problems_of(window)


def rows(window):
    shown = window.page.answers.rows
    return [shown.row(at) for at in range(shown.model().rowCount())] if shown else []


def test_a_number_one_digit_off_is_offered_as_maybe_and_never_opens_by_itself(window, stored, user):
    stored("070-174 06 44", alias="Alma")
    user.writes("070-174 06 45")
    assert "Kanske känd" in words(window)
    assert [row.title for row in rows(window)] == ["Alma · P-2026-0001", "Ingen av dem: en ny person"]
    assert rows(window)[0].detail.startswith("Nästan samma nummer: 070-174 06 44")
    user.presses(ENTER)
    assert window.page._line is None
    user.presses(Qt.Key.Key_Down, ENTER)
    assert window.page._line.subject.identifier == "070-174 06 45"


def test_a_text_with_several_things_lists_each_and_enter_asks_for_the_one_chosen(window, stored, user):
    stored("070-174 06 44", alias="Alma")
    stored("070-174 06 58", alias="Stina", **FORBIDDEN["declined"])
    user.writes("ring 070-174 06 44 eller 070-174 06 58, @nattfjaril")
    assert "Någon i texten får ni inte kontakta" in words(window)
    assert [(row.title, row.aside) for row in rows(window)] == [
        ("070-174 06 44", "Ja"), ("070-174 06 58", "Nej, till 3 mars 2027"), ("@nattfjaril", ""),
    ]  # fmt: skip
    user.presses(ENTER, ENTER)
    assert window.page.quick.text() == "070-174 06 44"
    assert "Hej Alma" in message(window)


def test_a_text_of_new_things_makes_one_person_with_all_of_them(window, workspace, user):
    user.writes("070-174 06 44 @nattfjaril")
    user.presses(ENTER, Qt.Key.Key_End, ENTER)
    user.writes("Siri")
    user.with_ctrl(Qt.Key.Key_S)
    found = look_up(workspace.db, "@nattfjaril", TODAY).matches
    assert [match.person.alias for match in found] == ["Siri"]
    assert look_up(workspace.db, "0701740644", TODAY).matches == found


def test_pasted_lines_are_a_list(window, user, clipboard):
    clipboard.setText("Mira\n070-174 06 44\n")
    user.with_ctrl(Qt.Key.Key_V)
    assert [row.title for row in rows(window)] == ["Mira", "070-174 06 44", "En ny person med allt detta"]


def test_a_colleague_who_wrote_today_is_told_before_anything_else(window, stored, filled, user):
    person = stored(alias="Alma")
    sara = save_account(filled, Account(name="Sara", alias="Sara"), NOW)
    save_contact(filled, a_contact(person_id=person.id, by_account=sara.uid), NOW)
    window.page._workspace._reload()
    user.writes("Alma")
    assert "Känd: Alma · P-2026-0001. En kollega har skrivit i dag" in words(window)
    assert any(text.startswith("Sara skrev i dag 19.31.") for text in words(window))


def test_what_is_wrong_with_a_line_is_told_at_once_and_stays_while_other_fields_change(window, stored, user, type_text):
    stored(alias="Alma")
    user.writes("Alma")
    user.presses(ENTER)
    line = window.page._line
    line.outcome.choose(None)
    user.with_ctrl(Qt.Key.Key_S)
    assert "Välj hur det gick." in words(window)
    type_text(line.fields["note"].editor.parts[0], "Ringde.")
    user.waits()
    assert "Välj hur det gick." in words(window)
    type_text(line.fields["next_step_on"].editor.line, "31 februari")
    user.with_ctrl(Qt.Key.Key_S)
    assert {"Välj hur det gick.", "Den dagen finns inte i kalendern."} <= words(window)
    line.outcome.focus()
    user.presses(Qt.Key.Key_Space)
    assert "Välj hur det gick." not in words(window)
    assert "Den dagen finns inte i kalendern." in words(window)
