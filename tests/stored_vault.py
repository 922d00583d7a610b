"""The vaults of older versions that lie in tests/data: each made once by `python -m tests.stored_vault`, never anew.

`schema_1` is from before the first release, when the first schema was still written in place: it is good for steps of
our own making. `landed_1` is of the schema that vaults out there have, and takes the real steps.

Each holds every kind of record of its day, one of them in the bin, an unsaved edit, a merge and a backup that is
known. Beside it stands what it holds, row by row, with the sealed texts open: a later version is measured by that.
"""

import json
import shutil
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from makers import NOW, TODAY, a_contact, a_new_vault, a_person, a_report, an_assessment

from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.person import Identifier, IdentifierKind, Town
from outreach_desktop.domain.platform import Platform, PlatformKind
from outreach_desktop.domain.saved_filter import SavedFilter
from outreach_desktop.domain.sealing import SealedPlace
from outreach_desktop.domain.seen_ad import SeenAd
from outreach_desktop.domain.shift import Shift
from outreach_desktop.operations import agreements, backup_upkeep, merging, vaults
from outreach_desktop.operations.accounts import NewPerson, Office, add_person
from outreach_desktop.operations.assessments import sign_assessment
from outreach_desktop.operations.concern_reports import save_report
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.organisation import save_platform
from outreach_desktop.operations.people import add_note, remove_person, save_identifier, save_person, save_town
from outreach_desktop.operations.saved_filters import keep_filter
from outreach_desktop.operations.seen_ads import save_ad
from outreach_desktop.operations.shifts import start_shift
from outreach_desktop.storage import drafts, rekeying
from outreach_desktop.vault.cost import Cost

FOLDER = Path(__file__).parent / "data" / "vault" / "schema_1"
HELD = FOLDER.with_suffix(".json")
LANDED = FOLDER.with_name("landed_1")
VOLUNTEER = ("Bo", "bos egen långa lösenfras")
_OF_THE_PROGRAM = ("sqlite_", "person_text", "contact_text", "tally", "tallied", "counting", "month_persons")


def fill(db):
    """Put in one of everything, and some more."""
    platform = save_platform(db, Platform(name="Rosa sidan", kind=PlatformKind.PURCHASE, account="kvällsljus"), NOW)
    luna, mira, twin = (save_person(db, a_person(alias=alias), NOW) for alias in ("Luna", "Mira Åkesson", "Lunna"))
    number = Identifier(person_id=luna.id, kind=IdentifierKind.PHONE, value="070-174 06 05", platform_id=platform.id)
    save_identifier(db, number, NOW)
    save_town(db, Town(person_id=luna.id, name="Malmö", municipality="1280", seen_on=TODAY), NOW)
    for day in range(12):
        at = NOW - timedelta(days=day)
        save_contact(
            db, a_contact(person_id=luna.id, at=at, platform_id=platform.id, note=f"rad {day}, hej å ä ö"), NOW
        )
    add_note(db, luna.id, "sover hos en vän tills vidare", NOW)
    sign_assessment(db, an_assessment(person_id=luna.id), NOW)
    save_report(db, a_report(person_id=luna.id), NOW)
    seen = merging.compare(db, luna.id, twin.id)
    merging.merge(db, seen, {each.name: each.preferred for each in seen.differences}, NOW)
    remove_person(db, mira.id, NOW)
    drafts.keep(db, f"contact:new:{luna.id}", json.dumps({"values": {"note": "halvskrivet"}}), NOW)


def fill_more(db):
    """Put in what came before the first release: a step, a shift, an ad, a filter, a line that was changed."""
    account, person = db.sealer.account, 1
    start_shift(db, Shift(workers=(account,), alone_reason="Bo är sjuk"), NOW)
    planned = a_contact(person_id=person, at=NOW, next_step="Ringa igen", next_step_on=TODAY)
    line = save_contact(db, planned, NOW)
    save_contact(db, replace(line, note="ändrad"), NOW + timedelta(minutes=5))
    save_ad(db, SeenAd(person_id=person, address="https://annonssidan.example/1", text="hej", keeps_text=True), NOW)
    keep_filter(db, SavedFilter(name="Mina", words="lu"), NOW)


def held(db):
    """Return all rows by table, each by the names of its columns; sealed texts open, other bytes as hex."""
    sealed = rekeying.sealed_columns(db)
    tables = [row["name"] for row in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")]
    own = [table for table in tables if not table.startswith(_OF_THE_PROGRAM)]
    return {
        table: [_shown(db, table, row, sealed.get(table, ())) for row in db.rows(f"SELECT * FROM {table}")]
        for table in sorted(own)
    }


def _shown(db, table, row, sealed):
    values = zip(row.keys(), row, strict=True)
    shown = {name: value.hex() if isinstance(value, bytes) else value for name, value in values}
    for name in sealed:
        shown[name] = db.sealer.open(bytes(row[name]), SealedPlace(table, row["uid"], name, row["version"]))
    return shown


def as_made(row):
    """Return a row with who changed it, which is left out where nobody has since it was made."""
    unchanged = row.get("changed_at") == "" and row.get("changed_by") == ""
    return {**row, "changed_at": row["created_at"], "changed_by": row["created_by"]} if unchanged else row


def make(folder):
    cheap = Cost.cheapest_for_tests()
    vault, unlocked, _recovery = vaults.make_vault(a_new_vault(folder), cheap, NOW)
    db = vaults.connect(vault, unlocked)
    agreements.accept(db, NOW)
    bo = Account(name=VOLUNTEER[0], alias="Bosse", role=Role.VOLUNTEER)
    add_person(Office(db, vault, unlocked), NewPerson(bo, VOLUNTEER[1]), cheap, NOW)
    fill(db)
    fill_more(db)
    backup_upkeep.back_up_before(vault, unlocked, db, NOW)
    db.checkpoint()
    contents = held(db)
    db.close()
    vault.release_ballast()
    vault.close()
    shutil.rmtree(folder / "backups")
    (folder / "lock").unlink()
    return contents


if __name__ == "__main__":
    assert pytest.__version__
    assert not LANDED.exists(), "it is never made anew"
    LANDED.with_suffix(".json").write_text(json.dumps(make(LANDED), ensure_ascii=False, indent=1) + "\n", "utf-8")
