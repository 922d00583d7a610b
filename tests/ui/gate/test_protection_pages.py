"""Data protection in the room Organisation: the page for a leak, the templates, the receipt of a period, the log."""

from datetime import date, datetime

import pytest
from desk import find, press, type_text, wait_until
from makers import NOW, a_person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QTabBar
from ui.rules import problems_of

from outreach_desktop.domain.erasure import Cause
from outreach_desktop.domain.organisation import Role
from outreach_desktop.i18n import ZONE
from outreach_desktop.operations import vaults
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import log, log_chain
from outreach_desktop.ui.look.tables import Table
from outreach_desktop.ui.workspace import Workspace
from tests.export.reports import printed_text

PROTECTION, LEAK = {"part": "protection"}, {"part": "leak"}
KINDS = ("impact", "record", "receipt", "breach")


@pytest.fixture
def erased(opened):
    """Two persons were erased, one last year and one now; return their codes."""
    db = vaults.connect(*opened)
    codes = []
    for at in (datetime(2025, 5, 5, 12, 0, tzinfo=ZONE), NOW):
        person = save_person(db, a_person(), NOW)
        erase_person(db, person.id, at, Cause.ASKED)
        codes.append(person.code)
    db.close()
    return codes


@pytest.fixture
def room(desk, opened, erased, vault_folder):
    opened[0].close()
    return desk.show_at(vault_folder, "organisation", PROTECTION)


def words(window):
    return [each.text() for each in window.page.findChildren(QLabel)]


def shown_paper(window):
    wait_until(lambda: window.page.preview.pdf)
    return " ".join(printed_text(window.page.preview.pdf).split())


def test_its_tab_is_there_for_those_who_may_read_the_log_and_for_nobody_else(room, monkeypatch):
    tabs = room.page.findChild(QTabBar, "organisation.parts")
    assert tabs.tabText(tabs.currentIndex()) == "Dataskydd"
    monkeypatch.setattr(Workspace, "role", Role.STAFF)
    for place in (PROTECTION, LEAK, *({"paper": kind} for kind in KINDS)):
        room.replace("organisation", place)
        tabs = room.page.findChild(QTabBar, "organisation.parts")
        assert tabs.tabText(tabs.currentIndex()) == "Profil"
        assert "Dataskydd" not in [tabs.tabText(at) for at in range(tabs.count())]


def test_from_the_keyboard_one_comes_to_the_steps_and_the_facts_and_to_the_paper(room):
    assert QApplication.focusWidget() is find(room, "protection.leak")
    press(Qt.Key.Key_Space, " ", find(room, "protection.leak"))
    wait_until(lambda: room.here == ("organisation", LEAK))
    wait_until(lambda: "1. Tänk på personerna först" in words(room))
    assert "Om ni fick veta det nu går de 72 timmarna ut" in str(words(room))
    names = [each.accessibleName() for each in room.page.findChildren(Table)]
    assert "Vem som kan låsa upp" in names
    assert QApplication.focusWidget() is find(room, "leak.paper")
    press(Qt.Key.Key_Space, " ", find(room, "leak.paper"))
    wait_until(lambda: room.here == ("organisation", {"paper": "breach", "days": 14}))
    assert "Tänk på personerna först" in shown_paper(room)


def test_the_facts_are_of_the_days_that_are_chosen(room):
    room.go("organisation", LEAK)
    wait_until(lambda: "De senaste 14 dagarna" in str(words(room)))
    room.page.days.choose(3)
    room.page.days.chosen.emit(3)
    wait_until(lambda: "De senaste 90 dagarna" in str(words(room)))


@pytest.mark.parametrize(
    ("kind", "swedish", "english"),
    [
        ("impact", "Konsekvensbedömning avseende dataskydd", "Data protection impact assessment"),
        ("record", "Register över behandling", "Record of processing"),
        ("receipt", "Kvitto på radering", "Receipt of erasure"),
        ("breach", "Om något har läckt", "If something has leaked"),
    ],
)
def test_each_paper_is_shown_in_either_language(room, kind, swedish, english):
    room.go("organisation", {"paper": kind})
    assert swedish in shown_paper(room)
    language = find(room, "paper.language")
    language.choose(1)
    language.chosen.emit(1)
    wait_until(lambda: english in shown_paper(room))
    assert problems_of(room) == []


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("impact", "exporterade konsekvensbedömningen"),
        ("record", "exporterade registret över behandling"),
        ("receipt", "exporterade kvitton på radering"),
        ("breach", "exporterade sidan om läckor"),
    ],
)
def test_each_paper_leaves_as_a_pdf_after_it_is_said_what_is_in_it_and_a_line_says_so(room, kind, told, tmp_path):
    room.go("organisation", {"paper": kind})
    shown_paper(room)
    find(room, "paper.pdf").click()
    room.findChild(QPushButton, "dialog.yes").click()
    wait_until(lambda: any(each.isVisible() for each in room.findChildren(QFileDialog, "place")))
    dialog = next(each for each in room.findChildren(QFileDialog, "place") if each.isVisible())
    dialog.setDirectory(str(tmp_path))
    dialog.findChild(QLineEdit, "fileNameEdit").setText("export.pdf")
    dialog.accept()
    wait_until((tmp_path / "export.pdf").exists)
    assert (tmp_path / "export.pdf").read_bytes().startswith(b"%PDF")
    room.go("organisation", {"part": "log"})
    wait_until(lambda: room.page.model.ids)
    assert room.page.model.index(0, 2).data() == told


def test_the_receipt_is_of_the_period_that_is_chosen(room, erased):
    room.go("organisation", {"paper": "receipt"})
    wait_until(lambda: erased[1] in shown_paper(room))
    assert erased[0] not in shown_paper(room)
    find(room, "statistics.period").setCurrentIndex(1)
    wait_until(lambda: erased[0] in shown_paper(room))
    assert erased[1] not in shown_paper(room)
    find(room, "statistics.period").setCurrentIndex(4)
    since = find(room, "statistics.since")
    since.clear()
    type_text("2025-05-05", since)
    press(Qt.Key.Key_Return, "\r", since)
    wait_until(lambda: all(code in shown_paper(room) for code in erased))


def test_the_way_to_the_receipt_stands_beside_the_periods_too(room, monkeypatch):
    room.go("organisation", {"part": "retention"})
    find(room, "retention.receipt").click()
    wait_until(lambda: room.here == ("organisation", {"paper": "receipt"}))
    monkeypatch.setattr(Workspace, "role", Role.STAFF)
    room.replace("organisation", {"part": "retention"})
    assert room.page.findChild(QPushButton, "retention.receipt") is None


@pytest.mark.parametrize("place", [PROTECTION, LEAK])
def test_the_pages_keep_the_rules_of_all_pages(room, place):
    room.replace("organisation", place)
    wait_until(lambda: len(words(room)) > 5)
    QApplication.processEvents()
    assert problems_of(room) == []


def test_the_log_says_below_its_lines_which_of_them_are_closed(room, desk):
    later = datetime(2029, 1, 5, 18, 0, tzinfo=ZONE)

    def close(db):
        with db.transaction():
            log.note(db, "unlock", "vault", "", later)
        return log_chain.close_before(db, date(2027, 1, 1), later)

    desk.desktop.workspace.write(room, close)
    desk.desktop.workspace.drain()
    room.go("organisation", {"part": "log"})
    wait_until(lambda: room.page.model.ids)
    (said,) = [text for text in words(room) if "ersatta av en slutrad, signerad av Anna den 5 januari 2029" in text]
    assert "till och med" in said
