"""The organisation's own messages beside those that ship: kept in versions, checked before they can be used."""

import re
from dataclasses import replace
from datetime import datetime

from ..content import Template, avoided_words, templates, unknown_places
from ..domain.attributes import Invalid, Problem
from ..domain.folding import search_form
from ..domain.message_template import MessageTemplate, TemplateKind, TemplateLanguage
from ..storage import message_templates
from ..storage.database import Database
from ..storage.reading import load, load_all, load_of
from .saving import save_record

_NO_LETTER = re.compile("[^a-z0-9]+")
_LONGEST_SERIES = 40
LINK = "{link}"


def save_template(db: Database, template: MessageTemplate, now: datetime) -> MessageTemplate:
    """Store a message; another text is a version of its own, and the one before is kept but no longer offered.

    Raises `Invalid` for places that the program cannot fill.
    """
    if unknown := unknown_places(template.text):
        raise Invalid([Problem("text", "The program cannot fill these places: {0}.", (", ".join(unknown),))])
    with db.transaction():
        before = next(iter(load(db, MessageTemplate, [template.id])), None) if template.id else None
        if before is None:
            return save_record(db, replace(template, series=_new_series(db, template.name), number=1), now)
        if before.text == template.text:
            return save_record(db, template, now)
        save_record(db, replace(before, version=template.version, newest=False), now)
        fresh = replace(template, id=0, uid="", version=0, number=before.number + 1, newest=True)
        return save_record(db, fresh, now)


def _new_series(db: Database, name: str) -> str:
    """Return a readable id that no message has or had."""
    plain = search_form(name).replace("å", "a").replace("ä", "a").replace("ö", "o")
    base = _NO_LETTER.sub("_", plain).strip("_")[:_LONGEST_SERIES] or "meddelande"
    taken = {row["series"] for row in db.rows("SELECT series FROM message_template")} | {
        each.id for each in templates()
    }
    return next(each for each in (base, *(f"{base}_{n}" for n in range(2, len(taken) + 3))) if each not in taken)


def own_templates(db: Database) -> list[MessageTemplate]:
    """Return the newest version of each message of ours, by name."""
    found = load_all(db, MessageTemplate, order="name COLLATE NOCASE, id")
    return [each for each in found if each.newest]


def versions_of(db: Database, template: MessageTemplate) -> list[MessageTemplate]:
    """Return all versions of a message, newest first."""
    return load_of(db, MessageTemplate, "series", template.series, order="number DESC")


def usable_templates(db: Database) -> list[Template]:
    """Return what can be chosen for a line: our own messages, then those that ship."""
    return [*(as_content(each) for each in own_templates(db)), *templates()]


def text_of(db: Database, named: str) -> str:
    """Return the text of the message that a line names as `id@version`, also of one that is gone from the lists."""
    series, _at, number = named.rpartition("@")
    shipped = [each.text for each in templates() if f"{each.id}@{each.version}" == named]
    return next(iter(shipped), "") or message_templates.text_of(db, series, number)


def as_content(template: MessageTemplate) -> Template:
    return Template(
        id=template.series,
        version=template.number,
        kind=template.kind.value,
        channel=template.channel.value if template.channel else "any",
        language=template.language.value,
        text=template.text,
        name=template.name,
    )


def own_copy(shipped: Template) -> MessageTemplate:
    """Return a message of ours with the text of one that ships, not stored yet."""
    return MessageTemplate(
        kind=next(each for each in TemplateKind if each.value == shipped.kind),
        language=next(each for each in TemplateLanguage if each.value == shipped.language),
        text=shipped.text,
    )


def lacks_link(template: MessageTemplate) -> bool:
    """Say whether this is a first message without the link to the privacy information (GDPR, article 14)."""
    return template.kind is TemplateKind.FIRST and LINK not in template.text


def words_to_avoid(template: MessageTemplate) -> list[str]:
    """Return the words of the avoid list that stand in the text; there is a list for Swedish and for English."""
    language = template.language.value
    found = [
        word for each in ("sv", "en") if language in (each, "other") for word in avoided_words(template.text, each)
    ]
    return list(dict.fromkeys(found))
