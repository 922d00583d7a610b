"""What is due is shown first, and then erased: when somebody agrees, or by itself at an unlocking on a later day."""

from datetime import date, datetime

from ..domain.erasure import Cause
from ..domain.rights import Right
from ..storage import log
from ..storage.database import Database
from .due import SHOWN, Due, load_due
from .erasing import empty_journal, take_away, take_content, take_incident, take_rest
from .keeping import refresh
from .saving import local_day, require_right


def erase_due(db: Database, shown: Due, now: datetime) -> int:
    """Erase what was shown, is still due and not held; return how much that was. Raises `NotPermitted`."""
    require_right(db, Right.ERASE)
    today = local_day(now)
    agreed = {uid for uids in shown.on(today).uids.values() for uid in uids}
    with db.transaction():
        due = _come(db, today).free.those_of(agreed)
        _take(db, due, now)
    empty_journal(db)
    return due.count


def note_shown(db: Database, due: Due, now: datetime) -> None:
    """Write into the log what was shown as due today and not before. Raises `NotPermitted`.

    From the next day on what of it nobody has kept is erased; until then there is time to look at it.
    """
    require_right(db, Right.ERASE)
    with db.transaction():
        for table, uids in due.on(local_day(now)).free.uids.items():
            log.note_many(db, SHOWN, table, [uid for uid in uids if uid not in due.shown], now)


def erase_left(db: Database, now: datetime) -> Due:
    """Erase what was shown as due on an earlier day and nobody has kept; return what went. Raises `NotPermitted`."""
    require_right(db, Right.ERASE)
    today = local_day(now)
    with db.transaction():
        left = _come(db, today).left(today)
        _take(db, left, now)
    if left.count:
        empty_journal(db)
    return left


def _come(db: Database, today: date) -> Due:
    """Return what has come, by what is known now: a meeting keeps somebody who was due when it was not planned yet."""
    refresh(db, [each.row.id for each in load_due(db, today).on(today).persons])
    return load_due(db, today).on(today)


def _take(db: Database, due: Due, now: datetime) -> None:
    """Erase all of it, inside a transaction: texts of reports before the persons whose code they carry."""
    for report in due.reports:
        take_content(db, report.id, now, Cause.DATE, code=report.person_code)
    for each in due.persons:
        take_away(db, each.row.id, now, Cause.DATE)
    for row in due.declined:
        take_rest(db, row.id, now, Cause.DECLINED)
    for incident in due.incidents:
        take_incident(db, incident.id, now, Cause.DATE)
