"""Slots: each wraps the keys of one user under one secret, a passphrase or a recovery key."""

import secrets
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

from . import primitives
from .accounts import UserKeys
from .cost import LEAST_MEMORY, LEAST_PASSES, MOST_MEMORY, MOST_PASSES, Cost
from .envelope import Fields, Malformed, canonical
from .errors import KeyFileDamaged
from .primitives import KEY, NONCE, SALT, TAG

VERSION = 1
PASSPHRASE, RECOVERY = "passphrase", "recovery"
_DERIVATION = "argon2id-1.3"
_BOUND = ("version", "kind", "uid", "derivation", "memory", "passes", "salt", "key_file")
_NAMES = (*_BOUND, "commit", "nonce", "wrapped")


class WrongSecret(Exception):
    """The secret does not belong to this slot."""


@dataclass(frozen=True, slots=True)
class Slot:
    """`memory` in bytes; `commit` is the hash of the commit key. There is a place for a key file."""

    kind: str
    uid: str
    memory: int
    passes: int
    salt: bytes
    commit: bytes = b""
    nonce: bytes = b""
    wrapped: bytes = b""

    def written(self) -> dict[str, object]:
        return self._bound() | {
            "commit": self.commit.hex(),
            "nonce": self.nonce.hex(),
            "wrapped": self.wrapped.hex(),
        }

    def _bound(self) -> dict[str, object]:
        return {
            "version": VERSION,
            "kind": self.kind,
            "uid": self.uid,
            "derivation": _DERIVATION,
            "memory": self.memory,
            "passes": self.passes,
            "salt": self.salt.hex(),
            "key_file": None,
        }

    def bound(self, commit: bytes, vault: dict[str, object]) -> bytes:
        """Return the additional data: everything about the slot and the vault it belongs to."""
        return canonical({"slot": self._bound(), "commit": commit.hex(), "vault": vault})


def passphrase_secret(passphrase: str) -> bytes:
    """Return what is derived from: NFKC, so that keyboards which compose letters otherwise agree."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def wrap(keys: UserKeys, uid: str, kind: str, secret: bytes, *, cost: Cost, vault: dict[str, object]) -> Slot:
    """Make a slot. `vault` says which vault it belongs to and is bound to it."""
    if not secret:
        raise ValueError("an empty secret")
    empty = Slot(kind, uid, cost.memory_bytes, cost.passes, secrets.token_bytes(SALT))
    wrap_key, commit = _derived(empty, secret)
    nonce = secrets.token_bytes(NONCE)
    wrapped = primitives.encrypt(keys.box + keys.signing, empty.bound(commit, vault), nonce, wrap_key)
    return Slot(kind, uid, cost.memory_bytes, cost.passes, empty.salt, commit, nonce, wrapped)


def unwrap(slot: Slot, secret: bytes, vault: dict[str, object]) -> UserKeys:
    """Return the user's keys; raises `WrongSecret` or, when the secret is right, `KeyFileDamaged`."""
    wrap_key, commit = _derived(slot, secret)
    if not primitives.same(commit, slot.commit):
        raise WrongSecret
    try:
        both = primitives.decrypt(slot.wrapped, slot.bound(slot.commit, vault), slot.nonce, wrap_key)
    except primitives.NotAuthentic:
        raise KeyFileDamaged from None
    return UserKeys(both[:KEY], both[KEY:])


def _derived(slot: Slot, secret: bytes) -> tuple[bytes, bytes]:
    """Return the wrap key and the hash of the commit key."""
    derived = primitives.derive(secret, slot.salt, slot.memory, slot.passes)
    commit = blake2b(derived[KEY:], digest_size=KEY, person=b"outreach-commit")
    return derived[:KEY], commit.digest()


def parse(value: object) -> Slot:
    """Read one slot, with all limits checked; raises `Malformed`."""
    fields = Fields(value, _NAMES)
    fields.whole("version", VERSION, VERSION)
    fields.nothing("key_file")
    kind = fields.text("kind", 20)
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
    )
