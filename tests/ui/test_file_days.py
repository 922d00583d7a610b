"""The days of files in the dialogs that ask for a place."""

import pytest
from PySide6.QtCore import QDate, QDateTime, QTime

from outreach_desktop.ui.file_days import day_in_words


def test_a_file_says_its_day_in_the_language_of_the_window():
    assert day_in_words(QDateTime(QDate(2026, 11, 22), QTime(9, 42))) == "22 nov. 2026 09.42"


@pytest.mark.parametrize(
    "changed", [QDateTime(), QDateTime(QDate(-4712, 1, 1), QTime(0, 0)), QDateTime(QDate(20000, 1, 1), QTime(0, 0))]
)
def test_a_file_whose_day_nobody_knows_says_none(changed):
    assert day_in_words(changed) == ""
