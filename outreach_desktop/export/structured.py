"""JSON for other programs: stable keys, enumerations by id, dates in ISO form, the same bytes each time."""

import json
from dataclasses import asdict
from datetime import date, datetime
from enum import Enum
from typing import Any

from ..domain.attributes import attributes
from ..domain.concern_report import ConcernReport
from ..domain.extract import Extract
from ..domain.meeting import GoingAnyway
from ..domain.record import Record
from ..domain.statistics import Statistics, Table


def statistics_json(statistics: Statistics, *, practice: bool) -> bytes:
    """Return the tables as ids and numbers; null stands for a number that is not shown."""
    period = statistics.period
    return _bytes(
        {
            "practice": practice,
            "period": {"from": period.since.isoformat(), "to": period.until.isoformat()},
            "audience": statistics.audience,
            "threshold": statistics.threshold,
            "tables": [_table(table) for table in statistics.tables],
        }
    )


def _table(table: Table) -> dict[str, Any]:
    rows = [{"key": row.key, "values": list(row.values)} for row in table.rows]
    return {"id": table.id, "columns": list(table.columns), "rows": rows}


def concern_report_json(report: ConcernReport, *, practice: bool) -> bytes:
    """Return the fields of one report by their names, after whether it is invented and its `id`."""
    fields = {attribute.name: _value(getattr(report, attribute.name)) for attribute in attributes(type(report))}
    return _bytes({"practice": practice, "id": report.id, **fields})


def _value(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value


def _bytes(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "replace")


def extract_content(extract: Extract, left_out: frozenset[str], *, practice: bool) -> dict[str, Any]:
    """Return a register extract as JSON can hold it: a list for each table, then what is around the records."""
    tables = {name: [_fields_of(record, left_out) for record in records] for name, records in extract.records.items()}
    unsaved = [
        {"saved_at": each.saved_at.isoformat(), "texts": list(each.texts) if each.texts is not None else None}
        for each in extract.unsaved
    ]
    return {
        "practice": practice,
        "code": extract.code,
        "records": tables,
        "unsaved": unsaved,
        "processed": [{**asdict(each), "at": each.at.isoformat()} for each in extract.processed],
        "backups": [
            {"made_at": each.made_at.isoformat(), "ends_on": each.ends_on.isoformat()} for each in extract.backups
        ],
    }


def _fields_of(record: Record, left_out: frozenset[str]) -> dict[str, Any]:
    own = {each.name: _deep(getattr(record, each.name)) for each in attributes(type(record))}
    if isinstance(record, GoingAnyway):
        own["items"] = list(record.items)
    around = {name: _value(getattr(record, name)) for name in ("created_at", "changed_at", "removed_on")}
    return around | {name: value for name, value in own.items() if name not in left_out}


def _deep(value: Any) -> Any:
    return [_value(each) for each in value] if isinstance(value, tuple) else _value(value)


def written(content: dict[str, Any]) -> bytes:
    """Return content as the bytes of a file."""
    return _bytes(content)
