"""`import` and `export people`: spreadsheets in and out from a terminal."""

import json
import stat

import pytest
from makers import PASSPHRASE

from outreach_desktop.operations import vaults
from outreach_desktop.sheets.reading import read_file
from outreach_desktop.storage import people
from outreach_desktop.vault.folder import Vault

EVENING = (
    "Alias;Telefon;Datum;Utfall\nMira;070-174 06 05;2026-11-20 19:31;Inget svar\nLuna;0701740616;2026-11-20;Fråga\n"
)


NO_TIME = "We do not understand this time. Write for example 19.31, yesterday 21 or 12/3 18.30."


@pytest.fixture
def secret(tmp_path, monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    file = tmp_path / "secret"
    file.write_text(PASSPHRASE, "utf-8")
    file.chmod(0o600)
    return ["--passphrase-file", file]


@pytest.fixture
def file(tmp_path):
    def write(text, name="kväll.csv", encoding="cp1252"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def in_the_vault(folder, question):
    vault = Vault.open(folder)
    db = vaults.connect(vault, vault.unlock("Anna", PASSPHRASE))
    try:
        return question(db)
    finally:
        db.close()
        vault.close()


def counted(folder):
    return in_the_vault(folder, people.count)


def actions(folder):
    return in_the_vault(folder, lambda db: [row["action"] for row in db.rows("SELECT action FROM log ORDER BY seq")])


def test_a_file_comes_in_with_a_backup_before_and_its_lines_in_the_log(run, vault_folder, secret, file):
    before = len(actions(vault_folder))
    status, out, _ = run("import", vault_folder, file(EVENING), "--json", *secret)
    assert (status, json.loads(out)) == (0, {"added": 2, "merged": 0, "skipped": 0, "problems": []})
    assert counted(vault_folder) == 2
    assert actions(vault_folder)[before:] == ["backup", "import", "import", "import"]
    assert len(list((vault_folder / "backups").glob("*"))) >= 1


def test_a_dry_run_says_what_would_come_and_stores_nothing(run, vault_folder, secret, file):
    before = actions(vault_folder)
    status, out, _ = run("import", vault_folder, file(EVENING), "--dry-run", "--json", *secret)
    assert (status, json.loads(out)["added"]) == (0, 2)
    assert (counted(vault_folder), actions(vault_folder)) == (0, before)


def test_problems_stop_the_import_until_their_rows_may_be_left_out(run, vault_folder, secret, file):
    table = file(EVENING + "Siri;;igår aftse;Kanske\n")
    problems = [
        {"row": 4, "column": "Datum", "text": NO_TIME},
        {"row": 4, "column": "Utfall", "text": "This is none of the answers that the field has."},
    ]  # fmt: skip
    status, out, said = run("import", vault_folder, table, "--json", *secret)
    assert (status, json.loads(out)) == (1, {"added": 0, "merged": 0, "skipped": 2, "problems": problems})
    assert "nothing was brought in" in said
    assert counted(vault_folder) == 0
    mapping = file('{"leave_out_problems": true}', "m.json", "utf-8")
    status, out, _ = run("import", vault_folder, table, "--mapping", mapping, "--json", *secret)
    assert (status, json.loads(out)["added"], counted(vault_folder)) == (0, 2, 2)


def test_a_mapping_says_what_the_headings_do_not(run, vault_folder, secret, file):
    table = file("A|B|C\nMira|070-174 06 05|x\n")
    mapping = {
        "columns": {"A": "person.alias", "B": "identifier.phone", "C": ""},
        "separator": "|",
        "encoding": "cp1252",
    }
    status, out, _ = run(
        "import", vault_folder, table, "--mapping", file(json.dumps(mapping), "m.json"), "--json", *secret
    )
    assert (status, json.loads(out)["added"]) == (0, 1)


@pytest.mark.parametrize(("mapping", "said"), [
    ("{", "cannot be read"), ("[]", "cannot be read"), ('{"same_alias": "merge everything"}', "cannot be read"),
    ('{"columns": {"Alias": "person.weight"}}', "no field called person.weight"),
    ('{"columns": {"Namn": "person.alias"}}', "no column called Namn"),
    ('{"columns": {"Alias": "", "Telefon": "", "Datum": "", "Utfall": ""}}', "No column was recognised"),
])  # fmt: skip
def test_a_mapping_that_cannot_be_is_refused_in_words(run, vault_folder, secret, file, mapping, said):
    found = run("import", vault_folder, file(EVENING), "--mapping", file(mapping, "m.json"), *secret)
    assert found[0] == 1
    assert said in found[2]
    assert counted(vault_folder) == 0


def test_what_is_no_spreadsheet_is_refused_in_words(run, vault_folder, secret, file, tmp_path):
    for path, said in (
        (file("", "empty.csv"), "There is nothing in the file."),
        (tmp_path / "gone.xlsx", "cannot be read"),
        (file("%PDF-1.7\n\x00", "p.csv"), "This is no spreadsheet."),
    ):
        status, out, told = run("import", vault_folder, path, *secret)
        assert (status, out) == (1, "")
        assert said in told


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_people_go_out_into_a_file_for_the_user_alone_and_come_in_again(
    run, vault_folder, secret, file, tmp_path, form
):
    run("import", vault_folder, file(EVENING), *secret)
    out = tmp_path / f"ut.{form}"
    columns = "person.alias,identifier.phone,contact.at,contact.outcome"
    wanted = ("--format", form, "--out", out, "--columns", columns, "--language", "sv")
    assert run("export", "people", vault_folder, *wanted, *secret)[0] == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [list(row) for row in read_file(out).rows] == [
        ["Alias", "Telefon", "Logg: När", "Logg: Vad det ledde till"],
        ["Mira", "070-174 06 05", "2026-11-20 19:31", "Inget svar"],
        ["Luna", "0701740616", "2026-11-20 12:00", "Fråga"],
    ]
    assert actions(vault_folder)[-1] == "export"
    status, said, _ = run("import", vault_folder, out, "--json", *secret)
    assert (status, json.loads(said)) == (0, {"added": 0, "merged": 0, "skipped": 2, "problems": []})


def test_an_export_of_a_field_that_is_none_writes_nothing(run, vault_folder, secret, tmp_path):
    out = tmp_path / "ut.csv"
    status, _, said = run("export", "people", vault_folder, "--out", out, "--columns", "person.weight", *secret)
    assert (status, out.exists()) == (1, False)
    assert "no field called person.weight" in said
