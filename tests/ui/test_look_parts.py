import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QVBoxLayout, QWidget
from rules import problems_of

from outreach_desktop.domain.chart import Bar, ChartModel
from outreach_desktop.ui.look import painted, parts, tables, theme
from outreach_desktop.ui.look.charts import BarChart
from outreach_desktop.ui.look.tokens import ZOOMS

LONG = "Anna och Maryam undrar om en skyddad plats finns i Sjöstad redan i kväll"


def _in_window(*items):
    window = QWidget()
    window.setLayout(parts.column(*items, margin=parts.Space.L))
    window.resize(900, 600)
    return window


def test_words_that_look_like_markup_are_shown_as_they_are():
    assert parts.label("<b>Luna</b>").textFormat() == Qt.TextFormat.PlainText
    assert parts.button("Sätt & spara").text() == "Sätt && spara"
    assert parts.button("Sätt & spara").accessibleName() == "Sätt & spara"


def test_a_field_names_its_control_and_tells_its_error(shown):
    control = parts.line(name="alias")
    field = parts.field("Alias", control, "Som personen skriver det", must=True)
    shown(_in_window(field))
    assert control.accessibleName() == "Alias"
    assert "måste fyllas i" in [words.text() for words in field.findChildren(QLabel)]
    field.set_error("Skriv ett alias.")
    assert control.property("wrong") is True
    assert control.accessibleDescription() == "Skriv ett alias. Som personen skriver det"
    field.set_error("")
    assert control.property("wrong") is False
    assert field.error == ""


def test_tab_reaches_a_choice_once_and_arrows_go_on(shown, qtbot):
    choice = parts.Choice(["Ja", "Nej", "Vet inte"], 1, spoken="Svarar personen själv?", name="who")
    before, after = parts.button("Före"), parts.button("Efter")
    window = shown(_in_window(before, choice, after, None))
    before.setFocus()
    window.focusNextChild()
    assert QApplication.focusWidget().accessibleName() == "Nej"
    window.focusNextChild()
    assert QApplication.focusWidget() is after
    told = []
    choice.chosen.connect(told.append)
    qtbot.keyClick(choice.findChildren(QWidget)[2], Qt.Key.Key_Space)
    assert told == [2]
    assert choice.index == 2
    assert not problems_of(window)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("made", [lambda: parts.button("Nästa"), lambda: parts.tool("ellipsis", "Mer")])
def test_a_button_is_pressed_by_enter_as_by_space_and_not_with_another_key_held(shown, qtbot, made, key):
    press = made()
    pressed = []
    press.clicked.connect(lambda: pressed.append(1))
    shown(press)
    qtbot.keyClick(press, key)
    assert pressed == [1]
    qtbot.keyClick(press, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1]


def test_a_choice_that_needs_more_room_takes_a_new_line(shown):
    choice = parts.Choice([LONG, LONG, LONG], name="long")
    window = shown(_in_window(choice, None))
    assert choice.height() > 2 * theme.scaled(parts.Size.CONTROL)
    assert window.width() == 900


def test_the_wheel_over_a_list_without_the_keyboard_changes_nothing(shown):
    combo = parts.combo(["Chatt", "Telefon"], spoken="Kanal", name="channel")
    shown(_in_window(parts.button("Annat"), combo, None))
    turned = QWheelEvent(
        QPointF(5, 5), combo.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turned)
    assert combo.currentIndex() == 0


def test_rows_are_read_out_whole_and_headings_cannot_be_current(shown):
    rows = [
        painted.Row("Återkontakter", aside="1", heading=True),
        painted.Row("Mira", "Andra försöket", "phone", "i dag", time="19.31", key=38),
    ]
    view = painted.row_list(rows, "Att göra", name="todo")
    shown(_in_window(view))
    assert view.current_row().key == 38
    spoken = QAccessible.queryAccessibleInterface(view).child(1).text(QAccessible.Text.Name)
    assert spoken == "19.31. Mira. Andra försöket. i dag"


