"""The keys of a backup, found with the keys of the account that is signed in now."""

from . import primitives
from .accounts import SharedKeys, Unlocked
from .backup_errors import BackupDamaged, BackupNotOpened, BackupOfAnother
from .errors import KeyFileDamaged
from .key_file import KeyFile, parse
from .roster import open_grants
from .sealer import VaultSealer


def open_with(contents: bytes, unlocked: Unlocked) -> tuple[KeyFile, SharedKeys]:
    """Read a backup's key file and open its shared keys, as somebody would who has nothing else.

    Raises `BackupOfAnother`, `BackupNotOpened`, `BackupDamaged`, `MadeByNewerVersion`.
    """
    try:
        key_file = parse(contents)
        return key_file, _opened(key_file, unlocked)
    except KeyFileDamaged:
        raise BackupDamaged from None


def _opened(key_file: KeyFile, unlocked: Unlocked) -> SharedKeys:
    if key_file.roster.vault_id != unlocked.vault_id:
        raise BackupOfAnother
    member, user = key_file.roster.member(unlocked.account), unlocked.user_keys
    if member is None or not member.active or member.box != primitives.box_public(user.box):
        raise BackupNotOpened
    if not key_file.roster.is_signed(key_file.roster_public, key_file.signature):
        raise BackupDamaged
    return open_grants(member, user)


def sealer_of(key_file: KeyFile, shared: SharedKeys, unlocked: Unlocked) -> VaultSealer:
    """Return what opens the restricted texts of a backup whose keys `open_with` opened."""
    member = key_file.roster.member(unlocked.account)
    if member is None:
        raise BackupNotOpened
    return VaultSealer(member, unlocked.user_keys, shared, key_file.roster)
