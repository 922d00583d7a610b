"""How contact with an invented person goes over a year: a kind of story, and its lines in the log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from ...domain.contact import Channel, Direction, Need, Outcome
from ...domain.person import State
from . import words
from .dice import Dice, day_of, minutes

YEAR = 365
_LAST = YEAR - 2  # the last day with lines: whoever opens the vault on its own day has that evening before them
FIRST_TEMPLATE, SECOND_TEMPLATE = "first_sv@1", "second_sv@1"
_MOST_TRIES = 3
_LATEST_HOUR = 22


class Kind(Enum):
    """How far a story comes: the person's state at its end, and how many lines it has beside the others."""

    FOUND = State.FOUND, 1
    SILENT = State.CONTACTED, 2
    ANSWERED = State.ANSWERED, 5
    TALKING = State.IN_CONVERSATION, 14
    MEETING = State.MEETING, 18
    SUPPORT = State.IN_SUPPORT, 30
    DECLINED = State.DECLINED, 4
    GONE = State.CLOSED, 3

    def __init__(self, state: State, weight: int) -> None:
        self.state = state
        self.weight = weight

    @property
    def is_open(self) -> bool:
        """Whether there is a conversation that goes on."""
        return self in (Kind.ANSWERED, Kind.TALKING, Kind.MEETING, Kind.SUPPORT)


# Any twenty persons in a row have every kind among them, in this proportion.
_TWENTY = (
    *(Kind.SILENT, Kind.ANSWERED, Kind.FOUND, Kind.SILENT, Kind.TALKING, Kind.SILENT, Kind.DECLINED),
    *(Kind.ANSWERED, Kind.FOUND, Kind.SILENT, Kind.MEETING, Kind.TALKING, Kind.SILENT, Kind.GONE),
    *(Kind.ANSWERED, Kind.SUPPORT, Kind.FOUND, Kind.SILENT, Kind.ANSWERED, Kind.TALKING),
)


class Move(NamedTuple):
    """What happens in one line, before it has a time."""

    direction: Direction
    outcome: Outcome
    channel: Channel = Channel.SITE_CHAT


class Line(NamedTuple):
    """One line of the log; `minute` counts by the clock from the beginning of the year's first day."""

    minute: int
    move: Move
    note: str
    template: str
    needs: tuple[Need, ...]
    by: int


@dataclass(frozen=True, slots=True)
class Story:
    """`number` is the person's place among the invented, from 0; `town` indexes `words.TOWNS`."""

    number: int
    kind: Kind
    registered: int
    town: int
    platform: int
    lines: tuple[Line, ...]

    @property
    def last_day(self) -> int:
        """The day of the last line, or of the registration when there is none."""
        return day_of(self.lines[-1].minute if self.lines else self.registered)


def kind_of(number: int) -> Kind:
    return _TWENTY[number % len(_TWENTY)]


def shares(people: int, contacts: int, seed: int) -> list[int]:
    """Return how many of the contacts each person has; long stories get more."""
    dice = Dice(seed, "shares")
    wanted = [kind_of(number).weight * (0.5 + dice.share()) for number in range(people)]
    total = sum(wanted)
    found, given, due = [], 0, 0.0
    for weight in wanted:
        due += contacts * weight / total
        found.append(round(due) - given)
        given += found[-1]
    return found


def tell(number: int, count: int, seed: int) -> Story:
    """Return the story of one person with `count` lines in the log."""
    dice = Dice(seed, "story", number)
    kind = kind_of(number)
    town, platform = dice.between(0, len(words.TOWNS) - 1), dice.between(0, len(words.PLATFORMS) - 1)
    moves = list(_moves(kind, count, dice))
    times = _times(kind, moves, dice)
    lines = tuple(
        _line(place, move, minute, words.TOWNS[town][0], dice)
        for place, (move, minute) in enumerate(zip(moves, times, strict=True))
    )
    registered = times[0] if times else minutes(dice.between(0, _LAST), 18, dice.between(0, 59))
    return Story(number, kind, registered, town, platform, lines)


_OBSERVED = Move(Direction.NOTE, Outcome.NO_ANSWER)
_TRY = Move(Direction.OUT, Outcome.NO_ANSWER)


def _moves(kind: Kind, count: int, dice: Dice) -> Iterator[Move]:
    if kind is Kind.FOUND:
        yield from [_OBSERVED] * count
    elif kind is Kind.SILENT:
        yield from [_OBSERVED] * max(0, count - _MOST_TRIES)
        yield from [_TRY] * min(count, _MOST_TRIES)
    elif kind.is_open:
        yield from _conversation(kind, count, dice)
    else:
        yield from [_TRY] * min(count - 1, _MOST_TRIES - 1)
        yield from [_answer(Outcome.QUESTION, dice)] * max(0, count - _MOST_TRIES)
        yield from [_ending(kind, dice)] * min(count, 1)