def test_enter_opens_a_row_and_new_rows_keep_the_place(shown, qtbot):
    view = painted.row_list([painted.Row(f"Rad {n}", key=n) for n in range(5)], "Rader", name="rows")
    shown(_in_window(view))
    view.set_current(3)
    opened = []
    view.activated.connect(lambda at: opened.append(view.row(at.row()).key))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == [3]
    view.show_rows([painted.Row(f"Ny {n}", key=n) for n in range(4)])
    assert view.current_row().title == "Ny 3"
    view.show_rows([])
    assert view.current_row() is None


@pytest.mark.parametrize("text", ["", LONG * 20, "x" * 5000, "rad\nrad\nrad"])
def test_a_conversation_can_be_painted_with_any_text(shown, text):
    said = [
        painted.Said("day", "i dag"),
        painted.Said("them", text, "19.20", "Fråga"),
        painted.Said("us", text, "19.21"),
    ]
    view = painted.conversation([*said, painted.Said("event", text)], "Logg", name="log")
    window = shown(_in_window(view))
    assert not window.grab().isNull()


def test_a_table_lets_tab_out_and_opens_with_enter(shown, qtbot):
    model = QStandardItemModel(3, 2)
    model.setHorizontalHeaderLabels(["Kod", "Alias"])
    view = tables.table(model, "Personer", [128, 0], name="people")
    after = parts.button("Efter")
    window = shown(_in_window(view, after))
    view.setFocus()
    view.selectRow(1)
    opened = []
    view.activated.connect(lambda at: opened.append(at.row()))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == [1]
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert not problems_of(window)


def test_a_chart_says_every_number_and_hides_the_hidden(shown):
    model = ChartModel("Per månad", (Bar("mars", 12), Bar("april", None), Bar("maj", 0)), "Mest i mars.")
    chart = BarChart(model)
    shown(_in_window(chart))
    assert chart.accessibleDescription() == "mars: 12. april: dold. maj: 0"
    assert not chart.grab().isNull()


def test_an_empty_chart_can_be_painted(shown):
    chart = BarChart(ChartModel("Tomt", (), ""))
    assert not shown(_in_window(chart)).grab().isNull()


def test_the_ring_goes_round_the_control_with_the_keyboard(shown):
    line, button = parts.line(name="a"), parts.button("B")
    window = _in_window(parts.field("Alias", line), button, None)
    ring = parts.FocusRing(window)
    shown(window)
    for control in (line, button):
        control.setFocus()
        assert ring.isVisible()
        around = ring.geometry()
        corner = control.mapTo(window, QPoint(0, 0))
        assert around.contains(corner)
        assert around.width() == control.width() + 8


def test_the_ring_is_not_drawn_over_what_a_control_is_scrolled_under(shown):
    line = parts.line(name="a")
    content = QWidget()
    QVBoxLayout(content).addWidget(line)
    content.setMinimumHeight(3000)
    area = parts.scrolling(content)
    window = _in_window(parts.label("Rubrik"), area)
    ring = parts.FocusRing(window)
    shown(window)
    line.setFocus()
    area.verticalScrollBar().setValue(2900)
    QApplication.processEvents()
    assert not ring.isVisible()


def test_a_conversation_breaks_lines_between_words_and_fits_a_narrow_list(shown):
    view = painted.conversation([painted.Said("us", LONG, "18.52 · Anna")], "Logg", name="log")
    window = shown(_in_window(view))
    window.resize(360, 400)
    QApplication.processEvents()
    delegate = view.itemDelegate()
    layout = delegate._laid_out(LONG)
    lines = [layout.lineAt(at) for at in range(layout.lineCount())]
    broken = [LONG[line.textStart() : line.textStart() + line.textLength()].strip() for line in lines]
    assert " ".join(broken) == LONG
    assert len(broken) > 1
    assert all(line.naturalTextWidth() < view.viewport().width() for line in lines)


def test_a_radio_button_is_round_at_every_zoom(shown, dressed_app):
    for zoom in ZOOMS:
        theme.apply(dressed_app, theme.Theme("light", zoom=zoom))
        radio = QRadioButton("Misstanke")
        radio.setChecked(True)
        image = shown(_in_window(radio, None)).grab().toImage()
        accent = theme.colour("accent").name()
        filled = {(x, y) for x in range(90) for y in range(160) if image.pixelColor(x, y).name() == accent}
        left, top = min(x for x, _ in filled), min(y for _, y in filled)
        assert (left, top) not in filled, zoom
