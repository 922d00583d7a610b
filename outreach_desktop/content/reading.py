"""Read a content file strictly into frozen dataclasses, which say what the file may hold.

A file in `resources/content/` is one dataclass with a positive `version`. Tables become dataclasses, arrays
tuples, and `text.sv` with `text.en` a `Bilingual`. A field without a default must be there, a key that no
field names is refused, texts are never empty, and the first field (its id or code) is unique among neighbours.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from ..domain.errors import KnownError
from ..paths import RESOURCES

FOLDER = RESOURCES / "content"
STABLE = re.compile("[a-z0-9][a-z0-9_]*")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which file a value stands, for messages."""

    file: str
    path: str = ""

    def inside(self, name: str) -> "Place":
        return Place(self.file, f"{self.path}.{name}" if self.path else name)

    def __str__(self) -> str:
        return self.path or "version"


def read(record_type: type[T], name: str, folder: Path | None = None) -> T:
    """Return the file `name` of `folder` (the program's own when `None`) as a `record_type`.

    Raises `KnownError` naming file and entry when the file is missing, is not TOML, or is not what
    `record_type` says.
    """
    place = Place(name)
    values = _parse((folder or FOLDER) / name, place)
    record: T = _record(record_type, place, values)
    if getattr(record, "version", 0) < 1:
        _refuse_value(place.inside("version"))
    return record


def _parse(path: Path, place: Place) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnownError(
            "The program's own file {file} cannot be read. Install the program again.", file=place.file
        ) from error


def _record(record_type: Any, place: Place, values: Any) -> Any:
    if not isinstance(values, Mapping):
        _refuse_value(place)
    hints = _hints(record_type)
    known = {field.name: field for field in fields(record_type)}
    for extra in sorted(set(values) - set(known)):
        _refuse_value(place.inside(extra))
    return record_type(**{name: _field(known[name], hints[name], place, values) for name in known})


@cache
def _hints(record_type: Any) -> dict[str, Any]:
    return get_type_hints(record_type)


def _field(field: "Field[Any]", hint: Any, place: Place, values: Mapping[str, Any]) -> Any:
    here = place.inside(field.name)
    if field.name in values:
        return _value(hint, here, values[field.name])
    if field.default is MISSING:
        raise KnownError(
            "The program's own file {file} lacks {entry}. Install the program again.", file=here.file, entry=str(here)
        )
    return field.default


def _value(hint: Any, place: Place, value: Any) -> Any:
    if is_dataclass(hint):
        return _record(hint, place, value)
    if get_origin(hint) is tuple:
        return _several(get_args(hint)[0], place, value)
    if get_origin(hint) is UnionType:
        return _value(get_args(hint)[0], place, value)
    if get_origin(hint) is Literal:
        return value if value in get_args(hint) else _refuse_value(place)
    if type(value) is not hint or (hint is str and not _is_text(place, value)):
        _refuse_value(place)
    return value


def _is_text(place: Place, value: str) -> bool:
    named = place.path.rpartition(".")[2] == "id"
    return bool(STABLE.fullmatch(value)) if named else bool(value.strip()) and value == value.strip()


def _several(hint: Any, place: Place, values: Any) -> tuple[Any, ...]:
    if not isinstance(values, list):
        _refuse_value(place)
    found = tuple(_value(hint, place.inside(_name(value, at)), value) for at, value in enumerate(values, 1))
    keys = [_key(value) for value in found]
    for at, key in enumerate(keys):
        if key in keys[:at]:
            raise KnownError(
                "The program's own file {file} has {entry} twice. Install the program again.",
                file=place.file,
                entry=str(place.inside(str(key))),
            )
    return found


def _key(value: Any) -> Any:
    """Return what tells a value from its neighbours: the first field of a record, else the value."""
    return getattr(value, fields(value)[0].name) if is_dataclass(value) else value


def _name(value: Any, at: int) -> str:
    return str(value.get("id", at)) if isinstance(value, Mapping) else str(at)


def refuse(name: str, entry: str) -> NoReturn:
    """Raise that `entry` of the file `name` does not hold together with the rest."""
    _refuse_value(Place(name, entry))


def _refuse_value(place: Place) -> NoReturn:
    raise KnownError(
        "The program's own file {file} has something at {entry} that does not belong there. Install the program again.",
        file=place.file,
        entry=str(place),
    )
