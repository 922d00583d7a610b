"""The few primitives that the vault is made of, all from libsodium through PyNaCl.

PyNaCl is imported when first needed, so that the lock window is painted before it.
"""

import hmac
import secrets

from .errors import NotEnoughMemory

KEY = 32
SALT = 16
NONCE = 24
SIGNATURE = 64
TAG = 16
SEALED_KEY = 80  # an ephemeral public key, a tag and a key


class NotAuthentic(Exception):
    """A ciphertext or signature that these keys did not make."""


def random_key() -> bytes:
    return secrets.token_bytes(KEY)


def same(one: bytes, other: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one, other)


def derive(secret: bytes, salt: bytes, memory_bytes: int, passes: int) -> bytes:
    """Return 64 bytes of Argon2id v1.3 with one lane; raises `NotEnoughMemory`."""
    from nacl import bindings

    try:
        derived: bytes = bindings.crypto_pwhash_alg(
            2 * KEY, secret, salt, passes, memory_bytes, bindings.crypto_pwhash_ALG_ARGON2ID13
        )
    except RuntimeError:
        raise NotEnoughMemory from None
    return derived


def keyed_hash(message: bytes, key: bytes) -> bytes:
    """Return 32 bytes of keyed BLAKE2b."""
    from nacl.encoding import RawEncoder
    from nacl.hash import blake2b

    digest: bytes = blake2b(message, digest_size=KEY, key=key, encoder=RawEncoder)
    return digest


def encrypt(message: bytes, bound: bytes, nonce: bytes, key: bytes) -> bytes:
    """XChaCha20-Poly1305 with `bound` as additional data."""
    from nacl import bindings

    encrypted: bytes = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(message, bound, nonce, key)
    return encrypted


def decrypt(encrypted: bytes, bound: bytes, nonce: bytes, key: bytes) -> bytes:
    from nacl import bindings
    from nacl.exceptions import CryptoError

    try:
        message: bytes = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(encrypted, bound, nonce, key)
    except CryptoError:
        raise NotAuthentic from None
    return message


def box_public(private: bytes) -> bytes:
    """Return the X25519 public key."""
    from nacl.public import PrivateKey

    return bytes(PrivateKey(private).public_key)


def seal_to(public: bytes, message: bytes) -> bytes:
    """Seal for the holder of the X25519 private key; who sealed is not told."""
    from nacl.public import PublicKey, SealedBox

    return bytes(SealedBox(PublicKey(public)).encrypt(message))


def unseal(private: bytes, sealed: bytes, public: bytes = b"") -> bytes:
    """Open what was sealed to `public`; where that is not given it is computed, a third of the time."""
    from nacl import bindings
    from nacl.exceptions import CryptoError

    try:
        own = public or bindings.crypto_scalarmult_base(private)
        return bytes(bindings.crypto_box_seal_open(sealed, own, private))
    except CryptoError:
        raise NotAuthentic from None


def sign_public(seed: bytes) -> bytes:
    """Return the Ed25519 public key."""
    from nacl.signing import SigningKey

    return bytes(SigningKey(seed).verify_key)


def sign(seed: bytes, message: bytes) -> bytes:
    """Return the detached Ed25519 signature, 64 bytes."""
    from nacl.signing import SigningKey

    return bytes(SigningKey(seed).sign(message).signature)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(public).verify(message, signature)
    except (CryptoError, ValueError):
        return False
    return True


def pad(message: bytes, block: int) -> bytes:
    """Pad by ISO 7816-4 to a multiple of `block`, at least one byte."""
    from nacl import bindings

    padded: bytes = bindings.sodium_pad(message, block)
    return padded


def unpad(padded: bytes, block: int) -> bytes:
    from nacl import bindings
    from nacl.exceptions import CryptoError

    try:
        message: bytes = bindings.sodium_unpad(padded, block)
    except CryptoError:
        raise NotAuthentic from None
    return message
