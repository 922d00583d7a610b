"""Make the Swedish word list for passphrases from the base forms of a Hunspell dictionary.

    python scripts/make_words.py DICTIONARY_FOLDER [OUT]

The folder holds `index.dic` of the package *dictionary-sv*. How common a word is comes from the package
*wordfreq* (3.1.1), which must be installed where this runs; the program itself needs neither. The same
versions give the same 7,776 words. The recipe:

1. Base forms of nouns, verbs and adjectives of 4 to 8 letters, a-z å ä ö, spelled as they sound.
2. None that `words_banned.txt` names.
3. Common words first, those that make many compounds a little before others: they are short and plain.
4. One word for each beginning of five letters and for each way of sounding; no word begins another.
"""

import fnmatch
import re
import sys
from collections import Counter
from importlib import import_module
from math import log2
from pathlib import Path

COUNT = 7776
SHORTEST, LONGEST = 4, 8
SHORTEST_PART = 3
BEGINNING = 5
BANNED = Path(__file__).with_name("words_banned.txt")
OUT = Path(__file__).parent.parent / "resources" / "content" / "words_sv.txt"
PLAIN = re.compile("[a-zåäö]+")
HARD = re.compile(r"[qwxz]|c(?!k)|th|ph|sh|ee|oo|ou|ea|ai|au|eu|gn$|(.)\1\1|[bcdfghjklmnpqrstvwxz]{4}|^[aeiouyåäö]{2}")
INFLECTED = re.compile(r"(ande|ende|ade|ad|dd|st|are|aste|[^aeiouyåäö]t|s|na|sk)$")
PARTICIPLE = re.compile(r"(ande|ende|orna|arna|erna)$")
NOT_WORDS = set("!%Z¤")  # hunspell flags: not suggested, forbidden, only in compounds, needs an ending
NOUN, VERB, ADJECTIVE = set("BCDEFGHIX"), set("jmJKLMT"), set("OPQKLMN")
SOUNDS = (
    ("stj", "sj"), ("skj", "sj"), ("sch", "sj"), ("sk(?=[eiyäö])", "sj"), ("tj", "kj"), ("k(?=[eiyäö])", "kj"),
    ("[dghl]j", "j"), ("g(?=[eiyäö])", "j"), ("ck", "k"), ("ä", "e"), ("å", "o"), ("d(?=t)", ""), ("ng", "n"),
    (r"(.)\1", r"\1"),
)  # fmt: skip


def read_entries(folder: Path) -> dict[str, str]:
    """Return the flags of each plain entry of the dictionary."""
    lines = (folder / "index.dic").read_text("utf-8").splitlines()[1:]
    split = (line.partition("/") for line in lines)
    return {word: flags for word, _, flags in split if PLAIN.fullmatch(word)}


def count_compounds(entries: dict[str, str], base: set[str]) -> Counter[str]:
    """Return in how many entries each word stands as first or last part."""
    counts: Counter[str] = Counter()
    for word in entries:
        for first, last in parts(word, base):
            counts[first] += 1
            counts[last] += 1
    return counts


def parts(word: str, base: set[str]) -> list[tuple[str, str]]:
    """Return the ways in which `word` is two words of at least three letters, with or without a joining s."""
    found = []
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first, last = word[:place], word[place:]
        if last in base:
            stems = [stem for stem in (first, first.removesuffix("s")) if stem in base and len(stem) >= SHORTEST_PART]
            found += [(stem, last) for stem in stems[:1]]
    return found


def rank(words: list[str], entries: dict[str, str], counts: Counter[str]) -> list[str]:
    """Return the words, common ones first; a tenfold frequency weighs as much as 7 doublings of compounds."""
    frequency = import_module("wordfreq").zipf_frequency

    def commonness(word: str) -> float:
        noun = 0.3 if set(entries[word]) & NOUN else 0.0
        return float(frequency(word, "sv")) + min(log2(1 + counts[word]), 6) * 0.15 + noun

    return sorted(words, key=lambda word: (-commonness(word), word))


def is_usable(word: str, flags: str) -> bool:
    """Tell whether a word is a base form that is typed as it sounds."""
    kinds = set(flags)
    if not SHORTEST <= len(word) <= LONGEST or kinds & NOT_WORDS or HARD.search(word):
        return False
    if kinds & NOUN:
        return not PARTICIPLE.search(word)
    if kinds & VERB and word.endswith("a"):
        return True
    return bool(kinds & ADJECTIVE) and not INFLECTED.search(word)


def read_banned() -> list[str]:
    lines = BANNED.read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def banned_among(words: list[str]) -> set[str]:
    """Return those that a pattern bans; pattern by pattern, since Python keeps only so many of them ready."""
    return {word for pattern in read_banned() for word in fnmatch.filter(words, pattern)}


def sound(word: str) -> str:
    """Return a spelling in which words that are easily mixed up by ear are the same."""
    for pattern, simpler in SOUNDS:
        word = re.sub(pattern, simpler, word)
    return word


def choose(ranked: list[str], count: int) -> list[str]:
    """Take words from the front while beginnings and sounds are new, until there are `count`."""
    chosen: list[str] = []
    taken: set[str] = set()
    for word in ranked:
        marks = {word[:BEGINNING], "=" + sound(word), *([word] if len(word) < BEGINNING else [])}
        opens_another = len(word) < BEGINNING and any(other.startswith(word) for other in chosen)
        if marks & taken or word[: BEGINNING - 1] in taken or opens_another:
            continue
        chosen.append(word)
        taken |= marks
        if len(chosen) == count:
            break
    return chosen


def main(arguments: list[str]) -> int:
    match arguments:
        case [folder]:
            return make(Path(folder), OUT)
        case [folder, out]:
            return make(Path(folder), Path(out))
    print(__doc__)
    return 2


def make(folder: Path, out: Path) -> int:
    """Write the list to `out`; return 1 when too few words are left."""
    entries = read_entries(folder)
    base = {word for word, flags in entries.items() if not set(flags) & NOT_WORDS}
    counts = count_compounds(entries, base)
    usable = [word for word in sorted(entries) if is_usable(word, entries[word])]
    banned = banned_among(usable)
    allowed = [word for word in usable if word not in banned]
    chosen = choose(rank(allowed, entries, counts), COUNT)
    if len(chosen) < COUNT:
        print(f"Only {len(chosen)} words are left of {len(usable)}; {COUNT} are needed.", file=sys.stderr)
        return 1
    out.write_text("\n".join(sorted(chosen)) + "\n", "utf-8")
    print(f"{COUNT} words of {len(allowed)} allowed ones; the rarest taken is {chosen[-1]!r}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
