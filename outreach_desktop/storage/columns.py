"""Between the fields of a record and the columns of its table: one field, one column of the same name."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from functools import cache, lru_cache
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

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
    All rows have the same columns, so these are found once, and only what is stored in another form is converted.
    """
    found: list[R] = []
    names: tuple[str, ...] = ()
    for row in rows:
        if not found:
            names, places, readers, made = _reading(record_type, tuple(row.keys()))
        values = list(map(row.__getitem__, places))  # type: ignore[arg-type]
        for place, of_making in made:
            if values[place] == "":
                values[place] = values[of_making]
        for place, reader in readers:
            if values[place] is not None:
                values[place] = reader(values[place])
        fields_of = dict(zip(names, values, strict=True))
        if leave_sealed:
            fields_of |= dict.fromkeys(sealed_names(record_type), "")
        else:
            _open(record_type, fields_of, row, sealer)
        found.append(record_type(**fields_of))
    return found


def _open(record_type: Any, fields_of: dict[str, Any], row: Mapping[str, Any], sealer: Sealer | None) -> None:
    for name in sealed_names(record_type):
        if sealer is None:
            raise TypeError("a record with sealed texts was read without a sealer")
        fields_of[name] = sealer.open(row[name], _place(record_type, row["uid"], name, row["version"]))


_Reader = Callable[[Any], Any]


@cache
def _reading(
    record_type: Any, columns: tuple[str, ...]
) -> tuple[tuple[str, ...], list[int], list[tuple[int, _Reader]], list[tuple[int, int]]]:
    """Return the names of the fields, the places of their columns, and which fields are stored in another form.

    Last, which fields are stored empty where they are as another: those of the last change.
    """
    hints = get_type_hints(record_type, include_extras=True)
    names = column_names(record_type)
    readers = ((place, _reader(hints[name])) for place, name in enumerate(names))
    pairs = zip(_UNCHANGED, _MADE, strict=True) if {*_UNCHANGED, *_MADE} <= set(names) else ()
    made = [(names.index(changed), names.index(of_making)) for changed, of_making in pairs]
    return names, [columns.index(name) for name in names], [(place, each) for place, each in readers if each], made


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
