"""From typed words to questions for the search tables, and the search over everything."""

from dataclasses import dataclass

from ..domain.folding import digits_of, search_form
from .database import Database

SHORTEST_PART = 3  # a trigram
SHORTEST_WORD = 2  # the shortest prefix that the index knows
NEWEST = 2000

PEOPLE = """
    SELECT rowid FROM person_text WHERE person_text MATCH :parts ORDER BY rowid DESC LIMIT :most
"""
CONTACTS = """
    SELECT contact.id
      FROM contact_text JOIN contact ON contact.id = contact_text.rowid
     WHERE contact_text MATCH :words
       AND contact.person_id NOT IN (SELECT id FROM person WHERE removed_on IS NOT NULL)
     ORDER BY contact_text.rowid DESC LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Words:
    """Typed words, folded, as the search tables want them.

    `parts` asks the trigram table for words' inner parts, `starts` the contact table for words'
    beginnings; empty where nothing typed is long enough. `short` are words too short for trigrams.
    A number is asked for by its digits, since nobody groups them alike.
    """

    parts: str
    starts: str
    short: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.parts or self.starts or self.short)


def words_of(typed: str) -> Words:
    folded, digits = search_form(typed), digits_of(typed)
    found = [digits] if digits else folded.split()
    long = [word for word in found if len(word) >= SHORTEST_PART]
    starts = " ".join(f"{_quoted(term)} *" for term in _terms(folded) if len(term) >= SHORTEST_WORD)
    return Words(
        parts=" ".join(_quoted(word) for word in long),
        starts=f"{starts} OR {_quoted(digits)} *" if starts and digits else starts,
        short=tuple(word for word in found if len(word) < SHORTEST_PART),
    )


def beginnings_of(typed: str) -> list[list[str]]:
    """Return the same as `starts` of `words_of`, as lists: a text has all words of one of them."""
    folded, digits = search_form(typed), digits_of(typed)
    terms = [term for term in _terms(folded) if len(term) >= SHORTEST_WORD]
    return [found for found in (terms, [digits] if digits else []) if found]


def _terms(folded: str) -> list[str]:
    """Return the words as the contact table has them: `070-174` is two there, and it knows no phrases."""
    return "".join(sign if sign.isalnum() else " " for sign in folded).split()


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def find_people(db: Database, typed: str, most: int = 20) -> list[int]:
    """Return ids of persons whose code, alias, identifier or town has all the words in it, newest first."""
    words = words_of(typed)
    if not words.parts:
        return []
    return [row["rowid"] for row in db.rows(PEOPLE, parts=words.parts, most=most)]


def find_contacts(db: Database, typed: str, most: int = 20) -> list[int]:
    """Return ids of contacts with words that begin so, newest first."""
    words = words_of(typed)
    if not words.starts:
        return []
    return [row["id"] for row in db.rows(CONTACTS, words=words.starts, most=most)]
