"""The file `clock`: what must ring while the vault is locked, so it stands in clear, and while a meeting is under way.

In it are when check-ins are due by both clocks, the grace, the name of the computer's start, and the text and phone
number that the organisation chose for a locked screen. Nothing in it says which meeting, who, or where.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..domain.meeting_clock import MOST_GRACE, Countdown, Moment
from . import durable
from .envelope import Fields, Malformed, pack, unpack
from .errors import CannotWrite, ClockUnreadable, MadeByNewerVersion

NAME = "clock"
VERSION = 1
MOST_COUNTDOWNS = 64
LONGEST_TEXT, LONGEST_PHONE = 500, 80
_FORM = "outreach clock"
_SECOND = timedelta(seconds=1)
_LAST_SECOND, _LAST_TICK = 253_370_764_800, 1 << 50  # the year 9999; 35 000 years of ticks
_EARLIEST = -(1 << 50)  # anchored to a later start of the computer, what was due before it is less than nothing


@dataclass(frozen=True, slots=True)
class RunningClock:
    """What stands in the file."""

    countdowns: tuple[Countdown, ...]
    text: str = ""
    phone: str = ""

    def tidied(self) -> "RunningClock":
        """Return it as a file can hold it: in one line, and cut where it is too long for a screen."""
        return replace(self, text=_one_line(self.text)[:LONGEST_TEXT], phone=_one_line(self.phone)[:LONGEST_PHONE])


@dataclass(frozen=True, slots=True)
class ClockFile:
    """The file of one vault. Only who holds the vault's lock writes it."""

    path: Path

    def read(self) -> RunningClock | None:
        """Return what runs, None where nothing does; raises `ClockUnreadable`."""
        try:
            return parse(durable.read(self.path))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, MadeByNewerVersion):
            raise ClockUnreadable from None

    def write(self, clock: RunningClock) -> None:
        """Have it on the disk, or no file where nothing runs; raises `CannotWrite`."""
        try:
            if clock.countdowns:
                durable.write(self.path, packed(clock), _require_whole)
            else:
                self._remove()
        except OSError:
            raise CannotWrite from None

    def _remove(self) -> None:
        durable.discard(self.path)
        if self.path.exists():
            self.path.unlink()
            durable.sync_folder(self.path.parent)


def packed(clock: RunningClock) -> bytes:
    """Return the file's contents."""
    body = {"countdowns": [_written(each) for each in clock.countdowns], "text": clock.text, "phone": clock.phone}
    return pack(_FORM, VERSION, body)


def _one_line(text: str) -> str:
    words = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(words.split())


def _written(countdown: Countdown) -> dict[str, object]:
    due = countdown.due
    return {
        "boot": due.boot,
        "due_ticks": due.ticks,
        "due": int(due.wall.timestamp()),
        "grace": countdown.grace // _SECOND,
    }


def parse(contents: bytes) -> RunningClock:
    """Read the file's contents; raises `ClockUnreadable` or `MadeByNewerVersion`."""
    try:
        fields = Fields(unpack(contents, _FORM, VERSION), ("countdowns", "text", "phone"))
        countdowns = tuple(map(_read, fields.listed("countdowns", MOST_COUNTDOWNS)))
        return RunningClock(countdowns, fields.text("text", LONGEST_TEXT), fields.text("phone", LONGEST_PHONE))
    except Malformed:
        raise ClockUnreadable from None


def _read(value: object) -> Countdown:
    fields = Fields(value, ("boot", "due_ticks", "due", "grace"))
    wall = datetime.fromtimestamp(fields.whole("due", 0, _LAST_SECOND), UTC)
    due = Moment(fields.uid("boot"), fields.whole("due_ticks", _EARLIEST, _LAST_TICK), wall)
    return Countdown(due, fields.whole("grace", 0, MOST_GRACE // _SECOND) * _SECOND)


def _require_whole(contents: bytes) -> None:
    parse(contents)


def clocks_of(folders: Sequence[Path]) -> dict[Path, RunningClock | ClockUnreadable]:
    """Return what runs in each of these vaults, locked as they are."""
    found: dict[Path, RunningClock | ClockUnreadable] = {}
    for folder in folders:
        try:
            clock = ClockFile(folder / NAME).read()
        except ClockUnreadable as error:
            found[folder] = error
        else:
            if clock is not None:
                found[folder] = clock
    return found
