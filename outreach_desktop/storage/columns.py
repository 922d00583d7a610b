"""Between the fields of a record and the columns of its table: one field, one column of the same name."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
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
    return {
        name: _seal(record, name, sealer) if name in sealed else to_column(getattr(record, name))
        for name in column_names(type(record))
    }


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
    """Return the instant in UTC, which sorts as text, with the offset it was typed in behind it."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("an instant without an offset")
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    minutes = offset // timedelta(minutes=1)
    return f"{utc.isoformat(timespec='microseconds')}Z{minutes:+d}"


def read_instant(text: str) -> datetime:
    """Return the instant in the offset it was typed in."""
    utc, minutes = text.split("Z")
    zone = timezone(timedelta(minutes=int(minutes)))
    return datetime.fromisoformat(utc).replace(tzinfo=UTC).astimezone(zone)


def read(record_type: Callable[..., R], rows: Iterable[Mapping[str, Any]], sealer: Sealer | None = None) -> list[R]:
    """Build records from rows whose columns are named as the fields; sealed columns need a `sealer`."""
    readers = _readers(record_type)
    sealed = sealed_names(record_type)
    return [_build(record_type, readers, sealed, row, sealer) for row in rows]


def read_unopened(record_type: Callable[..., R], rows: Iterable[Mapping[str, Any]]) -> list[R]:
    """Build records without their sealed texts, which are empty then: the caller must say so where it shows them."""
    readers = {name: reader for name, reader in _readers(record_type).items() if name not in sealed_names(record_type)}
    nothing = dict.fromkeys(sealed_names(record_type), "")
    return [record_type(**{name: reader(row[name]) for name, reader in readers.items()}, **nothing) for row in rows]


def _build(
    record_type: Any, readers: Mapping[str, Any], sealed: frozenset[str], row: Mapping[str, Any], sealer: Sealer | None
) -> Any:
    values = {name: reader(row[name]) for name, reader in readers.items() if name not in sealed}
    for name in sealed:
        if sealer is None:
            raise TypeError("a record with sealed texts was read without a sealer")
        values[name] = sealer.open(row[name], _place(record_type, row["uid"], name, row["version"]))
    return record_type(**values)


@per_type
def _readers(record_type: Any) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(record_type, include_extras=True)
    return {name: _reader(hints[name]) for name in column_names(record_type)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    stated = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    parts = get_args(stated)
    if get_origin(stated) is tuple:
        return lambda value: tuple(_plain_reader(parts[0])(part) for part in json.loads(value))
    if NoneType in parts:
        plain = _plain_reader(next(part for part in parts if part is not NoneType))
        return lambda value: None if value is None else plain(value)
    return _plain_reader(stated)


def _plain_reader(kind: type) -> Callable[[Any], Any]:
    if issubclass(kind, datetime):
        return read_instant
    if issubclass(kind, date):
        return date.fromisoformat
    return kind
