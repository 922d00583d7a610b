"""A form shows a record, and gives back what it was given and what was typed."""

import dataclasses
import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import rules
from forms_shown import CHOICES, MUNICIPALITIES, RECORD_TYPES, TODAY, a_form, in_a_page
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from outreach_desktop.domain.attributes import Choice, Invalid, Problem, attributes, problems
from outreach_desktop.domain.concern_report import ConcernReport
from outreach_desktop.domain.contact import Contact, Need, Outcome
from outreach_desktop.domain.organisation import Organisation
from outreach_desktop.domain.person import AgeBand, Consent, Identifier, Person, State
from outreach_desktop.domain.platform import Platform
from outreach_desktop.ui.forms.calendar_popup import CalendarPopup
from outreach_desktop.ui.language import apply_language
from outreach_desktop.ui.look import theme

HOSTILE = "\x00\x07\x1b\x7f\x85\u200f\u202e\ud800\udc00\U0001f469\u0301\u2028\u2029\xa0\ufdd0\uffff\r\n\tåäö&<b>"
TEXTS = st.text(st.sampled_from(HOSTILE) | st.characters(codec=None), max_size=30)
VALUES = {
    str: TEXTS,
    bool: st.booleans(),
    int: st.integers(-(2**40), 2**40),
    date: st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    datetime: st.datetimes(datetime(1900, 1, 2), datetime(2200, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001
}


def values_of(attribute):
    plain = st.sampled_from(attribute.type) if issubclass(attribute.type, Choice) else VALUES[attribute.type]
    if attribute.several:
        return st.lists(plain, unique=True).map(tuple)
    return st.none() | plain if attribute.optional else plain


def records_of(kind):
    return st.builds(kind, **{attribute.name: values_of(attribute) for attribute in attributes(kind)})


@pytest.mark.parametrize("kind", RECORD_TYPES)
@given(data=st.data())
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_form_gives_back_whatever_it_was_given(qtbot, kind, data):
    record = data.draw(records_of(kind))
    form = a_form(record)

    assert form.record() == record
    assert not form.changed()
    json.dumps(form.state()).encode()
    form.deleteLater()


@pytest.mark.parametrize("kind", [Contact, Platform])  # all kinds of texts; more would only take long
@pytest.mark.parametrize("text", ["å\n" * 50_000, "å" * 100_000], ids=["lines", "a word without end"])
def test_a_hundred_thousand_characters_in_each_text_come_back_whole(shown, kind, text):
    record = kind(**{attribute.name: text for attribute in attributes(kind) if attribute.type is str})
    form = a_form(record)
    shown(in_a_page(form))

    assert form.record() == record
    assert not form.changed()


@pytest.mark.parametrize("kind", RECORD_TYPES)
@given(data=st.data())
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_one_form_holds_another_takes_over(qtbot, kind, data):
    one, other = (data.draw(records_of(kind)) for _ in range(2))
    form, source, again = a_form(one), a_form(other), a_form(one)
    for attribute in attributes(kind):
        if not attribute.hidden:
            form.editor(attribute.name).restore(source.editor(attribute.name).state())
    again.restore(json.loads(json.dumps(form.state())))

    assert again.state() == form.state()
    assert again.changed() == form.changed()
    for each in (form, source, again):
        each.deleteLater()


@pytest.fixture
def person_form(shown):
    form = a_form(Person(alias="Mia"))
    shown(in_a_page(form))
    return form


def type_over(editor, text, type_text):
    editor.focus()
    control = QApplication.focusWidget()
    QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(control, Qt.Key.Key_Delete)
    type_text(control, text)


def test_typed_text_is_in_the_record(person_form, type_text, qtbot):
    with qtbot.waitSignal(person_form.edited):
        type_over(person_form.editor("alias"), "Åsa 💜", type_text)
    type_over(person_form.editor("wishes"), "Rad ett\nRad två", type_text)

    assert person_form.record().alias == "Åsa 💜"
    assert person_form.record().wishes == "Rad ett\nRad två"
    assert person_form.changed()


def test_typing_can_be_undone(person_form, type_text):
    for field in ("alias", "wishes"):
        editor = person_form.editor(field)
        before = editor.state()
        editor.focus()
        type_text(QApplication.focusWidget(), "mera")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert editor.state() == before
    assert not person_form.changed()


def test_a_typed_day_is_shown_in_full_while_it_is_typed(person_form, type_text):
    editor = person_form.editor("earliest_on")
    type_over(editor, "+2v", type_text)

    assert editor.understood == "= tisdag 8 december 2026"
    assert person_form.record().earliest_on == date(2026, 12, 8)


def test_a_day_in_the_past_is_meant_where_the_future_makes_no_sense(person_form, type_text):
    type_over(person_form.editor("consent_on"), "12/3", type_text)

    assert person_form.record().consent_on == date(2026, 3, 12)


def test_a_wrong_day_is_kept_and_marked_when_the_keyboard_leaves(person_form, type_text):
    editor = person_form.editor("earliest_on")
    type_over(editor, "31/2", type_text)
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)

    assert editor.state() == "31/2"
    assert editor.line.property("wrong")
    assert "kalendern" in editor.line.accessibleDescription()
    with pytest.raises(Invalid) as raised:
        person_form.record()
    assert [problem.field for problem in raised.value.problems] == ["earliest_on"]

    type_over(editor, "i morgon", type_text)
    assert not editor.line.property("wrong")
    assert person_form.record().earliest_on == date(2026, 11, 25)


def test_an_emptied_day_is_no_day(shown, type_text):
    form = a_form(Person(alias="Mia", earliest_on=TODAY))
    shown(in_a_page(form))
    type_over(form.editor("earliest_on"), "", type_text)

    assert form.record().earliest_on is None


def test_the_calendar_picks_a_day_by_keyboard(person_form, qtbot):
    editor = person_form.editor("earliest_on")
    editor.focus()
    popup = editor.open_calendar()
    qtbot.waitExposed(popup)
    view = popup.calendar.focusProxy() or popup.calendar
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)

    assert person_form.record().earliest_on == date(2026, 11, 25)


