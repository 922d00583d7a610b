"""The lists of the room, by keyboard."""

from datetime import timedelta

import pytest
from desk import wait_until
from fingers import rest
from makers import NOW, TODAY
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QMenu
from rules import problems_of

from outreach_desktop.domain.person import State
from outreach_desktop.operations import vaults
from outreach_desktop.operations.people import remove_person
from outreach_desktop.ui import main_window
from outreach_desktop.ui.look.tables import Table
from outreach_desktop.ui.look.theme import Theme

Key = Qt.Key


def aliases(window):
    model = window.page.model
    return [model.record(row).alias for row in range(model.rowCount())]


def count(window):
    return window.page.count.text()


def test_an_empty_register_says_what_to_do_first(window, user):
    user.goes()
    assert not window.page.view.isVisible()
    assert "Ingen finns i registret än" in [each.text() for each in window.findChildren(QLabel)]
    assert not problems_of(window)


def test_the_newest_code_comes_first_and_the_line_below_counts(window, user, people_there):
    people_there(*({"alias": f"Mia {n}"} for n in range(3)))
    user.goes()
    assert aliases(window) == ["Mia 2", "Mia 1", "Mia 0"]
    assert count(window) == "3 personer. Rad 1 är vald."
    user.presses(Key.Key_Down)
    assert count(window) == "3 personer. Rad 2 är vald."
    assert not problems_of(window)


def test_the_headings_sort_by_keyboard_in_swedish_order(window, user, people_there):
    people_there(*({"alias": alias} for alias in ("Ängla", "Zoe", "Åsa", "Alma")))
    user.goes()
    user.presses(Key.Key_Backtab)
    while user.here != "people.headings":
        user.presses(Key.Key_Backtab)
    user.presses(Key.Key_Right, Key.Key_Return)
    assert aliases(window) == ["Alma", "Zoe", "Åsa", "Ängla"]
    user.presses(Key.Key_Space)
    assert aliases(window) == ["Ängla", "Åsa", "Zoe", "Alma"]


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_Return])
def test_one_key_leads_from_the_filter_to_the_rows_and_opens_nobody(window, user, people_there, key):
    people_there({"alias": "Mia Månstråle"}, {"alias": "Luna"})
    user.goes()
    user.with_ctrl(Key.Key_F)
    user.writes("stråle")
    user.presses(key)
    assert window.page.view.hasFocus()
    user.presses(Key.Key_Return)
    assert window.page.title == "Mia Månstråle"


def test_typing_in_the_filter_narrows_the_list_and_escape_from_nothing_is_one_button(window, user, people_there):
    people_there({"alias": "Mia Månstråle"}, {"alias": "Luna"})
    user.goes()
    user.with_ctrl(Key.Key_F)
    user.writes("stråle")
    assert aliases(window) == ["Mia Månstråle"]
    user.writes("xx")
    assert aliases(window) == []
    assert "Ingen passar alla filter" in [each.text() for each in window.findChildren(QLabel)]
    user.tabs_to("people.clear")
    user.presses(Key.Key_Space)
    assert len(aliases(window)) == 2


def test_filters_work_together(window, user, people_there):
    people_there(
        {"alias": "Mia", "state": State.MEETING, "may_be_child": True, "follow_up_on": TODAY},
        {"alias": "Lia", "state": State.MEETING, "follow_up_on": TODAY + timedelta(days=9)},
        {"alias": "Nora", "follow_up_on": TODAY - timedelta(days=1)},
        at=NOW - timedelta(days=60),
    )
    user.goes()
    user.sees(QComboBox, "people.state").setCurrentIndex(list(State).index(State.MEETING) + 1)
    user.waits()
    assert set(aliases(window)) == {"Mia", "Lia"}
    for name in ("people.due", "people.child"):
        user.sees(QCheckBox, name).setFocus()
        user.presses(Key.Key_Space)
    assert aliases(window) == ["Mia"]


def test_letters_jump_to_the_alias_that_begins_so(window, user, people_there):
    people_there(*({"alias": alias} for alias in ("Mia", "Ängla", "Luna")))
    user.goes()
    user.writes("än")
    assert window.page.current_record().alias == "Ängla"


def test_somebody_in_the_bin_can_be_taken_back(window, user, people_there, opened):
    gone, _kept = people_there({"alias": "Mia"}, {"alias": "Luna"})
    db = vaults.connect(*opened)
    remove_person(db, gone.id, NOW)
    db.close()
    user.goes()
    assert aliases(window) == ["Luna"]
    user.sees(QCheckBox, "people.bin").setFocus()
    user.presses(Key.Key_Space)
    assert aliases(window) == ["Mia"]
    user.tabs_to("people.restore")
    user.presses(Key.Key_Space)
    assert aliases(window) == []


def test_columns_can_be_hidden_and_stay_so_after_a_switch_of_language(window, user, people_there):
    people_there({"alias": "Mia"})
    user.goes()
    window.page.columns_button.click()
    menu = window.page.findChild(QMenu)
    next(each for each in menu.actions() if each.text() == "Län").trigger()
    menu.close()
    assert window.page.view.isColumnHidden(6)
    window.use_language("en")
    user.waits()
    assert window.page.view.isColumnHidden(6)
    assert not window.page.view.isColumnHidden(5)
    assert count(window) == "1 person. Row 1 is chosen."


