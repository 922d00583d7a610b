"""A key file change that fails or dies at any step leaves a vault that opens with the old or the new passphrase."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach_desktop.vault import errors
from outreach_desktop.vault.folder import NewAccount, Vault
from tests.vault.opening import CHEAP, opened, passphrase_of, unlocked

NEW = "helt nya ord i en rad"
STEPS = ("open", "fsync", "replace", "unlink", "close")
DIED = 77


class Steps:
    """Counts the calls that change a disk, and does `at` instead of the chosen one."""

    def __init__(self, monkeypatch, chosen: int, at: Callable[[], None]) -> None:
        self.passed = 0
        for name in STEPS:
            monkeypatch.setattr(os, name, self._watched(getattr(os, name), chosen, at))

    def _watched(self, real, chosen, at):
        def call(*arguments, **named):
            self.passed += 1
            if self.passed == chosen:
                at()
            return real(*arguments, **named)

        return call


def no_space() -> None:
    raise OSError(28, "No space left on device")


def die() -> None:
    os._exit(DIED)


@pytest.fixture(scope="module")
def steps_of_a_change(made, tmp_path_factory) -> int:
    folder = tmp_path_factory.mktemp("counted") / "vault"
    shutil.copytree(made[0], folder)
    with opened(folder) as vault, pytest.MonkeyPatch.context() as patch:
        account = unlocked(vault, "Bo")
        steps = Steps(patch, 0, die)
        vault.change_passphrase(account, NEW, CHEAP)
        return steps.passed


def opens_with(folder: Path) -> set[str]:
    """Which of the two passphrases open the vault."""
    found = set()
    with opened(folder) as vault:
        for passphrase in (passphrase_of("Bo"), NEW):
            try:
                vault.unlock("Bo", passphrase)
                found.add(passphrase)
            except errors.WrongPassphrase:
                pass
    return found


@pytest.mark.timeout(900)
def test_after_an_error_at_any_step_one_passphrase_holds_and_it_is_said_which(made, tmp_path, steps_of_a_change):
    assert steps_of_a_change > 15
    told_of = {}
    for chosen in range(1, steps_of_a_change + 1):
        folder = tmp_path / str(chosen)
        shutil.copytree(made[0], folder)
        with opened(folder) as vault, pytest.MonkeyPatch.context() as patch:
            account = unlocked(vault, "Bo")
            Steps(patch, chosen, no_space)
            told = None
            try:
                vault.change_passphrase(account, NEW, CHEAP)
            except (errors.KeyFileNotWritten, errors.CopyNotWritten) as error:
                told = type(error)
            patch.undo()
            active = passphrase_of("Bo") if told is errors.KeyFileNotWritten else NEW
            if chosen % 6 == 0:  # after the error the vault can be changed again
                vault.add_account(unlocked(vault), NewAccount("Mia", "staff", NEW), CHEAP)
                assert not list(folder.rglob("*.new"))
        assert opens_with(folder) == {active}, chosen
        told_of[told] = told_of.get(told, 0) + 1
    assert {errors.KeyFileNotWritten, errors.CopyNotWritten} <= set(told_of)


@pytest.mark.timeout(900)
def test_after_dying_at_any_step_the_old_or_the_new_passphrase_opens_the_vault(made, tmp_path, steps_of_a_change):
    outcomes = set()
    for chosen in range(1, steps_of_a_change + 1):
        folder = tmp_path / str(chosen)
        shutil.copytree(made[0], folder)
        die_while_changing(folder, chosen)
        held = opens_with(folder)
        assert len(held) == 1, chosen
        outcomes |= held
        with opened(folder) as vault:
            vault.mend_key_file(unlocked(vault))
            assert vault.copies_agree()
    assert outcomes == {passphrase_of("Bo"), NEW}


def die_while_changing(folder: Path, chosen: int) -> None:
    child = os.fork()
    if child == 0:
        try:
            vault = Vault.open(folder)
            account = unlocked(vault, "Bo")
            Steps(pytest.MonkeyPatch(), chosen, die)
            vault.change_passphrase(account, NEW, CHEAP)
        finally:
            os._exit(1)
    _child, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == DIED


def test_a_key_file_that_does_not_open_is_never_put_in_place(folder, monkeypatch):
    """Memory that flips a bit while wrapping is found by opening the new file before it counts."""
    from outreach_desktop.vault import slots

    real = slots.primitives.encrypt
    with opened(folder) as vault:
        account = unlocked(vault, "Bo")
        monkeypatch.setattr(slots.primitives, "encrypt", lambda *a: bytes([real(*a)[0] ^ 1]) + real(*a)[1:])
        with pytest.raises(errors.KeyFileNotWritten):
            vault.change_passphrase(account, NEW, CHEAP)
    monkeypatch.undo()
    assert opens_with(folder) == {passphrase_of("Bo")}


def test_a_disk_that_stops_answering_is_told_without_claiming_what_holds(folder, monkeypatch):
    with opened(folder) as vault:
        account = unlocked(vault, "Bo")

        def gone(*_arguments, **_named) -> None:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(Path, "open", gone)
        with pytest.raises(errors.KeyFileUncertain):
            vault.change_passphrase(account, NEW, CHEAP)
        monkeypatch.undo()
    assert opens_with(folder) == {passphrase_of("Bo")}


@pytest.mark.timeout(900)
def test_founding_that_dies_at_any_step_leaves_a_whole_vault_or_none(tmp_path):
    first = NewAccount("Åsa", "administrator", passphrase_of("Åsa"))
    whole = 0
    for chosen in range(1, 60):
        folder = tmp_path / str(chosen)
        child = os.fork()
        if child == 0:
            try:
                Steps(pytest.MonkeyPatch(), chosen, die)
                Vault.create(folder, first, CHEAP)
            finally:
                os._exit(1)
        _child, status = os.waitpid(child, 0)
        try:
            with opened(folder) as vault:
                assert unlocked(vault).role == "administrator"
                whole += 1
        except errors.NotAVault:
            assert whole == 0
        shutil.rmtree(folder, ignore_errors=True)
        if os.waitstatus_to_exitcode(status) == 1:
            break
    assert whole
