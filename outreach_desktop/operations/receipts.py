"""Receipts of erasure: a signed list, free of content, of what was erased and why, for the board and the authority."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..domain.erasure import Erasure
from ..domain.rights import Right
from ..export.receipt import receipt_pdf
from ..i18n import ZONE, texts
from ..storage import erasures, log
from ..storage.database import Database
from .exports import report_frame
from .saving import local_day, require_right


@dataclass(frozen=True, slots=True)
class Receipt:
    """The lines of a period, both days included, with the signature of the account over their hash."""

    since: date
    until: date
    lines: Sequence[Erasure]
    digest: bytes
    signature: bytes


def make_receipt(db: Database, since: date, until: date) -> Receipt:
    """Sign what was erased in a period. Raises `NotPermitted`."""
    require_right(db, Right.ORGANISATION)
    lines = erasures.load_between(db, _midnight(since), _midnight(until + timedelta(days=1)))
    digest = hashlib.sha256(written(since, until, lines)).digest()
    return Receipt(since, until, lines, digest, db.sealer.sign(digest))


def written(since: date, until: date, lines: Sequence[Erasure]) -> bytes:
    """Return the list as the bytes that are signed: JSON with sorted keys, one object for each line."""
    listed = [
        {
            "at": each.at.astimezone(ZONE).isoformat(),
            "cause": each.cause.value,
            "code": each.code,
            "counts": erasures.read_counts(each.counts),
            "line": each.line,
            "scope": each.scope.value,
            "subject": each.subject,
            "uid": each.uid,
        }
        for each in lines
    ]
    return json.dumps({"from": since.isoformat(), "lines": listed, "to": until.isoformat()}, sort_keys=True).encode()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)


def receipt_bytes(db: Database, language: str, now: datetime, since: date, until: date) -> bytes:
    """Return the receipt as PDF in `language`, without a line in the log."""
    receipt = make_receipt(db, since, until)
    frame = report_frame(db, texts(language), local_day(now))
    return receipt_pdf(receipt.lines, (since, until), (receipt.digest, receipt.signature), frame)


def note_receipt_left(db: Database, action: str, now: datetime) -> None:
    """Write into the log that a receipt left the vault: `action` is print or export."""
    with db.transaction():
        log.note(db, action, "erasure", "", now)
