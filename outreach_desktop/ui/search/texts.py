"""What the search shows of restricted texts: rows with the part around the words, and how far the reading has come."""

from datetime import date
from typing import Any

from ...domain.assessment import Assessment
from ...domain.concern_report import ConcernReport
from ...domain.going_past import GoingPast
from ...domain.meeting import Meeting
from ...domain.person import Note
from ...domain.shift import ShiftIncident
from ...i18n import _, ngettext
from ...operations.searching_texts import TextHit, TextHits
from ..look.painted import Row
from ..rooms import Place
from ..text_index import TextIndex
from ..words import day_and_clock


def text_rows(found: TextHits, today: date) -> list[Row]:
    heading = Row(_("Notes, assessments and concern reports"), aside=str(len(found)), heading=True)
    return [heading, *(_text_row(hit, today) for hit in found.hits)] if len(found) else []


def _text_row(hit: TextHit, today: date) -> Row:
    names = {Note: _("Note"), GoingPast: _("Why we wrote all the same")}
    names |= {Assessment: _("Assessment"), ConcernReport: _("Concern report"), ShiftIncident: _("Incident")}
    names[Meeting] = _("Meeting")
    about = hit.about
    detail = " · ".join(filter(None, [names[hit.opens], about.alias, about.code, day_and_clock(about.at, today)]))
    return Row(hit.piece, detail, "lock", key=(hit.opens, about.opens, about.person_id))


def place_of(key: tuple[Any, ...]) -> tuple[str, Place]:
    """Return the room and the place that a row leads to: the page that notes in the log that it was opened."""
    kind, record_id, *person = key
    if kind is ConcernReport:
        return "reports", {"report": record_id}
    if kind is Assessment:
        return "people", {"person": person[0], "assessment": record_id}
    if kind is ShiftIncident:
        return "outreach", {"shift": record_id}
    if kind is Meeting:
        return "meetings", {"meeting": record_id}
    if kind in (Note, GoingPast):
        return "people", {"person": person[0]}
    return "people", {kind: record_id}


def still_words(index: TextIndex, found: TextHits) -> str:
    """Say what is not found yet, or never: texts still to be read, and texts that cannot be opened."""
    if not index.serves:
        return ""
    done, total = found.progress.done, found.progress.total
    if index.failed:
        return _("Notes, assessments and concern reports could not be read. Lock and unlock to try again.")
    if not index.ready or not found.progress.whole:
        return _("Notes, assessments and concern reports are still being read: {percent} %.").format(
            percent=100 * done // total if total else 0
        )
    if found.progress.unread:
        return ngettext(
            "{count} text could not be opened and is not searched. Check the vault.",
            "{count} texts could not be opened and are not searched. Check the vault.",
            found.progress.unread,
        ).format(count=found.progress.unread)
    return ""
