"""For every test: Qt without a screen, and settings that are nobody's.

A real encrypted vault for every test that asks for `db` or `vault_folder`.
"""

import gc
import os
import shutil
import sys
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from makers import NOW, a_new_vault

from outreach_desktop import cli
from outreach_desktop.operations import agreements, vaults
from outreach_desktop.ui import collector
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.folder import Vault

# Two processes on two cores, and whatever else the machine does: how fast a value is drawn says nothing of the program.
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def _garbage_is_collected_in_the_main_thread():
    gc.disable()
    yield
    collector.tidy()


@pytest.fixture(autouse=True)
def _own_settings_folder(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("OUTREACH_SETTINGS", str(tmp_path_factory.mktemp("settings")))


@pytest.fixture(scope="session")
def vault_pattern(tmp_path_factory):
    """A vault made once: its folder, what unlocking gave, and the lines of its recovery key."""
    folder = tmp_path_factory.mktemp("pattern") / "vault"
    vault, unlocked, recovery = vaults.make_vault(a_new_vault(folder), Cost.cheapest_for_tests(), NOW)
    db = vaults.connect(vault, unlocked)
    agreements.accept(db, NOW)
    db.checkpoint()
    db.close()
    vault.close()
    return folder, unlocked, recovery


@pytest.fixture
def vault_folder(vault_pattern, tmp_path):
    """A copy of that vault, for one test, without the ballast that would only cost time."""
    folder = tmp_path / "vault"
    shutil.copytree(vault_pattern[0], folder, ignore=shutil.ignore_patterns("ballast", "lock"))
    return folder


@pytest.fixture
def opened(vault_folder, vault_pattern):
    """The vault and its keys, open."""
    vault = Vault.open(vault_folder)
    yield vault, vault_pattern[1]
    vault.close()


@pytest.fixture
def db(opened):
    connection = vaults.connect(*opened)
    yield connection
    connection.close()


@pytest.fixture
def run(capsys):
    """Run the command line in this process; return status, standard output and messages."""

    def run(*typed):
        status = cli.main([str(part) for part in typed])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run
