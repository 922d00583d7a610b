"""Values of fields in words, the same in every export."""

from datetime import date, datetime
from typing import Any

from ..domain.attributes import Attribute, Choice
from ..i18n import Texts


def figure(value: int | None, texts: Texts) -> str:
    """Return a number as people write it; there is one word for all that are not shown."""
    return texts.gettext("hidden") if value is None else texts.number(value)


def is_there(text: str) -> bool:
    """Say whether `text` has anything that could be read: a space or an invisible sign is nothing."""
    return any(character.isprintable() and not character.isspace() for character in text)


def shown(value: Any, texts: Texts) -> str:
    """Return the value of a field as people read it; empty where nothing is known."""
    if isinstance(value, tuple):
        return texts.listed([shown(part, texts) for part in value]) if value else ""
    if isinstance(value, Choice):
        return texts.gettext(value.label.text)
    if isinstance(value, bool):
        return texts.gettext("Yes") if value else texts.gettext("No")
    if isinstance(value, datetime):
        return texts.instant(value)
    if isinstance(value, date):
        return texts.day(value)
    return "" if value is None else str(value)


def labelled(attribute: Attribute, record: Any, texts: Texts) -> tuple[str, str]:
    """Return a field's label and its value in words."""
    return texts.gettext(attribute.label.text), shown(getattr(record, attribute.name), texts)
