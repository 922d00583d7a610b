"""The statistics of a year, from the log to the paper."""

import csv
import subprocess
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from outreach_desktop.domain.contact import Channel, Direction, Outcome
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.statistics import room
from outreach_desktop.ui.top_bar import Signs
from tests.makers import NOW, a_contact, a_person
from tests.ui.conftest import type_text  # noqa: F401
from tests.ui.keyboard_user import nothing_remembered, stored, user, workspace  # noqa: F401

ANSWERS = (Outcome.NO_ANSWER, Outcome.NO_ANSWER, Outcome.WANTS_TO_TALK, Outcome.MET, Outcome.SUPPORT_STARTED)


@pytest.fixture
def year(stored):  # noqa: F811
    """Five persons, one contact with each, a month apart."""

    def fill(db):
        for number, outcome in enumerate(ANSWERS):
            at = NOW - timedelta(days=31 * number)
            person = save_person(db, a_person(alias=f"Lo {number}"), at)
            values = {"at": at, "outcome": outcome, "direction": Direction.OUT, "channel": Channel.SMS}
            save_contact(db, a_contact(person_id=person.id, **values), at)

    stored(fill)


@pytest.fixture
def window(year, workspace, shown):  # noqa: F811
    made = MainWindow([room(workspace)], signs=Signs(who="Anna"))
    made.resize(1366, 768)
    return shown(made)


def test_a_year_is_counted_and_exported_in_the_other_language(window, user, tmp_path, nothing_remembered):  # noqa: F811
    user.waits()
    tiles = [tile.accessibleName() for tile in window.page.figures._tiles.values()]
    assert [words.split(". ")[1] for words in tiles] == ["5", "3", "2", "1"]

    window.page.shows.choose(1)
    window.page.language.choose(1)
    user.tabs_to("statistics.pdf")
    user.presses(Qt.Key.Key_Space)
    user.clicks(window, "dialog.yes")
    user.saves_at(window, tmp_path / "export.pdf")
    user.tabs_to("statistics.csv")
    user.presses(Qt.Key.Key_Space)
    user.clicks(window, "dialog.yes")
    user.saves_at(window, tmp_path / "export.csv")

    command = ["pdftotext", "-layout", tmp_path / "export.pdf", "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert [
        word for word in ("Statistics", "1 January 2026 to 31 December 2026", "Receive support") if word not in text
    ] == []
    rows = list(csv.DictReader((tmp_path / "export.csv").read_text("utf-8-sig").splitlines()))
    chain = [row["Persons"] for row in rows if row["Table"] == rows[0]["Table"]]
    assert chain == ["5", "5", "3", "3", "2", "1"]
