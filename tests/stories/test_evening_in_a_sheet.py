"""The same evening, logged by keyboard and written in a spreadsheet that is brought in, gives the same register."""

import shutil
from contextlib import contextmanager
from dataclasses import fields

import pytest
from desk import Desk
from evening_sheet import HEADINGS, as_csv, as_xlsx, rows
from fingers import rest
from makers import NOW, PASSPHRASE
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit

from outreach_desktop.domain.contact import Contact
from outreach_desktop.domain.follow_up import FollowUp
from outreach_desktop.domain.importing import Rules
from outreach_desktop.domain.person import Identifier, Person
from outreach_desktop.operations import vaults
from outreach_desktop.operations.importing.carrying_out import carry_out
from outreach_desktop.operations.importing.headings import recognise
from outreach_desktop.operations.importing.planning import plan_import
from outreach_desktop.sheets.reading import read_sheet
from outreach_desktop.storage import people
from outreach_desktop.storage.reading import load_all
from outreach_desktop.vault.folder import Vault
from tests.stories.test_evening import BLOCKED, NEW, REPLIED, SEEN_ALREADY, Hands, evening, spend_the_evening

__all__ = ["evening"]

Key = Qt.Key
# Every field that the two registers are not compared by, and why. What is not named here must be the same.
OF_RECORDS = {
    "id": "numbers of rows in one database",
    "uid": "random",
    "version": "how often it was written: a logged person is written once more by their line",
    "created_at": "the same instant here, but said of the writing and not of the evening",
    "created_by": "who wrote it into the register, not who wrote the line",
    "changed_at": "as created_at",
    "changed_by": "as created_by",
}
LEFT_OUT = {
    Person: OF_RECORDS
    | {
        "informed_on": "noted by itself with a text that was copied here and sent: a sheet does not say which",
        "informed_how": "as informed_on",
        "informed_note": "as informed_on",
    },
    Contact: OF_RECORDS
    | {
        "person_id": "compared by the alias of whose line it is",
        "identifier": "a sheet has the number or address with the person, not once more with the line",
        "template": "which message was copied is known to who copies here, not to a sheet",
        "sending": "as template: a sheet says that we wrote, not that a copied text was sent",
    },
    Identifier: OF_RECORDS
    | {
        "person_id": "compared by the alias of whose it is",
        "first_seen_on": "a sheet does not say when a number was first seen",
        "last_seen_on": "as first_seen_on",
    },
    FollowUp: OF_RECORDS
    | {
        "person_id": "compared by the alias of whose step it is",
        "contact_id": "a number of a row; that it was planned with a line is compared by the line's own next step",
    },
}


def compared(record, aliases):
    """Return what is compared of a record, by field; where it hangs on a person, by that person's alias."""
    values = {
        each.name: getattr(record, each.name) for each in fields(record) if each.name not in LEFT_OUT[type(record)]
    }
    for name, value in values.items():
        if hasattr(value, "timestamp"):
            values[name] = value.timestamp()
    return {"of": aliases.get(getattr(record, "person_id", 0), ""), **values}


def register_of(db):
    """Return the whole register as it is compared: each kind of record in an order of its own."""
    persons = load_all(db, Person)
    aliases = {each.id: each.alias for each in persons}
    found = {}
    for kind in LEFT_OUT:
        records = [each for each in load_all(db, kind) if not repeats_the_alias(each, aliases)]
        found[kind.__name__] = sorted((compared(each, aliases) for each in records), key=str)
    summaries = people.load_summaries(db, list(aliases))
    numbers = {aliases[at]: (each.contacts, each.tries, each.last_outcome) for at, each in summaries.items()}
    return found | {"summaries": sorted(numbers.items())}


def differences(one, other):
    """Return where two registers differ: kind of record, field, and both values, so that a failure can be read."""
    found = []
    for kind in one:
        if len(one[kind]) != len(other[kind]):
            found.append((kind, "how many", len(one[kind]), len(other[kind])))
        for left, right in zip(one[kind], other[kind], strict=False):
            if left != right:
                names = left if isinstance(left, dict) else ()
                parts = [(name, left[name], right[name]) for name in names if left[name] != right[name]]
                found.append((kind, parts or (left, right)))
    return found


