"""The unlocked vault that the whole window works on: who is signed in, what day it is, how to read and write."""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ..domain.errors import KnownError
from ..domain.log_head import LogHead
from ..domain.organisation import Account, Organisation, Role
from ..domain.progress import Cancelled, Progress, stretch
from ..domain.rights import Right, may
from ..i18n import ZONE
from ..operations import vaults
from ..operations.accounts import accounts_differ, choose_language, match_accounts
from ..operations.organisation import load_accounts, load_organisation
from ..operations.saving import local_day
from ..storage import drafts, identity
from ..storage.database import Database, DiskFull
from ..vault.folder import Unlocked, Vault
from .backup_keeper import BackupKeeper
from .clock_keeper import ClockKeeper
from .text_index import TextIndex
from .worker import Then, Work, Worker

if TYPE_CHECKING:
    from ..operations.rotation import Stage, Told

CHECKPOINT_MS = 30_000
LongWork = Callable[[Database, Progress], Any]
# Seconds until a thread that runs Python lets the next one run. The main thread lets go at each call into Qt, and with
# Python's usual 5 ms would wait as long each time: building a page beside a busy worker took five times as long.
_TURN = 0.0005
_SHARE_OF_BACKUP = 20  # per cent of what long work shows
# MiB of the database that each connection keeps: searching walks over far more than the rows of a list, one save or
# the sums that statistics stand on (docs/decisions/0008-start.md).
_PAGES_OF_ROWS, _PAGES_OF_WRITING, _PAGES_OF_LISTS, _PAGES_OF_COUNTS = 4, 8, 32, 16


def system_now() -> datetime:
    """Return the present instant in the organisation's zone."""
    return datetime.now(ZONE)


class LeftUnsaved(KnownError):
    """A form was saved and left, and then it turned out that something in it will not do."""

    def __init__(self) -> None:
        super().__init__(
            "The form that you left was not saved: something in it is missing or wrong. "
            "Open it again, what you typed is kept there."
        )


