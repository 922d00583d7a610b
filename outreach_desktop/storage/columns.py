"""Between the fields of a record and the columns of its table: one field, one column of the same name."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from functools import cache, lru_cache
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from ..domain.attributes import attributes, per_type
from ..domain.sealing import SealedPlace, Sealer

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")


@per_type
def table_of(record_type: type) -> str:
    """Return the table of a record type: `ConcernReport` is in `concern_report`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record_type.__name__).lower()


@per_type
def column_names(record_type: type) -> tuple[str, ...]:
    """Return the stored fields in order; tuples of records are rows of tables of their own."""
    hints = get_type_hints(record_type)
    return tuple(field.name for field in fields(record_type) if not _holds_records(hints[field.name]))


def _holds_records(hint: Any) -> bool:
    return get_origin(hint) is tuple and hasattr(get_args(hint)[0], "__dataclass_fields__")


@per_type
def sealed_names(record_type: type) -> frozenset[str]:
    return frozenset(attribute.name for attribute in attributes(record_type) if attribute.restricted)


def to_columns(record: "DataclassInstance", sealer: Sealer) -> dict[str, object]:
    """Return the value of each column; restricted texts are sealed, empty ones too."""
    sealed = sealed_names(type(record))
    found = {
        name: _seal(record, name, sealer) if name in sealed else to_column(getattr(record, name))
        for name in column_names(type(record))
    }
    return found | _UNCHANGED if _is_unchanged(found) else found


# Who changed a record, and when, is empty where that is who made it: two of five columns that each of a million lines
# would have twice (docs/decisions/0009-a-million-contacts.md).
_UNCHANGED = {"changed_at": "", "changed_by": ""}
_MADE = ("created_at", "created_by")


def _is_unchanged(found: Mapping[str, object]) -> bool:
    made, changed = ([found.get(name) for name in names] for names in (_MADE, _UNCHANGED))
    return made[0] is not None and made == changed


def changed_at(table: str) -> str:
    """Return the SQL of when a record was changed last, which is when it was made if it never was."""
    return f"iif({table}.changed_at = '', {table}.created_at, {table}.changed_at)"


def _seal(record: Any, name: str, sealer: Sealer) -> bytes:
    return sealer.seal(getattr(record, name), _place(type(record), record.uid, name, record.version))


def _place(record_type: type, uid: str, name: str, version: int) -> SealedPlace:
    return SealedPlace(table_of(record_type), uid, name, version)


def to_column(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case datetime():
            return write_instant(value)
        case date():
            return value.isoformat()
        case bool():
            return int(value)
        case tuple():
            return json.dumps([to_column(part) for part in value])
        case _:
            return value


def write_instant(moment: datetime) -> str:
    """Return the instant in UTC, which sorts as text, with the offset it was typed in behind it: 2026-11-24T18:31 +60.

    Seconds stand there only where they are not 0. A blank comes before every sign that may follow it in another
    instant, so the order holds; at a million lines with five such columns and indexes 80 MB are saved.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("an instant without an offset")
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    minutes = offset // timedelta(minutes=1)
    precision = "auto" if utc.second or utc.microsecond else "minutes"
    return f"{utc.isoformat(timespec=precision)} {minutes:+d}"


@lru_cache(maxsize=4096)
def read_instant(text: str) -> datetime:
    """Return the instant in the offset it was typed in."""
    utc, minutes = text.split(" ")
    return datetime.fromisoformat(utc).replace(tzinfo=UTC).astimezone(_zone(minutes))


@cache
def _zone(minutes: str) -> timezone:
    return timezone(timedelta(minutes=int(minutes)))


def read(
    record_type: Callable[..., R],
    rows: Iterable[Mapping[str, Any]],
    sealer: Sealer | None = None,
    *,
    leave_sealed: bool = False,
) -> list[R]:
    """Build records from rows whose columns are named as the fields; sealed columns need a `sealer`.

    Texts that are left sealed are empty in the records: the caller must say so where it shows them.
    All rows have the same columns: column by column only what is stored in another form is converted, which takes half
    of what it takes row by row.
    """
    several = list(rows)
    if not several:
        return []
    form = _reading(record_type, tuple(several[0].keys()))
    stored = list(zip(*map(tuple, several), strict=True))
    columns: list[Sequence[Any]] = [stored[place] for place in form.places]
    for place, of_making in form.made:
        columns[place] = [
            made if value == "" else value for value, made in zip(columns[place], columns[of_making], strict=True)
        ]
    for place, reader in form.readers:
        columns[place] = [value if value is None else reader(value) for value in columns[place]]
    for name in sealed_names(record_type):
        at = form.names.index(name)
        columns[at] = [""] * len(several) if leave_sealed else _opened(record_type, name, several, sealer)
    if form.by_place:
        return list(map(record_type, *columns))
    return [record_type(**dict(zip(form.names, values, strict=True))) for values in zip(*columns, strict=True)]


def _opened(record_type: Any, name: str, rows: Sequence[Mapping[str, Any]], sealer: Sealer | None) -> list[str]:
    if sealer is None:
        raise TypeError("a record with sealed texts was read without a sealer")
    return [sealer.open(row[name], _place(record_type, row["uid"], name, row["version"])) for row in rows]


_Reader = Callable[[Any], Any]


class _Form(NamedTuple):
    """How records of a type come from rows: the fields, where their columns are, and which are stored otherwise.

    `made` are fields that are stored empty where they are as another: those of the last change. `by_place` says that
    the fields may be given without their names.
    """

    names: tuple[str, ...]
    places: list[int]
    readers: list[tuple[int, _Reader]]
    made: list[tuple[int, int]]
    by_place: bool


@cache
def _reading(record_type: Any, columns: tuple[str, ...]) -> _Form:
    hints = get_type_hints(record_type, include_extras=True)
    names = column_names(record_type)
    readers = ((place, _reader(hints[name])) for place, name in enumerate(names))
    pairs = zip(_UNCHANGED, _MADE, strict=True) if {*_UNCHANGED, *_MADE} <= set(names) else ()
    return _Form(
        names,
        places=[columns.index(name) for name in names],
        readers=[(place, each) for place, each in readers if each],
        made=[(names.index(changed), names.index(of_making)) for changed, of_making in pairs],
        by_place=[field.name for field in fields(record_type) if not field.kw_only] == list(names),
    )


def _reader(hint: Any) -> _Reader | None:
    """Return what reads a stored value that is not NULL; None where it is stored as it is."""
    stated = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    parts = get_args(stated)
    if get_origin(stated) is tuple:
        part = _plain_reader(parts[0]) or parts[0]
        return lambda value: () if value == "[]" else tuple(map(part, json.loads(value)))
    return _plain_reader(next((part for part in parts if part is not NoneType), stated))


class _Known(dict[Any, Any]):
    """The members of an enumeration by value; what is none of them is refused as the enumeration does."""

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__({member.value: member for member in kind})
        self._kind = kind

    def __missing__(self, value: Any) -> Any:
        return self._kind(value)


def _plain_reader(kind: type) -> _Reader | None:
    if issubclass(kind, datetime):
        return read_instant
    if issubclass(kind, date):
        return date.fromisoformat
    if issubclass(kind, Enum):
        return _Known(kind).__getitem__
    return bool if kind is bool else None
