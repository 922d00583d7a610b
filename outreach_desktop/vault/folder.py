"""A vault: its folder, who may open it, and what changes its key file."""

import contextlib
from pathlib import Path
from typing import NoReturn, Self

from . import ballast, durable, founding, generations, layout, new_folder, recovery
from .accounts import AccountEntry, NewAccount, Unlocked, tidy_label
from .cost import Cost
from .errors import (
    CannotReadFolder,
    CannotWrite,
    CopyNotWritten,
    Damaged,
    KeyFileDamaged,
    KeyFileNotWritten,
    KeyFileUncertain,
    OnShare,
    UnknownAccount,
    Unreadable,
    WrongPassphrase,
    WrongRecoveryKey,
)
from .key_file import KeyFile, open_slot
from .key_file import parse as parse_keys
from .layout import Layout, Manifest
from .lock import FolderLock
from .sealer import VaultSealer
from .slots import PASSPHRASE, RECOVERY, Slot, WrongSecret, passphrase_secret
from .warnings import is_on_share

__all__ = ["AccountEntry", "NewAccount", "Unlocked", "Vault"]


class Vault:
    """An open vault, locked against other processes until `close`.

    `used_copy`: the key file was damaged or missing and its second copy is in use.
    """

    def __init__(self, places: Layout, lock: FolderLock, generation: int) -> None:
        """Read the key file of `generation`; raises `Unreadable`, `CannotReadFolder`."""
        self._places, self._lock, self.generation = places, lock, generation
        manifest = layout.read_manifest(places, generation)
        self._contents, self._key_file, self.used_copy = layout.read_keys(places, generation)
        _require_agreement(manifest, self._key_file)

    @classmethod
    def create(
        cls,
        folder: Path,
        first: NewAccount,
        cost: Cost,
        practice: bool = False,  # noqa: FBT001, FBT002 - named at every call
    ) -> tuple[Self, Unlocked, list[str]]:
        """Make a vault in an empty or absent folder; returns the lines of the recovery key too.

        Raises `FolderNotEmpty`, `OnShare`, `CannotWrite`, `LabelRefused`, `NotEnoughMemory`.
        """
        new_folder.require_empty(folder)
        key = recovery.new_key()
        key_file = founding.found(first, key, cost, practice=practice)
        lock = new_folder.write_vault(Layout(folder), key_file)
        try:
            vault = cls(Layout(folder), lock, 1)
            vault.unlock_with_recovery(key)
            return vault, vault.unlock(tidy_label(first.label), first.passphrase), recovery.written(key)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Take the lock and read who is in the vault.

        Raises `NotAVault`, `OnShare`, `InUse`, `CannotLock`, `CannotWrite`, `CannotReadFolder`, `Unreadable`.
        """
        places = Layout(folder)
        layout.current_generation(places)  # before the lock, so that no lock is made where no vault is
        if is_on_share(folder):
            raise OnShare
        lock = FolderLock(places.lock)
        try:
            vault = cls(places, lock, layout.current_generation(places))
            generations.clear_unfinished(places, vault.generation)
        except BaseException:
            lock.release()
            raise
        return vault

    @property
    def folder(self) -> Path:
        return self._places.folder

    @property
    def backups(self) -> Path:
        return self._places.backups

    @property
    def database(self) -> Path:
        return self._places.database(self.generation)

    @property
    def key_file_contents(self) -> bytes:
        """What stands in the key file that is in use, for a backup."""
        return self._contents

    @property
    def vault_id(self) -> str:
        return self._key_file.roster.vault_id

    @property
    def practice(self) -> bool:
        return self._key_file.roster.practice

    @property
    def accounts(self) -> tuple[AccountEntry, ...]:
        return tuple(member.entry for member in self._key_file.roster.active())

    def unlock(self, label: str, passphrase: str) -> Unlocked:
        """Unlock an account; raises `UnknownAccount`, `WrongPassphrase`, `KeyFileDamaged`, `NotEnoughMemory`."""
        member = self._key_file.roster.labelled(tidy_label(label))
        if member is None:
            raise UnknownAccount
        slot = self._key_file.slot(member.uid, PASSPHRASE)
        if slot is None:
            raise KeyFileDamaged
        try:
            return self._opened(slot, passphrase_secret(passphrase))
        except WrongSecret:
            raise WrongPassphrase from None

    def unlock_with_recovery(self, key: bytes) -> Unlocked:
        """Unlock the account that owns the recovery key; raises `WrongRecoveryKey`, `KeyFileDamaged`."""
        for slot in self._key_file.slots:
            if slot.kind == RECOVERY:
                with contextlib.suppress(WrongSecret):
                    return self._opened(slot, key)
        raise WrongRecoveryKey

    def _opened(self, slot: Slot, secret: bytes) -> Unlocked:
        member, user, shared = open_slot(self._key_file, slot, secret)
        return Unlocked(
            account=member.uid,
            label=member.label,
            role=member.role,
            vault_id=self.vault_id,
            generation=self.generation,
            database_key=shared.data,
            sealer=VaultSealer(member.uid, user, shared, self._key_file.roster),
            user_keys=user,
            shared_keys=shared,
        )

    def change_passphrase(self, unlocked: Unlocked, new: str, cost: Cost) -> None:
        """Wrap the account's keys under another passphrase; nothing is encrypted anew.

        Raises `KeyFileNotWritten`, `CopyNotWritten`, `KeyFileUncertain`, `NotEnoughMemory`.
        """
        self._require_own(unlocked)
        changed = founding.with_passphrase(self._key_file, unlocked, new, cost)
        self._store(changed, unlocked.account, passphrase_secret(new))

    def add_account(self, administrator: Unlocked, new: NewAccount, cost: Cost) -> AccountEntry:
        """Add a person; raises what `founding.with_account` and `change_passphrase` raise."""
        self._require_own(administrator)
        changed, uid = founding.with_account(self._key_file, administrator, new, cost)
        self._store(changed, uid, passphrase_secret(new.passphrase))
        return next(entry for entry in self.accounts if entry.uid == uid)

    def _require_own(self, unlocked: Unlocked) -> None:
        if unlocked.vault_id != self.vault_id:
            raise ValueError("unlocked from another vault")

    def _store(self, changed: KeyFile, uid: str, secret: bytes) -> None:
        """Write the key file after proving that the changed slot opens."""
        contents = changed.packed()
        try:
            self._replace_keys(contents, lambda written: _prove(written, uid, secret))
        except (OSError, Unreadable, WrongSecret):
            durable.discard(self._places.keys(self.generation))
            self._reread(contents)
        self._contents, self._key_file, self.used_copy = contents, changed, False

    def _replace_keys(self, contents: bytes, check: durable.Check) -> None:
        """Prove the new one, keep the old as copy, put the new in place, and only then renew the copy.

        The copy must not stay the old one: it would open to a passphrase that was given up.
        """
        keys, copy = self._places.keys(self.generation), self._places.copy(self.generation)
        new = durable.prepare(keys, contents, check)
        durable.write(copy, self._contents)
        durable.put_in_place(new, keys)
        durable.write(copy, contents)

    def _reread(self, contents: bytes) -> NoReturn:
        """After an error, say which key file holds; always raises."""
        try:
            active, key_file, used_copy = layout.read_keys(self._places, self.generation)
        except (Unreadable, CannotReadFolder):
            raise KeyFileUncertain from None
        self._contents, self._key_file, self.used_copy = active, key_file, used_copy
        if active == contents:
            raise CopyNotWritten from None
        raise KeyFileNotWritten from None

    def move_on(self, keys: bytes, fill: generations.Fill, verify: generations.Verify) -> None:
        """Make the next generation with the key file `keys`, verify it, and let it count.

        Raises what `generations.make` and `generations.flip` raise. The old one stays until `sweep`, since
        connections may still be open to it.
        """
        number = generations.next_number(self._places)
        generations.make(self._places, number, keys, fill, verify)
        try:
            generations.flip(self._places, number)
        except CannotWrite:
            generations.remove(self._places, number)
            raise
        self.generation, self._contents, self._key_file, self.used_copy = number, keys, parse_keys(keys), False

    def sweep(self) -> None:
        """Take away all generations but this one; only after its database has opened."""
        generations.sweep(self._places, self.generation)

    def sweep_older(self) -> None:
        """Take away the generations before this one; one that is just being made stays."""
        generations.sweep_older(self._places, self.generation)

    def copies_agree(self) -> bool:
        """Say whether both copies of the key file are on the disk as they should be."""
        paths = (self._places.keys(self.generation), self._places.copy(self.generation))
        try:
            return all(durable.read(path) == self._contents for path in paths)
        except OSError:
            return False

    def mend_key_file(self, unlocked: Unlocked) -> None:
        """Write both copies anew from the one that just let somebody in; raises `KeyFileNotWritten`."""
        self._require_own(unlocked)
        try:
            durable.write(self._places.keys(self.generation), self._contents)
            durable.write(self._places.copy(self.generation), self._contents)
        except OSError:
            raise KeyFileNotWritten from None
        self.used_copy = False

    def release_ballast(self) -> None:
        """Free the reserved space, so that one can still save and erase on a full disk."""
        ballast.release(self._places.ballast)

    def restore_ballast(self) -> None:
        """Reserve the space again where it is missing; raises `CannotWrite` while the disk is full."""
        ballast.restore(self._places.ballast)

    def close(self) -> None:
        """Let others in. May be called twice."""
        self._lock.release()


def _require_agreement(manifest: Manifest, key_file: KeyFile) -> None:
    roster = key_file.roster
    same = (manifest.vault_id, manifest.practice) == (roster.vault_id, roster.practice)
    if not same or roster.generation > manifest.generation:
        raise Damaged


def _prove(contents: bytes, uid: str, secret: bytes) -> None:
    """Read a key file as the next start would; raises `Unreadable`, `WrongSecret`."""
    key_file = parse_keys(contents)
    slot = key_file.slot(uid, PASSPHRASE)
    if slot is None:
        raise KeyFileDamaged
    open_slot(key_file, slot, secret)
