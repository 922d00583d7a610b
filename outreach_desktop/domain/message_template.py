"""A message of the organisation's own: its text with places to fill, and its versions."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from .attributes import Choice, Hidden, Label, NotInFuture, Required
from .contact import Channel
from .record import Record


class TemplateKind(Choice):
    FIRST = "first", Label("First contact")
    SECOND = "second", Label("Second contact")
    SILENCE = "silence", Label("After silence")
    REMINDER = "reminder", Label("Reminder before a meeting")
    OTHER = "other", Label("Other message")


class TemplateLanguage(Choice):
    SWEDISH = "sv", Label("Swedish")
    ENGLISH = "en", Label("English")
    ARABIC = "ar", Label("Arabic")
    HUNGARIAN = "hu", Label("Hungarian")
    POLISH = "pl", Label("Polish")
    ROMANIAN = "ro", Label("Romanian")
    RUSSIAN = "ru", Label("Russian")
    SPANISH = "es", Label("Spanish")
    THAI = "th", Label("Thai")
    UKRAINIAN = "uk", Label("Ukrainian")
    OTHER = "other", Label("Another language")


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTemplate(Record):
    """One version of a message. Contacts remember `series@number`; a new text is a new row with the next number.

    `newest` marks the version that is offered; the earlier ones are kept, so that statistics can be read.
    """

    series: Annotated[str, Label("Message"), Hidden()] = ""
    number: Annotated[int, Label("Version"), Hidden()] = 1
    newest: Annotated[bool, Label("In use"), Hidden()] = True
    name: Annotated[str, Label("What we call it"), Required()] = ""
    kind: Annotated[TemplateKind, Label("Kind of message")] = TemplateKind.FIRST
    language: Annotated[TemplateLanguage, Label("Language")] = TemplateLanguage.SWEDISH
    channel: Annotated[Channel | None, Label("Only for this channel", "Not chosen means any.")] = None
    text: Annotated[str, Label("Text of the message", long=True), Required()] = ""
    checked_by: Annotated[
        str, Label("Who checked the language", "Somebody who has it as their own, or an interpreter.")
    ] = ""
    checked_on: Annotated[date | None, Label("Checked on"), NotInFuture()] = None
