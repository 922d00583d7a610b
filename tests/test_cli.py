import itertools
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from makers import NOW, PASSPHRASE

from outreach_desktop import cli, i18n
from outreach_desktop.cli import arguments
from outreach_desktop.content import municipalities
from outreach_desktop.domain.attributes import attributes
from outreach_desktop.domain.contact import Contact
from outreach_desktop.domain.follow_up import FollowUp
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.person import Person
from outreach_desktop.domain.shift import Shift
from outreach_desktop.operations.accounts import NewPerson, Office, add_person
from outreach_desktop.operations.organisation import save_account
from outreach_desktop.operations.practice.making import PracticeAccount, make_practice_vault
from outreach_desktop.operations.vaults import connect
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.folder import NewAccount, Vault

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 24)
YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
RUNNER = """
import sys
from outreach_desktop.cli import main
status = main(sys.argv[1:])
assert not [name for name in sys.modules if name.startswith("PySide6")], "Qt was imported"
sys.exit(status)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli") / "valv å"
    return make_practice_vault(folder, Cost.cheapest_for_tests(), TODAY, people=40)


@pytest.fixture
def secret(made, tmp_path):
    return secret_of(made.accounts[0], tmp_path)


def secret_of(account, folder):
    file = folder / f"{account.label}.txt"
    file.write_text(account.passphrase + "\n", "utf-8")
    file.chmod(0o600)
    return ("--account", account.label, "--passphrase-file", str(file))


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    yield
    i18n.use_language("en")


def in_a_process(*typed, **values):
    usual = {"capture_output": True, "cwd": ROOT, "timeout": 100, "stdin": subprocess.DEVNULL}
    return subprocess.run([sys.executable, "-c", RUNNER, *map(str, typed)], check=False, **usual | values)


def log_lines(made):
    vault = Vault.open(made.folder)
    db = connect(vault, vault.unlock(made.accounts[0].label, made.accounts[0].passphrase))
    found = [(row["action"], row["subject"]) for row in db.rows("SELECT action, subject FROM log ORDER BY seq")]
    db.close()
    vault.close()
    return found


def test_a_terminal_makes_lists_and_exports_without_a_window(tmp_path):
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "DISPLAY": "", "OUTREACH_SETTINGS": str(tmp_path / "s")}
    folder = tmp_path / "övning"
    demo = in_a_process("demo", folder, "--people", "20", "--today", "2026-11-24", "--json", env=plain)
    assert (demo.returncode, demo.stderr) == (0, b"")
    said = json.loads(demo.stdout.decode("utf-8"))
    assert set(said) == {"vault", "accounts", "recovery_key"}
    assert [set(account) for account in said["accounts"]] == [{"label", "role", "passphrase"}] * 4
    assert {account["role"] for account in said["accounts"]} == {role.value for role in Role}
    assert said["vault"] == str(folder)
    reading, writing = os.pipe()
    os.write(writing, said["accounts"][1]["passphrase"].encode())
    os.close(writing)
    options = ("--account", "Anna", "--passphrase-fd", reading, "--json")
    listed = in_a_process("list", folder, "people", *options, env=plain, pass_fds=(reading,))
    os.close(reading)
    assert listed.returncode == 0
    assert len(json.loads(listed.stdout.decode("utf-8"))) == 20


def test_a_list_is_an_array_of_objects_with_the_fields_by_their_names(made, secret, run):
    status, out, err = run("list", made.folder, "people", "--json", *secret)
    people = json.loads(out)
    assert (status, err, len(people)) == (0, "", 40)
    assert next(iter(people[0])) == "code"
    assert {field.name for field in attributes(Person)} <= set(people[0])
    assert people[0]["state"] in ("found", "contacted")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", people[0]["retention_on"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:00[+]0[12]:00", people[0]["created_at"])
    assert people[0]["created_by"] in ("Karin", "Anna")


def test_records_that_belong_to_a_person_name_the_code(made, secret, run):
    codes = {person["code"] for person in json.loads(run("list", made.folder, "people", "--json", *secret)[1])}
    for what in ("contacts", "assessments"):
        listed = json.loads(run("list", made.folder, what, "--json", *secret)[1])
        assert {row["code"] for row in listed} <= codes
        assert next(iter(listed[0])) == "code"
    contact = json.loads(run("list", made.folder, "contacts", "--json", *secret)[1])[0]
    assert {field.name for field in attributes(Contact)} - {"platform_id"} <= set(contact)
    assert contact["by_account"] in ("Karin", "Anna")
    reports = json.loads(run("list", made.folder, "concern-reports", "--json", *secret)[1])
    assert next(iter(reports[0])) == "id"


def test_shifts_are_listed_with_who_worked_and_where_and_what_happened(made, secret, tmp_path, run):
    shifts = json.loads(run("list", made.folder, "shifts", "--json", *secret)[1])
    assert shifts
    assert next(iter(shifts[0])) == "id"
    assert {field.name for field in attributes(Shift)} | {"workers", "platforms", "incidents"} <= set(shifts[0])
    assert {name for shift in shifts for name in shift["workers"]} <= {"Karin", "Anna", "Moa", "Sara", "Bo", "Lina"}
    assert all(isinstance(name, str) for shift in shifts for name in shift["platforms"])
    began = [shift["started_at"] or shift["planned_at"] for shift in shifts]
    assert began == sorted(began, key=datetime.fromisoformat)
    assert not any("felt" in shift or "feeling" in shift for shift in shifts)
    sealed = json.loads(run("list", made.folder, "shifts", "--json", *secret_of(made.accounts[3], tmp_path))[1])
    assert [shift["sealed"] for shift in sealed] == [["incidents"]] * len(shifts)
    assert "incidents" not in sealed[0]


def test_next_steps_are_listed_with_the_code_of_whom_they_are_about(made, secret, run):
    codes = {person["code"] for person in json.loads(run("list", made.folder, "people", "--json", *secret)[1])}
    steps = json.loads(run("list", made.folder, "next-steps", "--json", *secret)[1])
    assert steps
    assert next(iter(steps[0])) == "code"
    assert {step["code"] for step in steps} <= codes
    assert {field.name for field in attributes(FollowUp)} <= set(steps[0])
    days = [step["due_on"] for step in steps if step["due_on"]]
    assert days == sorted(days)
    out = run("list", made.folder, "next-steps", *secret, "--language", "sv")[1]
    assert out.splitlines()[0].split("\t")[0] == "Kod"
    assert len(out.splitlines()) == len(steps) + 1
    out = run("list", made.folder, "shifts", *secret, "--language", "sv")[1]
    assert out.splitlines()[0].split("\t")[:3] == ["Nummer", "När", "Började"]


def test_a_list_for_people_has_headings_and_words_of_the_language(made, secret, run):
    _, out, _ = run("list", made.folder, "concern-reports", *secret, "--language", "sv")
    heading, first = out.splitlines()[:2]
    assert heading.split("\t")[:2] == ["Nummer", "Läge"]
    assert first.split("\t")[1] in ("Utkast", "Hos andra läsaren")
    assert {line.split("\t")[3] for line in out.splitlines()[1:]} <= {each.name for each in municipalities()}


def test_options_stand_before_or_after_the_verb(made, secret, run):
    after = run("list", made.folder, "contacts", "--json", *secret)
    before = run(*secret, "--language", "sv", "list", made.folder, "contacts", "--json")
    assert after == before


def test_all_but_volunteers_read_the_sealed_texts(made, tmp_path, run):
    notes = []
    for account in made.accounts[:3]:
        listed = json.loads(run("list", made.folder, "people", "--json", *secret_of(account, tmp_path))[1])
        notes.append([note["text"] for person in listed for note in person["notes"]])
    assert notes[0]
    assert notes[0] == notes[1]


@pytest.mark.parametrize("what", ["list", "export"])
def test_a_volunteer_is_refused_what_the_role_does_not_include(made, tmp_path, run, what):
    out = tmp_path / "out.json"
    typed = {
        "list": ("list", made.folder, "accounts", "--json"),
        "export": ("export", "concern-report", made.folder, "--id", 1, "--format", "json", "--out", out),
    }[what]
    said = run(*typed, *secret_of(made.accounts[3], tmp_path), "--language", "en")
    assert said == (1, "", "Your role does not include this. Ask an administrator.\n")
    assert not out.exists()


def test_who_has_not_accepted_the_agreement_reads_nothing_from_the_terminal_either(vault_folder, tmp_path, run):
    vault = Vault.open(vault_folder)
    unlocked = vault.unlock("Anna", PASSPHRASE)
    db = connect(vault, unlocked)
    bo = NewPerson(Account(name="Bo", role=Role.STAFF), "bos egen långa lösenfras")
    add_person(Office(db, vault, unlocked), bo, Cost.cheapest_for_tests(), NOW)
    db.close()
    vault.close()
    secret = secret_of(PracticeAccount("Bo", Role.STAFF, bo.passphrase), tmp_path)
    status, out, err = run("list", vault_folder, "people", "--json", *secret, "--language", "en")
    assert (status, out) == (1, "")
    assert "accept the confidentiality agreement" in err


def test_accounts_are_listed_for_an_administrator(made, secret, run):
    listed = json.loads(run("list", made.folder, "accounts", "--json", *secret)[1])
    assert [(each["name"], each["role"]) for each in listed] == [
        *(("Karin", "administrator"), ("Anna", "staff"), ("Leila", "coordinator"), ("Sam", "volunteer")),
    ]
    heading = run("list", made.folder, "accounts", *secret, "--language", "en")[1].splitlines()[0]
    assert heading.split("\t")[:3] == ["Name shown in the program", "Outreach alias", "Role"]


@pytest.fixture(scope="module")
def volunteer(made, tmp_path_factory):
    """An account without the key to restricted texts, in a copy of the vault; it has accepted the agreement."""
    folder = tmp_path_factory.mktemp("volunteer") / "valv"
    shutil.copytree(made.folder, folder)
    vault = Vault.open(folder)
    unlocked = vault.unlock(made.accounts[0].label, made.accounts[0].passphrase)
    new = NewAccount("Bo", "volunteer", "sex ord om en bro till")
    entry = vault.add_account(unlocked, new, Cost.cheapest_for_tests())
    db = connect(vault, unlocked)
    save_account(db, Account(uid=entry.uid, name="Bo", role=Role.VOLUNTEER, agreement=1), datetime.now(i18n.ZONE))
    db.close()
    vault.close()
    file = folder.parent / "bo.txt"
    file.write_text("sex ord om en bro till", "utf-8")
    file.chmod(0o600)
    return folder, ("--account", "Bo", "--passphrase-file", str(file))


@pytest.mark.parametrize("what", ["people", "contacts", "assessments", "concern-reports", "meetings"])
def test_who_may_not_read_restricted_texts_gets_the_list_without_them(made, secret, volunteer, run, what):
    folder, bo = volunteer
    whole = json.loads(run("list", made.folder, what, "--json", *secret)[1])
    status, out, err = run("list", folder, what, "--json", *bo)
    assert (status, err) == (0, "")
    listed = json.loads(out)
    assert listed
    assert len(listed) == len(whole)
    assert [without_sealed(each, each) for each in listed] == [
        without_sealed(each, seen) for each, seen in zip(whole, listed, strict=True)
    ]
    assert all(each.get("sealed") for each in listed) == (what not in ("contacts", "meetings"))
    assert run("list", folder, what, *bo)[0] == 0


def without_sealed(record, seen):
    """Return a record without what the one that was seen calls sealed, and without the mark."""
    sealed = {"sealed", *seen.get("sealed", ())}
    found = {name: value for name, value in record.items() if name not in sealed}
    for part in (name for name in PARTS if name in found):
        pairs = zip(found[part], seen[part], strict=True)
        found[part] = [without_sealed(each, other) for each, other in pairs]
    return found


PARTS = ("findings", "risks", "answers", "going_anyway", "check_ins", "partings", "incidents", "lessons")


def test_meetings_are_listed_with_all_that_hangs_on_them(made, secret, volunteer, run):
    whole = json.loads(run("list", made.folder, "meetings", "--json", *secret)[1])
    first = next(each for each in whole if each["state"] == "held")
    assert next(iter(first)) == "code"
    assert first["workers"] == ["Karin", "Anna"]
    assert first["went_by"] == "Karin"
    assert datetime.fromisoformat(first["starts_at"]).tzinfo
    assert {each["kind"] for each in first["check_ins"]} >= {"started", "checked_out"}
    assert first["risks"][0]["risk"]
    assert first["partings"][0]["day_plan"]
    assert [each["starts_at"] for each in whole] == sorted(each["starts_at"] for each in whole)
    folder, bo = volunteer
    seen = next(each for each in json.loads(run("list", folder, "meetings", "--json", *bo)[1]) if each["risks"])
    assert seen["risks"][0].keys() == {"likelihood", "sealed"}
    assert seen["risks"][0]["sealed"] == ["risk", "what_we_do"]
    assert set(seen["partings"][0]) == {"safe", "sealed"}
    heading, *rows = run("list", made.folder, "meetings", *secret, "--language", "en")[1].splitlines()
    assert heading.split("\t") == ["Code", "When", "How we meet", "Where", "State"]
    assert len(rows) == len(whole)


@pytest.mark.parametrize("form", ["pdf", "csv", "json"])
def test_statistics_need_nothing_restricted(made, secret, volunteer, tmp_path, run, form):
    folder, bo = volunteer
    for number, (vault, who) in enumerate(((made.folder, secret), (folder, bo))):
        file = tmp_path / f"{number}.{form}"
        said = run("export", "statistics", vault, *YEAR, "--format", form, "--out", file, *who)
        assert said[:2] == (0, "")
    assert form == "pdf" or (tmp_path / f"0.{form}").read_bytes() == (tmp_path / f"1.{form}").read_bytes()


def test_statistics_leave_as_json_with_stable_names(made, secret, tmp_path, run):
    file = tmp_path / "statistik.json"
    status, out, _ = run("export", "statistics", made.folder, *YEAR, "--format", "json", "--out", file, *secret)
    said = json.loads(file.read_text("utf-8"))
    assert (status, out) == (0, "")
    assert (said["audience"], said["threshold"]) == ("inside", 0)
    tables = {table["id"]: table for table in said["tables"]}
    usual = [
        "chain",
        "by_month",
        "by_channel",
        "by_outcome",
        "by_platform_kind",
        "by_template",
        "indicators",
        "gone_past",
        "shifts",
        "meetings",
        "overrides",
    ]
    assert list(tables) == usual
    steps = [row["values"] for row in tables["chain"]["rows"]]
    assert all(after[0] <= before[0] and after[1] <= before[1] for before, after in itertools.pairwise(steps))
    contacts = json.loads(run("list", made.folder, "contacts", "--json", *secret)[1])
    in_the_year = [row for row in contacts if row["contact_on"] >= "2026-01-01"]
    assert steps[0][1] == len(in_the_year)


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF-"), ("csv", "\ufeff".encode())])
def test_statistics_leave_in_the_language_asked_for_and_twice_the_same(made, secret, run, form, start):
    found = []
    for language in ("sv", "en", "sv"):
        file = Path(secret[3]).with_name(f"out.{form}")
        typed = (*YEAR, "--format", form, "--out", file, "--date", "2026-11-24", "--language", language)
        assert run("export", "statistics", made.folder, *typed, *secret)[0] == 0
        found.append(file.read_bytes())
    assert found[0].startswith(start)
    assert found[0] == found[2]
    assert found[0] != found[1]


def test_a_concern_report_leaves_as_it_would_be_sent(made, secret, tmp_path, run):
    reports = json.loads(run("list", made.folder, "concern-reports", "--json", *secret)[1])
    for form in ("pdf", "json"):
        typed = ("--id", reports[0]["id"], "--format", form, "--out", tmp_path / f"r.{form}")
        assert run("export", "concern-report", made.folder, *typed, *secret)[0] == 0
    said = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert (said["id"], said["seen"]) == (reports[0]["id"], reports[0]["seen"])
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")


def test_a_report_that_is_not_there_is_refused_in_words(made, secret, tmp_path, run):
    typed = ("--id", 99999, "--out", tmp_path / "x.pdf")
    status, out, err = run("export", "concern-report", made.folder, *typed, *secret)
    assert (status, out) == (1, "")
    assert "no longer in the register" in err
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The file would lie in the vault's own folder."), ("sv", "Filen skulle hamna i valvets egen mapp.")],
)
@pytest.mark.parametrize("inside", ["CURRENT", "gen-000001/case.db", "backups/ut.pdf", "ny.pdf"])
def test_no_file_of_a_vault_is_ever_written_over(made, secret, run, inside, language, said):
    there = {path: path.stat().st_mtime_ns for path in made.folder.rglob("*") if path.is_file()}
    for kind, *more in (("statistics", *YEAR), ("concern-report", "--id", 1)):
        answer = run("export", kind, made.folder, *more, "--out", made.folder / inside, "--language", language, *secret)
        assert answer[:2] == (1, "")
        assert answer[2].startswith(said)
    assert {path: path.stat().st_mtime_ns for path in made.folder.rglob("*") if path.is_file()} == there


@pytest.mark.parametrize(("language", "words"), [("en", "whatever --language says"), ("sv", "vad --language än säger")])
def test_help_says_that_a_report_has_a_language_of_its_own(run, language, words):
    assert words in " ".join(run("export", "concern-report", "--help", "--language", language)[1].split())


def test_a_file_is_replaced_in_one_step_and_is_for_the_user_alone(made, secret, tmp_path, run):
    file = tmp_path / "ut.csv"
    file.write_text("gammalt", "utf-8")
    file.chmod(0o644)
    typed = (*YEAR, "--format", "csv", "--out", file)
    assert run("export", "statistics", made.folder, *typed, *secret)[0] == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "gammalt" not in file.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Karin.txt", "ut.csv"]


def test_a_folder_that_is_not_there_is_named_in_words(made, secret, tmp_path, run):
    out = tmp_path / "nowhere" / "ut.csv"
    status, _, err = run("export", "statistics", made.folder, *YEAR, "--out", out, *secret)
    assert status == 1
    assert "could not be written" in err


def test_every_reading_in_bulk_and_every_export_leaves_one_line_in_the_log(made, secret, tmp_path, run):
    before = len(log_lines(made))
    run("list", made.folder, "people", *secret)
    run("export", "statistics", made.folder, *YEAR, "--out", tmp_path / "s.pdf", *secret)
    run("export", "concern-report", made.folder, "--id", 1, "--out", tmp_path / "r.pdf", *secret)
    run("check", made.folder, *secret)
    lines = [("list", "person"), ("export", "statistics"), ("export", "concern_report"), ("check", "vault")]
    assert log_lines(made)[before:] == lines


def test_check_says_in_words_that_all_is_well(made, secret, run):
    status, out, _ = run("check", made.folder, *secret)
    assert (status, "WRONG" in out) == (0, False)
    status, out, _ = run("check", made.folder, "--json", *secret)
    said = json.loads(out)
    assert said["sound"] is True
    assert all(set(check) == {"id", "ok", "text"} for check in said["checks"])


def test_check_fails_in_words_when_a_page_is_damaged(tmp_path, run):
    made = make_practice_vault(tmp_path / "vault", Cost.cheapest_for_tests(), TODAY, people=20)
    file = made.folder / "gen-000001" / "case.db"
    vault = Vault.open(made.folder)
    db = connect(vault, vault.unlock(made.accounts[0].label, made.accounts[0].passphrase))
    page = db.value(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'contact_by_outcome'"
    )  # which opening does not read
    db.checkpoint()
    db.close()
    vault.close()
    contents = bytearray(file.read_bytes())
    contents[page * 4096 - 1000] ^= 1
    file.write_bytes(contents)
    status, out, _ = run("check", made.folder, *secret_of(made.accounts[0], tmp_path))
    assert status == 1
    assert "WRONG  Pages of the database are damaged" in out


def test_a_vault_that_is_open_elsewhere_is_refused_in_words(made, secret, run):
    vault = Vault.open(made.folder)
    try:
        status, out, err = run("list", made.folder, "people", *secret)
    finally:
        vault.close()
    assert (status, out) == (1, "")
    assert "already open" in err


def test_a_folder_without_a_vault_is_refused_in_words(tmp_path, secret, run):
    status, _, err = run("check", tmp_path, *secret)
    assert status == 1
    assert "no vault" in err


def test_demo_leaves_a_folder_alone_that_is_not_empty(tmp_path, run):
    (tmp_path / "brev.txt").write_text("hej", "utf-8")
    status, out, err = run("demo", tmp_path, "--people", "20")
    assert (status, out) == (1, "")
    assert "not empty" in err
    assert [path.name for path in tmp_path.iterdir()] == ["brev.txt"]


def test_with_several_accounts_one_must_be_named(made, secret, run):
    status, _, err = run("list", made.folder, "people", *secret[2:])
    assert status == 2
    assert "Karin, Anna" in err
    assert run("list", made.folder, "people", "--account", "Nobody", *secret[2:])[0] == 1


def test_without_a_terminal_a_passphrase_must_be_given(made, run):
    said = in_a_process("list", made.folder, "people", "--account", "Karin")
    assert (said.returncode, said.stdout) == (2, b"")
    assert b"--passphrase-file" in said.stderr


def test_a_passphrase_file_that_others_can_read_is_refused(made, secret, run):
    Path(secret[3]).chmod(0o640)
    status, _, err = run("list", made.folder, "people", *secret)
    assert status == 1
    assert "Others can read" in err


@pytest.mark.parametrize("contents", [b"", b"\n", b"\xff\xfe\n"])
def test_a_passphrase_file_without_a_passphrase_is_refused(made, secret, run, contents):
    Path(secret[3]).write_bytes(contents)
    status, _, err = run("list", made.folder, "people", *secret)
    assert status == 1
    assert "no passphrase" in err


def test_a_file_descriptor_that_is_not_open_is_wrong_use(made, run):
    assert run("list", made.folder, "people", "--account", "Karin", "--passphrase-fd", 997)[0] == 2


def test_a_wrong_passphrase_is_refused_and_the_next_try_must_wait(made, secret, tmp_path, run):
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("inte rätt fras alls\n", "utf-8")
    wrong.chmod(0o600)
    for _ in range(4):
        status, _, err = run("list", made.folder, "people", "--account", "Karin", "--passphrase-file", wrong)
        assert status == 1
    assert "Try again in" in err
    assert run("list", made.folder, "people", *secret)[0] == 1


def test_a_passphrase_is_never_an_argument(run):
    for option in ("--passphrase", "--pass", "-p"):
        assert run("list", "x", "people", option, "hemligt")[0] == 2


@pytest.mark.parametrize(
    "typed",
    [
        ("frob",),
        ("list",),
        ("list", "x", "dogs"),
        ("export",),
        ("export", "statistics", "x", "--from", "2026-13-01", "--to", "2026-12-31", "--out", "y"),
        ("export", "statistics", "x", "--from", "1026-01-01", "--to", "2026-12-31", "--out", "y"),
        ("export", "concern-report", "x", "--id", "0", "--out", "y"),
        ("export", "concern-report", "x", "--id", "1", "--format", "csv", "--out", "y"),
        ("demo", "x", "--people", "many"),
        ("demo", "x", "--people", "-3"),
        ("demo", "x", "--people", "²"),
        ("demo", "x", "--people", "9" * 5000),
        ("--language", "fi", "demo", "x"),
        ("list", "x", "people", "--passphrase-file", "a", "--passphrase-fd", "3"),
        ("--vault",),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_wrong_use_ends_with_status_2_and_words_of_the_language(run, monkeypatch, typed, language):
    monkeypatch.setenv("LANG", f"{language}_XX.UTF-8")
    status, out, err = run(*typed)
    assert (status, out) == (2, "")
    assert err.startswith("så här: " if language == "sv" else "usage: ")
    if language == "sv":
        assert not ENGLISH.search(err), err


ENGLISH = re.compile(
    r"\b(usage|options|argument|arguments|error|required|invalid|choice|choose|expected|unrecognized|unknown|"
    r"show|help message|must|from the|not a|allowed|the following|positional|missing|value)\b"
)
VERBS = (
    [],
    ["demo"],
    ["check"],
    ["list"],
    ["lookup"],
    ["export"],
    ["export", "statistics"],
    ["export", "concern-report"],
)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_help_is_in_both_languages_and_swedish_help_has_no_english(run, verb):
    status, swedish, _ = run(*verb, "--help", "--language", "sv")
    assert status == 0
    assert not ENGLISH.search(swedish), swedish
    english = run("--language", "en", *verb, "--help")[1]
    texts = {line.strip() for line in english.splitlines()} & {line.strip() for line in swedish.splitlines()}
    assert not [line for line in texts if re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", line)]


def test_language_follows_the_settings_before_the_system(run, monkeypatch, tmp_path):
    monkeypatch.setenv("OUTREACH_SETTINGS", str(tmp_path))
    (tmp_path / "settings.json").write_text('{"language": "sv"}', "utf-8")
    assert run("--help")[1].startswith("så här")
    assert run("--help", "--language=en")[1].startswith("usage")


def test_without_a_verb_the_window_is_wanted(tmp_path):
    assert cli.main([]) == cli.WindowWanted()
    assert cli.main(["--vault", str(tmp_path)]) == cli.WindowWanted(vault=tmp_path)
    assert cli.main(["--self-test", "--break", "unlock", "--language", "sv"]) == cli.WindowWanted(
        language="sv", self_test=True, break_step="unlock"
    )


def test_every_list_has_its_verb():
    assert set(arguments.LISTS) == set(cli.commands.RECORD_TYPES) == set(cli.commands._COLUMNS)


def test_who_stops_reading_is_no_failure(made, secret):
    head = ["sh", "-c", '"$@" | head -n 1', "sh", sys.executable, "-c", RUNNER]
    command = [*head, "list", str(made.folder), "contacts", "--json", *secret]
    said = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=60, check=False)
    assert (said.stdout, said.stderr) == (b"[\n", b"")


def test_a_full_disk_under_the_result_is_told_in_words(made, secret):
    with Path("/dev/full").open("w") as full:
        done = in_a_process(
            "list", made.folder, "people", "--json", *secret, capture_output=False, stdout=full, stderr=-1
        )
    assert (done.returncode, done.stderr.decode().count("\n")) == (1, 1)
    assert "disk has space" in done.stderr.decode()


@pytest.mark.parametrize("out", [".", "/", ""])
def test_a_folder_in_the_place_of_the_file_is_refused_in_words(made, secret, run, out):
    status, _, err = run("export", "statistics", made.folder, *YEAR, "--out", out, *secret)
    assert (status, "could not be written" in err) == (1, True)


def test_a_passphrase_file_from_notepad_begins_with_an_invisible_sign(made, secret, run):
    file = Path(secret[-1])
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert run("list", made.folder, "people", *secret)[0] == 0


def test_a_wrong_passphrase_is_told_also_where_the_settings_cannot_be_written(made, tmp_path, run, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("OUTREACH_SETTINGS", str(tmp_path / "file" / "settings"))
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("inte rätt fras alls\n", "utf-8")
    wrong.chmod(0o600)
    status, _, err = run("list", made.folder, "people", "--account", "Karin", "--passphrase-file", wrong)
    assert (status, len(err.splitlines())) == (1, 2)
    assert "could not be noted" in err


def test_the_end_of_the_input_at_the_prompt_stops_in_words(made, run, monkeypatch):
    def end_of_input(_words):
        raise EOFError

    monkeypatch.setattr("getpass.getpass", end_of_input)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert run("list", made.folder, "people", "--account", "Karin") == (1, "", "Stopped.\n")


def test_an_exported_report_is_in_the_log_as_exported(made, secret, run, tmp_path):
    found = json.loads(run("list", made.folder, "concern-reports", "--json", *secret)[1])
    run("export", "concern-report", made.folder, "--id", found[0]["id"], "--out", tmp_path / "report.pdf", *secret)
    assert log_lines(made)[-1] == ("export", "concern_report")
