"""The pages of a PDF inside the window."""

import pytest
from makers import NOW, a_report
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from outreach_desktop.operations.printing import concern_report_bytes
from outreach_desktop.ui.preview.page_view import PageView
from outreach_desktop.ui.preview.pages import facts_of, page_bands, page_picture
from outreach_desktop.ui.preview.pdf_preview import PdfPreview

LONG = "\n\n".join(f"Kväll {number}: annonsen flyttar igen, från Åre till Ängelholm." for number in range(60))


@pytest.fixture
def long_pdf(db):
    return concern_report_bytes(db, a_report(seen=LONG), "sv", NOW)


@pytest.fixture
def preview(workspace, user, shown, long_pdf):
    made = PdfPreview(workspace, "Anmälan")
    made.resize(432, 700)
    shown(made)
    made.show_pdf(long_pdf)
    return made


def settled(user, qtbot):
    qtbot.wait(120)
    user.waits()


def test_every_page_is_known_with_its_text(long_pdf):
    facts = facts_of(long_pdf)

    assert len(facts) >= 3
    assert round(facts[0].width), round(facts[0].height) == (595, 842)
    assert "Orosanmälan" in facts[0].text
    assert "Ängelholm" in facts[1].text


def test_bands_put_together_are_the_page(long_pdf):
    whole = page_picture(long_pdf, 0, 1.0)
    bands = list(page_bands(long_pdf, 0, 1.0, 100))

    assert sum(band.height() for band in bands) == whole.height()
    for at in (0, 250, 333, 841):
        row = [bands[at // 100].pixel(x, at % 100) for x in range(whole.width())]
        assert row == [whole.pixel(x, at) for x in range(whole.width())]


def test_only_the_pages_in_sight_are_drawn(preview, user, qtbot):
    settled(user, qtbot)

    assert set(preview.view._pictures) <= {0, 1}
    assert preview.view.page_count >= 3


def test_page_keys_turn_pages_and_tell_them_to_who_listens(preview, user, qtbot):
    settled(user, qtbot)
    preview.view.setFocus()
    assert preview.view.accessibleDescription().startswith("Sida 1 av")
    user.presses(Qt.Key.Key_PageDown)
    settled(user, qtbot)

    assert preview.view.page == 1
    assert preview.view.accessibleDescription().startswith("Sida 2 av")
    assert "Ängelholm" in preview.view.accessibleDescription()
    user.presses(Qt.Key.Key_End)
    assert preview.view.page == preview.view.page_count - 1
    user.presses(Qt.Key.Key_Home)
    assert preview.view.page == 0


def test_a_page_higher_than_the_view_is_gone_through_bit_by_bit(preview, user, qtbot):
    settled(user, qtbot)
    preview.view.setFocus()
    for _step in range(3):
        user.presses(Qt.Key.Key_Plus)
    user.presses(Qt.Key.Key_PageDown)
    first = preview.view.page
    for _step in range(40):
        user.presses(Qt.Key.Key_PageDown)

    assert first == 0
    assert preview.view.page == preview.view.page_count - 1


def test_the_wide_view_does_not_blow_pages_up(workspace, user, shown, qtbot, long_pdf):
    made = PdfPreview(workspace, "Anmälan")
    made.resize(1300, 700)
    shown(made)
    made.show_pdf(long_pdf)
    settled(user, qtbot)

    assert made.view._area(0).width() < 900


def test_a_new_document_keeps_the_place(preview, user, qtbot, db):
    settled(user, qtbot)
    preview.view.go_to_page(1)
    settled(user, qtbot)
    before = preview.view.verticalScrollBar().value()
    preview.show_pdf(concern_report_bytes(db, a_report(seen=LONG + " Nytt."), "sv", NOW))
    settled(user, qtbot)

    assert preview.view.verticalScrollBar().value() == before
    assert preview.view.page == 1


def test_what_is_shown_is_the_page_itself(preview, user, qtbot):
    settled(user, qtbot)
    scale, picture = preview.view._pictures[0]
    colours = {QColor(picture.pixel(x, 120)).lightness() for x in range(picture.width())}

    assert scale > 0
    assert len(colours) > 1


def test_an_empty_view_takes_keys_without_harm(user, shown):
    view = shown(PageView("Anmälan", "preview"))
    view.setFocus()
    user.presses(Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Plus)

    assert view.page_count == 0
