"""A made-up language for finding texts that no catalogue knows."""

import gettext
import re
import tomllib
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTabBar

from outreach_desktop.domain.attributes import attributes
from outreach_desktop.storage.reading import load_all
from tests.stories.hostile import RECORD_TYPES

CONTENT = Path(__file__).parents[2] / "resources" / "content"
OPEN, CLOSE = "⟦", "⟧"
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_A_DAY = re.compile(
    rf"(\w+day )?\d{{1,2}} ({_MONTHS})\w*( \d{{4}})?( \d\d:\d\d)?|^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$"
)
_A_NAME = re.compile(
    r"^[A-Z2-7]{5}$|^(Svenska|English)$|^Outreach Desktop \d|· .*(BSD|MIT|ISC|LGPL|Apache|OFL)"
)  # letters of a recovery key, names of languages, of parts
_HIDDEN = re.compile(r"&(?=\w)")


class Brackets(gettext.NullTranslations):
    """Puts every text of the program in brackets; places to fill and accelerators stay as they are."""

    def gettext(self, message):
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, msgid1, msgid2, n):
        return self.gettext(msgid1 if n == 1 else msgid2)


def stored_texts(db):
    """Return all texts that the vault holds, which nobody translates."""
    found = set()
    tables = [row["name"] for row in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL")]
    for table in tables:
        if not table.startswith(("person_text", "contact_text", "sqlite")):
            found |= {str(value) for row in db.rows(f"SELECT * FROM {table}") for value in tuple(row) if value}
    return found


def sealed_texts(db):
    """Return the texts that the vault holds sealed."""
    types = [each for each in RECORD_TYPES if any(field.restricted for field in attributes(each))]
    records = [record for each in types for record in load_all(db, each)]
    return {
        text for record in records for field in attributes(type(record)) for text in _strings(_value(record, field))
    }


def _value(record, field):
    return str(getattr(record, field.name)) if field.restricted else ""


def content_texts():
    """Return all texts of the content files, which have both languages in themselves."""
    return {text for file in CONTENT.glob("*.toml") for text in _strings(tomllib.loads(file.read_text("utf-8")))}


def _strings(value):
    if isinstance(value, str):
        return {" ".join(value.split()), value}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {text for part in parts for text in _strings(part)}


def unbracketed(window, stored):
    """Return the texts that are shown, and spoken, without any bracket and that are nobody's data."""
    words = set((CONTENT / "words_sv.txt").read_text("utf-8").split())
    texts = {_HIDDEN.sub("", text).strip() for text in _shown(window)}
    ours = {text for text in texts if _is_ours(text) and not set(text.split()) <= words}
    return {text for text in ours if not any(_holds(text, each) for each in stored)}


def _shown(window):
    for widget in window.findChildren(object):
        if not hasattr(widget, "isVisible") or not widget.isVisible():
            continue
        if hasattr(widget, "accessibleName"):
            yield widget.accessibleName()
        if isinstance(widget, (QLabel, QAbstractButton)):
            yield widget.text()
        elif isinstance(widget, (QLineEdit, QPlainTextEdit)):
            yield widget.placeholderText()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(at) for at in range(min(widget.count(), 20)))
        elif isinstance(widget, QTabBar):
            yield from (widget.tabText(at) for at in range(widget.count()))
        elif isinstance(widget, QAbstractItemView):
            yield from _cells(widget)


def _cells(view):
    model = view.model()
    for row in range(min(model.rowCount(), 12)):
        for column in range(model.columnCount()):
            yield str(model.index(row, column).data() or "")


def _is_ours(text):
    """Say whether a text has words of the program: letters, and no bracket round any of them."""
    has_words = re.search(r"[^\W\d_]{3,}", text) is not None
    return OPEN not in text and has_words and not _A_DAY.fullmatch(text) and not _A_NAME.search(text)


def _holds(text, stored):
    return len(stored) > 2 and (stored in text or text in stored)