def test_no_week_of_the_calendar_is_outside_the_screen(shown):
    anchor = shown(QLineEdit())
    area = anchor.screen().availableGeometry()
    for place in (area.bottomRight() - anchor.rect().bottomRight(), area.topLeft()):
        anchor.move(place)
        popup = CalendarPopup(anchor, TODAY)
        assert area.contains(popup.geometry())
        assert not popup.geometry().intersects(anchor.geometry())


def test_escape_closes_the_calendar_and_changes_nothing(person_form, qtbot):
    editor = person_form.editor("earliest_on")
    editor.focus()
    QTest.keyClick(editor.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    QTest.keyClick(popup.calendar.focusProxy() or popup.calendar, Qt.Key.Key_Escape)

    assert not popup.isVisible()
    assert not person_form.changed()


def contact_form(shown, **values):
    form = a_form(Contact(**values), now=lambda: datetime(2026, 11, 24, 20, 15, tzinfo=ZoneInfo("Europe/Stockholm")))
    shown(in_a_page(form))
    return form


def test_a_typed_time_becomes_an_instant(shown, type_text):
    form = contact_form(shown)
    type_over(form.editor("at"), "i går 21", type_text)

    assert form.record().at == datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    assert form.editor("at").understood == "= måndag 23 november 2026 21.00"


def test_an_hour_that_comes_twice_is_asked_about(shown, type_text):
    form = contact_form(shown)
    editor = form.editor("at")
    type_over(editor, "25/10 2026 02.30", type_text)
    with pytest.raises(Invalid):
        form.record()
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)

    assert form.record().at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_choices_are_made_by_keyboard(shown, type_text):
    form = contact_form(shown)
    form.editor("direction").focus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    form.editor("outcome").focus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    form.editor("needs").focus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    form.editor("platform_id").focus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)

    record = form.record()
    assert (record.direction.value, record.outcome, record.needs) == ("in", Outcome.WHO_ARE_YOU, (Need.HOUSING,))
    assert record.platform_id == 1