class ReserveUsed(KnownError):
    """The disk is full; what was to be written went into the space kept for that."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full. This was saved in space that the vault keeps in reserve. Free some space soon."
        )


@dataclass(frozen=True, slots=True)
class KeyChange:
    """Who loses keys: by leaving (`role` is None) or by a lower role.

    `told` is called in the writing thread and may raise `Cancelled`.
    """

    uid: str
    role: Role | None
    told: "Told"


class Workspace(QObject):
    """Gives out connections and threads, and says which tables changed after each commit.

    `db` is for the main thread and only reads. Every write, and the opening of a record (which leaves
    a line in the log), goes through `write`; every larger question through `ask`.
    """

    changed = Signal(frozenset)
    failed = Signal(object)
    closing = Signal()  # before anything is closed

    def __init__(self, vault: Vault, unlocked: Unlocked, now: Callable[[], datetime] = system_now) -> None:
        super().__init__()
        sys.setswitchinterval(_TURN)
        self.vault = vault
        self.unlocked = unlocked
        self.now = now
        self._place = (vault.database, unlocked)  # changes in one step, since threads connect when they first work
        self._ending = threading.Event()
        self.seen = LogHead(0, b"")  # where the log ended when this computer saw it last
        self.db = self._reading(_PAGES_OF_ROWS)
        self._match_accounts()
        self._writer = Worker(self._writing, self.failed.emit)
        self._reader = Worker(lambda: self._reading(_PAGES_OF_LISTS), self.failed.emit)
        self._slow = Worker(lambda: self._reading(_PAGES_OF_COUNTS), self.failed.emit)
        self._reload()
        self._storing: list[str] = []  # editors whose contents are on their way into the register
        self._journalled = False
        self.changed.connect(self._note_journalled)
        self.changed.connect(self._reload_when)
        self._idle = QTimer(self)
        self._idle.timeout.connect(self.checkpoint)
        self._idle.start(CHECKPOINT_MS)
        self.backups = BackupKeeper(self)
        self.clocks = ClockKeeper(self)
        self.texts = TextIndex(self, lambda: self._reading(_PAGES_OF_ROWS))
        self.moved_on: LogHead | None = None

    def _writing(self) -> Database:
        return vaults.connect_to(*self._place, self.changed.emit, pages=_PAGES_OF_WRITING)

    def _match_accounts(self) -> None:
        """Bring the accounts in step with the key file, where a process died between the two."""
        if not accounts_differ(self.db, self.vault):
            return
        db = vaults.connect(self.vault, self.unlocked)
        try:
            match_accounts(db, self.vault, self.now())
        finally:
            db.close()

    def stand_on_last_day(self) -> None:
        """Let a practice vault stand on its last day, so that what is due is due."""
        last_day, now = identity.read(self.db).last_day, self.now
        if self.practice and last_day:
            day = date.fromisoformat(last_day)
            self.now = lambda: datetime.combine(day, now().timetz())

    account: Account
    accounts: dict[str, Account]
    organisation: Organisation

    def _reading(self, pages: int) -> Database:
        return vaults.connect_to(*self._place, reading_only=True, pages=pages)

    @property
    def practice(self) -> bool:
        return self.vault.practice

    @property
    def role(self) -> Role:
        """The role from the signed roster, not from the record."""
        return self.unlocked.sealer.role

    @property
    def has_second_key(self) -> bool:
        """Whether a file opens one's own account besides the passphrase."""
        return any(each.uid == self.unlocked.account and each.needs_second_key for each in self.vault.accounts)

    def may(self, right: Right) -> bool:
        """Say whether who is signed in may do something; what they may not is not shown, and refused besides."""
        return may(self.role, right)

    @property
    def today(self) -> date:
        return local_day(self.now())

    def write(self, owner: QObject, work: Work, then: Then | None = None, failed: Then | None = None) -> None:
        """Have `work` done by the one thread that writes, in order; `then` gets its result in the main thread.

        Without `failed`, an error is told by the signal of that name. Nothing is called when `owner` is gone.
        """
        self._writer.do(owner, lambda db: self._with_reserve(db, work), then, failed)

    def store(self, owner: QObject, editor: str, work: Work, then: Then, failed: Then) -> None:
        """Have `work` store what an editor holds, and forget its draft in the same transaction.

        Meanwhile the draft is given to nobody: a page that is left and opened again before the answer would
        show what is being stored as unsaved, and have it stored twice. Where `owner` is a page that has been
        left when the answer comes, a failure is told by the signal `failed`.
        """

        def write(db: Database) -> Any:
            with db.transaction():
                stored = work(db)
                drafts.discard(db, editor)
            return stored

        self._storing.append(editor)
        stored, refused = partial(self._stored, editor, owner, then), partial(self._refused, editor, owner, failed)
        self.write(self, write, stored, refused)

    def _stored(self, editor: str, owner: QObject, then: Then, answer: Any) -> None:
        self._storing.remove(editor)
        if _is_there(owner):
            then(answer)

    def _refused(self, editor: str, owner: QObject, failed: Then, error: Exception) -> None:
        self._storing.remove(editor)
        if _is_there(owner):
            failed(error)
        else:
            self.failed.emit(error)

    def _with_reserve(self, db: Database, work: Work) -> Any:
        """Do what is to be written; on a full disk once more, in the space that the vault keeps in reserve for it."""
        try:
            return work(db)
        except DiskFull:
            self.vault.release_ballast()
            done = work(db)
        self.failed.emit(ReserveUsed())
        return done

    def ask(self, owner: QObject, channel: str, question: Work, then: Then, failed: Then | None = None) -> None:
        """Have a question answered by the reading thread; a newer one of the same channel replaces it."""
        self.texts.give_way()
        self._reader.do(owner, question, then, failed, channel)

    def compute(self, owner: QObject, channel: str, work: Work, then: Then, failed: Then | None = None) -> None:
        """Have long reading work done (statistics, PDF) without holding up lists."""
        self._slow.do(owner, work, then, failed, channel)

    def keep_draft(self, editor: str, state: str, about: drafts.About = drafts.NOTHING) -> None:
        """Write a draft, sealed to this account."""
        now = self.now()
        self.write(self, lambda db: drafts.keep(db, editor, state, now, about))

    def discard_draft(self, editor: str) -> None:
        self.write(self, lambda db: drafts.discard(db, editor))

    def own_drafts(self) -> dict[str, drafts.Draft]:
        """Return this account's drafts by editor, without those that are being stored."""
        return {draft.editor: draft for draft in drafts.all_own(self.db) if draft.editor not in self._storing}

    def begin(self) -> None:
        """Note the unlocking, and do the rest of what each brings when the first page has its answers and is painted.

        Python runs one thread at a time: beside all of that the window took three times as long to come up.
        """
        now = self.now()
        self.write(self, lambda db: vaults.begin(db, now))
        self.clocks.start()  # at once: somebody may be late

    def settle(self) -> None:
        """Do that rest: called when the window is shown, it waits behind what its page has asked."""
        self._reader.do(self, lambda _db: None, lambda _nothing: QTimer.singleShot(0, self, self._settle))

    def _settle(self) -> None:
        if self._ending.is_set():
            return
        now = self.now()
        self.write(self, lambda db: vaults.settle(db, now))
        self.write(self, lambda _db: self.vault.restore_ballast())
        self.backups.start()
        self.texts.start()

    def take_keys(self, owner: QObject, wanted: KeyChange, then: Then, failed: Then) -> None:
        """Make all shared keys anew for who leaves or gets a lower role; then everything goes on with those."""
        now = self.now()

        def told(stage: "Stage", done: int, total: int) -> None:
            if self._ending.is_set():
                raise Cancelled
            wanted.told(stage, done, total)

        def work(db: Database) -> None:
            from ..operations.accounts import Office
            from ..operations.rotation import back_up, take_keys

            office = Office(db, self.vault, self.unlocked)
            back_up(office, now, told)
            unlocked = take_keys(office, wanted.uid, wanted.role, now, told)
            self.unlocked, self._place = unlocked, (self.vault.database, unlocked)
            self._writer.reconnect()  # what waits to be written goes to the new database

        def refused(error: Exception) -> None:
            if _is_there(owner):
                failed(error)
            elif not isinstance(error, Cancelled):
                self.failed.emit(error)

        # Not by `write`: on a full disk the whole copy would be tried again.
        self._writer.do(self, work, lambda _nothing: self._moved(owner, then), refused)

    def work_long(
        self, owner: QObject, work: LongWork, told: Progress, then: Then, failed: Then, *, backup: bool = False
    ) -> None:
        """Have much written at once, in one piece; `told` is called in the writing thread and may raise `Cancelled`.

        With `backup` a proven one is made first, and without it nothing is written. Who has left hears nothing.
        """
        now = self.now()

        def progress(done: int, total: int) -> None:
            if self._ending.is_set():
                raise Cancelled
            told(done, total)

        def do(db: Database) -> Any:
            from ..operations.backup_upkeep import back_up_before

            if backup:
                back_up_before(self.vault, self.unlocked, db, now, stretch(progress, 0, _SHARE_OF_BACKUP))
            return work(db, stretch(progress, _SHARE_OF_BACKUP if backup else 0, 100))

        # Not by `write`: on a full disk all of it would be tried again.
        self._writer.do(owner, do, then, failed)

    def _moved(self, owner: QObject, then: Then) -> None:
        """Read from the new generation, and let the old one go."""
        self._reader.reconnect()
        self._slow.reconnect()
        self.texts.reconnect()
        self.db.close()
        self.db = self._reading(_PAGES_OF_ROWS)
        self.write(self, lambda _db: self.vault.sweep())
        self._reload()
        self.changed.emit(frozenset({"account", "log"}))
        if _is_there(owner):
            then(None)

    def choose_language(self, language: str) -> None:
        """Let who is signed in be met in this language the next time."""
        now = self.now()
        self.write(self, lambda db: choose_language(db, language, now))

    def sweep(self) -> None:
        """Take away what an earlier generation left; only when this vault is no older one."""
        self.write(self, lambda _db: self.vault.sweep())

    def checkpoint(self) -> None:
        """Move what was written since the last time from the journal into the database file.

        While a backup reads, this is put off: whoever saves would wait for it.
        """
        if self._journalled:
            self._journalled = False
            self.write(self, Database.checkpoint_if_free, self._note_checkpoint)

    def _note_checkpoint(self, whole: Any) -> None:
        self._journalled = self._journalled or not whole

    def _note_journalled(self, _tables: Any) -> None:
        self._journalled = True

    def drain(self) -> None:
        """Wait until all writes asked for so far are in the database."""
        self._writer.drain()

    def close(self) -> LogHead:
        """Finish the writing, note the locking, and close; return where the log ends, 0 where that failed.

        After a restoring that is where the log of the new generation ends.
        """
        self.closing.emit()
        self._ending.set()
        self.backups.stop()
        self._idle.stop()
        now = self.now()
        ends: list[LogHead] = []
        self._reader.abandon()
        self._slow.abandon()
        self.texts.stop()
        self.db.close()
        self.write(self, lambda db: ends.append(vaults.end(db, now)))
        self._writer.stop()
        self.vault.close()
        if self.moved_on is not None:
            return self.moved_on
        return ends[0] if ends else LogHead(0, b"")

    def _reload_when(self, tables: Any) -> None:
        if not self._ending.is_set() and tables & {"organisation", "account"}:
            self._reload()

    def _reload(self) -> None:
        self.organisation = load_organisation(self.db)
        self.accounts = load_accounts(self.db)
        self.account = self.accounts[self.unlocked.account]


def _is_there(owner: QObject) -> bool:
    """Say whether who asked is still there, and no page that has been left."""
    return isValid(owner) and not getattr(owner, "left", False)
