"""Keys of a new vault and of new accounts."""

import secrets
from dataclasses import replace

from . import primitives, slots
from .accounts import NewAccount, SharedKeys, Unlocked, UserKeys, is_administrator, known_role, tidy_label
from .cost import Cost
from .errors import LabelTaken, OnlyAdministrators, TooManyAccounts
from .key_file import MOST_SLOTS, KeyFile, bound
from .roster import MOST_MEMBERS, Roster, enrol
from .slots import PASSPHRASE, RECOVERY, passphrase_secret


def new_uid() -> str:
    return secrets.token_hex(16)


def found(first: NewAccount, recovery_key: bytes, cost: Cost, *, practice: bool) -> KeyFile:
    """Return the key file of a new vault with one administrator, whose keys the recovery key opens too."""
    if not is_administrator(first.role):
        raise ValueError("the first account must be an administrator")
    label, uid, user = tidy_label(first.label), new_uid(), _new_user_keys()
    restricted, signing = primitives.random_key(), primitives.random_key()
    shared = SharedKeys(primitives.random_key(), primitives.random_key(), restricted, signing)
    member = enrol(uid, label, first.role, user, shared)
    roster = Roster(
        serial=1,
        generation=1,
        vault_id=new_uid(),
        practice=practice,
        restricted=primitives.box_public(restricted),
        members=(member,),
    )
    vault = bound(roster.vault_id, primitives.sign_public(signing), practice=practice)
    ways_in = (
        slots.wrap(user, uid, PASSPHRASE, passphrase_secret(first.passphrase), cost=cost, vault=vault),
        slots.wrap(user, uid, RECOVERY, recovery_key, cost=cost, vault=vault),
    )
    return KeyFile(roster, primitives.sign_public(signing), roster.signature(signing), ways_in)


def with_account(key_file: KeyFile, administrator: Unlocked, new: NewAccount, cost: Cost) -> tuple[KeyFile, str]:
    """Return the key file with one account more, and the account's uid.

    Raises `OnlyAdministrators`, `LabelRefused`, `LabelTaken`, `TooManyAccounts`.
    """
    roster_key = administrator.shared_keys.roster
    if roster_key is None:
        raise OnlyAdministrators
    _require_room(key_file)
    label, role, uid, user = tidy_label(new.label), known_role(new.role).value, new.uid or new_uid(), _new_user_keys()
    if key_file.roster.labelled(label):
        raise LabelTaken
    slot = slots.wrap(user, uid, PASSPHRASE, passphrase_secret(new.passphrase), cost=cost, vault=key_file.bound)
    roster = key_file.roster.with_member(enrol(uid, label, role, user, administrator.shared_keys))
    return key_file.with_slot(slot).signed(roster, roster_key), uid


def _require_room(key_file: KeyFile) -> None:
    if len(key_file.slots) >= MOST_SLOTS or len(key_file.roster.members) >= MOST_MEMBERS:
        raise TooManyAccounts


def with_passphrase(key_file: KeyFile, unlocked: Unlocked, new: str, cost: Cost, second: bytes) -> KeyFile:
    """Return the key file with the account's keys wrapped under another passphrase, and a second key if given."""
    secret, user, uid = passphrase_secret(new, second), unlocked.user_keys, unlocked.account
    vault, with_file = key_file.bound, bool(second)
    return key_file.with_slot(slots.wrap(user, uid, PASSPHRASE, secret, cost=cost, vault=vault, with_file=with_file))


def with_recovery_sheet(key_file: KeyFile, administrator: Unlocked, key: bytes, cost: Cost) -> KeyFile:
    """Return the key file with a new recovery key for the administrator, and none of those before.

    Raises `OnlyAdministrators`.
    """
    if administrator.shared_keys.roster is None:
        raise OnlyAdministrators
    kept = replace(key_file, slots=tuple(slot for slot in key_file.slots if slot.kind != RECOVERY))
    user, uid = administrator.user_keys, administrator.account
    return kept.with_slot(slots.wrap(user, uid, RECOVERY, key, cost=cost, vault=key_file.bound))


def _new_user_keys() -> UserKeys:
    return UserKeys(primitives.random_key(), primitives.random_key())
