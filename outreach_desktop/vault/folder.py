"""A vault: its folder, who may open it, and what changes its key file."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NoReturn, Self

from . import ballast, durable, founding, generations, layout, new_folder, recovery, rotation
from .accounts import AccountEntry, NewAccount, SharedKeys, Unlocked, UserKeys, tidy_label
from .clock_file import ClockFile
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
    SecondKeyNeeded,
    UnknownAccount,
    Unreadable,
    WrongPassphrase,
    WrongPassphraseOrSecondKey,
    WrongRecoveryKey,
)
from .key_file import KeyFile, open_member, open_slot
from .key_file import parse as parse_keys
from .layout import Layout, Manifest
from .lock import FolderLock
from .roster import Member, Roster
from .sealer import VaultSealer
from .slots import PASSPHRASE, RECOVERY, Slot, WrongSecret, passphrase_secret
from .warnings import is_on_share

__all__ = ["AccountEntry", "NewAccount", "Unlocked", "Vault"]

Filled = Callable[[Path, Unlocked], None]


class Vault:
    """An open vault, locked against other processes until `close`.

    `used_copy`: the key file was damaged or missing and its second copy is in use.
    """

    def __init__(self, places: Layout, lock: FolderLock, generation: int) -> None:
        """Read the key file of `generation`; raises `Unreadable`, `CannotReadFolder`."""
        self._places, self._lock, self.generation = places, lock, generation
        self._began_with = generation
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
    def clock(self) -> ClockFile:
        return ClockFile(self._places.clock)

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
        entries = (member.entry for member in self._key_file.roster.active())
        return tuple(replace(entry, needs_second_key=self._has_second(entry.uid)) for entry in entries)

    def _has_second(self, uid: str) -> bool:
        slot = self._key_file.slot(uid, PASSPHRASE)
        return slot is not None and slot.with_file

    @property
    def roster_digest(self) -> bytes:
        """What the log notes of a change of the roster."""
        return sha256(self._key_file.signature).digest()

    @property
    def recovery_owner(self) -> str:
        """The uid of the account that the paper recovery key opens, "" when there is no sheet."""
        return next((slot.uid for slot in self._key_file.slots if slot.kind == RECOVERY), "")

    def unlock(self, label: str, passphrase: str, second: bytes = b"") -> Unlocked:
        """Unlock an account; `second` is what its second key gives, where it has one.

        Raises `UnknownAccount`, `WrongPassphrase`, `SecondKeyNeeded`, `KeyFileDamaged`, `NotEnoughMemory`.
        """
        member = self._key_file.roster.labelled(tidy_label(label))
        if member is None:
            raise UnknownAccount
        slot = self._key_file.slot(member.uid, PASSPHRASE)
        if slot is None:
            raise KeyFileDamaged
        if slot.with_file and not second:
            raise SecondKeyNeeded
        try:
            return self._opened(slot, passphrase_secret(passphrase, second if slot.with_file else b""))
        except WrongSecret:
            raise WrongPassphraseOrSecondKey if slot.with_file else WrongPassphrase from None

    def unlock_with_recovery(self, key: bytes) -> Unlocked:
        """Unlock the account that owns the recovery key; raises `WrongRecoveryKey`, `KeyFileDamaged`."""
        for slot in self._key_file.slots:
            if slot.kind == RECOVERY:
                with contextlib.suppress(WrongSecret):
                    return self._opened(slot, key)
        raise WrongRecoveryKey

    def prove_recovery_key(self, key: bytes) -> str:
        """Return the uid of the account that the recovery key opens, and write nothing, not even a newer binding.

        Raises `WrongRecoveryKey`, `KeyFileDamaged`, `NotEnoughMemory`.
        """
        key_file = self._key_file
        for slot in key_file.slots:
            if slot.kind == RECOVERY:
                with contextlib.suppress(WrongSecret):
                    return open_slot(key_file, slot, key).member.uid
        raise WrongRecoveryKey

    def _opened(self, slot: Slot, secret: bytes) -> Unlocked:
        found = open_slot(self._key_file, slot, secret)
        if found.rebound != slot:
            self._rebind(found.rebound)
        return self._with_keys(found.member, found.user, found.shared)

    def _rebind(self, slot: Slot) -> None:
        """Bind a slot to the present roster key, after one was handed on; where it cannot be written, next time."""
        with contextlib.suppress(KeyFileNotWritten, CopyNotWritten):
            self._store(self._key_file.with_slot(slot), lambda written: _require_slot(written, slot))

    def renewed(self, unlocked: Unlocked) -> Unlocked:
        """Return the keys of an unlocked account as the present key file grants them; raises `KeyFileDamaged`."""
        member, shared = open_member(self._key_file, unlocked.account, unlocked.user_keys)
        return self._with_keys(member, unlocked.user_keys, shared)

    def _with_keys(self, member: Member, user: UserKeys, shared: SharedKeys) -> Unlocked:
        return self._made(member, user, shared, self._key_file.roster)

    def _made(self, member: Member, user: UserKeys, shared: SharedKeys, roster: Roster) -> Unlocked:
        return Unlocked(
            account=member.uid,
            label=member.label,
            role=member.role,
            vault_id=self.vault_id,
            generation=roster.generation,
            database_key=shared.data,
            sealer=VaultSealer(member, user, shared, roster),
            user_keys=user,
            shared_keys=shared,
        )

    def change_passphrase(self, unlocked: Unlocked, new: str, cost: Cost, second: bytes = b"") -> None:
        """Wrap the account's keys under another passphrase, and a second key if given; nothing is encrypted anew.

        Raises `KeyFileNotWritten`, `CopyNotWritten`, `KeyFileUncertain`, `NotEnoughMemory`.
        """
        self._require_own(unlocked)
        changed = founding.with_passphrase(self._key_file, unlocked, new, cost, second)
        secret = passphrase_secret(new, second)
        self._store(changed, lambda written: _prove(written, unlocked.account, PASSPHRASE, secret))

    def add_account(self, administrator: Unlocked, new: NewAccount, cost: Cost) -> AccountEntry:
        """Add a person; raises what `founding.with_account` and `change_passphrase` raise."""
        self._require_own(administrator)
        changed, uid = founding.with_account(self._key_file, administrator, new, cost)
        secret = passphrase_secret(new.passphrase)
        self._store(changed, lambda written: _prove(written, uid, PASSPHRASE, secret))
        return next(entry for entry in self.accounts if entry.uid == uid)

    def change_role(self, administrator: Unlocked, uid: str, role: str) -> None:
        """Give an account a role with the same keys or more; raises what `rotation.with_role` raises."""
        self._require_own(administrator)
        changed = rotation.with_role(self._key_file, administrator, uid, role)
        self._store(changed, lambda written: _prove_member(written, administrator))

    def loses_keys(self, uid: str, role: str) -> bool:
        """Say whether another role takes keys away from an account, so that `rotate` is needed."""
        member = self._key_file.roster.member(uid)
        return member is not None and rotation.loses_keys(member, role)

    def make_recovery_sheet(self, administrator: Unlocked, key: bytes, cost: Cost) -> None:
        """Let a new paper key open the administrator's account, and the one before nothing any more."""
        self._require_own(administrator)
        changed = founding.with_recovery_sheet(self._key_file, administrator, key, cost)
        self._store(changed, lambda written: _prove(written, administrator.account, RECOVERY, key))

    def rotate(self, administrator: Unlocked, uid: str, role: str | None, fill: Filled, verify: Filled) -> Unlocked:
        """Make all shared keys anew, for an account that leaves (`role` is None) or loses keys by its new role.

        `fill` and `verify` get the path of the next generation's database and the administrator's new keys.
        Returns those. Raises what `rotation.rotated`, `generations.make` and `generations.flip` raise.
        """
        self._require_own(administrator)
        key_file = rotation.rotated(self._key_file, administrator, uid, role).key_file
        keys = self._with_keys_of(key_file, administrator)
        self.move_on(key_file.packed(), lambda path: fill(path, keys), lambda path: verify(path, keys))
        return self.renewed(administrator)

    def _with_keys_of(self, key_file: KeyFile, administrator: Unlocked) -> Unlocked:
        """Return the keys that a key file will grant once it counts."""
        member, shared = open_member(parse_keys(key_file.packed()), administrator.account, administrator.user_keys)
        return self._made(member, administrator.user_keys, shared, key_file.roster)

    def _require_own(self, unlocked: Unlocked) -> None:
        if unlocked.vault_id != self.vault_id:
            raise ValueError("unlocked from another vault")

    def _store(self, changed: KeyFile, prove: durable.Check) -> None:
        """Write the key file after proving what was changed in it."""
        contents = changed.packed()
        try:
            self._replace_keys(contents, prove)
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
        """Take away the generations before the one that was opened: connections may still be open to that one."""
        generations.sweep_older(self._places, self._began_with)

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


def _prove(contents: bytes, uid: str, kind: str, secret: bytes) -> None:
    """Read a key file as the next start would; raises `Unreadable`, `WrongSecret`."""
    key_file = parse_keys(contents)
    slot = key_file.slot(uid, kind)
    if slot is None:
        raise KeyFileDamaged
    open_slot(key_file, slot, secret)


def _prove_member(contents: bytes, unlocked: Unlocked) -> None:
    """Prove that the roster is whole and grants to who changes it; raises `Unreadable`."""
    open_member(parse_keys(contents), unlocked.account, unlocked.user_keys)


def _require_slot(contents: bytes, slot: Slot) -> None:
    if parse_keys(contents).slot(slot.uid, slot.kind) != slot:
        raise KeyFileDamaged
