"""The papers of data protection from a terminal."""

import pytest
from makers import NOW, PASSPHRASE, a_person

from outreach_desktop import i18n
from outreach_desktop.domain.erasure import Cause
from outreach_desktop.operations import vaults
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.people import save_person
from outreach_desktop.vault.folder import Vault
from tests.export.reports import failures, printed_text

YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
TITLES = {
    "receipts": ("Receipt of erasure", "Kvitto på radering", "erasure"),
    "impact-assessment": (
        "Data protection impact assessment",
        "Konsekvensbedömning avseende dataskydd",
        "impact_assessment",
    ),
    "processing-record": ("Record of processing", "Register över behandling", "processing_record"),
    "breach": ("If something has leaked", "Om något har läckt", "breach"),
}
every_kind = pytest.mark.parametrize("kind", TITLES)


@pytest.fixture(autouse=True)
def _language(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    yield
    i18n.use_language("en")


@pytest.fixture
def erased(opened, db):
    """One person was erased in November; the vault is closed again. Return the code."""
    person = save_person(db, a_person(), NOW)
    erase_person(db, person.id, NOW, Cause.ASKED)
    db.checkpoint()
    opened[0].close()
    return person.code


@pytest.fixture
def secret(tmp_path):
    file = tmp_path / "secret.txt"
    file.write_text(PASSPHRASE + "\n", "utf-8")
    file.chmod(0o600)
    return ("--account", "Anna", "--passphrase-file", str(file))


def typed(kind, folder, out, secret):
    return ("export", kind, folder, *(YEAR if kind == "receipts" else ()), "--out", out, *secret)


@every_kind
@pytest.mark.parametrize("language", ["en", "sv"])
def test_each_is_written_in_the_language_of_the_terminal_with_a_line_in_the_log(
    erased, vault_folder, secret, run, tmp_path, kind, language
):
    out = tmp_path / "paper.pdf"
    status, said, err = run(*typed(kind, vault_folder, out, secret), "--language", language, "--date", "2026-11-25")
    assert (status, said, err.endswith("paper.pdf\n")) == (0, "", True)
    assert TITLES[kind][language == "sv"] in " ".join(printed_text(out.read_bytes()).split())
    assert {"en": "25 November 2026", "sv": "25 november 2026"}[language] in printed_text(out.read_bytes())
    assert failures(out.read_bytes()) == []


def test_a_receipt_holds_what_was_erased_in_its_period(erased, vault_folder, secret, run, tmp_path):
    out = tmp_path / "paper.pdf"
    for period, inside in ((YEAR, True), (("--from", "2025-01-01", "--to", "2025-12-31"), False)):
        run("export", "receipts", vault_folder, *period, "--out", out, *secret)
        assert (erased in printed_text(out.read_bytes())) is inside


def test_a_period_that_ends_before_it_begins_is_refused(erased, vault_folder, secret, run, tmp_path):
    period = ("--from", "2026-12-31", "--to", "2026-01-01")
    said = run("export", "receipts", vault_folder, *period, "--out", tmp_path / "x.pdf", *secret)
    assert said == (1, "", "The last day cannot be before the first.\n")
    assert not (tmp_path / "x.pdf").exists()


@every_kind
def test_the_log_says_that_it_left(erased, vault_folder, secret, run, tmp_path, kind, vault_pattern):
    run(*typed(kind, vault_folder, tmp_path / "paper.pdf", secret))
    vault = Vault.open(vault_folder)
    db = vaults.connect(vault, vault_pattern[1])
    row = db.rows("SELECT action, subject FROM log ORDER BY seq DESC LIMIT 1")[0]
    assert tuple(row) == ("export", TITLES[kind][2])
    db.close()
    vault.close()
