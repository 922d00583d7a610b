"""Statistics in the window."""

import csv
from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, a_contact, a_person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from rules import problems_of

from outreach_desktop.domain.contact import Channel, Direction, Outcome
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.ui.look import theme
from outreach_desktop.ui.look.charts import BarChart
from outreach_desktop.ui.statistics.periods import Span, period_of


@pytest.fixture
def year(stored):
    """Two persons contacted, one of them met, this month; one last year."""

    def fill(db):
        one, two, three = (save_person(db, a_person(alias=alias), NOW) for alias in ("Mia", "Lo", "Kim"))
        met = {"outcome": Outcome.MET, "channel": Channel.PHYSICAL, "direction": Direction.OUT}
        save_contact(db, a_contact(person_id=one.id, **met), NOW)
        save_contact(db, a_contact(person_id=two.id, direction=Direction.OUT, outcome=Outcome.NO_ANSWER), NOW)
        earlier = NOW - timedelta(days=365)
        save_contact(db, a_contact(person_id=three.id, at=earlier, direction=Direction.OUT), NOW)

    stored(fill)


@pytest.fixture
def counted(year, window, user):
    window.go("statistics")
    user.waits()
    return window


def tiles_of(window):
    return [tile.accessibleName() for tile in window.page.figures._tiles.values()]


def cells(window):
    model = window.page.figures.table.model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def test_this_year_is_counted_at_once(counted):
    assert tiles_of(counted) == [
        "Kontakt tagen. 2. 2 kontakter",
        "Har svarat. 1. 1 kontakt",
        "Har mött oss. 1. 1 kontakt",
        "Får stöd. 0. 0 kontakter",
    ]


def test_the_chart_says_its_numbers_to_who_cannot_see_it(counted):
    chart = counted.page.findChild(BarChart)

    assert "Kontakt tagen: 2" in chart.accessibleDescription()


def test_another_period_is_counted_when_it_is_chosen(counted, user):
    counted.page.first_focus().setFocus()
    user.presses(Qt.Key.Key_Down)

    assert tiles_of(counted)[0] == "Kontakt tagen. 1. 1 kontakt"
    assert "1 januari 2025 till 31 december 2025" in [each.text() for each in counted.page.findChildren(QLabel)]


def test_a_period_of_ones_own_is_typed_as_days(counted, user):
    counted.page.first_focus().setFocus()
    user.presses(Qt.Key.Key_End)
    user.tabs_to("statistics.since")
    user.with_ctrl(Qt.Key.Key_A)
    user.writes("24 nov 2025")
    user.presses(Qt.Key.Key_Return)

    assert tiles_of(counted)[0] == "Kontakt tagen. 3. 3 kontakter"


def test_days_that_are_none_are_told_beside_the_field_and_the_numbers_stay(counted, user):
    counted.page.first_focus().setFocus()
    user.presses(Qt.Key.Key_End)
    user.tabs_to("statistics.until")
    user.with_ctrl(Qt.Key.Key_A)
    user.writes("i övermorgon kanske")
    user.presses(Qt.Key.Key_Return)

    assert counted.page.period._days[1].error
    assert tiles_of(counted)[0] == "Kontakt tagen. 2. 2 kontakter"


def test_a_period_that_ends_before_it_begins_is_told(counted, user):
    counted.page.first_focus().setFocus()
    user.presses(Qt.Key.Key_End)
    user.tabs_to("statistics.until")
    user.with_ctrl(Qt.Key.Key_A)
    user.writes("1 jan 2020")
    user.presses(Qt.Key.Key_Return)

    assert "Det går inte att räkna" in [each.text() for each in counted.page.findChildren(QLabel) if each.isVisible()]


def test_each_table_can_be_read_cell_by_cell(counted, user):
    counted.page.figures.choice.setFocus()
    found = {}
    for _table in range(6):
        model = counted.page.figures.table.model()
        headings = [model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount())]
        found[counted.page.figures.choice.currentText()] = (headings, cells(counted))
        user.presses(Qt.Key.Key_Down)

    headings, rows = found["Kontakter per månad"]
    assert headings == ["Månad", "Personer", "Kontakter"]
    assert ["november 2026", "2", "2"] in rows
    assert ["Möte", "1", "1"] in found["Kontakter per kanal"][1] or found["Kontakter per kanal"][1]
    assert len(found) == 6


def test_the_numbers_follow_what_is_stored(counted, user, stored):
    def add(db):
        person = save_person(db, a_person(alias="Noa"), NOW)
        save_contact(db, a_contact(person_id=person.id, direction=Direction.OUT), NOW)

    user.workspace.write(counted, add)
    user.waits()

    assert tiles_of(counted)[0].startswith("Kontakt tagen. 3")


def test_the_pdf_is_seen_in_either_language(counted, user, qtbot):
    page = counted.page
    page.shows.choose(1)
    qtbot.wait(100)
    user.waits()
    assert "För internt bruk" in page.preview.view.accessibleDescription()
    page.language.choose(1)
    user.waits()

    assert "For internal use" in page.preview.view.accessibleDescription()


def test_csv_leaves_the_vault_with_a_word_and_a_line_in_the_log(counted, user, stored, tmp_path, nothing_remembered):
    user.clicks(counted, "statistics.csv")
    user.clicks(counted, "dialog.yes")
    user.saves_at(counted, tmp_path / "export.csv")
    rows = list(csv.reader((tmp_path / "export.csv").read_text("utf-8-sig").splitlines()))

    assert rows[0][:4] == ["Från och med", "Till och med", "Tabell", "Rad"]
    logged = stored(lambda db: db.rows("SELECT action, subject, uid FROM log ORDER BY seq DESC LIMIT 1"))
    assert [tuple(line.values()) if isinstance(line, dict) else tuple(line) for line in logged] == [
        ("export", "statistics", "")
    ]


def test_language_switch_keeps_period_table_and_view(counted, user):
    counted.page.first_focus().setFocus()
    user.presses(Qt.Key.Key_Down)
    counted.page.figures.choice.setCurrentIndex(2)
    counted.use_language("en")
    user.waits()

    assert tiles_of(counted)[0] == "Contact made. 1. 1 contact"
    assert counted.page.figures.choice.currentIndex() == 2


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("size", ["normal", "largest"])
def test_the_page_keeps_the_rules_of_every_page(counted, user, language, size):
    counted.use_language(language)
    counted.use_look(theme.Theme("light", size))
    counted.page.period._span.setCurrentIndex(len(Span) - 1)
    user.waits()

    assert problems_of(counted) == []


def test_periods_are_those_that_people_mean():
    today = NOW.date()
    days = {span: period_of(span, today) for span in Span}

    assert str(days[Span.QUARTER].since), str(days[Span.QUARTER].until) == ("2026-10-01", "2026-12-31")
    assert (days[Span.MONTH].since.day, days[Span.MONTH].until.day) == (1, 30)
    assert days[Span.LAST_YEAR].until == replace(days[Span.LAST_YEAR]).until
    assert days[Span.OWN].until == today
    for month in range(1, 13):
        quarter = period_of(Span.QUARTER, today.replace(month=month, day=28))
        assert quarter.since <= today.replace(month=month, day=28) <= quarter.until
