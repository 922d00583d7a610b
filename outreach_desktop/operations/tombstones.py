"""What was erased stays erased: the ledger applied to an older state of the vault, as after restoring a backup."""

from dataclasses import replace
from datetime import datetime

from ..domain.concern_report import ConcernReport
from ..domain.erasure import Erasure, Scope
from ..domain.person import Person
from ..storage import do_not_disturb, drafts, erasures, log, records
from ..storage.database import Database
from ..storage.reading import load_unopened
from .bin import ERASED_TYPES
from .erasing import LINES, wipe_content, wipe_person, wipe_rest


def erase_again(db: Database, live: Database, now: datetime) -> None:
    """Take from `db` what was erased from `live` since they parted, inside a transaction.

    The line stays for the next restoring, also of what is not here. Who is to be left alone in `live` is so in `db`.
    """
    known = {_mark(each) for each in erasures.load_all(db)}
    for erasure in erasures.load_all(live):
        if _mark(erasure) not in known:
            _take(db, erasure, now)
    do_not_disturb.replace_all(db, do_not_disturb.load_stored(live))


def _mark(erasure: Erasure) -> tuple[str, str, str, str]:
    """Return what makes a line of the ledger this one: somebody may decline, come back, and decline again."""
    return erasure.subject, erasure.uid, erasure.scope.value, erasure.at.isoformat()


def _take(db: Database, erasure: Erasure, now: datetime) -> None:
    record_type = ERASED_TYPES[erasure.subject]
    for found in load_unopened(db, record_type, list(records.ids_of(db, record_type, [erasure.uid]).values())):
        match found:
            case Person() if erasure.scope is Scope.REST:
                wipe_rest(db, found, now)
            case Person():
                wipe_person(db, found)
            case ConcernReport() if erasure.scope is Scope.CONTENT and found.sent_on:
                wipe_content(db, found, now, erasure.code)
            case _:
                for uid in (erasure.uid, *erasures.uids_below(db, erasure.subject, found.id)):
                    drafts.discard_about(db, uid)
                records.erase(db, record_type, found.id)
    log.note(db, LINES[erasure.scope], erasure.subject, erasure.uid, now)
    erasures.add(db, replace(erasure, line=log.head(db).seq))
