"""The checklist is changed and decided by keyboard alone; a new meeting asks what it says, an old one does not."""

from dataclasses import replace

import pytest
from desk import wait_until
from fingers import type_text
from makers import NOW, TODAY, a_meeting, a_person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView

from outreach_desktop.domain.checklist_versions import mark_of
from outreach_desktop.domain.safety_checklist import Condition, Level, OwnChecklist
from outreach_desktop.i18n import LANGUAGES
from outreach_desktop.operations import vaults
from outreach_desktop.operations.checklists import EDITOR, list_in_use, save_checklist
from outreach_desktop.operations.meetings import prepare, save_meeting, shipped_items
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage.checklists import load_versions
from outreach_desktop.ui.look.paint import ROW
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.vault.folder import Vault
from tests.stories.hands import Hands
from tests.ui.rules import problems_of

Key, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
HERE = ("organisation", {"part": "checklist"})
DECISION = OwnChecklist(decided_on=TODAY, decided_by="Anna", why="Vi går alltid tre.")


@pytest.fixture
def hands(desk, vault_folder):
    desk.show_at(vault_folder, *HERE)
    wait_until(lambda: QApplication.focusWidget() is not None)
    return Hands(desk)


def keys_of(window):
    model = window.page.findChild(QListView, "checklist").model()
    return [row.key for row in (model.index(at, 0).data(ROW) for at in range(model.rowCount())) if row.key]


def chosen(window):
    view = window.page.findChild(QListView, "checklist")
    return view.currentIndex().data(ROW).key


def choose(hands, item):
    window = hands.desk.window
    for _step in range(len(keys_of(window)) + 10):  # headings are stepped on too
        if chosen(window) == item:
            return
        hands.press(Key.Key_Down)
    raise AssertionError(f"the arrow does not lead to {item}")


def a_planned_meeting(desk):
    db = vaults.connect(desk.desktop.workspace.vault, desk.desktop.workspace.unlocked)
    try:
        return save_meeting(db, a_meeting(person_id=save_person(db, a_person(), NOW).id), NOW)
    finally:
        db.close()


def asked_at(desk, meeting):
    db = desk.desktop.workspace.db
    return {each.item.item: each for each in prepare(db, meeting.id).asked}


def test_an_item_is_reworded_and_a_new_one_added_and_only_new_meetings_ask_them(desk, hands):
    window, db = desk.window, desk.desktop.workspace.db
    old = a_planned_meeting(desk)

    choose(hands, "own_limits")
    hands.press(Key.Key_Return)
    assert window.here[1] == {"checklist_item": "own_limits"}
    hands.tabs_to("ChecklistItem.text_sv")
    hands.press(Key.Key_A, CTRL)
    type_text("Vi har sagt var gränsen går")
    hands.press(Key.Key_Z, CTRL)
    hands.press(Key.Key_A, CTRL)
    type_text("Vi har sagt var gränsen går för oss")
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: window.here == HERE)
    assert "Inte beslutat än: 1 ändrad." in hands.words()

    hands.tabs_to("checklist.new")
    hands.press(Key.Key_Return)
    type_text("Är du eskort?")
    assert "Ord som vi undviker: eskort." in hands.words()
    hands.press(Key.Key_A, CTRL)
    type_text("Bilnyckeln är med")
    hands.press(Key.Key_S, CTRL)
    assert "Måste fyllas i." in hands.words()  # English is missing
    hands.tabs_to("ChecklistItem.text_en")
    type_text("The car key is with us")
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: window.here == HERE)
    assert "Inte beslutat än: 1 ny, 1 ändrad." in hands.words()
    assert list_in_use(db).number == 0
    assert "bilnyckeln_ar_med" in keys_of(window)

    hands.tabs_to("checklist.decide")
    hands.press(Key.Key_Return)
    assert "Bilnyckeln är med." in hands.words()
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: window.here == HERE and list_in_use(db).number == 1)
    assert "Inte beslutat än" not in hands.words()
    assert EDITOR not in desk.desktop.workspace.own_drafts()

    new = a_planned_meeting(desk)
    before, after = asked_at(desk, old), asked_at(desk, new)
    assert "bilnyckeln_ar_med" in after
    assert "bilnyckeln_ar_med" not in before
    assert after["own_limits"].item.text_sv == "Vi har sagt var gränsen går för oss"
    assert before["own_limits"].item.text_sv == "Vi har pratat om våra egna gränser"


def test_items_are_moved_and_left_out_by_keys_and_undone_and_a_shipped_must_needs_a_reason(desk, hands):
    window, db = desk.window, desk.desktop.workspace.db
    before = keys_of(window)
    choose(hands, "two_of_us")
    hands.press(Key.Key_Up, ALT)
    assert keys_of(window).index("two_of_us") == before.index("two_of_us") - 1
    assert chosen(window) == "two_of_us"
    hands.press(Key.Key_Down, ALT)
    assert keys_of(window) == before
    hands.press(Key.Key_Delete)
    assert "1 utelämnad" in hands.words()
    assert "Ett måste som följer med programmet är utelämnat" in hands.words()
    hands.press(Key.Key_Z, CTRL)
    wait_until(lambda: keys_of(window) == before)
    assert "Ett måste" not in hands.words()

    window.page.first_focus().setFocus()
    choose(hands, "two_of_us")
    hands.press(Key.Key_Delete)
    hands.tabs_to("checklist.decide")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: "Skriv varför" in hands.words())
    assert load_versions(db) == []
    hands.tabs_to("OwnChecklist.why")
    type_text("Vi går alltid tre, det står i rutinen.")
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: window.here == HERE and list_in_use(db).number == 1)
    assert "Varför: Vi går alltid tre, det står i rutinen." in hands.words()

    window.page.first_focus().setFocus()
    choose(hands, "two_of_us")  # among those that are left out, at the end
    hands.press(Key.Key_Return)
    assert "1 ny" in hands.words()


