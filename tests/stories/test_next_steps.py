"""Next steps through the real window by keyboard alone: done, moved, handed over, the week, and a reminder."""

from datetime import timedelta

import pytest
from desk import wait_until
from makers import NOW, TODAY, a_contact, a_person
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from outreach_desktop.domain.follow_up import FollowUp, Result
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.i18n import texts
from outreach_desktop.operations import accounts, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.follow_ups import save_follow_up
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage.reading import load_all
from outreach_desktop.ui.look.paint import ROW
from outreach_desktop.vault.cost import Cost
from tests.stories.keys import CTRL, SHIFT, Keys

KARIN = "karins egen långa lösenfras"
Key = Qt.Key


@pytest.fixture
def planned(opened, vault_folder):
    """A step of Luna's is two days late, a meeting with Mira is tomorrow, and Karin is a colleague."""
    db = vaults.connect(*opened)
    luna = save_person(db, a_person(safe_ways="SMS före klockan tre"), NOW)
    then = NOW - timedelta(days=9)
    step = {"next_step": "Fråga om boende", "next_step_on": TODAY - timedelta(days=2)}
    save_contact(db, a_contact(person_id=luna.id, at=then, **step), then)
    mira = save_person(db, a_person(alias="Mira"), NOW)
    meeting = FollowUp(person_id=mira.id, step="Ses på torget", due_on=TODAY + timedelta(days=1), meeting=True)
    save_follow_up(db, meeting, NOW)
    office = Office(db, *opened)
    accounts.add_person(
        office, NewPerson(Account(name="Karin", role=Role.STAFF), KARIN), Cost.cheapest_for_tests(), NOW
    )
    db.close()
    opened[0].close()
    return vault_folder


@pytest.fixture
def keys(desk, planned):
    desk.clock.at = NOW
    desk.show_at(planned, "today")
    found = Keys(desk)
    found.waits()
    return found


def to_today(keys, language="sv"):
    """Go to Today by its key, in a language; its list has the keyboard then."""
    keys.window.use_language(language)
    keys.press(Key.Key_2, Key.Key_1, modifiers=CTRL)
    wait_until(lambda: keys.window.page._list is not None and keys.window.page._list.hasFocus())
    return texts(language).gettext


def steps(keys):
    return {step.step: step for step in load_all(keys._desk.desktop.workspace.db, FollowUp)}


def log_entries(keys):
    view = keys.window.page.log._view
    return [view.model().index(at, 0).data(ROW).text for at in range(view.model().rowCount())]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_evenings_next_steps_are_done_moved_and_handed_over_by_keyboard_alone(keys, language):
    say = to_today(keys, language)
    page = keys.window.page
    assert [row[0].split(" · ")[0] for row in keys.rows(page._list)[1:3]] == ["Luna", "Mira"]

    keys.press(Key.Key_Return)  # Luna's step: done, with a result
    assert keys.window.here == ("people", {"person": 1, "step": 1})
    assert "SMS före klockan tre" in keys.said()
    keys.chooses(say("Done"))
    keys.press(Key.Key_Tab)
    keys.writes("Fick en tid på tisdag.")
    keys.saves()
    done = steps(keys)["Fråga om boende"]
    assert (done.result, done.result_note) == (Result.DONE, "Fick en tid på tisdag.")
    assert keys.window.here[0] == "today"

    wait_until(lambda: keys.window.page._list is not None and keys.window.page._list.hasFocus())
    keys.press(Key.Key_Right, modifiers=SHIFT)  # Mira's meeting: a day later, and back
    assert steps(keys)["Ses på torget"].due_on == TODAY + timedelta(days=2)
    keys.press(Key.Key_Z, modifiers=CTRL)
    assert steps(keys)["Ses på torget"].due_on == TODAY + timedelta(days=1)

    keys.press(Key.Key_Return)  # Mira's meeting: another day as one types it, and to Karin
    keys.tabs_to("FollowUp.due_on")
    keys.press(Key.Key_A, modifiers=CTRL)
    keys.writes("+2v" if language == "sv" else "+2w")
    keys.tabs_to("FollowUp.for_account")
    keys.press(Key.Key_K)
    keys.saves()
    moved = steps(keys)["Ses på torget"]
    accounts_by_uid = keys._desk.desktop.workspace.accounts
    assert (moved.due_on, accounts_by_uid[moved.for_account].name) == (TODAY + timedelta(days=14), "Karin")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_week_shows_what_is_planned_and_what_was_done_stays_on_the_persons_log(keys, language):
    say = to_today(keys, language)
    keys.tabs_to("today.week")
    keys.press(Key.Key_Return)
    week = keys.window.page
    wait_until(week.rows.hasFocus)
    assert [row[0].split(" · ")[0] for row in keys.rows(week.rows)][1::2] == ["Luna", "Mira"]
    keys.press(Key.Key_Right, modifiers=SHIFT)  # from late to tomorrow, and the keyboard goes with it
    assert steps(keys)["Fråga om boende"].due_on == TODAY + timedelta(days=1)
    wait_until(lambda: week.rows.current_row().title.startswith("Luna"))
    keys.press(Key.Key_PageDown)
    assert say("Nothing is planned this week.") in keys.said()
    keys.press(Key.Key_PageUp)
    wait_until(keys.window.page.rows.hasFocus)
    keys.press(Key.Key_Return)
    keys.chooses(say("Could not reach the person"))
    keys.saves()
    keys.window.go("people", {"person": 1})
    keys.waits()
    wait_until(lambda: keys.window.page.log._view is not None)
    assert any("Fråga om boende" in text and say("Could not reach the person") in text for text in log_entries(keys))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_reminder_before_a_meeting_is_prepared_with_the_safe_ways_beside_it(keys, language):
    say = to_today(keys, language)
    keys.press(Key.Key_Down, Key.Key_Return)
    keys.tabs_to("step.remind")
    keys.press(Key.Key_Return)
    page = keys.window.page
    wait_until(lambda: page._line is not None)
    keys.waits()
    assert page._line.message.template.kind == "reminder"
    assert page._line.message.template.language == language
    assert say("Safe ways and times") in keys.said()
    keys.press(Key.Key_Return, modifiers=CTRL)
    assert QGuiApplication.clipboard().text().startswith("Hej Mira" if language == "sv" else "Hi Mira")
    keys.saves()
    assert steps(keys)["Ses på torget"].is_open


def test_what_was_begun_in_the_form_of_a_step_is_there_again_after_leaving(keys):
    to_today(keys)
    keys.press(Key.Key_Return, Key.Key_Tab)
    keys.writes("Halva svaret")
    keys.press(Key.Key_Escape)
    keys.waits()
    first = keys.window.page._list.row(1)
    assert first.detail.startswith("Inte sparat")
    assert "Luna" in first.title
    keys.press(Key.Key_Return)
    assert keys.window.page.form.editor("result_note").state() == "Halva svaret"


@pytest.fixture(autouse=True)
def _nothing_copied(dressed_app):
    QApplication.clipboard().clear()
    yield
    QApplication.clipboard().clear()
