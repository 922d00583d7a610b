"""One vault with an account of each role, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach_desktop.vault.folder import NewAccount, Unlocked, Vault
from tests.vault.opening import CHEAP, ROLES, opened, passphrase_of, unlocked


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> tuple[Path, list[str]]:
    """The folder of a vault, without its ballast, and the lines of its recovery key."""
    folder = tmp_path_factory.mktemp("made") / "vault"
    vault, first, lines = Vault.create(folder, NewAccount("Åsa", "administrator", passphrase_of("Åsa")), CHEAP)
    for label, role in list(ROLES.items())[1:]:
        vault.add_account(first, NewAccount(label, role, passphrase_of(label)), CHEAP)
    vault.release_ballast()
    vault.close()
    return folder, lines


@pytest.fixture
def folder(made, tmp_path) -> Path:
    copy = tmp_path / "vault"
    shutil.copytree(made[0], copy)
    return copy


@pytest.fixture
def vault(folder) -> Iterator[Vault]:
    with opened(folder) as vault:
        yield vault


@pytest.fixture(scope="session")
def everybody(made, tmp_path_factory) -> Iterator[dict[str, Unlocked]]:
    """All accounts of one copy of the vault, unlocked, by label."""
    copy = tmp_path_factory.mktemp("everybody") / "vault"
    shutil.copytree(made[0], copy)
    with opened(copy) as vault:
        yield {label: unlocked(vault, label) for label in ROLES}
