"""Message templates: the texts that ship with the program, and how a text is filled."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path
from typing import Literal

from ..domain.errors import KnownError
from ..i18n import isolated
from .reading import read, refuse

FILE = "templates.toml"
PLACES = ("alias", "sender", "organisation", "phone", "link")
WORDS_PER_MINUTE = 150  # somebody who reads a second language on a telephone
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """One message, shipped or of the organisation's own, which has a `name`.

    `id` with `version` is what a contact remembers; `channel` is `any` or one of `Channel`.
    """

    id: str
    version: int
    kind: Literal["first", "second", "silence", "reminder", "other"]
    channel: Literal["any", "site_chat", "sms", "call", "app", "email", "physical", "video"]
    language: Literal["sv", "en", "ar", "hu", "pl", "ro", "ru", "es", "th", "uk", "other"]
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class _TemplatesFile:
    version: int
    templates: tuple[Template, ...]


@cache
def templates(folder: Path | None = None) -> tuple[Template, ...]:
    """Return the templates that ship with the program; `KnownError` when one could not be used."""
    found = read(_TemplatesFile, FILE, folder).templates
    for template in found:
        if template.version < 1:
            refuse(FILE, f"templates.{template.id}.version")
        if unknown_places(template.text) or lacks_privacy_link(template):
            refuse(FILE, f"templates.{template.id}.text")
    return found


def unknown_places(text: str) -> list[str]:
    """Return the names in `{ }` that the program cannot fill, in order."""
    return [name for name in _PLACE.findall(text) if name not in PLACES]


def lacks_privacy_link(template: Template) -> bool:
    """Tell whether this is a first message without the link to the privacy information (GDPR, article 14)."""
    return template.kind == "first" and "{link}" not in template.text


def fill(template: Template, values: Mapping[str, str]) -> str:
    """Return the text with `values` in their places; `KnownError` says what is missing.

    What stands in a value is never filled again, so an alias that looks like a place stays as it is.
    """
    for name in _PLACE.findall(template.text):
        if not values.get(name, "").strip():
            raise _nothing_for(name)
    return _PLACE.sub(lambda place: isolated(values[place[1]].strip()), template.text)


def _nothing_for(name: str) -> KnownError:
    match name:
        case "alias":
            return KnownError("The message begins with the person's alias. Write it first.")
        case "sender":
            return KnownError(
                "The message says your outreach alias. An administrator adds it under Organisation, Accounts."
            )
        case "organisation":
            return KnownError("The message says the organisation's name. Add it to the organisation's profile first.")
        case "phone":
            return KnownError("The message says your phone number. Add it to the organisation's profile first.")
        case "link":
            return KnownError(
                "The message links to your privacy information. Add the link to the organisation's profile first."
            )
    return KnownError(
        "The message has a place, {place}, that the program cannot fill. Change the template.", place=name
    )


def seconds_to_read(text: str) -> int:
    """Return how long reading takes, in whole seconds, at a calm pace; 0 for an empty text."""
    return ceil(len(text.split()) * 60 / WORDS_PER_MINUTE)
