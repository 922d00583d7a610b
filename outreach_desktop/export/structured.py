"""JSON for other programs: stable keys, enumerations by id, dates in ISO form, the same bytes each time."""

import json
from datetime import date, datetime
from enum import Enum
from typing import Any

from ..domain.attributes import attributes
from ..domain.concern_report import ConcernReport
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
