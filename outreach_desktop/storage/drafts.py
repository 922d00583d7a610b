"""Unsaved edits, sealed to their writer. They leave no line in the log."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..domain.sealing import SealedPlace
from .columns import read_instant, write_instant
from .database import Database


@dataclass(frozen=True, slots=True)
class Draft:
    """`editor` names the editor (`person:42`); `state` is the JSON text that the editor gave."""

    editor: str
    saved_at: datetime
    state: str


def keep(db: Database, editor: str, state: str, now: datetime, person: str = "") -> None:
    """Write a draft over the earlier one of the same editor; `person` is the uid that it is about."""
    uid = secrets.token_hex(16)
    sealed = db.sealer.seal_own(state, SealedPlace("draft", uid, editor, 1))
    with db.transaction():
        _discard(db, editor)
        db.execute(
            "INSERT INTO draft (uid, account, editor, saved_at, state, person)"
            " VALUES (:uid, :account, :editor, :saved_at, :state, :person)",
            uid=uid,
            account=db.sealer.account,
            editor=editor,
            saved_at=write_instant(now),
            state=sealed,
            person=person,
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
    """Return the account's own drafts, newest first."""
    rows = db.rows("SELECT * FROM draft WHERE account = :account ORDER BY saved_at DESC", account=db.sealer.account)
    return [
        Draft(
            row["editor"],
            read_instant(row["saved_at"]),
            db.sealer.open_own(row["state"], SealedPlace("draft", row["uid"], row["editor"], 1)),
        )
        for row in rows
    ]


def discard_old(db: Database, now: datetime, days: int = 30) -> None:
    """Forget drafts of anybody that are older than `days`."""
    with db.transaction():
        db.execute("DELETE FROM draft WHERE saved_at < :limit", limit=write_instant(now - timedelta(days=days)))
        db.mark_changed("draft")


def discard_about(db: Database, person: str) -> None:
    """Forget everybody's drafts about the person with this uid."""
    with db.transaction():
        db.execute("DELETE FROM draft WHERE person = :person", person=person)
        db.mark_changed("draft")
