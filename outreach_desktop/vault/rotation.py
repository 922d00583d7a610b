"""Who may do what changes: other roles, people who leave, new shared keys. Nothing is written here."""

from dataclasses import dataclass, replace

from . import primitives
from .accounts import Secret, SharedKeys, Unlocked, is_administrator, known_role
from .errors import LastAdministrator, OnlyAdministrators, OwnAccount, RecoverySheetElsewhere, UnknownAccount
from .key_file import MOST_HANDOVERS, Handover, KeyFile
from .roster import Member, Roster, granted, regrant
from .slots import RECOVERY


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Rotated(Secret):
    """The key file of the next generation, and its shared keys as an administrator holds them."""

    key_file: KeyFile
    shared: SharedKeys


def loses_keys(member: Member, role: str) -> bool:
    """Say whether another role takes keys away, so that they must be made anew."""
    return bool(granted(member.role) - granted(role))


def with_role(key_file: KeyFile, administrator: Unlocked, uid: str, role: str) -> KeyFile:
    """Return the key file with another role for an account, which loses no key by it.

    Raises `OnlyAdministrators`, `OwnAccount`, `UnknownAccount`.
    """
    member, wanted = _other(key_file, administrator, uid), known_role(role).value
    if loses_keys(member, wanted):
        raise ValueError("a role that takes keys away needs new ones")
    changed = regrant(member, wanted, administrator.shared_keys)
    return key_file.signed(key_file.roster.with_member(changed), _roster_key(administrator))


def rotated(key_file: KeyFile, administrator: Unlocked, uid: str, role: str | None) -> Rotated:
    """Return the key file with all shared keys new, and an account in a lower role, or gone where `role` is None.

    Everybody else keeps slot and passphrase. The fingerprint key stays: it makes old entries found again. The
    roster key changes when the account held it. Raises as `with_role` does, and `LastAdministrator`,
    `RecoverySheetElsewhere`.
    """
    member = _other(key_file, administrator, uid)
    if key_file.slot(uid, RECOVERY) and (role is None or not is_administrator(role)):
        raise RecoverySheetElsewhere
    shared = _new_shared(administrator, new_roster_key="roster" in member.grants)
    changed = _left(member) if role is None else replace(member, role=known_role(role).value)
    roster = _sealed_anew(key_file.roster, changed, shared)
    kept = key_file.without_slots(uid) if role is None else key_file
    return Rotated(_handed_on(kept, administrator, shared).signed(roster, _held(shared.roster)), shared)


def _other(key_file: KeyFile, administrator: Unlocked, uid: str) -> Member:
    _roster_key(administrator)
    member = key_file.roster.member(uid)
    if member is None or not member.active:
        raise UnknownAccount
    if uid == administrator.account:
        raise OwnAccount
    return member


def _roster_key(administrator: Unlocked) -> bytes:
    if administrator.shared_keys.roster is None:
        raise OnlyAdministrators
    return administrator.shared_keys.roster


def _left(member: Member) -> Member:
    """Who left stays by name and public keys, so that old lines of the log can be verified."""
    return replace(member, active=False, grants={})


def _new_shared(administrator: Unlocked, *, new_roster_key: bool) -> SharedKeys:
    return SharedKeys(
        data=primitives.random_key(),
        fingerprint=administrator.shared_keys.fingerprint,
        restricted=primitives.random_key(),
        roster=primitives.random_key() if new_roster_key else _roster_key(administrator),
    )


def _sealed_anew(roster: Roster, changed: Member, shared: SharedKeys) -> Roster:
    members = tuple(changed if each.uid == changed.uid else each for each in roster.members)
    if not any(each.active and is_administrator(each.role) for each in members):
        raise LastAdministrator
    return replace(
        roster,
        serial=roster.serial + 1,
        generation=roster.generation + 1,
        restricted=primitives.box_public(_held(shared.restricted)),
        members=tuple(regrant(each, each.role, shared) if each.active else each for each in members),
    )


def _handed_on(key_file: KeyFile, administrator: Unlocked, shared: SharedKeys) -> KeyFile:
    """Let the old roster key name its successor, where there is one."""
    public = primitives.sign_public(_held(shared.roster))
    if public == key_file.roster_public:
        return key_file
    handover = Handover.signed(key_file.roster.vault_id, _roster_key(administrator), public)
    return replace(key_file, roster_public=public, handovers=(*key_file.handovers, handover)[-MOST_HANDOVERS:])


def _held(key: bytes | None) -> bytes:
    if key is None:
        raise ValueError("an administrator holds every key")
    return key
