"""Today: what needs doing, in order, and how to begin when there is nothing yet."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from desk import find, press, wait_until
from makers import NOW, TODAY, a_contact, a_person, a_report
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel
from ui.rules import problems_of

from outreach_desktop.domain.platform import Platform
from outreach_desktop.operations.concern_reports import hand_to_second_reader, save_report
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.organisation import save_platform
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.practice.making import make_practice_vault
from outreach_desktop.ui.page import page_of
from outreach_desktop.ui.rooms import Room
from outreach_desktop.vault.cost import Cost


@pytest.fixture
def today(desk, vault_folder, monkeypatch):
    """The window on Today, with rooms to go to that show where one came."""
    window = desk.enter(vault_folder)
    for name in ("people", "outreach", "reports"):
        window._rooms[name] = Room(name, "users", lambda: "Rum", lambda _window, place: page_of(str(place), "", []))
    window._build()
    window.replace("today")
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    return desk


def write(desk, work):
    done = []
    desk.desktop.workspace.write(desk.desktop.workspace, work, done.append)
    wait_until(lambda: done)
    return done[0]


def rows(desk):
    view = desk.window.page._list
    return [view.row(at) for at in range(view.model().rowCount())]


def shown(desk):
    wait_until(lambda: desk.window.page._list is not None)
    return [(row.title, row.aside) for row in rows(desk)]


def person(alias, days):
    return a_person(alias=alias, follow_up="Fråga om boende", follow_up_on=TODAY + timedelta(days=days))


def test_steps_that_are_due_come_the_most_overdue_first(today):
    for alias, days in (("Luna", 0), ("Mira", -2), ("Selma", 1), ("Vera", -1)):
        write(today, lambda db, a=alias, d=days: save_person(db, person(a, d), NOW))
    expected = [
        ("Nästa steg", "3"),
        ("Mira · P-2026-0002", "2 dagar försenat"),
        ("Vera · P-2026-0004", "1 dag försenat"),
        ("Luna · P-2026-0001", "i dag"),
    ]
    wait_until(lambda: shown(today) == expected)


def test_enter_opens_the_step(today):
    write(today, lambda db: save_person(db, person("Luna", 0), NOW))
    shown(today)
    view = today.window.page._list
    wait_until(view.hasFocus)
    press(Qt.Key.Key_Return, "\r", view)
    assert today.window.here == ("people", {"person": 1, "step": 1})


def test_a_report_waits_for_a_second_reader(today):
    write(today, lambda db: hand_to_second_reader(db, save_report(db, a_report(), NOW), "Karin", NOW))
    assert shown(today) == [("Rapporter", "1"), ("Orosanmälan till Stockholm", "andra läsare")]
    assert rows(today)[1].key.place == {"report": 1}


def test_own_drafts_come_first_and_lead_to_where_they_are_written(today):
    stored = write(today, lambda db: save_person(db, person("Luna", 0), NOW))
    today.desktop.workspace.keep_draft(f"person:{stored.id}", "{}")
    today.desktop.workspace.keep_draft("report:new", "{}")
    wait_until(lambda: len(shown(today)) == 5)
    found = {row.title: row.key for row in rows(today)[1:3]}
    assert found["Person · Luna · P-2026-0001"].place == {"person": 1, "edit": "all"}
    assert (found["Ny orosanmälan"].room, found["Ny orosanmälan"].place) == ("reports", {"report": "new"})


def test_a_begun_line_and_note_of_a_person_are_listed_and_what_no_room_knows_is_not_counted(today):
    stored = write(today, lambda db: save_person(db, person("Luna", 9), NOW))
    for editor in (f"lines:{stored.id}", f"note:{stored.id}", "unknown:1"):
        today.desktop.workspace.keep_draft(editor, "{}")
    wait_until(lambda: len(shown(today)) == 3)
    assert shown(today)[0] == ("Fortsätt där du var", "2")
    found = {row.title: row.key.place for row in rows(today)[1:]}
    here = {"person": stored.id}
    assert found == {"Logg · Luna · P-2026-0001": here, "Anteckningar · Luna · P-2026-0001": here}


def test_lines_that_were_begun_say_about_whom(today):
    for number, typed in enumerate(("Rosa", "070-174 06 07")):
        today.desktop.workspace.keep_draft(f"outreach:new:{number}", json.dumps({"typed": typed}))
    today.desktop.workspace.drain()
    today.window.replace("today")
    assert {title for title, _aside in shown(today)[1:]} == {"Uppsökande · 070-174 06 07", "Uppsökande · Rosa"}


def test_the_kept_window_is_not_listed_as_a_draft(today):
    today.desktop.workspace.keep_draft("window", "{}")
    today.desktop.workspace.drain()
    write(today, lambda db: save_person(db, person("Luna", 0), NOW))
    assert [row[0] for row in shown(today)] == ["Nästa steg", "Luna · P-2026-0001"]


def test_persons_whose_time_ends_are_shown_before(today):
    def end(db):
        stored = save_person(db, a_person(), NOW)
        with db.transaction():
            db.execute("UPDATE person SET retention_on = :day WHERE id = :id", day="2026-12-01", id=stored.id)
            db.mark_changed("person")

    write(today, end)
    assert shown(today) == [("Gallras snart", "1"), ("Luna · P-2026-0001", "om 7 dagar")]


def test_a_new_vault_says_how_to_begin_and_each_hint_leads_there(today):
    wait_until(lambda: today.window.findChild(object, "hint.platform") is not None)
    find(today.window, "hint.platform").click()
    assert today.window.here == ("organisation", {"platform": "new"})
    today.window.back()
    wait_until(lambda: today.window.page.findChild(object, "hint.contact") is not None)
    find(today.window, "hint.contact").click()
    assert today.window.here == ("outreach", {})


def test_what_is_done_has_a_tick_and_no_button(today):
    wait_until(lambda: today.window.page.findChild(object, "hint.platform") is not None)
    assert today.window.page.findChild(object, "hint.organisation") is None


def test_when_all_is_done_it_says_that_nothing_waits(today):
    stored = write(today, lambda db: save_person(db, a_person(), NOW))
    write(today, lambda db: save_contact(db, replace(a_contact(), person_id=stored.id), NOW))
    write(today, lambda db: save_platform(db, Platform(name="Annonssidan"), NOW))
    wait_until(lambda: any(each.text() == "Inget väntar på dig" for each in labels(today)))


def labels(desk):
    return desk.window.page.findChildren(QLabel)


def test_the_buttons_lead_to_outreach_and_to_a_new_person(today):
    find(today.window, "today.outreach").click()
    assert today.window.here == ("outreach", {})
    today.window.back()
    find(today.window, "today.new_person").click()
    assert today.window.here == ("people", {"person": "new"})


def test_many_steps_are_counted_and_the_first_are_shown(today):
    def many(db):
        for number in range(15):
            save_person(db, person(f"Luna {number}", -1), NOW)

    write(today, many)
    wait_until(lambda: shown(today)[0] == ("Nästa steg", "15"))
    assert shown(today)[-1][0] == "3 nästa steg till"


def test_a_practice_vault_stands_on_its_last_day_and_says_practice(desk, tmp_path):
    made = make_practice_vault(tmp_path / "practice", Cost.cheapest_for_tests(), date(2026, 6, 30), people=20)
    passphrase = next(account.passphrase for account in made.accounts if account.label == "Anna")
    window = desk.enter(made.folder, passphrase)
    window.show()
    assert desk.desktop.workspace.today == date(2026, 6, 30)
    badges = [frame for frame in window.findChildren(QFrame) if frame.property("role") == "badge"]
    assert [badge.accessibleName() for badge in badges] == ["Övning"]
    assert [row for row in shown(desk) if row[0] == "Nästa steg"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_keeps_the_rules_of_all_windows(today, language):
    today.window.use_language(language)
    wait_until(lambda: today.window.page.findChild(object, "hint.platform") is not None)
    assert problems_of(today.window) == []
    write(today, lambda db: save_person(db, person("Luna", -1), NOW))
    shown(today)
    assert problems_of(today.window) == []
