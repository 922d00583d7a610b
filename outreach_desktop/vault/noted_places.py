"""Folders to which a vault was copied while it was not open: noted beside its backups until somebody unlocks it."""

import contextlib
from pathlib import Path

from . import durable
from .envelope import Fields, Malformed, pack, unpack
from .errors import MadeByNewerVersion

_FILE, _FORMAT, _VERSION = "places.json", "outreach backup places", 1
_MOST, _LONGEST = 50, 4096


def read(backups: Path) -> list[Path]:
    """Return the noted folders; a note that cannot be read is none, since the next copy notes its own again."""
    try:
        fields = Fields(unpack(durable.read(backups / _FILE), _FORMAT, _VERSION), ("places",))
        found = fields.listed("places", _MOST)
    except (OSError, Malformed, MadeByNewerVersion):
        return []
    return [Path(place) for place in found if isinstance(place, str) and len(place) <= _LONGEST]


def note(backups: Path, place: Path) -> None:
    """Add a folder; raises `OSError`."""
    places = [str(each) for each in read(backups) if each != place]
    body = {"places": [*places[1 - _MOST :], str(place)]}
    durable.write(backups / _FILE, pack(_FORMAT, _VERSION, body))


def forget(backups: Path) -> None:
    with contextlib.suppress(OSError):
        (backups / _FILE).unlink(missing_ok=True)
