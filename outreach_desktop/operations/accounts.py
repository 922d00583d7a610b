"""What an administrator does to accounts, and everybody to their own.

The key file says who may open the vault; the record in the database says what they are called there. Both are
changed together; where a process died between the two, the key file holds (`match_accounts`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..domain.attributes import tidy
from ..domain.organisation import Account, Role
from ..domain.rights import Right
from ..storage import log, records
from ..storage.accounts import load_last_unlocked
from ..storage.database import Database
from ..vault.accounts import known_role, tidy_label
from ..vault.cost import Cost
from ..vault.errors import CopyNotWritten, LabelTaken
from ..vault.folder import NewAccount, Unlocked, Vault
from .organisation import load_accounts
from .saving import local_day, require_right, require_sound


@dataclass(frozen=True, slots=True, repr=False)
class Office:
    """What an administrator works with: the database, the vault, and the keys to both."""

    db: Database
    vault: Vault
    unlocked: Unlocked


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who gets an account; the passphrase is theirs alone."""

    account: Account
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as the list shows it; `unlocked_at` is None for who never did."""

    account: Account
    unlocked_at: datetime | None


def account_rows(db: Database) -> list[AccountRow]:
    """Return the accounts in use, by name; raises `NotPermitted`."""
    require_right(db, Right.ACCOUNTS)
    unlocked = load_last_unlocked(db)
    active = (account for account in load_accounts(db).values() if account.active)
    ordered = sorted(active, key=lambda account: account.name.casefold())
    return [AccountRow(account, unlocked.get(account.uid)) for account in ordered]


def add_person(office: Office, new: NewPerson, cost: Cost, now: datetime) -> Account:
    """Give a person an account; raises `NotPermitted`, `Invalid`, `LabelTaken` and what `Vault.add_account` raises."""
    db, vault = office.db, office.vault
    require_right(db, Right.ACCOUNTS)
    account = _sound(replace(new.account, uid=records.new_uid(), active=True), now)
    _require_free_label(vault, account.name)
    entry = NewAccount(account.name, account.role.value, new.passphrase, account.uid)
    with db.transaction():
        stored = records.add(db, account, now)
        told = _despite_copy(lambda: vault.add_account(office.unlocked, entry, cost))
        log.note(db, "add", "account", stored.uid, now, digest=vault.roster_digest)
    if told:
        raise told
    return stored


def _sound(account: Account, now: datetime) -> Account:
    """Return the account tidied, its name as the key file has it; raises `Invalid`, `LabelRefused`."""
    tidied = tidy(account)
    require_sound(tidied, local_day(now))
    return replace(tidied, name=tidy_label(tidied.name))


def _require_free_label(vault: Vault, label: str) -> None:
    if any(entry.label.casefold() == label.casefold() for entry in vault.accounts):
        raise LabelTaken


def _despite_copy(work: Callable[[], object]) -> CopyNotWritten | None:
    """Do what changes the key file; return the one failure after which the change holds."""
    try:
        work()
    except CopyNotWritten as error:
        return error
    return None


def change_person(db: Database, account: Account, now: datetime) -> Account:
    """Store another alias or language of an account; raises `NotPermitted`, `Invalid`."""
    require_right(db, Right.ACCOUNTS)
    known = load_accounts(db)[account.uid]
    return _change(db, replace(known, version=account.version, alias=account.alias, language=account.language), now)


def choose_language(db: Database, language: str, now: datetime) -> Account:
    """Let who is signed in be met in another language from the next unlocking on."""
    own = load_accounts(db)[db.sealer.account]
    return own if own.language == language else _change(db, replace(own, language=language), now)


def _change(db: Database, account: Account, now: datetime) -> Account:
    tidied = tidy(account)
    require_sound(tidied, local_day(now))
    with db.transaction():
        stored = records.change(db, tidied, now)
        log.note(db, "change", "account", stored.uid, now)
    return stored


def change_role(office: Office, uid: str, role: Role, now: datetime) -> Account:
    """Give a role with the same keys or more; one with fewer needs `rotation.take_keys`. Raises `NotPermitted`."""
    db, vault = office.db, office.vault
    require_right(db, Right.ACCOUNTS)
    account = load_accounts(db)[uid]
    with db.transaction():
        stored = records.change(db, replace(account, role=role), now)
        told = _despite_copy(lambda: vault.change_role(office.unlocked, uid, role.value))
        log.note(db, "change_role", "account", uid, now, digest=vault.roster_digest)
    if told:
        raise told
    return stored


def note_passphrase(db: Database, now: datetime) -> None:
    """Write into the log that who is signed in has another passphrase."""
    with db.transaction():
        log.note(db, "change_passphrase", "account", db.sealer.account, now)


def note_recovery_sheet(db: Database, now: datetime, *, in_parts: bool = False) -> None:
    """Write into the log that another paper key opens the account of who is signed in; raises `NotPermitted`.

    `in_parts`: it is on three sheets of which any two open.
    """
    require_right(db, Right.ACCOUNTS)
    with db.transaction():
        if in_parts:
            log.note(db, "new_recovery_parts", "account", db.sealer.account, now)
        else:
            log.note(db, "new_recovery_sheet", "account", db.sealer.account, now)


def accounts_differ(db: Database, vault: Vault) -> bool:
    """Say whether the records are not what the key file says: a process died between the two."""
    known = load_accounts(db)
    wanted = {entry.uid: entry.role for entry in vault.accounts}
    return wanted != {uid: account.role.value for uid, account in known.items() if account.active}


def match_accounts(db: Database, vault: Vault, now: datetime) -> None:
    """Bring the records in step with the key file, which is signed."""
    known, entries = load_accounts(db), {entry.uid: entry for entry in vault.accounts}
    with db.transaction():
        for uid, entry in entries.items():
            role = known_role(entry.role)
            if uid not in known:
                records.add(db, Account(uid=uid, name=entry.label, role=role), now)
            elif not known[uid].active or known[uid].role is not role:
                records.change(db, replace(known[uid], role=role, active=True), now)
        for uid in known.keys() - entries.keys():
            if known[uid].active:
                records.change(db, replace(known[uid], active=False), now)
        log.note(db, "match", "account", "", now, digest=vault.roster_digest)
