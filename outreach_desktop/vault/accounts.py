"""Accounts and keys as they are in memory. Nothing here shows or stores a secret by accident."""

import unicodedata
from dataclasses import dataclass
from typing import NoReturn, SupportsIndex

from ..domain.organisation import Role
from ..domain.sealing import Sealer
from .errors import LabelRefused

LONGEST_LABEL = 40


class Secret:
    """Shows its type only, and cannot be pickled or copied."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __reduce_ex__(self, _protocol: SupportsIndex) -> NoReturn:
        raise TypeError("Secrets stay in this process.")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class NewAccount(Secret):
    """`role` is the value of a `domain.organisation.Role`; without `uid` one is made."""

    label: str
    role: str
    passphrase: str
    uid: str = ""


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """An account as the lock window shows it."""

    uid: str
    label: str
    role: str
    needs_second_key: bool = False


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class UserKeys(Secret):
    """One user's own private keys: X25519 and the seed of Ed25519, 32 bytes each."""

    box: bytes
    signing: bytes


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class SharedKeys(Secret):
    """The vault's keys as far as a role holds them, 32 bytes each; None where it does not."""

    data: bytes
    fingerprint: bytes
    restricted: bytes | None
    roster: bytes | None


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Unlocked(Secret):
    """What an unlocked account may use.

    `account` is its uid, `generation` that of the shared keys, `database_key` the raw key, 32 bytes.
    """

    account: str
    label: str
    role: str
    vault_id: str
    generation: int
    database_key: bytes
    sealer: Sealer
    user_keys: UserKeys
    shared_keys: SharedKeys


def tidy_label(label: str) -> str:
    """Return the label in NFC; raises `LabelRefused`."""
    tidied = unicodedata.normalize("NFC", label).strip()
    if not tidied or len(tidied) > LONGEST_LABEL or not tidied.isprintable():
        raise LabelRefused
    return tidied


def known_role(role: str) -> Role:
    """Return the role with this value; raises `ValueError` when there is none."""
    for known in Role:
        if known.value == role:
            return known
    raise ValueError("no such role")


def reads_restricted(role: str) -> bool:
    return known_role(role).reads_restricted


def is_administrator(role: str) -> bool:
    return known_role(role) is Role.ADMINISTRATOR