def test_the_list_keeps_its_place_filter_and_order_when_one_comes_back(window, user, people_there):
    people_there(*({"alias": f"Mia {n:02d}"} for n in range(30)))
    user.goes()
    window.page.header.sort_by_section(1)
    user.waits()
    user.presses(Key.Key_Home, *[Key.Key_Down] * 4)
    user.presses(Key.Key_Return)
    assert window.page.title == "Mia 04"
    user.with_alt(Key.Key_Left)
    assert window.page.current_record().alias == "Mia 04"
    assert window.page.header.order == "alias"


def test_the_row_that_is_chosen_stays_when_somebody_else_adds_a_person(window, user, people_there):
    people_there({"alias": "Mia"}, {"alias": "Luna"})
    user.goes()
    user.presses(Key.Key_Down)
    assert window.page.current_record().alias == "Mia"
    people_there({"alias": "Nora"})
    window.page.workspace.changed.emit(frozenset({"person"}))
    user.waits()
    assert aliases(window) == ["Nora", "Luna", "Mia"]
    assert window.page.current_record().alias == "Mia"


def test_contacts_are_listed_with_filters_and_typed_days(window, user, people_there):
    people_there({"alias": "Mia"}, at=NOW - timedelta(days=60))
    people_there({"alias": "Luna"})
    user.goes(view="contacts")
    assert aliases(window) == ["Luna", "Mia"]
    assert count(window) == "2 kontakter."
    page = window.page
    page.since.setFocus()
    user.writes("i går")
    assert aliases(window) == ["Luna"]
    page.since.clear()
    page.until.setFocus()
    user.writes("i går")
    assert aliases(window) == ["Mia"]
    user.writes(" kanske")
    assert page.until.property("wrong") is True
    assert len(aliases(window)) == 2
    assert not problems_of(window)


def test_a_contact_is_opened_and_removed_from_the_list_with_undo(window, user, people_there):
    people_there({"alias": "Mia"})
    user.goes(view="contacts")
    user.presses(Key.Key_Delete)
    assert aliases(window) == []
    window.findChild(type(window.page.open_button), "toast.undo").click()
    user.waits()
    assert aliases(window) == ["Mia"]
    window.page.view.setFocus()
    user.presses(Key.Key_Return)
    assert window.page.title == "Ändra kontakt"


def test_more_contacts_than_are_listed_are_told_of(window, user, people_there, monkeypatch):
    monkeypatch.setattr("outreach_desktop.storage.contacts.MOST", 2)
    people_there(*({"alias": f"Mia {n}"} for n in range(3)))
    user.goes(view="contacts")
    assert count(window) == "De 2 senaste. Det finns fler: välj en period."
    assert len(aliases(window)) == 2


def test_the_pages_keep_the_rules_in_both_languages(window, user, people_there):
    people_there({"alias": "Mia", "may_be_child": True}, {"alias": "Luna", "hold_since": TODAY, "hold_by": "Polisen"})
    for language in ("sv", "en"):
        window.use_language(language)
        for place in ({}, {"view": "contacts"}):
            user.goes(**place)
            assert not problems_of(window), (language, place)


def test_with_the_largest_text_the_lists_never_scroll_sideways_and_the_menu_says_what_is_left_out(
    window, user, people_there
):
    people_there({"alias": "Mia"})
    window.resize(1366, 768)
    window.use_look(Theme("light", "largest"))
    for place in ({"view": "contacts"}, {}):
        user.goes(**place)
        assert window.page.view.horizontalScrollBar().maximum() == 0
    columns = enumerate(window.page.model.columns)
    assert [each.id for at, each in columns if window.page.view.isColumnHidden(at)] == ["last", "county"]
    window.page.columns_button.click()
    menu = window.page.findChild(QMenu)
    words = [each.text() for each in menu.actions()]
    menu.close()
    assert "Län (får inte plats med den här textstorleken)" in words
    assert "Alias" in words
    window.page.view.want_column(3, wanted=False)
    assert window.page.view.isColumnHidden(3)
    assert not window.page.view.isColumnHidden(4)


class Rows(QObject):
    """Notes at each paint of a table how many rows it has."""

    def __init__(self):
        super().__init__()
        self.painted = []

    def eventFilter(self, watched, event):
        table = watched.parent()
        if event.type() == QEvent.Type.Paint and isinstance(table, Table) and watched is table.viewport():
            self.painted.append(table.model().rowCount())
        return False


@pytest.mark.parametrize("place", [{}, {"view": "contacts"}])
def test_a_list_is_painted_once_when_it_opens_with_its_rows(window, workspace, people_there, place, monkeypatch):
    people_there(*({"alias": f"Mia {n}"} for n in range(40)))
    monkeypatch.setattr(main_window, "_MOST_HELD_MS", 60_000)  # a busy machine answers late
    rest(50)
    heard = Rows()
    QApplication.instance().installEventFilter(heard)
    window.go("people", place)
    wait_until(lambda: heard.painted)
    rest(200)
    QApplication.instance().removeEventFilter(heard)
    assert heard.painted == [40]
