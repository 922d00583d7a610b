"""Every field of every record type keeps whatever is put into it, or says in a sentence why it does not.

Fields and types are found by reflection: a new one is in these tests without being named. Each text goes
through form, save, closing and opening the database, search, list, CSV and PDF.
"""

import csv
import shutil
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timezone
from io import StringIO
from itertools import count

import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from makers import NOW, TODAY
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from outreach_desktop.domain.attributes import EARLIEST, LATEST, LONG_TEXT, Choice, Invalid, attributes, tidy, tidy_text
from outreach_desktop.domain.contact import Contact, ContactFilter
from outreach_desktop.domain.person import Identifier, Person, PersonFilter, Town
from outreach_desktop.export.printed import shown
from outreach_desktop.export.records import records_csv, records_pdf
from outreach_desktop.i18n import LANGUAGES, ZONE, texts
from outreach_desktop.operations.lookups import look_up
from outreach_desktop.operations.phones import normalise
from outreach_desktop.operations.saving import save_record
from outreach_desktop.storage import contacts, people, search
from outreach_desktop.ui.forms.record_form import RecordForm
from tests.export.reports import a_frame, failures
from tests.stories import hostile
from tests.stories.hostile import RECORD_TYPES
from tests.stories.register import Register, operation_for

SEARCHED = {
    (Person, "alias"), (Person, "code"), (Person, "former_codes"), (Identifier, "value"), (Town, "name"),
    (Contact, "note"), (Contact, "next_step"), (Contact, "identifier"),
}  # fmt: skip
ALSO_SEARCHED = {(Identifier, "key")}  # what is compared of an identifier; nobody types it
NUMBERED = count(1)
LONG = ("å" * 99_990, "lång text " * 10_001, "A\u030a" * 50_000, "1 MB " * 200_000)

pytestmark = pytest.mark.timeout(300)
every_type = pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda each: each.__name__)


