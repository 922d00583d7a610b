"""What may stand outside a vault, in clear, and nothing else. `Settings` is all of it."""

import contextlib
import json
import math
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

FILE = "settings.json"
LONGEST_WAIT = 60
_MOST_BYTES = 1 << 20
_LONGEST_TEXT = 4096
_MOST_VAULTS = 100


class Window(NamedTuple):
    """Where a window stood, in pixels of the screen with this name."""

    left: int
    top: int
    width: int
    height: int
    maximised: bool = False
    screen: str = ""


class Remembered(NamedTuple):
    """What this laptop knows of one vault: how new it was when last seen, and tries that failed.

    `counter` and `log_head` (hex) are of the log; `failures` count since the last success.
    """

    counter: int = 0
    log_head: str = ""
    failures: int = 0
    first_failure_at: datetime | None = None
    last_failure_at: datetime | None = None


class Settings(NamedTuple):
    """`language` is empty until chosen; `vaults` are paths, last opened first.

    `neutral_name` is what the program calls itself where others may look; `capture_allowed`: pictures of the screen may
    show the windows, where the system can prevent it; `remembered` is by vault id.
    """

    language: str = ""
    scheme: str = "system"
    text_size: str = "normal"
    zoom: int = 100
    window: Window | None = None
    vaults: tuple[str, ...] = ()
    neutral_name: str = ""
    capture_allowed: bool = False
    remembered: Mapping[str, Remembered] = MappingProxyType({})

    def of_vault(self, vault_id: str) -> Remembered:
        return self.remembered.get(vault_id, Remembered())

    def with_vault(self, vault_id: str, remembered: Remembered) -> "Settings":
        """Return the settings with this remembered of a vault; of very many, those seen longest ago are forgotten."""
        others = [(known, each) for known, each in self.remembered.items() if known != vault_id]
        return self._replace(remembered=dict([*others[1 - _MOST_VAULTS :], (vault_id, remembered)]))

    def opened(self, path: str) -> "Settings":
        """Return the settings with this vault first in the list."""
        others = tuple(known for known in self.vaults if known != path)
        return self._replace(vaults=(path, *others)[:_MOST_VAULTS])


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many failed tries in a row: 0, 1, 2, 4 ... 60.

    It stops a person at the keyboard, not a thief with a copy.
    """
    return min(LONGEST_WAIT, 1 << min(failures - 1, 6)) if failures > 0 else 0


def seconds_left(remembered: Remembered, now: datetime) -> int:
    """Return how long to wait before the next try; a clock set back does not make it longer than a wait."""
    wait = wait_after(remembered.failures)
    if not wait or remembered.last_failure_at is None:
        return 0
    passed = (now - remembered.last_failure_at) / timedelta(seconds=1)
    return wait if passed < 0 else max(0, math.ceil(wait - passed))


def failed(remembered: Remembered, now: datetime) -> Remembered:
    """Return what to remember after a failed try."""
    first = remembered.first_failure_at or now
    return remembered._replace(failures=remembered.failures + 1, first_failure_at=first, last_failure_at=now)


def succeeded(remembered: Remembered) -> Remembered:
    """Return what to remember after unlocking; read the failed tries before, to tell them."""
    return remembered._replace(failures=0, first_failure_at=None, last_failure_at=None)


def load(folder: Path) -> tuple[Settings, bool]:
    """Return the settings, and whether the file was damaged so that defaults stand in for it or parts of it."""
    try:
        with (folder / FILE).open("rb") as file:
            contents = file.read(_MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), False
    except OSError:
        return Settings(), True
    try:
        stored = json.loads(contents) if len(contents) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        stored = None
    return _settings(stored) if isinstance(stored, dict) else (Settings(), True)


def save(folder: Path, settings: Settings) -> None:
    """Write the settings in one step, for the user's eyes only; raises `OSError`."""
    folder.mkdir(0o700, parents=True, exist_ok=True)
    new = folder / (FILE + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(_plain(settings), file, indent=1, default=datetime.isoformat)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / FILE)


def _plain(settings: Settings) -> dict[str, Any]:
    """Return the settings with names at each value, as they are stored."""
    window = settings.window and settings.window._asdict()
    remembered = {vault_id: each._asdict() for vault_id, each in settings.remembered.items()}
    return settings._asdict() | {"window": window, "remembered": remembered}


class _Unfit(ValueError):
    """A stored value is not of the type that belongs there."""


Reader = Callable[[Any], Any]


def _settings(stored: dict[str, Any]) -> tuple[Settings, bool]:
    """Take what fits, leave the rest at its default; names that are not ours are passed over."""
    fitting: dict[str, Any] = {}
    for name in set(Settings._fields) & set(stored):
        with contextlib.suppress(_Unfit):
            fitting[name] = _READERS[name](stored[name])
    known = set(stored) & set(Settings._fields)
    return Settings(**fitting), fitting.keys() != known


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise _Unfit
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Unfit
    return value


def _whole(low: int, high: int) -> Reader:
    def read(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise _Unfit
        return value

    return read


def _optional(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def _record(made: type, readers: Mapping[str, Reader]) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, dict) or not set(readers) <= set(value):
            raise _Unfit
        return made(**{name: reader(value[name]) for name, reader in readers.items()})

    return read


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MOST_VAULTS:
        raise _Unfit
    return tuple(_path(entry) for entry in value)


def _path(value: Any) -> str:
    """Take a text that can be a path on this computer."""
    text = _text(value)
    try:
        encoded = os.fsencode(text)
    except UnicodeEncodeError:
        raise _Unfit from None
    if b"\0" in encoded:
        raise _Unfit
    return text


def _instant(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value))
        if moment.tzinfo is None:
            raise _Unfit
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _Unfit from None


def _by_vault(value: Any) -> dict[str, Remembered]:
    if not isinstance(value, dict) or len(value) > _MOST_VAULTS:
        raise _Unfit
    return {_text(vault_id): _REMEMBERED(entry) for vault_id, entry in value.items()}


_PIXELS = _whole(-100_000, 100_000)
_COUNT = _whole(0, 1 << 53)
_WINDOW = _record(
    Window,
    {"left": _PIXELS, "top": _PIXELS, "width": _PIXELS, "height": _PIXELS, "maximised": _flag, "screen": _text},
)
_REMEMBERED = _record(
    Remembered,
    {
        "counter": _COUNT,
        "log_head": _text,
        "failures": _COUNT,
        "first_failure_at": _optional(_instant),
        "last_failure_at": _optional(_instant),
    },
)
_READERS: dict[str, Reader] = {
    "language": _text,
    "scheme": _text,
    "text_size": _text,
    "zoom": _whole(10, 1000),
    "window": _optional(_WINDOW),
    "vaults": _texts,
    "neutral_name": _text,
    "capture_allowed": _flag,
    "remembered": _by_vault,
}