def test_yes_is_ticked_with_the_space_bar(person_form):
    person_form.editor("may_be_child").focus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)

    assert person_form.record().may_be_child


def test_a_long_list_is_searched_by_typing(shown, type_text):
    form = a_form(ConcernReport(municipality="0180"))
    shown(in_a_page(form))
    editor = form.editor("municipality")
    type_over(editor, "GÖTEBORG", type_text)
    assert form.record().municipality == "1480"

    type_over(editor, "Göteb", type_text)
    assert form.state()["values"]["municipality"] == {"typed": "Göteb"}
    with pytest.raises(Invalid):
        form.record()


def test_a_value_that_left_its_list_is_kept(qtbot):
    form = a_form(ConcernReport(municipality="9999"))
    form.editor("municipality").restore("0180")
    assert form.record().municipality == "0180"
    form.editor("municipality").restore("9999")
    assert form.record().municipality == "9999"
    assert "9999" not in MUNICIPALITIES


def test_a_number_must_be_a_whole_number(shown, type_text):
    form = a_form(Organisation(name="Hamnen"))
    shown(in_a_page(form))
    type_over(form.editor("contact_interval"), "sju", type_text)
    with pytest.raises(Invalid):
        form.record()
    type_over(form.editor("contact_interval"), " 7 ", type_text)
    assert form.record().contact_interval == 7


def test_a_phone_is_shown_in_groups_and_a_wrong_one_is_kept_and_marked(shown, type_text):
    form = a_form(Organisation(name="Hamnen"))
    shown(in_a_page(form))
    editor = form.editor("phone")
    type_over(editor, "+46701740605", type_text)
    assert editor.remark == "= 070-174 06 05"
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert form.record().phone == "070-174 06 05"

    type_over(editor, "ring receptionen", type_text)
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert form.record().phone == "ring receptionen"
    assert "telefonnummer" in editor.remark


def test_a_stored_phone_is_not_rewritten_by_walking_past_it(shown):
    form = a_form(Organisation(name="Hamnen", phone="0701740605"))
    shown(in_a_page(form))
    form.editor("phone").focus()
    QTest.keyClick(form.editor("phone").line, Qt.Key.Key_Tab)

    assert not form.changed()


def test_pasting_brings_plain_text_only(person_form):
    source = QMimeData()
    source.setHtml("<b>Hej</b><img src='x.png'>")
    area = person_form.editor("wishes").area
    area.insertFromMimeData(source)
    assert person_form.record().wishes == "Hej"
    assert not area.remark.isHidden()

    source = QMimeData()
    source.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    area.insertFromMimeData(source)
    assert person_form.record().wishes == "Hej"

    source = QMimeData()
    source.setText(" a\x00b\x07\r\nc")
    area.insertFromMimeData(source)
    assert person_form.record().wishes == "Hej ab\nc"
    assert area.remark.isHidden()