def _ending(kind: Kind, dice: Dice) -> Move:
    if kind is Kind.GONE:
        return Move(Direction.OUT, Outcome.ACCOUNT_GONE)
    return Move(Direction.IN, dice.pick((Outcome.DECLINED, Outcome.NO_MORE_CONTACT)))


def _conversation(kind: Kind, count: int, dice: Dice) -> Iterator[Move]:
    """Yield tries, then the person's answers and ours in turn, each stage reached by its place in the story."""
    tries = min(count, dice.between(1, 2))
    yield from [_TRY] * tries
    stages = _STAGES[kind]
    for place in range(count - tries):
        stage = stages[place * len(stages) // (count - tries)]
        yield _reply(dice) if place % 2 else _answer(dice.pick(stage), dice)


_EARLY = (Outcome.WHO_ARE_YOU, Outcome.QUESTION, Outcome.QUESTION)
_TALK = (Outcome.QUESTION, Outcome.WANTS_TO_TALK, Outcome.WANTS_TO_TALK)
_MEET = (Outcome.WANTS_TO_MEET, Outcome.MET, Outcome.WANTS_TO_TALK)
_HELP = (Outcome.WANTS_SUPPORT, Outcome.SUPPORT_STARTED, Outcome.MET)
_STAGES: dict[Kind, Sequence[Sequence[Outcome]]] = {
    Kind.ANSWERED: (_EARLY, (Outcome.QUESTION, Outcome.ADDRESS_AND_PRICES, Outcome.HOSTILE)),
    Kind.TALKING: (_EARLY, _TALK, _TALK),
    Kind.MEETING: (_EARLY, _TALK, _MEET),
    Kind.SUPPORT: (_EARLY, _TALK, _MEET, _HELP),
}
_CHANNELS = {
    Outcome.WANTS_TO_TALK: (Channel.SMS, Channel.CALL, Channel.APP, Channel.VIDEO),
    Outcome.WANTS_TO_MEET: (Channel.SMS, Channel.CALL, Channel.EMAIL),
    Outcome.MET: (Channel.PHYSICAL,),
    Outcome.SUPPORT_STARTED: (Channel.PHYSICAL, Channel.CALL),
    Outcome.WANTS_SUPPORT: (Channel.CALL, Channel.SMS),
}
_USUAL = (Channel.SITE_CHAT, Channel.SITE_CHAT, Channel.SMS, Channel.APP)


def _answer(outcome: Outcome, dice: Dice) -> Move:
    return Move(Direction.IN, outcome, dice.pick(_CHANNELS.get(outcome, _USUAL)))


def _reply(dice: Dice) -> Move:
    return Move(Direction.OUT, dice.pick((Outcome.NO_ANSWER, Outcome.QUESTION, Outcome.QUESTION)), dice.pick(_USUAL))


def _times(kind: Kind, moves: Sequence[Move], dice: Dice) -> list[int]:
    """Return a rising time for each move: fourteen days between tries, days between answers, minutes to a reply."""
    gaps = [_gap(move, place, dice) for place, move in enumerate(moves)]
    span = sum(gaps)
    shrink = min(1.0, _LAST / span) if span else 1.0
    days = _running([gap * shrink for gap in gaps])
    free = _LAST - (days[-1] if days else 0)
    start = max(0, free - dice.between(0, 25)) if kind.is_open else dice.between(0, free)
    return _within_the_year([minutes(start + day, dice.between(17, _LATEST_HOUR), dice.between(0, 59)) for day in days])


def _gap(move: Move, place: int, dice: Dice) -> int:
    if place == 0:
        return 0
    if move == _TRY:
        return dice.between(14, 40)
    return dice.between(0, 1) if move.direction is Direction.OUT else dice.between(1, 12)


def _running(gaps: Sequence[float]) -> list[int]:
    total, found = 0.0, []
    for gap in gaps:
        total += gap
        found.append(int(total))
    return found


def _within_the_year(times: list[int]) -> list[int]:
    """Put times in order, each later than the one before, the last before the year's last day."""
    found: list[int] = []
    for time in times:
        found.append(max(time, found[-1] + 4) if found else time)
    over = max(0, found[-1] - minutes(_LAST, 23, 30)) if found else 0
    return [time - over for time in found]


def _line(place: int, move: Move, minute: int, town: str, dice: Dice) -> Line:
    template = (FIRST_TEMPLATE if place == 0 else SECOND_TEMPLATE) if move == _TRY else ""
    needs = dice.some(tuple(Need), 2) if move.outcome in _CHANNELS and move.direction is Direction.IN else ()
    return Line(minute, move, dice.pick(_notes(move)).format(town=town), template, needs, dice.between(0, 1))


def _notes(move: Move) -> Sequence[str]:
    if move.direction is Direction.NOTE:
        return words.OBSERVATIONS
    if move == _TRY:
        return words.TRIES
    if move.direction is Direction.OUT and move.outcome is not Outcome.ACCOUNT_GONE:
        return words.REPLIES
    return words.ANSWERS[move.outcome]
