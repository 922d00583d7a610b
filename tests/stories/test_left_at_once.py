"""Who saves and leaves the page in the same moment finds one record, and nothing unsaved when coming back."""

import json
from dataclasses import dataclass
from functools import partial

import pytest
from desk import find, type_text, wait_until
from makers import NOW

from outreach_desktop.domain.assessment import Assessment
from outreach_desktop.domain.concern_report import ConcernReport
from outreach_desktop.domain.contact import Contact
from outreach_desktop.domain.person import Identifier, Note, Person, Town
from outreach_desktop.domain.platform import Platform
from outreach_desktop.operations.contacts import save_first_line
from outreach_desktop.operations.organisation import load_organisation
from outreach_desktop.storage.reading import load_all
from outreach_desktop.ui.today.places import destination, person_in

WORDS = "Kanariefågel"


@dataclass(frozen=True)
class Case:
    """An editor: where it stands, the field that is typed in, what it stores, and how it is saved."""

    room: str
    place: dict
    field: str
    kind: type
    save: str = "save"


def cases(person):
    about = {"person": person.id}
    return [
        Case("people", {"person": "new"}, "Person.alias", Person),
        Case("people", about | {"contact": "new"}, "Contact.note", Contact),
        Case("people", about | {"identifier": "new"}, "Identifier.value", Identifier),
        Case("people", about | {"town": "new"}, "Town.name", Town),
        Case("people", about, "log.text", Contact, "log._log"),
        Case("people", about, "note.text", Note, "notes.write"),
        Case("organisation", {"platform": "new"}, "Platform.name", Platform),
        Case("reports", {"report": "new"} | about, "ConcernReport.unit", ConcernReport),
        Case("people", about | {"assessment": "new"}, "Assessment.reason", Assessment, "_sign"),
    ]


@pytest.fixture
def program(desk, vault_folder):
    window = desk.enter(vault_folder)
    window.resize(1366, 768)
    window.activateWindow()
    return desk.desktop


@pytest.fixture
def person(program):
    """Somebody who is in the register already."""
    stored = []
    work = partial(save_first_line, person=Person(alias="Mia"), typed="070-174 06 44", contact=Contact(at=NOW), now=NOW)
    program.workspace.write(program.workspace, work, stored.append)
    wait_until(lambda: stored)
    return stored[0][0]


def typed(window, case):
    """Open the editor, type, and prepare what else storing asks for."""
    window.go(case.room, case.place)
    if case.kind is Assessment:
        window.page.conclusion._answers.buttons()[2].click()
    type_text(WORDS, find(window, case.field))
    return window.page


def done(part, name):
    for each in name.split("."):
        part = getattr(part, each)
    part()


def all_answers(program):
    """Let every write be done and every answer be delivered."""
    program.workspace.drain()
    answered = []
    program.workspace.write(program.workspace, lambda _db: None, answered.append)
    wait_until(lambda: answered)


def everything(program, kind):
    return len(load_all(program.workspace.db, kind))


def test_each_editor_saved_and_left_at_once_stores_once_and_keeps_nothing(program, person):
    window, wrong = program.window, []
    for case in cases(person):
        before = everything(program, case.kind)
        page = typed(window, case)
        done(page, case.save)
        window.go("today")
        all_answers(program)
        stored = everything(program, case.kind) - before
        drafts = sorted(program.workspace.own_drafts())
        window.go(case.room, case.place)
        again = json.dumps([window.page.state(), window.capture()])
        if (stored, drafts, WORDS in again, window.page.unsaved()) != (1, [], False, False):
            wrong.append((case.field, stored, drafts, WORDS in again, window.page.unsaved()))
        window.go("today")
        all_answers(program)
    assert wrong == []


def test_a_quick_line_saved_and_left_at_once_is_stored_once(program, person):
    window, space = program.window, program.workspace
    window.go("outreach")
    type_text(WORDS, window.page.quick)
    wait_until(lambda: window.page._answer is not None)
    window.page._enter()
    wait_until(lambda: window.page._line is not None)
    type_text("första", find(window, "line.note"))
    window.page._save()
    window.go("today")
    all_answers(program)
    window.go("outreach")
    all_answers(program)
    assert [each.alias for each in load_all(space.db, Person)] == [person.alias, WORDS]
    assert space.own_drafts() == {}
    assert window.page._line is None
    assert not window.page.unsaved()


def test_the_profile_saved_and_left_at_once_is_not_unsaved(program):
    window = program.window
    window.go("organisation")
    type_text(WORDS, find(window, "Organisation.town"))
    window.page.save()
    window.go("today")
    all_answers(program)
    assert load_organisation(program.workspace.db).town == WORDS
    assert program.workspace.own_drafts() == {}
    window.go("organisation")
    assert not window.page.unsaved()


def test_what_could_not_be_stored_is_there_again_also_when_the_page_was_left(program):
    window, failures = program.window, []
    program.workspace.failed.connect(failures.append)
    window.go("people", {"person": "new"})
    type_text(WORDS, find(window, "Person.wanted_words"))
    window.page.save()
    window.go("today")
    all_answers(program)
    assert [problem.field for problem in failures[0].problems] == ["alias"]
    assert "sparades inte" in window._message.words()
    window.go("people", {"person": "new"})
    assert window.page.form.editor("wanted_words").state() == WORDS


def test_a_line_begun_on_the_persons_page_is_kept_in_the_form_with_all_fields(program, person):
    window, place = program.window, {"person": person.id, "contact": "new"}
    window.go("people", {"person": person.id})
    type_text(WORDS, window.page.log.text)
    window.page._more_fields(window.page.log.contact())
    all_answers(program)
    assert WORDS in json.loads(program.workspace.own_drafts()[f"contact:new:{person.id}"].state)["values"]["note"]
    window.page.save()
    window.go("today")
    all_answers(program)
    window.go("people", place)
    assert WORDS not in json.dumps(window.page.state())
    assert program.workspace.own_drafts() == {}
    assert [each.note for each in load_all(program.workspace.db, Contact)].count(WORDS) == 1


def test_each_kind_of_draft_leads_to_a_page_where_it_stands_again(program, person):
    window, wrong = program.window, []
    for place in (
        {"person": person.id, "edit": "all"},
        {"person": person.id, "contact": "new"},
        {"person": person.id, "identifier": "new"},
        {"person": person.id, "town": "new"},
        {"person": person.id, "block": "hold"},
    ):
        window.go("people", place)
        editor = window.page.editing.editor
        where = destination(editor)
        if where is None or (where.room, where.place) != ("people", place) or person_in(editor) != person.id:
            wrong.append((editor, where))
    for place in ({"report": "new", "person": person.id}, {"report": "new"}):
        window.go("reports", place)
        where = destination(window.page._editor)
        if where is None or (where.room, where.place) != ("reports", place):
            wrong.append((window.page._editor, where))
    assert wrong == []
    assert destination("report:7:sent").place == {"report": 7}