def test_pasting_into_a_line_joins_lines_and_can_be_undone(person_form):
    editor = person_form.editor("languages")
    editor.focus()
    QGuiApplication.clipboard().setText("rumänska\r\nspanska\x00\n")
    QTest.keyClick(editor.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert person_form.record().languages == "rumänska spanska"
    QTest.keyClick(editor.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert person_form.record().languages == ""


def test_a_megabyte_is_kept_and_told_to_be_too_long(person_form):
    area = person_form.editor("wishes").area
    source = QMimeData()
    source.setText("å" * 1_000_000)
    area.insertFromMimeData(source)
    record = person_form.record()

    assert len(record.wishes) == 1_000_000
    assert [problem.field for problem in problems(record, TODAY)] == ["wishes"]


def test_problems_stand_beside_their_fields_and_above_where_the_keyboard_goes(shown, person_form):
    person_form.show_problems(
        [Problem("alias", "Must be filled in."), Problem("follow_up_on", "Cannot be in the future.")]
    )

    assert person_form.editor("alias").line.property("wrong")
    assert "Måste fyllas i." in person_form.editor("alias").line.accessibleDescription()
    summary = QApplication.focusWidget()
    assert "Måste fyllas i." in summary.accessibleName()
    QTest.keyClick(summary, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is person_form.editor("alias").line
    link = next(each for each in summary.findChildren(QPushButton) if each.text() == "Nästa steg den")
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is person_form.editor("follow_up_on").line
    assert QApplication.focusWidget().visibleRegion().boundingRect().height() > 0

    person_form.show_problems([])
    assert not person_form.editor("alias").line.property("wrong")
    assert not summary.isVisible()


def test_a_problem_of_a_field_that_is_not_shown_is_told_above(shown):
    form = a_form(Person(alias="Mia"), only=["alias"])
    shown(in_a_page(form))
    form.show_problems([Problem("hold_until", "Cannot be before the start.")])

    assert "Vi väntar, till och med: Kan inte vara före startdagen." in QApplication.focusWidget().accessibleName()


def test_a_problem_in_a_folded_section_opens_it(shown):
    groups = [("Person", ["alias"]), ("Samtycke", ["consent", "consent_on"])]
    form = a_form(Person(alias="Mia"), groups=groups, folded=["Samtycke"])
    shown(in_a_page(form))
    assert not form.editor("consent_on").widget.isVisible()
    form.show_problems([Problem("consent_on", "Cannot be in the future.")])
    form.go_to("consent_on")

    assert form.editor("consent_on").widget.isVisible()
    assert QApplication.focusWidget() is form.editor("consent_on").line


def test_a_folded_section_with_something_in_it_is_open(shown):
    groups = [("Person", ["alias"]), ("Samtycke", ["consent", "consent_on"])]
    form = a_form(Person(alias="Mia", consent=Consent.GIVEN), groups=groups, folded=["Samtycke"])
    shown(in_a_page(form))

    assert form.editor("consent").widget.isVisible()


def test_the_fields_of_a_folded_section_are_made_when_it_is_opened_and_tab_comes_to_them_in_order(shown):
    groups = [("", ["alias"]), ("Samtycke", ["consent", "consent_how"]), ("Kontakt", ["safe_ways"])]
    form = a_form(Person(alias="Mia", consent_how="på telefon"), groups=groups, folded=["Samtycke", "Kontakt"])
    plain = a_form(Person(alias="Mia"), groups=groups, folded=["Samtycke", "Kontakt"])
    shown(in_a_page(plain))
    assert form.findChild(QWidget, "Person.consent_how") is not None
    assert plain.findChild(QWidget, "Person.consent_how") is None
    assert plain.record() == Person(alias="Mia")
    assert not plain.changed()
    consent, contact = (each for each in plain.findChildren(QPushButton) if each.text().strip() in dict(groups))
    contact.click()
    consent.click()
    consent.setFocus()
    met = []
    while QApplication.focusWidget() is not contact:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    QTest.keyClick(contact, Qt.Key.Key_Tab)
    parts = [*plain.editor("consent").parts, *plain.editor("consent_how").parts]
    assert [each for each in met if each in parts] == [each for each in parts if each in met]
    assert plain.editor("consent_how").parts[0] in met
    assert QApplication.focusWidget() is plain.editor("safe_ways").parts[0]


def test_what_is_typed_survives_a_change_of_language(dressed_app, shown, type_text):
    record = Person(alias="Mia", earliest_on=TODAY)
    form = a_form(record)
    shown(in_a_page(form))
    type_over(form.editor("earliest_on"), "31/2", type_text)
    type_over(form.editor("alias"), "Lova", type_text)
    form.editor("age_band").restore(AgeBand.FROM_18.value)
    kept = form.state()
    apply_language(dressed_app, "en")
    again = a_form(record)
    shown(in_a_page(again))
    again.restore(kept)

    assert again.editor("earliest_on").state() == "31/2"
    assert again.editor("earliest_on").line.property("wrong")
    again.editor("earliest_on").restore("tomorrow")
    assert again.record() == dataclasses.replace(
        record, alias="Lova", age_band=AgeBand.FROM_18, earliest_on=date(2026, 11, 25)
    )


def test_only_chosen_fields_are_shown_and_the_rest_stays(qtbot):
    record = Person(alias="Mia", state=State.ANSWERED, hold_by="polisen")
    form = a_form(record, only=["alias"])
    form.editor("alias").restore("Lova")

    assert form.record() == dataclasses.replace(record, alias="Lova")


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_tab_meets_every_editor_in_order_and_each_has_a_name(shown, kind):
    form = a_form(kind())
    page = shown(in_a_page(form))
    shown_fields = [attribute.name for attribute in attributes(kind) if not attribute.hidden]
    parts = {part: field for field in shown_fields for part in form.editor(field).parts}
    form.editor(shown_fields[0]).focus()
    met = []
    for _ in range(200):
        met.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() in (met[0], None):
            break

    assert list(dict.fromkeys(parts[part] for part in met if part in parts)) == shown_fields
    assert all(part.accessibleName() for part in parts)
    assert page.isVisible()


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_required_fields_say_so_in_words_and_hints_are_spoken(qtbot, kind):
    form = a_form(kind())
    words = [label.text() for label in form.findChildren(QLabel)]
    required = [attribute for attribute in attributes(kind) if attribute.required and not attribute.hidden]

    assert words.count("måste fyllas i") == len(required)
    for attribute in attributes(kind):
        if attribute.label.hint and not attribute.hidden:
            assert form.editor(attribute.name).parts[0].accessibleDescription()


def test_input_methods_are_asked_not_to_learn(qtbot):
    form = a_form(Person())
    for field in ("alias", "wishes", "earliest_on"):
        hints = form.editor(field).parts[0].inputMethodHints()
        assert hints & Qt.InputMethodHint.ImhSensitiveData
        assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def test_lists_to_choose_from_have_an_empty_answer_where_nothing_may_be_chosen(qtbot):
    form = a_form(Identifier(platform_id=2))
    editor = form.editor("platform_id")
    assert [editor.combo.itemText(at) for at in range(editor.combo.count())] == [
        "Inte valt",
        *CHOICES["platform_id"].values(),
    ]
    editor.restore(None)

    assert form.record().platform_id is None
    assert isinstance(editor.widget, QWidget)


@pytest.mark.parametrize("size", ["normal", "largest"])
@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_forms_keep_the_rules_of_every_window(dressed_app, shown, kind, size):
    theme.apply(dressed_app, theme.Theme("light", size))
    form = a_form(kind())
    page = shown(in_a_page(form))
    form.show_problems([Problem(attribute.name, "Must be filled in.") for attribute in attributes(kind)][:3])

    QApplication.processEvents()  # once for the new words, once for the rows of answers they move

    assert rules.problems_of(page) == []


def test_all_that_is_wrong_is_told_at_once_and_each_mark_stays_until_its_own_field_changes(shown, type_text):
    form = a_form(Identifier(), only=["value", "first_seen_on", "last_seen_on"])
    shown(in_a_page(form))
    value, first, last = (form.editor(name) for name in ("value", "first_seen_on", "last_seen_on"))
    form.show_problems(form.all_problems())
    type_text(first.line, "31 februari")
    type_text(last.line, "kanske")
    assert [value.line.property("wrong"), first.line.property("wrong")] == [True, False]
    form.show_problems(form.all_problems())
    assert [each.line.property("wrong") for each in (value, first, last)] == [True, True, True]
    type_text(last.line, "!")
    assert [each.line.property("wrong") for each in (value, first, last)] == [True, True, False]
    type_text(value.line, "070-174 06 05")
    assert [each.line.property("wrong") for each in (value, first, last)] == [False, True, False]
