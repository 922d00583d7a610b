"""What look-ups compare: phones as E.164, everything else folded."""

from ..domain.folding import lookup_key
from ..domain.person import IdentifierKind
from .phones import normalise


def stored_key(kind: IdentifierKind, value: str) -> str:
    """Return the key that an identifier is stored under: E.164 where a phone parses, else the folded value."""
    if kind is IdentifierKind.PHONE and (phone := normalise(value)).e164:
        return phone.e164
    return lookup_key(kind, value)


def lookup_keys(text: str) -> list[str]:
    """Return every key that `text` may be stored under, whatever kind it is; empty for nothing."""
    keys = {key: None for kind in IdentifierKind if (key := stored_key(kind, text))}
    return list(keys)


def guess_kind(text: str) -> IdentifierKind:
    """Return what kind of identifier a pasted text most likely is."""
    if normalise(text).valid:
        return IdentifierKind.PHONE
    bare = text.strip()
    if "@" in bare.strip("@") and " " not in bare:
        return IdentifierKind.EMAIL
    if "://" in bare or bare.startswith("www.") or ("/" in bare and "." in bare.split("/")[0]):
        return IdentifierKind.AD
    if bare.startswith("@"):
        return IdentifierKind.CHAT
    return IdentifierKind.ALIAS
