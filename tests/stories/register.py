"""A real vault for property tests: records go in by the operation a page would use, the file is closed and opened."""

import importlib
import inspect
import pkgutil
from dataclasses import fields, replace
from datetime import datetime
from typing import get_type_hints

from makers import NOW, a_contact, a_meeting, a_person, a_report, an_assessment

from outreach_desktop import operations, storage
from outreach_desktop.domain.platform import Platform
from outreach_desktop.domain.safety_checklist import OwnChecklist
from outreach_desktop.domain.shift import Shift
from outreach_desktop.operations import vaults
from outreach_desktop.operations.assessments import sign_assessment
from outreach_desktop.operations.concern_reports import save_report
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.meetings import save_meeting
from outreach_desktop.operations.organisation import save_platform
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.saving import save_record
from outreach_desktop.storage import reading
from outreach_desktop.storage.columns import table_of
from outreach_desktop.storage.database import Database
from outreach_desktop.vault.folder import Vault

LONGEST_SHOWN = 500


def modules_of(package):
    return [
        importlib.import_module(f"{package.__name__}.{each.name}") for each in pkgutil.iter_modules(package.__path__)
    ]


def operation_for(record_type):
    """Return the operation that saves records of a type: the one of that shape, else the way every record is saved."""
    found = [each for module in modules_of(operations) for each in vars(module).values() if _saves(each, record_type)]
    return found[0] if found else save_record


def _saves(function, record_type):
    if not inspect.isfunction(function) or not function.__name__.startswith(("save_", "sign_")):
        return False
    hints = get_type_hints(function)
    answer = hints.pop("return", None)
    return answer is record_type and list(hints.values()) == [Database, record_type, datetime]


class Register:
    """An open vault with one record of each kind that others hang on."""

    def __init__(self, folder, unlocked):
        self._vault, self._unlocked = Vault.open(folder), unlocked
        self.db = vaults.connect(self._vault, unlocked)
        platform = save_platform(self.db, Platform(name="Sida ett"), NOW)
        person = save_person(self.db, a_person(), NOW)
        save_contact(self.db, a_contact(person_id=person.id), NOW)
        assessment = sign_assessment(self.db, an_assessment(person_id=person.id), NOW)
        save_report(self.db, a_report(person_id=person.id), NOW)
        shift = save_record(self.db, Shift(started_at=NOW), NOW)
        self.references = {"person_id": person.id, "platform_id": platform.id, "assessment_id": assessment.id}
        self.references["shift_id"] = shift.id
        self.references["meeting_id"] = save_meeting(self.db, a_meeting(person_id=person.id), NOW).id
        self.references["checklist_id"] = save_record(self.db, OwnChecklist(number=1), NOW).id

    def belonging(self, record):
        """Return `record` hanging on records that are there."""
        names = {field.name for field in fields(record)}
        return replace(record, **{name: at for name, at in self.references.items() if name in names})

    def reopen(self):
        """Close the database file and open it again."""
        self.db.close()
        self.db = vaults.connect(self._vault, self._unlocked)

    def stored(self, record_type, record_id):
        return reading.load_one(self.db, record_type, record_id)

    def rows_of(self, record):
        """Return the rows by which lists show `record`, whatever lists there are of its type."""
        module = next((each for each in modules_of(storage) if _lists(each, record)), None)
        return module.load_rows(self.db, [record.id]) if module else []

    def close(self):
        self.db.close()
        self._vault.close()


def _lists(module, record):
    loader = getattr(module, "load_rows", None)
    if loader is None:
        return False
    row_type = get_type_hints(loader)["return"].__args__[0]
    return row_type.__name__ == f"{type(record).__name__}Row" and bool(table_of(type(record)))
