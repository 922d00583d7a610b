"""Every page of a database file in clear, free pages too: what somebody with the key would find on the disk.

SQLCipher encrypts each page with AES-256 in CBC mode under the raw key; its last 80 bytes are the initialisation
vector and an HMAC, and the first 16 of the file a salt. There is no library for AES among those that the program
has, so it stands here, as in FIPS 197.
"""

import re
from functools import reduce

PAGE, RESERVED, BLOCK = 4096, 80, 16


def _times(one, other):
    """Multiply in the field of AES."""
    result = 0
    while other:
        result ^= one if other & 1 else 0
        one = (one << 1) ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return result


def _s_box():
    inverse = [0] + [next(b for b in range(256) if _times(a, b) == 1) for a in range(1, 256)]
    turned = lambda b, n: ((b << n) | (b >> (8 - n))) & 0xFF  # noqa: E731
    return [reduce(lambda found, n: found ^ turned(b, n), range(1, 5), b) ^ 0x63 for b in inverse]


BOX = _s_box()
UNBOX = [BOX.index(value) for value in range(256)]
# Each byte's part of a column after the columns were mixed back.
_MIX = [[_times(value, factor) for value in range(256)] for factor in (14, 9, 13, 11)]
UNMIX = [
    [int.from_bytes(bytes(_MIX[(row - at) % 4][value] for row in range(4)), "big") for value in range(256)]
    for at in range(4)
]


def _round_keys(key):
    words = [int.from_bytes(key[at : at + 4], "big") for at in range(0, 32, 4)]
    factor = 1
    boxed = lambda word: int.from_bytes(bytes(BOX[each] for each in word.to_bytes(4, "big")), "big")  # noqa: E731
    for at in range(8, 60):
        word = words[-1]
        if at % 8 == 0:
            word = boxed((word << 8 | word >> 24) & 0xFFFFFFFF) ^ (factor << 24)
            factor = _times(factor, 2)
        elif at % 8 == 4:
            word = boxed(word)
        words.append(words[at - 8] ^ word)
    return [words[at : at + 4] for at in range(0, 60, 4)]


def _unmixed(word):
    one, two, three, four = word.to_bytes(4, "big")
    return UNMIX[0][one] ^ UNMIX[1][two] ^ UNMIX[2][three] ^ UNMIX[3][four]


class Pages:
    """Decrypts blocks under one key."""

    def __init__(self, key):
        keys = _round_keys(key)[::-1]
        self.first, self.last = keys[0], keys[-1]
        self.middle = [[_unmixed(word) for word in words] for words in keys[1:-1]]

    def block(self, encrypted):
        state = [int.from_bytes(encrypted[4 * at : 4 * at + 4], "big") ^ self.first[at] for at in range(4)]
        one, two, three, four = UNMIX
        for key in self.middle:
            a, b, c, d = state
            state = [
                one[UNBOX[a >> 24]] ^ two[UNBOX[d >> 16 & 255]] ^ three[UNBOX[c >> 8 & 255]] ^ four[UNBOX[b & 255]],
                one[UNBOX[b >> 24]] ^ two[UNBOX[a >> 16 & 255]] ^ three[UNBOX[d >> 8 & 255]] ^ four[UNBOX[c & 255]],
                one[UNBOX[c >> 24]] ^ two[UNBOX[b >> 16 & 255]] ^ three[UNBOX[a >> 8 & 255]] ^ four[UNBOX[d & 255]],
                one[UNBOX[d >> 24]] ^ two[UNBOX[c >> 16 & 255]] ^ three[UNBOX[b >> 8 & 255]] ^ four[UNBOX[a & 255]],
            ]
            state = [word ^ part for word, part in zip(state, key, strict=True)]
        found = bytearray()
        for at in range(4):
            word = bytes(UNBOX[state[(at - row) % 4] >> (24 - 8 * row) & 255] for row in range(4))
            found += (int.from_bytes(word, "big") ^ self.last[at]).to_bytes(4, "big")
        return bytes(found)

    def chained(self, encrypted, before):
        """Undo CBC; `before` is the initialisation vector."""
        clear = bytearray()
        for at in range(0, len(encrypted), BLOCK):
            block = encrypted[at : at + BLOCK]
            opened = int.from_bytes(self.block(block), "big") ^ int.from_bytes(before, "big")
            clear += opened.to_bytes(BLOCK, "big")
            before = block
        return bytes(clear)


def decrypted(path, key):
    """Return all pages in clear, one after the other; what is in no table any more is among them."""
    pages, content = Pages(key), path.read_bytes()
    assert len(content) % PAGE == 0
    clear = []
    for at in range(0, len(content), PAGE):
        page = content[at : at + PAGE]
        begin = BLOCK if at == 0 else 0
        clear.append(pages.chained(page[begin : PAGE - RESERVED], page[-RESERVED : BLOCK - RESERVED]))
    return b"".join(clear)


def words_left(clear, words):
    """Return which of the words stand in the bytes, however their letters are written: large, small or folded."""
    lowered = clear.lower()
    return [word for word in words if re.search(re.escape(word.lower().encode()), lowered)]
