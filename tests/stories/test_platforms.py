"""Our account is closed by the site and replaced, by keyboard alone; the line in the outreach room heeds it at once."""

from desk import wait_until
from fingers import type_text
from makers import NOW
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from outreach_desktop.domain.platform import AccountState, Platform
from outreach_desktop.operations.organisation import load_account_history, load_platforms
from outreach_desktop.ui.look.painted import RowList
from tests.stories.hands import Hands
from tests.ui.rules import problems_of

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def words(desk):
    return " ".join(each.text() for each in desk.window.page.findChildren(QLabel) if each.isVisible())


def close_it(desk, hands):
    window, db = desk.window, desk.desktop.workspace.db
    window.page._list.setFocus()
    hands.press(Key.Key_Return)
    wait_until(lambda: "platform" in window.here[1])
    state = window.page.form.editor("account_state")
    state.focus()
    while state.value() is not AccountState.CLOSED:
        hands.press(Key.Key_Right)
        hands.press(Key.Key_Space)
    hands.tabs_to("Platform.account_why")
    type_text("Stängdes efter tre dagar")
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: load_platforms(db)[0].account_state is AccountState.CLOSED)


def a_line_there_copies_nothing(desk, hands):
    window = desk.window
    window.go("outreach", {})
    wait_until(window.page.quick.hasFocus)
    type_text("Signe")
    wait_until(lambda: window.page._answer is not None)
    hands.press(Key.Key_Return)
    window.page._line.fields["platform_id"].editor.combo.setFocus()
    hands.press(Key.Key_Down)
    assert "Vårt konto på Sida ett är stängt. Välj en annan plattform." in words(desk)
    QGuiApplication.clipboard().clear()
    hands.press(Key.Key_Return, CTRL)
    assert not QGuiApplication.clipboard().text()


def test_an_account_is_made_closed_and_replaced(desk, vault_folder):
    window = desk.show_at(vault_folder, "organisation", {"platform": "new"})
    hands = Hands(desk)
    db = desk.desktop.workspace.db
    wait_until(lambda: QApplication.focusWidget() is not None)

    hands.tabs_to("Platform.name")
    type_text("Sida ett")
    hands.tabs_to("Platform.account")
    type_text("Lisa K")
    hands.tabs_to("Platform.active_times")
    type_text("kvällar från 20")
    hands.tabs_to("Platform.cost")
    type_text("299 kr i månaden")
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: load_platforms(db) and window.here == ("organisation", {"part": "platforms"}))
    wait_until(lambda: window.page._list is not None)
    assert not problems_of(window)

    close_it(desk, hands)
    a_line_there_copies_nothing(desk, hands)
    window.go("organisation", {"platform": load_platforms(db)[0].id})
    wait_until(lambda: QApplication.focusWidget() is not None)
    assert window.page.findChild(RowList, "history").row(0).detail.startswith("Stängdes efter tre dagar")
    hands.tabs_to("platform.replace")
    hands.press(Key.Key_Space)
    type_text("Maja")
    assert not problems_of(window)
    window.page.form.editor("account").focus()
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: load_platforms(db)[0].account == "Maja")
    (site,) = load_platforms(db)
    assert isinstance(site, Platform)
    assert (site.account_state, site.cost) == (AccountState.PLANNED, "299 kr i månaden")
    states = [each.account_state for each in load_account_history(db, site.id)]
    assert states == [AccountState.PLANNED, AccountState.CLOSED, AccountState.PLANNED]
    assert all(each.happened_on == NOW.date() for each in load_account_history(db, site.id))
