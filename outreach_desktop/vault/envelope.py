"""The form of every small file of a vault: strict JSON with format, version and checksum.

The checksum is no protection against people; it tells a damaged file from a wrong passphrase, and a
damaged version number from a newer one. This outer form stays the same in all versions to come.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NoReturn

from .errors import MadeByNewerVersion

MOST_BYTES = 1 << 20
MOST_DEPTH = 8
_CHECKSUM = 32
_END = b"\n"  # without it the file was cut, if only by this


class Malformed(ValueError):
    """The file does not have the form; becomes a `KnownError` before it leaves the parser."""

    def __init__(self) -> None:
        super().__init__("malformed")


def canonical(value: object) -> bytes:
    """Return the one way to write `value`, made of dicts, lists, texts, whole numbers, flags and None."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def pack(form: str, version: int, body: Mapping[str, object]) -> bytes:
    """Return the file's contents."""
    whole = {"format": form, "version": version, "checksum": _checksum(form, version, body), "body": body}
    return json.dumps(whole, indent=1).encode("ascii") + _END


def unpack(contents: bytes, form: str, version: int) -> object:
    """Return the body; raises `Malformed` or `MadeByNewerVersion`."""
    fields = Fields(_parsed(contents), ("format", "version", "checksum", "body"))
    found, body = fields.whole("version", 1, 1_000_000), fields.value("body")
    if fields.text("format", 60) != form or fields.text("checksum", 64) != _checksum(form, found, body):
        raise Malformed
    if found > version:
        raise MadeByNewerVersion
    return body


def _checksum(form: str, version: int, body: object) -> str:
    return blake2b(canonical([form, version, body]), digest_size=_CHECKSUM).hexdigest()


def _parsed(contents: bytes) -> object:
    if len(contents) > MOST_BYTES or not contents.endswith(_END):
        raise Malformed
    try:
        value = json.loads(
            contents.decode("utf-8"), object_pairs_hook=_unique, parse_float=_refuse, parse_constant=_refuse
        )
    except (ValueError, RecursionError):
        raise Malformed from None
    _require_depth(value, MOST_DEPTH)
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _value in pairs}) < len(pairs):
        raise Malformed
    return dict(pairs)


def _refuse(_written: str) -> NoReturn:
    raise Malformed


def _require_depth(value: object, left: int) -> None:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inside is None:
        return
    if left == 0:
        raise Malformed
    for part in inside:
        _require_depth(part, left - 1)


class Fields:
    """A JSON object with exactly these names; each question raises `Malformed` on another type or size."""

    def __init__(self, value: object, names: Iterable[str]) -> None:
        if not isinstance(value, dict) or set(value) != set(names):
            raise Malformed
        self._values: dict[str, object] = value

    def value(self, name: str) -> object:
        return self._values[name]

    def text(self, name: str, longest: int) -> str:
        found = self._values[name]
        if not isinstance(found, str) or len(found) > longest or not found.isprintable():
            raise Malformed
        return found

    def whole(self, name: str, low: int, high: int) -> int:
        found = self._values[name]
        if type(found) is not int or not low <= found <= high:
            raise Malformed
        return found

    def flag(self, name: str) -> bool:
        found = self._values[name]
        if not isinstance(found, bool):
            raise Malformed
        return found

    def nothing(self, name: str) -> None:
        """Require null: the place is kept for a later version."""
        if self._values[name] is not None:
            raise Malformed

    def raw(self, name: str, length: int) -> bytes:
        """Return bytes that are written as lower-case hex digits."""
        written = self.text(name, 2 * length)
        if len(written) != 2 * length or not set(written) <= set("0123456789abcdef"):
            raise Malformed
        return bytes.fromhex(written)

    def uid(self, name: str) -> str:
        return self.raw(name, 16).hex()

    def listed(self, name: str, most: int) -> list[object]:
        found = self._values[name]
        if not isinstance(found, list) or not 1 <= len(found) <= most:
            raise Malformed
        return found
