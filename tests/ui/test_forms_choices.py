"""Lists that are searched by typing."""

from forms_shown import a_form, in_a_page
from PySide6.QtWidgets import QApplication

from outreach_desktop.domain.concern_report import ConcernReport


def test_typing_begins_anew_however_the_keyboard_came_to_the_list(shown, type_text, qtbot):
    form = a_form(ConcernReport(), only=["municipality", "unit"])
    shown(in_a_page(form))
    line = form.editor("municipality").combo.lineEdit()
    form.editor("unit").focus()
    form.editor("municipality").parts[0].setFocus()
    qtbot.waitUntil(lambda: line.selectedText() == line.text() != "")
    type_text(QApplication.focusWidget(), "Göteborg")
    line.completer().popup().hide()
    assert form.record().municipality == "1480"