def some(examples):
    """Few examples, since each holds all fields at once; not made smaller, which would take minutes in windows."""
    kept = (Phase.explicit, Phase.generate)
    return settings(max_examples=examples, phases=kept, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def register(vault_pattern, tmp_path_factory):
    folder = tmp_path_factory.mktemp("every_field") / "vault"
    shutil.copytree(vault_pattern[0], folder, ignore=shutil.ignore_patterns("ballast", "lock"))
    opened = Register(folder, vault_pattern[1])
    yield opened
    opened.close()


def a_form(register, record):
    there = {field.name for field in fields(record)}
    choices = {name: {at: "Sida ett"} for name, at in register.references.items() if name in there}
    return RecordForm(register.belonging(record), today=TODAY, choices=choices, now=lambda: NOW)


def paste(editor, text):
    """Put a text in as people do: by the clipboard, and then leave the field. Return what the clipboard made of it.

    Two halves of a sign become one there, and a text that begins with a byte order mark the wrong way is turned round.
    """
    control = editor.parts[0]
    control.selectAll()
    QApplication.clipboard().setText(text)
    pasted = QApplication.clipboard().text()
    QTest.keyClick(control, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    if isinstance(control, QLineEdit):
        control.editingFinished.emit()
    return pasted


def fill(form, attribute, data):
    """Type or choose something in a field; return what was typed, or the value that was chosen."""
    editor = form.editor(attribute.name)
    if not isinstance(editor.parts[0], (QLineEdit, QPlainTextEdit)):
        value = data.draw(hostile.a_value(attribute), label=attribute.name)
        value = value if isinstance(value, (bool, tuple, Choice)) else editor.value()
        editor.restore(_key(value))
        return value
    kinds = {date: hostile.typed_days, datetime: hostile.typed_days, int: hostile.typed_numbers}
    typed = data.draw(kinds.get(attribute.type, hostile.texts), label=attribute.name)
    return paste(editor, typed)


def _key(value):
    if isinstance(value, tuple):
        return [_key(part) for part in value]
    return value.value if isinstance(value, Choice) else value


_BOUND = ("_until", "last_seen_on", "reminder_at")  # not before another day, or not after it, which may be any


def harmless(attribute):
    """Return what can stand in any field of a kind, as its editor keeps it."""
    bound = attribute.name.endswith(_BOUND)
    if issubclass(attribute.type, datetime):
        return ["" if bound else "2026-11-20 12.00", -1]
    if issubclass(attribute.type, date):
        return "" if bound else "2026-11-20"
    return "5" if attribute.type is int else "Mira"


def save_what_can_be_saved(register, form, record_type):
    """Press save as often as something is refused, mending what it says; return what is stored, and the refusals."""
    refused = {}
    while True:
        stored, problems = attempt(lambda: operation_for(record_type)(register.db, form.record(), NOW))
        if stored is not None:
            return stored, refused
        form.show_problems(problems)
        new = {problem.field for problem in problems} - set(refused)
        assert new, f"refused again after mending: {problems}"
        for attribute in attributes(record_type):
            if attribute.name in new:
                refused[attribute.name] = said_beside(form, attribute.name)
                form.editor(attribute.name).restore(_mended(form, attribute))


def attempt(save):
    """Return what was stored and no problems, or nothing and the problems."""
    try:
        return save(), []
    except Invalid as error:
        return None, error.problems


def _mended(form, attribute):
    if issubclass(attribute.type, Choice):
        return list(attribute.type)[-1].value
    return harmless(attribute)


def said_beside(form, name):
    """Return the sentence beside a field; it is one, and nothing in it is left to fill in."""
    sentence = form._fields[name].error
    assert len(sentence) > 10
    assert sentence.endswith((".", "?"))
    assert "{" not in sentence
    return sentence


def not_to_be_kept(typed):
    """Return what somebody chose, in the same form, to leave no more of than a fingerprint."""
    return {"text"} if typed.get("keeps_text") is False else set()


def require_kept(attribute, typed, value):
    """The value is what was typed, as far as anybody can see."""
    if not isinstance(value, str):
        require_same_value(typed, value)
    elif hostile.visible(value) == hostile.visible(typed):
        assert attribute.label.long or "\n" not in value
    else:
        assert normalise(value) == normalise(" ".join(typed.splitlines())), (attribute.name, typed, value)


def require_same_value(typed, value):
    assert isinstance(typed, str) or value == typed
    if isinstance(value, date):
        assert EARLIEST <= date(value.year, value.month, value.day) <= LATEST
        assert typed not in hostile.DAYS[:2] or value.isoformat().startswith(typed)


@every_type
@some(12)
@given(data=st.data())
def test_what_is_typed_in_a_form_is_kept_or_refused_beside_its_field(register, record_type, data):
    with closing_form(a_form(register, record_type())) as form:
        shown_fields = [attribute for attribute in attributes(record_type) if not attribute.hidden]
        typed = {attribute.name: fill(form, attribute, data) for attribute in shown_fields}
        stored, refused = save_what_can_be_saved(register, form, record_type)
    for attribute in shown_fields:
        if attribute.name not in refused.keys() | not_to_be_kept(typed):
            require_kept(attribute, typed[attribute.name], getattr(stored, attribute.name))
    register.reopen()
    assert compared(register.stored(record_type, stored.id)) == compared(stored)


@contextmanager
def closing_form(form):
    try:
        yield form
    finally:
        form.deleteLater()
        QApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)


def values_of(record):
    return {name: getattr(record, name) for name in hostile.field_names(type(record))}


def compared(record):
    """Return the fields by name, instants as time since a beginning: Python finds a doubled hour equal to nothing."""
    return {name: since_beginning(value) for name, value in values_of(record).items()}


def since_beginning(value):
    if not isinstance(value, datetime):
        return value
    return value.replace(tzinfo=UTC) - datetime(1, 1, 1, tzinfo=UTC) - value.utcoffset()


def test_an_instant_in_the_hour_that_comes_twice_is_compared_as_an_instant():
    first, second = (datetime(1992, 9, 27, 2, 0, fold=fold, tzinfo=ZONE) for fold in (0, 1))
    plain = second.astimezone(timezone(second.utcoffset()))
    assert since_beginning(second) == since_beginning(plain) != since_beginning(first)


def saved(register, record):
    """Store a record by the way of all records, mending what is refused; return it, and the fields that were."""
    refused = set()
    while True:
        stored, problems = attempt(lambda tried=record: save_record(register.db, tried, NOW))
        if stored is not None:
            return stored, refused
        new = {problem.field for problem in problems} - refused
        assert new, f"refused again after mending: {problems}"
        assert all(texts(language).gettext(problem.text) for problem in problems for language in LANGUAGES)
        refused |= new
        record = replace(record, **{name: harmless_value(type(record), name) for name in new})


def harmless_value(record_type, name):
    attribute = next(each for each in attributes(record_type) if each.name == name)
    if issubclass(attribute.type, Choice):
        return list(attribute.type)[-1]
    plain = {
        str: f"Mira {next(NUMBERED)}",
        int: 5,
        date: None if name.endswith(_BOUND) else date(2026, 11, 20),
        datetime: None if name.endswith(_BOUND) else NOW,
    }
    return plain[attribute.type]


def a_record(register, record_type, data):
    """Return a record with anything in every field, shown in forms or not, and a word of its own in each text."""
    drawn = {each.name: data.draw(hostile.a_value(each), label=each.name) for each in attributes(record_type)}
    marks = {name: f"qzx{next(NUMBERED)}y" for name, value in drawn.items() if isinstance(value, str)}
    texts_marked = {name: f"{drawn[name]} {mark}" for name, mark in marks.items()}
    return register.belonging(record_type(**drawn | texts_marked)), marks


@every_type
@some(10)
@given(data=st.data())
def test_whatever_a_field_holds_is_kept_found_listed_and_exported(register, record_type, data):
    record, marks = a_record(register, record_type, data)
    stored, refused = saved(register, record)
    register.reopen()
    again = register.stored(record_type, stored.id)
    kept = compared(tidy(record))
    assert compared(again) == compared(stored)
    assert all(compared(again)[name] == kept[name] for name in set(kept) - refused)
    require_found(register, again, {name: mark for name, mark in marks.items() if name not in refused})
    require_listed(register, again)
    require_in_sheet(again)
    require_printed(again, [mark for name, mark in marks.items() if name not in refused])


def require_found(register, record, marks):
    """Texts that are searched are found by their words; restricted ones never."""
    restricted = {each.name for each in attributes(type(record)) if each.restricted}
    for name, mark in marks.items():
        found = bool(search.find_people(register.db, mark) or search.find_contacts(register.db, mark))
        assert found is ((type(record), name) in SEARCHED or (type(record), name) in ALSO_SEARCHED), (name, mark)
        assert not (found and name in restricted)
        typed = getattr(record, name)
        people.find(register.db, PersonFilter(words=typed))
        contacts.find(register.db, ContactFilter(words=typed))
        look_up(register.db, typed, TODAY)


def require_listed(register, record):
    for row in register.rows_of(record):
        for field in fields(row):
            value, whole = getattr(row, field.name), getattr(record, field.name, None)
            assert value == whole or whole is None or (isinstance(value, str) and whole.startswith(value))


def require_in_sheet(record):
    for language in LANGUAGES:
        document = records_csv(type(record), [record], texts(language))
        head, row = csv.reader(StringIO(document.decode("utf-8-sig"), newline=""))
        expected = [shown(value, texts(language)) for value in values_of(record).values()]
        assert [cell.removeprefix("'") for cell in row] == [cell.removeprefix("'") for cell in expected]
        assert len(head) == len(row)


def require_printed(record, marks):
    text = text_of(records_pdf("Utdrag", [record], a_frame("sv")))
    assert [mark for mark in marks if mark not in text] == []


def text_of(document):
    """Return the text of all pages, without line ends, since long words are broken."""
    pages = pypdfium2.PdfDocument(document)
    found = "".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    return "".join(found.split())


@every_type
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_record_with_the_worst_texts_prints_as_accessible_pages(register, record_type, language):
    worst = "".join(hostile.PIECES)
    held = {each.name: worst for each in attributes(record_type) if each.type is str and not each.several}
    record = record_type(**held)
    assert failures(records_pdf(worst, [record, record], a_frame(language))) == []


def once_only(record_type):
    """Return values of the fields of which the database allows each value only once."""
    return {"code": f"P-2026-{next(NUMBERED)}"} if "code" in hostile.field_names(record_type) else {}


@every_type
@pytest.mark.parametrize("text", LONG, ids=("fits", "ten times too long", "fits when composed", "1 MB"))
def test_long_texts_are_kept_or_refused_with_their_length(register, record_type, text):
    for attribute in attributes(record_type):
        if attribute.type is not str:
            continue
        one = register.belonging(record_type(**once_only(record_type) | {attribute.name: text}))
        stored, refused = saved(register, one)
        composed = tidy_text(text)
        fits = attribute.label.long and len(composed) <= LONG_TEXT
        assert (attribute.name in refused) is not fits
        assert not fits or getattr(register.stored(record_type, stored.id), attribute.name) == composed


@pytest.mark.parametrize("text", LONG, ids=("fits", "ten times too long", "fits when composed", "1 MB"))
def test_a_long_text_pasted_into_a_form_is_kept_whole_or_refused_with_a_sentence(register, text):
    with closing_form(a_form(register, Contact(at=NOW))) as form:
        paste(form.editor("note"), text)
        stored, refused = save_what_can_be_saved(register, form, Contact)
        if len(tidy_text(text)) <= LONG_TEXT:
            assert stored.note == tidy_text(text)
        else:
            assert "note" in refused


def test_all_record_types_are_met():
    assert {each.__name__ for each in RECORD_TYPES} >= {"Person", "Contact", "ConcernReport", "Note", "Finding"}
    assert all(hostile.field_names(each) for each in RECORD_TYPES)
