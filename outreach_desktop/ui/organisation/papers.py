"""The papers of data protection: what each is called, what is in it, and what makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from ...i18n import _
from ...operations.breach import breach_bytes, note_breach_left
from ...operations.data_protection import assessment_bytes, note_left, record_bytes
from ...operations.receipts import note_receipt_left
from ...storage.database import Database
from ..rooms import Place

Content = Callable[[Database, str, datetime], bytes]  # the database, a language, now
Noted = Callable[[Database, str, datetime], None]  # the database, print or export, now


@dataclass(frozen=True, slots=True)
class PaperKind:
    """`inside` is the sentence about what leaves the vault with it."""

    title: str
    text: str
    inside: str
    content: Content
    note: Noted


def paper_kind(place: Place) -> PaperKind:
    """Return the paper that a place names; raises `KeyError` for none that we know."""
    return {"breach": _breach, "impact": _impact, "record": _record}[place["paper"]](place)


def _breach(place: Place) -> PaperKind:
    days = place.get("days")
    return PaperKind(
        _("If something has leaked"),
        _("The steps, and what the vault knows. Print it, or save it for those who work with it."),
        _("The file holds the names of colleagues, what they did, codes of persons, and where backups lie."),
        partial(breach_bytes, days=days) if days else breach_bytes,
        note_breach_left,
    )


def _impact(_place: Place) -> PaperKind:
    return PaperKind(
        _("Impact assessment"),
        _("A template that is filled in from this vault. What only you can say is left free to write."),
        _inside(),
        assessment_bytes,
        lambda db, action, now: note_left(db, "impact_assessment", action, now),
    )


def _record(_place: Place) -> PaperKind:
    return PaperKind(
        _("Record of processing"),
        _("What you keep, why, for how long and how it is protected, as it is set in this vault."),
        _inside(),
        record_bytes,
        lambda db, action, now: note_left(db, "processing_record", action, now),
    )


def _inside() -> str:
    return _("The file says how your vault is set up. Nothing about persons stands in it.")


def receipt_kind(content: Content) -> PaperKind:
    """Return the receipt of erasure, whose period the page chooses."""
    return PaperKind(
        _("Receipt of erasure"),
        _("What fell due and was erased in a period, for the board and the data protection authority."),
        _("The file lists what was erased in the period: codes, days and reasons. No contents."),
        content,
        note_receipt_left,
    )
