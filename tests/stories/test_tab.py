"""Tab on the pages: it follows the eye, and leaves nothing behind that ends the process later."""

import gc

import pytest
from desk import wait_until
from fingers import enter, rest, type_text
from makers import NOW, a_person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QPushButton, QTabBar
from shiboken6 import Shiboken

from outreach_desktop.operations import vaults
from outreach_desktop.operations.people import save_person
from outreach_desktop.ui.look.layouts import Flow
from outreach_desktop.ui.look.tab_order import tab_order
from outreach_desktop.vault.folder import Vault


@pytest.fixture
def child(vault_folder, vault_pattern):
    """Somebody who may be a child, in the vault at that folder."""
    vault = Vault.open(vault_folder)
    db = vaults.connect(vault, vault_pattern[1])
    saved = save_person(db, a_person(alias="Tova", may_be_child=True), NOW)
    db.close()
    vault.close()
    return saved


def words_of(order):
    return [each.text().strip() for each in order if isinstance(each, QPushButton)]


def test_the_notice_on_a_persons_page_comes_before_the_tabs_and_the_lists_after_them(desk, vault_folder, child):
    window = desk.show_at(vault_folder, "people", {"person": child.id})
    window.page.tabs.setCurrentIndex(1)
    wait_until(lambda: "Ny orosanmälan" in words_of(tab_order(window.page)))
    order = tab_order(window.page)
    tabs = order.index(window.page.findChild(QTabBar))
    tops = [each.mapTo(window.page, each.rect().center()).y() // 8 for each in order]
    above, below = tops[:tabs], tops[tabs + 1 :]
    assert above == sorted(above)
    assert min(below) > tops[tabs] > max(above)
    assert words_of(order[:tabs])[-1] == "Ny orosanmälan"


def stray_items():
    """Return Python's objects of Qt's layout items: when Qt ends an item, its object is left pointing nowhere."""
    kept = {id(item) for each in gc.get_objects() if isinstance(each, Flow) for item in each._items}
    held = [each for each in Shiboken.getAllValidWrappers() if isinstance(each, QLayoutItem)]
    return [each for each in held if not isinstance(each, QLayout) and id(each) not in kept]


def test_no_object_of_a_layout_item_stays_after_a_line_was_written_with_tab(desk, vault_folder):
    before = len(stray_items())
    window = desk.show_at(vault_folder, "outreach", {})
    for alias in ("Rosa", "Lilja"):
        window.page.quick.setFocus()
        wait_until(window.page.quick.hasFocus)
        type_text(alias)
        rest(200)
        enter()
        wait_until(lambda: window.page.findChild(QPushButton, "save") is not None)
        for _each in range(12):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        rest(50)
    assert len(stray_items()) == before
