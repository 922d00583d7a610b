"""Sealed texts, signatures and fingerprints of one unlocked account.

A sealed value: version, 1 byte | generation, 4 bytes | fresh key sealed to the reader's public key, 80 |
nonce, 24 | XChaCha20-Poly1305 of the text padded to a multiple of 256 bytes, bound to its place.
"""

import secrets

from ..domain.organisation import Role
from ..domain.sealing import CannotRead, NoSuchReader, SealDamaged, SealedPlace
from . import primitives
from .accounts import Secret, SharedKeys, UserKeys, known_role
from .envelope import canonical
from .errors import MadeByNewerVersion
from .primitives import NONCE, SEALED_KEY, TAG
from .roster import Member, Roster

VERSION = 1
BLOCK = 256
_GENERATION = 4
_HEADER = 1 + _GENERATION
_LEAST = _HEADER + SEALED_KEY + NONCE + BLOCK + TAG


def seal(text: str, place: SealedPlace, vault_id: str, generation: int, public: bytes) -> bytes:
    """Seal `text` for the holder of the private half of `public`."""
    key, nonce = primitives.random_key(), secrets.token_bytes(NONCE)
    padded = primitives.pad(text.encode("utf-8", "surrogatepass"), BLOCK)
    header = bytes([VERSION]) + generation.to_bytes(_GENERATION, "big")
    encrypted = primitives.encrypt(padded, _bound(place, vault_id), nonce, key)
    return header + primitives.seal_to(public, key) + nonce + encrypted


def open_sealed(sealed: bytes, place: SealedPlace, vault_id: str, private: bytes, public: bytes = b"") -> str:
    """Return the text; raises `SealDamaged` or `MadeByNewerVersion`. `public` saves computing it from `private`."""
    if sealed[:1] > bytes([VERSION]):
        raise MadeByNewerVersion
    if len(sealed) < _LEAST or sealed[0] != VERSION:
        raise SealDamaged
    boxed, rest = sealed[_HEADER : _HEADER + SEALED_KEY], sealed[_HEADER + SEALED_KEY :]
    try:
        key = primitives.unseal(private, boxed, public)
        padded = primitives.decrypt(rest[NONCE:], _bound(place, vault_id), rest[:NONCE], key)
        return primitives.unpad(padded, BLOCK).decode("utf-8", "surrogatepass")
    except (primitives.NotAuthentic, UnicodeDecodeError):
        raise SealDamaged from None


def generation_of(sealed: bytes) -> int:
    """Return the generation of the key that a value is sealed to."""
    return int.from_bytes(sealed[1:_HEADER], "big")


def _bound(place: SealedPlace, vault_id: str) -> bytes:
    return canonical([vault_id, place.table, place.uid, place.field, place.version])


class VaultSealer(Secret):
    """A `domain.sealing.Sealer` with the keys of one account; public keys come from the proven roster."""

    __slots__ = ("_role", "_roster", "_shared", "_uid", "_user")

    def __init__(self, member: Member, user: UserKeys, shared: SharedKeys, roster: Roster) -> None:
        self._uid, self._role = member.uid, known_role(member.role)
        self._user, self._shared, self._roster = user, shared, roster

    @property
    def account(self) -> str:
        return self._uid

    @property
    def role(self) -> Role:
        return self._role

    @property
    def can_open(self) -> bool:
        return self._shared.restricted is not None

    def seal(self, text: str, place: SealedPlace) -> bytes:
        return seal(text, place, self._roster.vault_id, self._roster.generation, self._roster.restricted)

    def open(self, sealed: bytes, place: SealedPlace) -> str:
        if self._shared.restricted is None:
            raise CannotRead
        self._require_generation(sealed)
        pair = (self._shared.restricted, self._roster.restricted)
        return open_sealed(sealed, place, self._roster.vault_id, *pair)

    def _require_generation(self, sealed: bytes) -> None:
        """Refuse restricted texts of other generations; an account's own key outlives generations."""
        if sealed[:1] == bytes([VERSION]) and generation_of(sealed) != self._roster.generation:
            raise SealDamaged

    def seal_own(self, text: str, place: SealedPlace) -> bytes:
        own = primitives.box_public(self._user.box)
        return seal(text, place, self._roster.vault_id, self._roster.generation, own)

    def open_own(self, sealed: bytes, place: SealedPlace) -> str:
        return open_sealed(sealed, place, self._roster.vault_id, self._user.box)

    def seal_for(self, account: str, text: str, place: SealedPlace) -> bytes:
        member = self._roster.member(account)
        if member is None or not member.active:
            raise NoSuchReader
        return seal(text, place, self._roster.vault_id, self._roster.generation, member.box)

    def sign(self, message: bytes) -> bytes:
        return primitives.sign(self._user.signing, message)

    def verify(self, account: str, message: bytes, signature: bytes) -> bool:
        member = self._roster.member(account)
        return member is not None and primitives.is_signed(member.signing, message, signature)

    def fingerprint(self, text: str) -> bytes:
        return primitives.keyed_hash(text.encode("utf-8", "surrogatepass"), self._shared.fingerprint)
