"""A vault of an older version of the program is brought up to date while it is unlocked, and that is said."""

import threading

import pytest
from desk import type_text, wait_until
from makers import PASSPHRASE

from outreach_desktop.operations import migrating
from outreach_desktop.storage import backups as registry
from outreach_desktop.storage import log_lines, migrate
from outreach_desktop.storage.database import Database
from outreach_desktop.ui.gate.opening import unlock
from outreach_desktop.vault.folder import Vault

WORDS = {
    "sv": "Valvet uppdateras till den här versionen av programmet. Det kan ta en minut.",
    "en": "The vault is being brought up to date for this version of the program. It can take a minute.",
}


@pytest.fixture(autouse=True)
def step(monkeypatch, tmp_path):
    """The program has one step more than the vault."""
    file = tmp_path / "0002_next.sql"
    file.write_text("ALTER TABLE person ADD COLUMN next_version TEXT NOT NULL DEFAULT '';\n", "utf-8")
    known = migrate.steps()
    monkeypatch.setattr(migrate, "steps", lambda: [*known, file])
    return file


@pytest.fixture
def held(monkeypatch):
    """Hold the work until it is let go on."""
    go_on, real = threading.Event(), migrating.bring_up_to_date

    def waiting(*arguments):
        assert go_on.wait(60)
        return real(*arguments)

    monkeypatch.setattr(migrating, "bring_up_to_date", waiting)
    yield go_on
    go_on.set()


def lock_page(desk, vault_folder):
    desk.start(vault_folder)
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    return desk.page


def try_it(page):
    type_text(PASSPHRASE, page._passphrase.line)
    page._try()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_is_said_and_then_the_window_opens_with_everything(desk, vault_folder, held, language):
    page = lock_page(desk, vault_folder)
    desk.desktop.gate.window.use_language(language)
    page = desk.page
    try_it(page)
    wait_until(lambda: page._message.text == WORDS[language])
    held.set()
    wait_until(lambda: desk.desktop.window is not None)
    workspace = desk.desktop.workspace
    wait_until(lambda: [each.name for each in vault_folder.glob("gen-*")] == ["gen-000002"])
    assert workspace.db.value("PRAGMA user_version") == len(migrate.steps())
    assert [copy.state.value for copy in registry.copies(workspace.db)] == ["good"]
    assert "migrate" in {line.action for line in log_lines.load(workspace.db, range(1, 20))}


def test_why_it_did_not_work_is_said_where_the_passphrase_is_typed(desk, vault_folder, step):
    step.write_text("CREATE TABLE person (id INTEGER);\n", "utf-8")
    page = lock_page(desk, vault_folder)
    try_it(page)
    wait_until(lambda: page._message.text and not desk.desktop.gate._door.busy)
    assert "kunde inte uppdateras" in page._message.text
    assert desk.desktop.window is None
    step.write_text("ALTER TABLE person ADD COLUMN next_version TEXT NOT NULL DEFAULT '';\n", "utf-8")
    page._try()
    wait_until(lambda: desk.desktop.window is not None)


def test_the_way_by_the_paper_key_says_it_too(desk, vault_folder, vault_pattern, held):
    lock_page(desk, vault_folder)
    desk.desktop.gate._ways.forgotten.emit()
    page = desk.page
    for each, typed in zip(page.typed.lines, vault_pattern[2], strict=True):
        each.setText(typed)
    page.go_on()
    wait_until(lambda: page.problem.text == WORDS["sv"])
    held.set()
    wait_until(lambda: desk.page is not page)


def test_the_terminal_says_it_and_where_the_backup_of_before_is(vault_folder, tmp_path, run):
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    secret.chmod(0o600)
    status, _, err = run("list", vault_folder, "people", "--passphrase-file", secret, "--language", "en")
    assert status == 0
    first, second = err.splitlines()
    assert first == WORDS["en"]
    assert second.startswith("As it was before: ")
    assert second.endswith(".backup")
    assert run("list", vault_folder, "people", "--passphrase-file", secret, "--language", "en")[2] == ""


def test_a_backup_of_the_older_version_is_restored_into_a_new_folder_in_todays_form(vault_folder, tmp_path, run):
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    secret.chmod(0o600)
    run("list", vault_folder, "people", "--passphrase-file", secret)
    (backup,) = (vault_folder / "backups").glob("*.backup")
    assert run("restore", backup, "--to", tmp_path / "new", "--passphrase-file", secret)[0] == 0
    opened = unlock(tmp_path / "new", "Anna", PASSPHRASE)
    db = Database(opened.vault.database, opened.unlocked.database_key, opened.unlocked.sealer)
    assert db.value("PRAGMA user_version") == len(migrate.steps())
    db.close()
    opened.close()
    assert Vault.open(tmp_path / "new").generation == 1
