"""The papers of meetings from a terminal: the plan, the blank checklist, the report of an incident."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ..domain.meeting import Way
from ..i18n import ZONE, Texts, window_texts
from ..storage.database import Database
from . import output
from .unlocking import database

_Paper = Callable[[Database, Texts, date, datetime], bytes]


def export_plan(wanted: Any) -> int:
    from ..operations import meeting_papers
    from ..operations.exports import Format

    form = Format(wanted.format)
    return _export(
        wanted,
        lambda db, texts, day, now: meeting_papers.export_plan(db, wanted.id, form, texts, printed_on=day, now=now),
    )


def export_checklist(wanted: Any) -> int:
    from ..operations import meeting_papers

    way = next(each for each in Way if each.value == wanted.way)
    return _export(
        wanted,
        lambda db, texts, day, now: meeting_papers.export_blank_checklist(db, way, texts, printed_on=day, now=now),
    )


def export_incident(wanted: Any) -> int:
    from ..operations import meeting_papers

    return _export(
        wanted,
        lambda db, texts, day, now: meeting_papers.export_incident(db, wanted.id, texts, printed_on=day, now=now),
    )


def _export(wanted: Any, make: _Paper) -> int:
    """Write one paper in the language of the terminal; return the exit status."""
    output.require_outside(wanted.out, wanted.folder)
    now = datetime.now(ZONE)
    with database(wanted.folder, wanted) as db:
        contents = make(db, window_texts(), wanted.date or now.date(), now)
        output.write_file(wanted.out, contents)
    return 0
