"""Slots: each wraps the keys of one user under one secret, a passphrase or a recovery key."""

import contextlib
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from . import primitives
from .accounts import UserKeys
from .cost import LEAST_MEMORY, LEAST_PASSES, MOST_MEMORY, MOST_PASSES, Cost
from .envelope import Fields, Malformed, canonical
from .errors import KeyFileDamaged
from .primitives import KEY, NONCE, SALT, TAG

VERSION, WITH_FILE = 1, 2  # the second version has a second key, a file, besides the passphrase
_FILE = "file"
PASSPHRASE, RECOVERY = "passphrase", "recovery"
_DERIVATION = "argon2id-1.3"
_BOUND = ("version", "kind", "uid", "derivation", "memory", "passes", "salt", "key_file")
_NAMES = (*_BOUND, "commit", "nonce", "wrapped")


class WrongSecret(Exception):
    """The secret does not belong to this slot."""


@dataclass(frozen=True, slots=True)
class Slot:
    """`memory` in bytes; `commit` is the hash of the commit key."""

    kind: str
    uid: str
    memory: int
    passes: int
    salt: bytes
    commit: bytes = b""
    nonce: bytes = b""
    wrapped: bytes = b""
    with_file: bool = False

    def written(self) -> dict[str, object]:
        return self._bound() | {
            "commit": self.commit.hex(),
            "nonce": self.nonce.hex(),
            "wrapped": self.wrapped.hex(),
        }

    def _bound(self) -> dict[str, object]:
        return {
            "version": WITH_FILE if self.with_file else VERSION,
            "kind": self.kind,
            "uid": self.uid,
            "derivation": _DERIVATION,
            "memory": self.memory,
            "passes": self.passes,
            "salt": self.salt.hex(),
            "key_file": _FILE if self.with_file else None,
        }

    def bound(self, commit: bytes, vault: dict[str, object]) -> bytes:
        """Return the additional data: everything about the slot and the vault it belongs to."""
        return canonical({"slot": self._bound(), "commit": commit.hex(), "vault": vault})


def passphrase_secret(passphrase: str, second: bytes = b"") -> bytes:
    """Return what is derived from: NFKC, so that keyboards which compose letters otherwise agree.

    `second` is what the second key gives, always 32 bytes, so that nothing else comes to the same.
    """
    normal = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return normal + second if normal else b""


def wrap(
    keys: UserKeys,
    uid: str,
    kind: str,
    secret: bytes,
    *,
    cost: Cost,
    vault: dict[str, object],
    with_file: bool = False,
) -> Slot:
    """Make a slot. `vault` says which vault it belongs to and is bound to it."""
    if not secret:
        raise ValueError("an empty secret")
    empty = Slot(kind, uid, cost.memory_bytes, cost.passes, secrets.token_bytes(SALT), with_file=with_file)
    wrap_key, commit = _derived(empty, secret)
    return _wrapped(replace(empty, commit=commit), keys, wrap_key, vault)


def _wrapped(slot: Slot, keys: UserKeys, wrap_key: bytes, vault: dict[str, object]) -> Slot:
    nonce = secrets.token_bytes(NONCE)
    wrapped = primitives.encrypt(keys.box + keys.signing, slot.bound(slot.commit, vault), nonce, wrap_key)
    return replace(slot, nonce=nonce, wrapped=wrapped)


def unwrap(slot: Slot, secret: bytes, vaults: Sequence[dict[str, object]]) -> tuple[UserKeys, int, Slot]:
    """Return the user's keys, to which of `vaults` they are bound, and the slot bound to the first of them.

    Raises `WrongSecret` or, when the secret is right and nothing fits, `KeyFileDamaged`.
    """
    wrap_key, commit = _derived(slot, secret)
    if not primitives.same(commit, slot.commit):
        raise WrongSecret
    for at, vault in enumerate(vaults):
        with contextlib.suppress(primitives.NotAuthentic):
            both = primitives.decrypt(slot.wrapped, slot.bound(slot.commit, vault), slot.nonce, wrap_key)
            keys = UserKeys(both[:KEY], both[KEY:])
            return keys, at, _wrapped(slot, keys, wrap_key, vaults[0]) if at else slot
    raise KeyFileDamaged


def _derived(slot: Slot, secret: bytes) -> tuple[bytes, bytes]:
    """Return the wrap key and the hash of the commit key."""
    derived = primitives.derive(secret, slot.salt, slot.memory, slot.passes)
    commit = blake2b(derived[KEY:], digest_size=KEY, person=b"outreach-commit")
    return derived[:KEY], commit.digest()


def parse(value: object) -> Slot:
    """Read one slot, with all limits checked; raises `Malformed`."""
    fields = Fields(value, _NAMES)
    with_file = fields.whole("version", VERSION, WITH_FILE) == WITH_FILE
    kind = fields.text("kind", 20)
    if with_file and (kind != PASSPHRASE or fields.text("key_file", 20) != _FILE):
        raise Malformed
    if not with_file:
        fields.nothing("key_file")
    if kind not in (PASSPHRASE, RECOVERY) or fields.text("derivation", 20) != _DERIVATION:
        raise Malformed
    return Slot(
        kind=kind,
        uid=fields.uid("uid"),
        memory=fields.whole("memory", LEAST_MEMORY, MOST_MEMORY),
        passes=fields.whole("passes", LEAST_PASSES, MOST_PASSES),
        salt=fields.raw("salt", SALT),
        commit=fields.raw("commit", KEY),
        nonce=fields.raw("nonce", NONCE),
        wrapped=fields.raw("wrapped", 2 * KEY + TAG),
        with_file=with_file,
    )
