"""Tables of numbers counted from the register, as keys and figures; words come where they are shown."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    since: date
    until: date


class KeyKind(Enum):
    """What the keys of a table's rows are, so that they can be put into words."""

    STEP = "step"
    MONTH = "month"  # 2026-11
    CHANNEL = "channel"
    OUTCOME = "outcome"
    PLATFORM_KIND = "platform_kind"
    INDICATOR = "indicator"
    SHIFT = "shift"
    TEMPLATE = "template"  # id@version
    WHY = "why"  # a reason that was gone past
    MEETING = "meeting"
    CHECKLIST_ITEM = "checklist_item"


@dataclass(frozen=True, slots=True)
class Row:
    """Figures for one key; None stands for a number that is not shown."""

    key: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` are ids: persons, contacts, times, number."""

    id: str
    key_kind: KeyKind
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is counted for a period; `audience` is inside, `threshold` 0 where nothing is hidden."""

    period: Period
    audience: str
    threshold: int
    tables: tuple[Table, ...]
