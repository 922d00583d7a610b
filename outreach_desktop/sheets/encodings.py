"""Which letters the bytes of a text file are: what Excel and LibreOffice write on Windows, macOS and Linux."""

import codecs

UTF_8, UTF_16, WINDOWS, MACINTOSH, DOS = "utf-8", "utf-16", "cp1252", "mac-roman", "cp850"
ENCODINGS = (UTF_8, UTF_16, WINDOWS, MACINTOSH, DOS)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 1 << 20  # bytes
_MOSTLY = 0.4  # of every other byte, where half a text is zeros
# Letters and signs that people in Sweden write; in a wrong encoding other signs stand in their places.
_USUAL = frozenset("åäöÅÄÖéÉèüÜáàíóúñçæøÆØß€£–—’‘”“»«…·•´§½°")
_LETTERS_OF_ALL = ("cp1252", "mac-roman", "cp850")


def guess(content: bytes) -> str:
    """Return the name of the encoding that fits best, "" where the bytes are no text at all."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    if b"\0" in content[:_LOOKED_AT]:
        return _without_mark(content)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bits(content)
    return UTF_8


def _without_mark(content: bytes) -> str:
    """Return which half of each pair is empty, as in texts with mostly Latin letters."""
    some = content[: _LOOKED_AT & ~1]
    for name, zeros in (("utf-16-le", some[1::2]), ("utf-16-be", some[::2])):
        if zeros and zeros.count(0) > _MOSTLY * len(zeros) and not some.count(b"\0\0\0\0"):
            return name
    return ""


def _eight_bits(content: bytes) -> str:
    """Return the encoding in which most of the letters outside ASCII are those that people here write."""
    high = bytes(each for each in content if each >= 0x80)  # noqa: PLR2004
    if not high:
        return UTF_8
    found = {name: _usual_share(high, name) for name in _LETTERS_OF_ALL}
    best = max(found.values())
    if best >= _ENOUGH:
        return next(name for name, share in found.items() if share == best)
    return _by_library(content) or WINDOWS


_ENOUGH = 0.75


def _usual_share(high: bytes, encoding: str) -> float:
    text = high.decode(encoding, "replace")
    return sum(sign in _USUAL for sign in text) / len(text)


def _by_library(content: bytes) -> str:
    """Ask the library, which knows the texts of many languages: for names of elsewhere."""
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_LOOKED_AT]).best()
    return best.encoding if best else ""
