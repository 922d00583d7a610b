"""What must be known of a person before anything is done, in a strip; and what else is known, as facts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ...domain.answers import Suspected
from ...domain.attributes import Choice, attributes
from ...domain.person import MeetWish, Person, State, Town, WhoAnswers
from ...i18n import _, window_texts
from ...operations.people import PersonPage
from ..look import theme
from ..look.layouts import Flowing, box, column, frame, row, scrolling_words
from ..look.parts import card, fact, label, picture
from ..look.tokens import Size, Space
from ..words import chosen, last_word, near_day, permission_reasons, permission_sign, short_day

_CELL = 184  # pixels of each of the five, also with larger text: then they stay on one line
_WHO_ICONS = {WhoAnswers.PERSON: "user", WhoAnswers.THIRD_PARTY: "users", WhoAnswers.UNKNOWN: "circle-help"}
_STRIP = {"code", "alias", "state", "who_answers", "safe_ways", "follow_up", "follow_up_on", "retention_on"}


def summary_strip(known: PersonPage, today: date) -> QFrame:
    """Return who answers, whether we may write, the safe ways, the next step, and how long we keep this."""
    person = known.person
    sign = permission_sign(known.permission, today)
    blocked = known.permission.verdict.blocks  # the reasons stand above, in full
    why = last_word(known.summary, today) if blocked else permission_reasons(known.permission, today)
    why = why or last_word(known.summary, today)
    tone = "warning" if person.who_answers is WhoAnswers.THIRD_PARTY else ""
    kept = short_day(person.retention_on, today) if person.retention_on else _("No day set")
    cells = [
        _cell(_("Who answers?"), _WHO_ICONS[person.who_answers], chosen(person.who_answers), tone=tone),
        _cell(_("May we contact?"), sign.icon, sign.text, why, sign.tone),
        _cell(_("Safe way"), "message-circle", person.safe_ways or _("None known")),
        _cell(_("Next step"), "calendar-clock", *_next_step(person, today)),
        _cell(_("Kept until"), "archive", kept, chosen(person.retention_ground)),
    ]
    height = max(cell.minimumHeight() for cell in cells)
    for cell in cells:
        cell.setFixedHeight(height)
    return frame(column(Flowing(*cells, gap=Space.M), margin=(Space.L, Space.M, Space.L, Space.M)), "card")


def _next_step(person: Person, today: date) -> tuple[str, str]:
    if not person.follow_up and person.follow_up_on is None:
        return _("Nothing planned"), ""
    day = near_day(person.follow_up_on, today) if person.follow_up_on else ""
    return (person.follow_up, _upper(day)) if person.follow_up else (_upper(day), "")


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _cell(name: str, icon: str, text: str, below: str = "", tone: str = "") -> QWidget:
    words = label(_short(text, 90), "strong", tone, wrap=True)
    words.setToolTip(text)
    mark = picture(icon, tone or "text", Size.SMALL_ICON)
    value = row(mark, words, gap=6)
    value.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    value.setStretch(1, 1)
    items = [label(_short(below, 160), "caption", wrap=True)] if below else []
    cell = box(column(label(name, "caption"), value, *items, None, gap=2))
    width = theme.px(_CELL)
    cell.setFixedWidth(width)
    layout = cell.layout()
    if layout is not None:
        cell.setMinimumHeight(layout.heightForWidth(width))
    return cell


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def side_facts(known: PersonPage, today: date, next_meeting: str = "") -> QWidget:
    """Return the few facts that stand beside the log; those we do not know are left out."""
    person = known.person
    languages = [person.languages, _said(_("Ad: {language}"), person.ad_language)]
    languages.append(_said(_("Conversation: {language}"), person.spoken_language))
    named = [
        (_("Next meeting"), next_meeting),
        (_("Words the person wants us to use"), person.wanted_words),
        (_("Wishes"), _wishes(person)),
        (_("Languages"), ". ".join(filter(None, languages))),
        (_("Known by"), "\n".join(_short(each.value, 60) for each in known.identifiers[:4])),
        (_("Seen in"), ", ".join(dict.fromkeys(_seen(town, today) for town in known.towns[:4]))),
        (_("Third party involved"), "" if person.third_party is Suspected.UNKNOWN else chosen(person.third_party)),
        (_("Information to the person"), _informed(person)),
        (_("Perceived age"), "" if person.age_band.value == "unknown" else chosen(person.age_band)),
    ]
    facts = [_wrapped(name, _short(text, 300) if "\n" not in text else text) for name, text in named if text]
    nothing = [label(_("More about the person stands under About, as you come to know it."), "muted", wrap=True)]
    words = box(column(*(facts or nothing), None, gap=10, margin=(Space.L, Space.L, Space.S, Space.L)))
    result = card(scrolling_words(words, _("Facts about the person")), margin=1)
    result.setMinimumWidth(theme.px(180))
    result.setMaximumWidth(theme.px(268))
    return result


def _informed(person: Person) -> str:
    """Return how and when the person was informed; or, once we have been in contact, that it was not done, and why."""
    if person.informed_on:
        return f"{chosen(person.informed_how)}, {window_texts().day(person.informed_on)}"
    if person.state is State.FOUND:
        return ""
    return ". ".join(filter(None, (chosen(person.informed_how), person.informed_note)))


def _wrapped(name: str, text: str) -> QVBoxLayout:
    """Return a fact whose name may take two lines too, since the column is narrow."""
    return column(label(name, "caption", wrap=True), label(text, wrap=True), gap=2)


def _said(words: str, language: str) -> str:
    return words.format(language=language) if language else ""


def _wishes(person: Person) -> str:
    meet = "" if person.meet_wish is MeetWish.UNKNOWN else _("Meet: {whom}").format(whom=chosen(person.meet_wish))
    interpreter = _("Interpreter: {words}").format(words=person.interpreter) if person.interpreter else ""
    return ". ".join(filter(None, (meet, interpreter, person.wishes)))


def _seen(town: Town, today: date) -> str:
    return f"{town.name} {short_day(town.seen_on, today)}" if town.seen_on else town.name


def all_facts(person: Person) -> list[QVBoxLayout]:
    """Return every fact that is known and does not stand in the strip, in the order of the record."""
    fresh = Person()
    shown = (each for each in attributes(Person) if each.name not in _STRIP)
    known = ((each, getattr(person, each.name)) for each in shown)
    return [
        fact(_(each.label.text), words)
        for each, value in known
        if value != getattr(fresh, each.name) and (words := value_words(value))
    ]


def value_words(value: Any) -> str:
    """Return a field's value as people read it."""
    if isinstance(value, Choice):
        return chosen(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return window_texts().day(value)
    if isinstance(value, tuple):
        return window_texts().listed([value_words(each) for each in value])
    return str(value)


def in_columns(facts: Iterable[QVBoxLayout], count: int) -> QWidget:
    """Return facts in columns of one width, read downwards."""
    listed = list(facts)
    each = -(-len(listed) // count) or 1
    pieces = [column(*listed[at : at + each], None, gap=Space.M) for at in range(0, len(listed), each)]
    layout = row(*pieces, gap=Space.XL)
    for at in range(len(pieces)):
        layout.setStretch(at, 1)
    return box(layout)
