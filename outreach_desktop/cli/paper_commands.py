"""The papers of data protection from a terminal: receipt of erasure, the two templates, and the page for a leak."""

from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from typing import Any

from ..domain.attributes import Invalid, Problem
from ..i18n import ZONE, window_texts
from ..storage.database import Database
from . import output
from .unlocking import database

DONE = 0
Content = Callable[[Database, str, datetime], bytes]
Noted = Callable[[Database, str, datetime], None]


def export_receipts(wanted: Any) -> int:
    from ..operations.receipts import note_receipt_left, receipt_bytes

    if wanted.until < wanted.since:
        raise Invalid([Problem("until", "The last day cannot be before the first.")])
    return _export(wanted, partial(receipt_bytes, since=wanted.since, until=wanted.until), note_receipt_left)


def export_impact_assessment(wanted: Any) -> int:
    from ..operations.data_protection import assessment_bytes, note_left

    return _export(wanted, assessment_bytes, lambda db, action, now: note_left(db, "impact_assessment", action, now))


def export_processing_record(wanted: Any) -> int:
    from ..operations.data_protection import note_left, record_bytes

    return _export(wanted, record_bytes, lambda db, action, now: note_left(db, "processing_record", action, now))


def export_breach(wanted: Any) -> int:
    from ..operations.breach import breach_bytes, note_breach_left

    return _export(wanted, breach_bytes, note_breach_left)


def _export(wanted: Any, content: Content, note: Noted) -> int:
    """Write the paper, as of the day that is to be printed on it; the log notes it first."""
    output.require_outside(wanted.out, wanted.folder)
    now = datetime.now(ZONE)
    as_of = datetime.combine(wanted.date, time(12), ZONE) if wanted.date else now
    with database(wanted.folder, wanted) as db:
        contents = content(db, window_texts().language, as_of)
        note(db, "export", now)
        output.write_file(wanted.out, contents)
    return DONE