def test_going_back_to_the_list_that_ships_and_reading_an_earlier_version(desk, hands):
    window, db = desk.window, desk.desktop.workspace.db
    choose(hands, "own_limits")
    hands.press(Key.Key_Delete)
    hands.tabs_to("checklist.decide")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: window.here == HERE and list_in_use(db).number == 1)
    hands.tabs_to("checklist.shipped")
    hands.press(Key.Key_Return)
    hands.tabs_to("dialog.yes")
    hands.press(Key.Key_Return)
    wait_until(lambda: list_in_use(db).number == 0 and "own_limits" in keys_of(window))
    window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is window and QApplication.activeModalWidget() is None)
    window.page.first_focus().setFocus()
    wait_until(lambda: QApplication.focusWidget() is not None)
    hands.tabs_to("checklist.versions")
    hands.press(Key.Key_Return)
    assert window.here[1] == {"checklist_version": 1}
    assert "Version 1, 24 november 2026, Anna" in hands.words()
    hands.tabs_to("version.begin")
    hands.press(Key.Key_Return)
    assert "1 utelämnad" in hands.words()
    hands.tabs_to("checklist.discard")
    hands.press(Key.Key_Return)
    wait_until(lambda: "Inte beslutat än" not in hands.words())


def test_what_is_being_changed_survives_the_lock_and_so_does_what_is_typed(desk, hands, vault_folder):
    choose(hands, "own_limits")
    hands.press(Key.Key_Delete)
    hands.tabs_to("checklist.new")
    hands.press(Key.Key_Return)
    type_text("Bilnyckeln är med")
    desk.window.page._keeper.keep_now()
    desk.close()

    window = desk.show_at(vault_folder, *HERE)
    wait_until(lambda: QApplication.focusWidget() is not None)
    assert "1 utelämnad" in hands.words()
    assert "own_limits" in keys_of(window)[-1:]
    hands.tabs_to("checklist.new")
    hands.press(Key.Key_Return)
    assert window.page.form.editor("text_sv").state() == "Bilnyckeln är med"


def with_older_list(folder, unlocked):
    """Decide on a list at a time when `alarm` did not ship yet and `two_of_us` was worded otherwise."""
    vault = Vault.open(folder)
    db = vaults.connect(vault, unlocked)
    items = [each for each in list_in_use(db).items if each.item != "alarm"]
    extra = replace(items[-1], item="bil", text_sv="Bilen är låst", text_en="The car is locked")
    save_checklist(db, DECISION, [*items, extra], 0, NOW)
    then = [mark_of(replace(each, text_sv="x") if each.item == "two_of_us" else each)
            for each in shipped_items() if each.item != "alarm"]  # fmt: skip
    db.execute("UPDATE own_checklist SET shipped = :marks", marks="[" + ", ".join(f'"{each}"' for each in then) + "]")
    db.close()
    vault.close()


def test_what_came_with_the_program_since_is_shown_and_taken_in_by_keyboard(desk, vault_folder, vault_pattern):
    with_older_list(vault_folder, vault_pattern[1])
    window = desk.show_at(vault_folder, *HERE)
    hands = Hands(desk)
    wait_until(lambda: QApplication.focusWidget() is not None)
    assert "har ändrats sedan er beslutades" in hands.words()
    assert "Nytt: Personlarmet är med och är laddat. Ny lydelse: Vi är två." in hands.words()
    hands.tabs_to("checklist.add")
    hands.press(Key.Key_Return)
    assert "alarm" in keys_of(window)
    hands.tabs_to("checklist.decide")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: window.here == HERE and list_in_use(desk.desktop.workspace.db).number == 2)
    assert "har ändrats" not in hands.words()


@pytest.mark.parametrize("size", ["normal", "largest"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_the_checklist_keep_the_rules(desk, vault_folder, vault_pattern, language, size):
    with_older_list(vault_folder, vault_pattern[1])
    window = desk.show_at(vault_folder, *HERE)
    window.use_language(language)
    window.use_look(Theme("light", size))
    wrong = {}
    for place in ({"part": "checklist"}, {"checklist_item": "public_place"}, {"checklist_item": "new"},
                  {"checklist_decision": True}, {"checklist_version": 1}, {"checklist_version": 99}):  # fmt: skip
        window.replace("organisation", place)
        window.resize(1366, 768)
        QApplication.processEvents()
        if found := problems_of(window):
            wrong[str(place)] = found
    assert wrong == {}


def test_levels_and_conditions_are_chosen_by_keyboard(desk, hands):
    window = desk.window
    choose(hands, "alarm")
    hands.press(Key.Key_Return)
    window.page.form.editor("level").focus()
    window.page.form.editor("level").restore(Level.MUST.value)
    window.page.form.editor("shown_when").focus()
    first = window.page.form.editor("shown_when").parts[0]
    assert first.hasFocus()
    hands.press(Key.Key_Space)
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: window.here == HERE)
    kept = next(each for each in window.page._working.items if each.item == "alarm")
    assert (kept.level, set(kept.shown_when)) == (Level.MUST, {Condition.SECRET_ADDRESS, Condition.ALARM})