def repeats_the_alias(record, aliases):
    """Say whether an identifier is the person's own alias once more.

    Who is typed by the alias alone has it as what was typed, too; a sheet has it in its column. No look-up differs.
    """
    return isinstance(record, Identifier) and record.value == aliases[record.person_id]


@contextmanager
def opened_again(folder):
    vault = Vault.open(folder)
    db = vaults.connect(vault, vault.unlock("Anna", PASSPHRASE))
    try:
        yield db
    finally:
        db.close()
        vault.close()


@pytest.fixture(scope="module")
def kept():
    """What the logged evening left, for the tests that compare with it: it takes a minute to spend."""
    return {}


@pytest.fixture
def before_the_evening(evening, tmp_path):
    """The register as it was before: a copy of the vault."""
    folder = tmp_path / "before"
    shutil.copytree(evening, folder, ignore=shutil.ignore_patterns("lock"))
    return folder


@pytest.fixture
def logged(kept, desk, evening, before_the_evening):
    """The register after the evening was logged by keyboard."""
    if not kept:
        desk.clock.at = NOW
        desk.show_at(evening, "outreach")
        hands = Hands(desk)
        hands.waits()
        spend_the_evening(hands)
        kept.update(register_of(desk.desktop.workspace.db))
    desk.close()
    return kept


def test_the_sheet_has_a_row_for_each_profile_and_the_comparison_names_what_it_leaves_out():
    assert len(list(rows())) == 40
    assert len(BLOCKED) + len(SEEN_ALREADY) + len(REPLIED) + len(NEW) + 1 == 40
    assert (
        len(recognise(HEADINGS)) == len([each for each in recognise(HEADINGS) if each]) == len(set(recognise(HEADINGS)))
    )
    for kind, names in LEFT_OUT.items():
        assert set(names) <= {each.name for each in fields(kind)}
        assert all(names.values())


@pytest.mark.timeout(300)
@pytest.mark.parametrize("written", [as_csv, as_xlsx])
def test_the_evening_from_a_sheet_is_the_register_of_the_logged_evening(logged, before_the_evening, written):
    with opened_again(before_the_evening) as db:
        assert register_of(db) != logged
        sheet = read_sheet(written())
        plan = plan_import(db, sheet, recognise(sheet.headings), NOW)
        assert [problem for problem in plan.problems if problem.blocks] == []
        done = carry_out(db, plan, Rules(), NOW)
        assert (done.added, done.merged, done.skipped) == (len(NEW) + 1, len(REPLIED), len(BLOCKED + SEEN_ALREADY))
        found = register_of(db)
    assert differences(logged, found) == []
    assert len(found["Person"]) == len(found["summaries"]) == 40


class Typist(Hands):
    """Hands that wait for long work, too."""

    def waits(self):
        space = self._desk.desktop.workspace
        for worker in (space._slow, space._writer, space._reader) * 3:
            worker.drain()
            QApplication.processEvents()
        rest(20)

    def chooses_file(self, path):
        dialog = next(each for each in self.window.findChildren(QFileDialog, "place") if each.isVisible())
        dialog.setDirectory(str(path.parent))
        dialog.findChild(QLineEdit, "fileNameEdit").setText(path.name)
        dialog.accept()
        self.window.activateWindow()
        self.waits()


@pytest.mark.timeout(300)
def test_the_wizard_brings_the_same_register_in_by_keyboard(logged, before_the_evening, tmp_path):
    path = tmp_path / "kväll 24 nov.xlsx"
    path.write_bytes(as_xlsx())
    desk = Desk(tmp_path / "settings")
    desk.clock.at = NOW
    desk.show_at(before_the_evening, "people")
    hands = Typist(desk)
    hands.waits()
    hands.tabs_to("people.sheets")
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Space)
    hands.chooses_file(path)
    chosen = [hands.window.page.findChild(QComboBox, f"column.{at}").currentText() for at in range(len(HEADINGS))]
    assert "Utelämna" not in chosen
    hands.tabs_to("sheets.next")
    hands.press(Key.Key_Space)
    assert "30 nya personer · 10 personer i registret kompletterade" in " ".join(hands.said())
    hands.tabs_to("sheets.bring")
    hands.press(Key.Key_Space)
    for _turn in range(5):
        hands.waits()
    found = register_of(desk.desktop.workspace.db)
    desk.close()
    assert differences(logged, found) == []
