"""Unsaved edits, sealed to their writer. They leave no line in the log."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..domain.errors import KnownError
from ..domain.sealing import SealedPlace
from .columns import read_instant, write_instant
from .database import Database, Row

WINDOW = "window"  # the editor under whose name the whole window is kept while it is locked
SET_ASIDE = "damaged:"
OWN = f"""
    SELECT * FROM draft
     WHERE account = :account AND editor NOT LIKE '{SET_ASIDE}%'
       AND person NOT IN (SELECT uid FROM person WHERE removed_on IS NOT NULL)
     ORDER BY saved_at DESC
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """`editor` names the editor (`person:42`); `state` is the JSON text that the editor gave."""

    editor: str
    saved_at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what a draft is about, by uid, so that it goes with them; empty where there is nothing stored yet."""

    person: str = ""
    record: str = ""


NOTHING = About()


def keep(db: Database, editor: str, state: str, now: datetime, about: About = NOTHING) -> None:
    """Write a draft over the earlier one of the same editor; about somebody who is erased nothing is kept."""
    uid = secrets.token_hex(16)
    sealed = db.sealer.seal_own(state, SealedPlace("draft", uid, editor, 1))
    with db.transaction():
        _discard(db, editor)
        if about.person and not db.value("SELECT 1 FROM person WHERE uid = :uid", uid=about.person):
            return
        db.execute(
            "INSERT INTO draft (uid, account, editor, saved_at, state, person, record)"
            " VALUES (:uid, :account, :editor, :saved_at, :state, :person, :record)",
            uid=uid,
            account=db.sealer.account,
            editor=editor,
            saved_at=write_instant(now),
            state=sealed,
            person=about.person,
            record=about.record,
        )
        db.mark_changed("draft")


def discard(db: Database, editor: str) -> None:
    """Forget the draft of an editor, if there is one."""
    with db.transaction():
        _discard(db, editor)
        db.mark_changed("draft")


def _discard(db: Database, editor: str) -> None:
    db.execute(
        "DELETE FROM draft WHERE account = :account AND editor = :editor", account=db.sealer.account, editor=editor
    )


def all_own(db: Database) -> list[Draft]:
    """Return the account's own drafts, newest first, without what is about persons in the bin or cannot be read."""
    return [draft for draft in (_opened(db, row) for row in db.rows(OWN, account=db.sealer.account)) if draft]


def has_damaged(db: Database) -> bool:
    """Say whether a draft of the account cannot be read and has not been set aside yet."""
    return bool(_damaged(db))


def set_aside_damaged(db: Database) -> None:
    """Put the account's drafts that cannot be read out of the way of new ones; they go with the old ones."""
    with db.transaction():
        for uid in _damaged(db):
            db.execute("UPDATE draft SET editor = :editor WHERE uid = :uid", editor=f"{SET_ASIDE}{uid}", uid=uid)
            db.mark_changed("draft")


def _damaged(db: Database) -> list[str]:
    return [row["uid"] for row in db.rows(OWN, account=db.sealer.account) if _opened(db, row) is None]


def _opened(db: Database, row: Row) -> Draft | None:
    try:
        state = db.sealer.open_own(row["state"], SealedPlace("draft", row["uid"], row["editor"], 1))
        return Draft(row["editor"], read_instant(row["saved_at"]), state)
    except (KnownError, ValueError):  # one that is damaged must not keep anybody from the others, or out
        return None


def discard_old(db: Database, now: datetime, days: int = 30) -> None:
    """Forget drafts of anybody that are older than `days`."""
    with db.transaction():
        limit = write_instant(now - timedelta(days=days))
        if db.execute("DELETE FROM draft WHERE saved_at < :limit", limit=limit).rowcount:
            db.mark_changed("draft")


def discard_about(db: Database, uid: str) -> None:
    """Forget everybody's drafts about a person or record that is erased; a kept window may show it too."""
    with db.transaction():
        db.execute("DELETE FROM draft WHERE :uid IN (person, record) OR editor = :window", uid=uid, window=WINDOW)
        db.mark_changed("draft")
