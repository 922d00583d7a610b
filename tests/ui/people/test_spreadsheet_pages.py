"""Spreadsheets in and out by keyboard in the real window: columns, preview, decisions, stopping, undoing."""

import pytest
from makers import NOW, TODAY, a_contact
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)
from rules import problems_of

from outreach_desktop.domain.organisation import Role
from outreach_desktop.domain.person import IdentifierKind, Person, State
from outreach_desktop.operations import backup_upkeep
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.lookups import look_up
from outreach_desktop.operations.people import identifier_of, remove_person, save_identifier, save_person
from outreach_desktop.sheets.reading import read_file
from outreach_desktop.storage import people
from outreach_desktop.storage.reading import load_all
from outreach_desktop.ui.look.painted import RowList
from outreach_desktop.ui.look.parts import Choice
from outreach_desktop.ui.look.theme import Theme

ENTER, SPACE, DOWN, END = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_End
EVENING = (
    "Alias;Telefon;Ort;Datum;Utfall;Xyz\nMira;070-174 06 05;Uppsala;2026-11-23 19:31;Inget svar;a\n"
    "Luna;070-174 06 16;Gävle;2026-11-23 20:10;Fråga;b\n"
)


@pytest.fixture
def file(tmp_path):
    def write(text, name="kväll.csv", encoding="cp1252"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def user(user, workspace):
    """A user who also waits for what is read and written for long."""
    wait = user.waits

    def waits():
        for worker in (workspace._slow, workspace._writer, workspace._reader) * 2:
            worker.drain()
            QApplication.processEvents()
            QApplication.processEvents()
        wait()

    user.waits = waits
    return user


def chooses(window, user, path):
    """Answer the question for the file, in the dialog."""
    dialog = next(each for each in window.findChildren(QFileDialog, "place") if each.isVisible())
    dialog.setDirectory(str(path.parent))
    dialog.findChild(QLineEdit, "fileNameEdit").setText(path.name)
    dialog.accept()
    window.activateWindow()
    user.waits()


def begins(window, user, path):
    """Go to the spreadsheets from the list of people, and choose a file."""
    user.goes()
    user.tabs_to("people.sheets")
    user.presses(SPACE)
    assert user.here == "sheets.choose"
    user.presses(SPACE)
    chooses(window, user, path)


def words(window):
    return {each.text() for each in window.page.findChildren(QLabel) if each.isVisible() and each.text()}


def rows(user, name):
    found = user.sees(RowList, name)
    return [found.row(at) for at in range(found.model().rowCount())]


def test_an_evening_from_a_spreadsheet_comes_in_by_keyboard_and_goes_again(window, workspace, user, file):
    begins(window, user, file(EVENING))
    assert {"Vilken kolumn är vad?", "kväll.csv: 2 rader", "Mira · Luna"} <= words(window)
    assert [user.sees(QComboBox, f"column.{at}").currentText() for at in range(6)] == [
        "Alias", "Telefon", "Ort", "Logg: När", "Logg: Vad det ledde till", "Utelämna",
    ]  # fmt: skip
    user.tabs_to("sheets.next")
    user.presses(SPACE)
    assert "2 nya personer · 0 personer i registret kompletterade" in words(window)
    assert people.count(workspace.db) == 0
    user.tabs_to("sheets.bring")
    user.presses(SPACE)
    assert people.count(workspace.db) == 2
    assert window.here == ("people", {"sheets": "start"})
    assert len(list((workspace.vault.folder / "backups").glob("*"))) >= 1
    assert any("Senast infört: i dag 19.31, av Anna" in text for text in words(window))
    user.tabs_to("sheets.undo")
    user.presses(SPACE)
    user.presses(Qt.Key.Key_Tab, SPACE)
    assert people.count(workspace.db) == 0
    assert not any("Senast infört" in text for text in words(window))


def test_which_column_is_what_is_changed_and_kept_for_the_next_file(window, workspace, user, file):
    begins(window, user, file(EVENING))
    column = user.sees(QComboBox, "column.5")
    user.tabs_to("column.5")
    user.writes("Kön")
    assert column.currentText() == "Kön, med personens egna ord"
    user.tabs_to("sheets.next")
    user.presses(SPACE)
    user.tabs_to("sheets.bring")
    user.presses(SPACE)
    assert {each.gender for each in load_all(workspace.db, Person)} == {"a", "b"}
    begins(window, user, file(EVENING.replace("06 05", "06 25").replace("06 16", "06 34"), "nästa.csv"))
    assert user.sees(QComboBox, "column.5").currentText() == "Kön, med personens egna ord"


def test_problems_hold_up_until_their_rows_are_left_out(window, workspace, user, file):
    begins(window, user, file(EVENING + "Siri;;;2026-13-45;kanske;\n"))
    user.tabs_to("sheets.next")
    user.presses(SPACE)
    assert [(row.title, row.detail) for row in rows(user, "sheets.problems")] == [
        ("Rad 4 · Datum", "Den dagen finns inte i kalendern."),
        ("Rad 4 · Utfall", "Det är inget av svaren som fältet har."),
    ]
    assert not user.sees(QPushButton, "sheets.bring").isEnabled()
    user.tabs_to("sheets.leave_out")
    user.presses(SPACE)
    user.tabs_to("sheets.bring")
    user.presses(SPACE)
    assert people.count(workspace.db) == 2


def test_who_is_known_is_decided_one_by_one(window, workspace, user, file, db):
    mia = save_person(db, Person(alias="Mia"), NOW)
    save_identifier(db, identifier_of("070-174 06 05", IdentifierKind.PHONE, mia.id, TODAY), NOW)
    begins(window, user, file(EVENING))
    user.tabs_to("sheets.next")
    user.presses(SPACE)
    (row,) = rows(user, "sheets.known")
    assert (row.title, row.detail, row.aside) == (
        "Mira",
        "Rad 2 · Är känd som P-2026-0001",
        "Lägg till hos den som är känd",
    )
    user.tabs_to("sheets.known")
    user.presses(ENTER)
    assert rows(user, "sheets.known")[0].aside == "Gör en ny person"
    user.presses(ENTER)
    assert rows(user, "sheets.known")[0].aside == "Utelämna"
    assert "1 ny person · 0 personer i registret kompletterade · 1 utelämnad" in words(window)
    user.presses(ENTER)
    user.tabs_to("sheets.bring")
    user.presses(SPACE)
    assert look_up(workspace.db, "070-174 06 05", TODAY).matches[0].person.alias == "Mia"
    assert people.load_summary(workspace.db, mia.id).contacts == 1


def test_a_file_that_is_none_is_refused_with_a_sentence(window, user, file):
    begins(window, user, file("%PDF-1.7\n\x00\x01", "bild.csv"))
    assert "Det här är inget kalkylblad. Välj en fil i form av CSV eller XLSX." in words(window)
    assert user.here == "sheets.choose"


def test_letters_and_separator_are_chosen_by_hand(window, user, file):
    begins(window, user, file("Alias|Ort\nÅsa|Umeå\n", encoding="mac-roman"))
    assert "Åsa" in words(window)
    separator = user.sees(QComboBox, "sheets.separator")
    assert separator.currentText() == "Streck |"
    user.tabs_to("sheets.separator")
    user.presses(Qt.Key.Key_Up)
    user.presses(Qt.Key.Key_Space, ENTER)
    assert user.sees(QComboBox, "sheets.separator").currentText() != "Streck |"


def test_without_a_backup_nothing_is_brought_in(window, workspace, user, file, monkeypatch):
    from outreach_desktop.vault.backup_errors import PlaceFull

    def full(*_parts, **_named):
        raise PlaceFull

    monkeypatch.setattr(backup_upkeep, "back_up_before", full)
    begins(window, user, file(EVENING))
    user.tabs_to("sheets.next")
    user.presses(SPACE)
    user.tabs_to("sheets.bring")
    user.presses(SPACE)
    assert "Inget fördes in" in words(window)
    assert people.count(workspace.db) == 0


def test_stopping_leaves_all_as_it_was(window, workspace, user, file, monkeypatch):
    begins(window, user, file(EVENING))
    user.tabs_to("sheets.next")
    user.presses(SPACE)
    from outreach_desktop.ui.spreadsheets import preview_page

    carry_out = preview_page.carry_out

    def stopped(db, plan, rules, now, progress):
        window.page._progress._stop()
        return carry_out(db, plan, rules, now, progress)

    monkeypatch.setattr(preview_page, "carry_out", stopped)
    user.tabs_to("sheets.bring")
    user.presses(SPACE)
    assert "Avbrutet. Ingenting har ändrats." in words(window)
    assert people.count(workspace.db) == 0
    assert user.here == "sheets.bring"


def test_undoing_ends_when_one_of_its_persons_is_erased(window, workspace, user, file, db):
    begins(window, user, file(EVENING))
    user.tabs_to("sheets.next")
    user.presses(SPACE)
    user.tabs_to("sheets.bring")
    user.presses(SPACE)
    erase_person(db, load_all(db, Person)[0].id, NOW)
    user.goes()
    user.goes(sheets="start")
    assert window.page.findChild(QPushButton, "sheets.undo") is None


def test_people_go_out_with_what_is_ticked(window, workspace, user, file, tmp_path, db):
    person = save_person(db, Person(alias="=Mira"), NOW)
    save_contact(db, a_contact(person_id=person.id), NOW)
    user.goes(sheets="start")
    user.tabs_to("out.none")
    user.presses(SPACE)
    user.tabs_to("out.save")
    user.presses(SPACE)
    assert "Inget är markerat" in words(window)
    user.presses(Qt.Key.Key_Backtab, Qt.Key.Key_Backtab)
    user.tabs_to("out.fields")
    user.presses(Qt.Key.Key_Home, DOWN, DOWN, SPACE)
    user.tabs_to("out.save")
    user.presses(SPACE)
    user.presses(ENTER)
    path = tmp_path / "ut.xlsx"
    chooses(window, user, path)
    assert [list(row) for row in read_file(path).rows] == [["Alias"], ["=Mira"]]
    last = db.rows("SELECT action, subject FROM log ORDER BY seq DESC LIMIT 1")[0]
    assert tuple(last) == ("export", "person")


def test_who_may_not_sees_neither_button_nor_page(window, workspace, user, monkeypatch):
    monkeypatch.setattr(type(workspace), "role", Role.STAFF)
    user.goes(view="contacts")
    user.goes()
    assert window.page.findChild(QPushButton, "people.sheets") is None
    user.goes(sheets="start")
    assert window.page.findChild(QPushButton, "sheets.choose") is None


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("size", ["normal", "largest"])
def test_each_step_keeps_the_rules(window, user, file, language, size, db):
    mia = save_person(db, Person(alias="Mia"), NOW)
    save_identifier(db, identifier_of("070-174 06 05", IdentifierKind.PHONE, mia.id, TODAY), NOW)
    window.use_language(language)
    window.use_look(Theme("light", size))
    begins(window, user, file(EVENING + "Siri;;;2026-13-45;kanske;\n"))
    assert not problems_of(window)
    window.page._go_on()
    user.waits()
    assert not problems_of(window)


def test_a_switch_of_language_keeps_what_was_decided(window, user, file):
    begins(window, user, file(EVENING + "Siri;;;2026-13-45;kanske;\n"))
    user.tabs_to("sheets.next")
    user.presses(SPACE)
    user.tabs_to("sheets.leave_out")
    user.presses(SPACE)
    window.use_language("en")
    user.waits()
    assert user.sees(QCheckBox, "sheets.leave_out").isChecked()
    assert user.sees(QPushButton, "sheets.bring").isEnabled()


def test_the_list_goes_out_as_it_is_filtered_with_its_columns_saying_how_many(window, workspace, user, tmp_path, db):
    for alias, state in (("Mira", State.CLOSED), ("Alma", State.CLOSED), ("Stina", State.FOUND)):
        save_person(db, Person(alias=alias, state=state), NOW)
    user.goes()
    window.page.state_filter.setCurrentIndex(list(State).index(State.CLOSED) + 1)
    window.page.header.set_order("alias", descending=False)
    window.page.view.want_column(5, wanted=False)
    window.page.ask()
    user.waits()
    user.tabs_to("people.sheets")
    user.presses(SPACE)
    assert "Läge: Avslutad" in words(window)
    answers = [each.text().strip() for each in window.page.findChildren(QToolButton) if "personer" in each.text()]
    assert answers == ["Alla, 3 personer", "Som listan är filtrerad, 2 personer"]
    assert not problems_of(window)
    window.page.first_focus().setFocus()
    user.tabs_to("out.listed")
    user.presses(SPACE)
    user.tabs_to("out.save")
    user.presses(SPACE)
    asked = " ".join(each.text() for each in window.findChildren(QLabel))
    assert "Filen innehåller 2 personer: de som listan visar, Läge: Avslutad." in asked
    user.presses(ENTER)
    path = tmp_path / "ut.xlsx"
    chooses(window, user, path)
    assert [list(row) for row in read_file(path).rows] == [
        ["Kod", "Alias", "Läge", "Får vi kontakta?", "Senaste kontakten var", "Län"],
        ["P-2026-0002", "Alma", "Avslutad", "Ja", "", ""],
        ["P-2026-0001", "Mira", "Avslutad", "Ja", "", ""],
    ]
    assert any("Sparat som ut.xlsx, utanför valvet: 2 personer" in each.text() for each in window.findChildren(QLabel))


def test_everybody_goes_out_when_that_is_chosen_and_without_a_filter_nothing_is_asked(
    window, workspace, user, tmp_path, db
):
    for alias in ("Mira", "Stina"):
        save_person(db, Person(alias=alias), NOW)
    user.goes()
    user.tabs_to("people.sheets")
    user.presses(SPACE)
    assert "Alla, 2 personer" in words(window)
    assert window.page.findChild(Choice, "out.who") is None
    user.goes()
    window.page.words.setText("mir")
    user.waits()
    user.tabs_to("people.sheets")
    user.presses(SPACE)
    assert "Filter: mir" in words(window)
    while QApplication.focusWidget().parentWidget().objectName() != "out.who":
        user.presses(Qt.Key.Key_Tab)
    user.presses(Qt.Key.Key_Left, SPACE)
    window.use_language("en")
    user.waits()
    user.tabs_to("out.save")
    user.presses(SPACE, ENTER)
    path = tmp_path / "ut.xlsx"
    chooses(window, user, path)
    assert [row[1] for row in read_file(path).rows] == ["Alias", "Mira", "Stina"]


def test_the_bin_is_never_offered_to_go_out(window, user, db):
    remove_person(db, save_person(db, Person(alias="Borta"), NOW).id, NOW)
    user.goes()
    window.page.bin.setChecked(True)
    user.waits()
    window.page._to_sheets()
    user.waits()
    assert "Alla, 0 personer" in words(window)
    assert window.page.findChild(Choice, "out.who") is None


@pytest.mark.parametrize("key", ["button", "Ctrl+Z"])
def test_the_message_after_an_import_takes_it_back(window, workspace, user, file, key):
    begins(window, user, file(EVENING))
    user.tabs_to("sheets.next")
    user.presses(SPACE)
    user.tabs_to("sheets.bring")
    user.presses(SPACE)
    assert people.count(workspace.db) == 2
    if key == "button":
        user.clicks("toast.undo")
    else:
        user.with_ctrl(Qt.Key.Key_Z)
    assert people.count(workspace.db) == 0
    assert any(each.text().startswith("Det införda är ångrat. 2 ") for each in window.findChildren(QLabel))
    assert window.page.findChild(QPushButton, "sheets.undo") is None


def test_an_import_that_changed_nothing_has_nothing_to_take_back(window, user, file, db):
    begins(window, user, file("Alias;Telefon\nMira;070-174 06 05\n"))
    for step in ("sheets.next", "sheets.bring"):
        user.tabs_to(step)
        user.presses(SPACE)
    begins(window, user, file("Alias;Telefon\nMira;070-174 06 05\n"))
    for step in ("sheets.next", "sheets.bring"):
        user.tabs_to(step)
        user.presses(SPACE)
    assert window.findChild(QPushButton, "toast.undo") is None
