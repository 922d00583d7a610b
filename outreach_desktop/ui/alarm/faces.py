"""What the alarm shows: neutral words while locked, else what to do, whom to call, and which meeting it is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ...i18n import _, window_texts, zone
from ..look import theme
from ..look.buttons import button
from ..look.layouts import Item, box, card, column, row, rule
from ..look.tokens import Space
from ..look.words import fact, label, picture
from .waited import Neutral
from .window import Face

Do = Callable[[], None]
_WIDTH = 560


def title_of(shown: Neutral) -> str:
    return _("Call the number now") if shown.phone else _("A reminder is due now")


def words_of(shown: Neutral) -> str:
    """Return the chosen sentence, else one of ours that says nothing of anybody."""
    if shown.due is None:
        return _("A reminder is set, but its clock cannot be read. Make sure now that all is well.")
    if shown.text:
        return shown.text
    time = clock(shown.due.due.wall)
    if shown.phone:
        return _("A reminder was due at {time}. Call {phone}.").format(time=time, phone=shown.phone)
    return _("A reminder was due at {time}. Unlock to see what it is about.").format(time=time)


def clock(moment: datetime) -> str:
    """Return the organisation's local time; here, since the lock window loads no part of the register."""
    return window_texts().clock(moment.astimezone(zone()))


@dataclass(frozen=True, slots=True)
class Way:
    """A button of the alarm."""

    text: str
    icon: str
    name: str
    do: Do


def locked_face(shown: Neutral, ways: Sequence[Way]) -> Face:
    """Return the face of an overdue check-in while the vault is locked."""

    def build() -> QWidget:
        more = label(_("Unlock to see what it is about."), "muted", wrap=True)
        return _centred("bell", "danger", title_of(shown), words_of(shown), _phone(shown.phone), more, ways)

    return Face(("locked", shown), build, title_of(shown), words_of(shown))


def asking_face(title: str, words: str, phone: str, ways: Sequence[Way]) -> Face:
    """Return the question after a gap."""

    def build() -> QWidget:
        return _centred("circle-help", "warning", title, words, _phone(phone), None, ways)

    return Face(("asks", title, words, phone), build, title, words, urgent=False)


def other_face(title: str, words: str, phone: str, ways: Sequence[Way]) -> Face:
    """Return the face of what is overdue and belongs to no meeting of the vault that is unlocked."""

    def build() -> QWidget:
        return _centred("bell", "danger", title, words, _phone(phone), None, ways)

    return Face(("other", title, words, phone), build, title, words)


def _phone(number: str) -> QLabel | None:
    if not number:
        return None
    shown = label(number, "figure")
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown


def _centred(  # noqa: PLR0917 - what stands on it, from above to below
    icon: str,
    tone: str,
    title: str,
    words: str,
    phone: QLabel | None,
    more: QLabel | None,
    ways: Sequence[Way],
) -> QWidget:
    heading = row(picture(icon, tone, 28), label(title, "title", tone, wrap=True), gap=Space.M)
    heading.setStretch(1, 1)
    parts: list[Item] = [heading, label(words, "lead", wrap=True), phone, more]
    inner = card(*(each for each in parts if each is not None), rule(), _buttons(ways), gap=Space.L, margin=Space.XXL)
    inner.setFixedWidth(theme.scaled(_WIDTH))
    result = box(column(None, row(None, inner, None), None, margin=Space.XL))
    result.setProperty("first", ways[0].name if ways else "")
    return result


def _buttons(ways: Sequence[Way]) -> QWidget:
    return box(row(*(_button(way, first=at == 0) for at, way in enumerate(ways)), None, gap=Space.S))


def _button(way: Way, *, first: bool) -> QWidget:
    made = button(way.text, way.icon, "primary" if first else "", big=True, name=way.name)
    made.clicked.connect(way.do)
    return made


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """What is said of one meeting, in words that are ready."""

    late: str  # since when nothing was heard
    steps: tuple[tuple[str, str], ...]  # what to do, and the number to call
    say: str  # what to tell the police
    facts: tuple[tuple[str, str], ...]


def meeting_face(key: tuple[object, ...], words: MeetingWords, ways: Sequence[Way]) -> Face:
    """Return the face of an overdue check-in with the vault unlocked: one page with all that is needed."""
    title = _("They have not been in touch")

    def build() -> QWidget:
        heading = row(picture("siren", "danger", 32), label(title, "figure", "danger", wrap=True), gap=Space.M)
        heading.setStretch(1, 1)
        told = card(*(fact(name, text) for name, text in words.facts), None, gap=Space.M, margin=Space.L)
        body = row(_to_do(words), told, gap=Space.L)
        body.setStretch(0, 3)
        body.setStretch(1, 2)
        late = label(words.late, "lead", wrap=True)
        result = box(column(heading, late, body, None, _buttons(ways), gap=Space.M, margin=(32, 20, 32, Space.S)))
        result.setProperty("first", ways[0].name)
        return result

    return Face(("meeting", *key, words), build, title, words.late)


def _to_do(words: MeetingWords) -> QWidget:
    steps = [_step(at, what, phone) for at, (what, phone) in enumerate(words.steps, 1)]
    say = fact(_("Say to the police"), label(words.say, "lead", wrap=True))
    return card(label(_("Do this now"), "caption"), *steps, rule(), say, None, gap=Space.L, margin=Space.XL)


def _step(number: int, what: str, phone: str) -> QWidget:
    digit = label(str(number), "title")
    digit.setFixedWidth(theme.scaled(24))
    line = row(digit, label(what, "lead", wrap=True), label(phone, "title"), gap=Space.S)
    line.setStretch(1, 1)
    return box(line)
