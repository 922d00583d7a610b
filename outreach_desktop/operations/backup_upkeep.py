"""Looking after the backups: meet what lies where, check it, make what is due, copy it elsewhere, remove what is over.

All of it reads the vault and writes files; what was found out is noted by `record`, by the thread that writes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ..domain import backups as rules
from ..domain.backups import Copy, State
from ..domain.errors import KnownError
from ..domain.organisation import Organisation
from ..domain.progress import Progress, stretch, unwatched
from ..i18n import texts
from ..storage import backups as registry
from ..storage import log, migrate
from ..storage.backups import Work
from ..storage.database import READ_ONCE, Database
from ..vault import backup_file, backup_folder, noted_places
from ..vault.backup_errors import BackupCut, BackupDamaged, NotABackup
from ..vault.backup_folder import Met
from ..vault.folder import Unlocked, Vault
from . import backups
from .checks import check_database
from .organisation import load_organisation
from .saving import local_day, save_record
from .vaults import connect
from .wholeness import stoppable

OWN, SECOND, SELF_TEST, CLOCK, JUMP = "own", "second", "self_test", "clock", "jump"
_DAMAGED = (BackupDamaged, BackupCut, NotABackup)


class SelfTestFailed(KnownError):
    def __init__(self) -> None:
        super().__init__("The newest backup did not pass its monthly test. Another one is made. Check the vault, too.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known after a round: all copies, the work that was done now, and which backups are new."""

    copies: tuple[Copy, ...]
    work: dict[str, Work]
    made: tuple[str, ...]

    @property
    def failure(self) -> str:
        """The sentence of what went wrong with the vault's own backup; empty for well."""
        return self.work[OWN].failure if OWN in self.work else ""


@dataclass(frozen=True, slots=True)
class _Known:
    copies: list[Copy]
    work: dict[str, Work]
    organisation: Organisation


def look_after(
    vault: Vault, unlocked: Unlocked, now: datetime, progress: Progress = unwatched, *, must: bool = False
) -> Outcome:
    """Do one round; with `must` a backup is made whether or not it is due. Raises `Cancelled` only.

    What fails on the way is among the outcome's work, as a sentence.
    """
    known = _read(vault, unlocked, lambda db: _Known(registry.copies(db), registry.work(db), load_organisation(db)))
    return _Round(vault, unlocked, now, known).go(progress, must=must)


def _read(vault: Vault, unlocked: Unlocked, question: Callable[[Database], _Known]) -> _Known:
    db = connect(vault, unlocked, reading_only=True, pages=READ_ONCE)
    try:
        return question(db)
    finally:
        db.close()


class _Round:
    """One round: `copies` and `work` are what is known so far, in memory."""

    def __init__(self, vault: Vault, unlocked: Unlocked, now: datetime, known: _Known) -> None:
        self._vault, self._unlocked, self._now = vault, unlocked, now
        self._organisation, self._before = known.organisation, known.work
        self.copies, self.work, self.made = list(known.copies), dict[str, Work](), list[str]()

    @property
    def _today(self) -> date:
        return local_day(self._now)

    def go(self, progress: Progress, *, must: bool) -> Outcome:
        backup_folder.sweep(self._vault.backups, self._vault.vault_id)
        self._meet_all()
        self._check_unchecked(stretch(progress, 0, 30))
        if must or self._is_due():
            self._make(stretch(progress, 30, 70))
        self._copy_elsewhere(stretch(progress, 70, 85))
        self._test_newest(stretch(progress, 85, 100))
        self._prune()
        self._sweep_generations()
        progress(1, 1)
        return Outcome(tuple(self.copies), self.work, tuple(self.made))

    # --- what lies where ---

    def _folder(self, place: str) -> Path:
        return Path(place) if place else self._vault.backups

    def _is_there(self, place: str) -> bool:
        if not place:
            return True
        try:
            backup_folder.require_marked(Path(place), self._vault.vault_id)
        except KnownError:
            return False
        return True

    def _meet_all(self) -> None:
        noted = [str(place) for place in noted_places.read(self._vault.backups)]
        second = [self._organisation.backup_place] if self._organisation.backup_place else []
        for place in dict.fromkeys(["", *second, *noted, *(copy.place for copy in self.copies)]):
            if self._is_there(place):
                self._meet(place)
        if all(self._is_there(place) for place in noted):
            noted_places.forget(self._vault.backups)

    def _meet(self, place: str) -> None:
        """Learn what lies in a place now; what is no longer there is forgotten."""
        try:
            found = list(backup_folder.met(self._folder(place)))
        except KnownError:
            return
        before = [copy for copy in self.copies if copy.place == place]
        self.copies = [copy for copy in self.copies if copy.place != place]
        for each in found:
            self.copies += self._recognised(each, place, before)

    def _recognised(self, found: Met, place: str, before: Iterable[Copy]) -> list[Copy]:
        if found.header is None:
            same = [copy for copy in before if copy.name == found.path.name]
            state = State.DAMAGED if isinstance(found.error, _DAMAGED) else State.UNCHECKED
            return [replace(copy, state=state, seen_at=self._now) for copy in same]
        if found.header.vault_id != self._vault.vault_id:
            return []
        for copy in before:
            if copy.uid == found.header.uid:
                changed = copy.size != found.size
                state = State.UNCHECKED if changed else copy.state
                return [replace(copy, name=found.path.name, size=found.size, seen_at=self._now, state=state)]
        return [backups.copy_of(found.header, place, found.path, self._now, State.UNCHECKED)]

    # --- checking and making ---

    def _check_unchecked(self, progress: Progress) -> None:
        """Check the newest first, and none whose end has come."""
        days = self._organisation.backup_days
        waiting = [c for c in self.copies if c.state is State.UNCHECKED and not c.is_over(self._today, days)]
        waiting.sort(key=lambda copy: copy.made_at, reverse=True)
        for number, copy in enumerate(waiting):
            if self._is_there(copy.place):
                part = stretch(progress, 100 * number // len(waiting), 100 * (number + 1) // len(waiting))
                self._replace(copy, self._checked(copy, part))

    def _replace(self, copy: Copy, other: Copy) -> None:
        self.copies[self.copies.index(copy)] = other

    def _checked(self, copy: Copy, progress: Progress) -> Copy:
        path = self._folder(copy.place) / copy.name
        try:
            found = backups.prove(path, self._unlocked, self._vault.backups, progress)
        except _DAMAGED:
            return replace(copy, state=State.DAMAGED, checked_at=self._now)
        except KnownError:
            return copy  # pulled out, or not for this account: it stays as it is
        return replace(copy, state=State.GOOD, checked_at=self._now, log_seq=found.head.seq)

    def _is_due(self) -> bool:
        """Say whether the newest good one is an hour old and something was changed since."""
        newest = rules.newest_good(copy for copy in self.copies if not copy.elsewhere)
        if newest is not None and newest.made_at <= self._now < newest.made_at + rules.DUE_AFTER:
            return False
        db = connect(self._vault, self._unlocked, reading_only=True, pages=READ_ONCE)
        try:
            return newest is None or registry.has_news(db, newest.log_seq)
        finally:
            db.close()

    def _make(self, progress: Progress) -> None:
        try:
            made = backups.make_backup(self._vault, self._unlocked, self._now, progress)
        except KnownError as error:
            self.work[OWN] = Work(self._now, error.text)
            return
        self.work[OWN] = Work(self._now)
        self.copies.append(made)
        self.made.append(made.uid)

    def _sweep_generations(self) -> None:
        """Take away what a restoring left for safety, once a backup of what holds now is proven."""
        if self.made:
            self._vault.sweep_older()

    # --- the second place ---

    def _copy_elsewhere(self, progress: Progress) -> None:
        """Copy the newest good one to the second place, if that lacks it and what it has is an hour old."""
        place = self._organisation.backup_place
        newest = rules.newest_good(copy for copy in self.copies if not copy.elsewhere)
        if not place or newest is None or not self._lacks(place, newest):
            return
        try:
            self.copies.append(self._copied(newest, place, progress))
        except KnownError as error:
            self.work[SECOND] = Work(self._now, error.text)
        else:
            self.work[SECOND] = Work(self._now)

    def _lacks(self, place: str, newest: Copy) -> bool:
        there = [copy for copy in self.copies if copy.place == place and copy.state is not State.DAMAGED]
        last = max((copy.made_at for copy in there), default=None)
        return last is None or newest.made_at - last >= rules.DUE_AFTER

    def _copied(self, copy: Copy, place: str, progress: Progress) -> Copy:
        """Copy one and read it back, each hash: its contents were proven where it comes from."""
        source, folder = self._vault.backups / copy.name, Path(place)
        backup_folder.require_marked(folder, self._vault.vault_id)
        backup_folder.sweep(folder, self._vault.vault_id)
        header = backup_file.read_header(source)
        part = backup_folder.copy(source, header, folder)
        path = backup_folder.settle(part, header, lambda: backup_file.read(part, None, progress))
        return backups.copy_of(header, place, path, self._now, State.GOOD)

    # --- the monthly test, and what is over ---

    def _test_newest(self, progress: Progress) -> None:
        """Once a month let the newest good one pass every check that the vault itself has."""
        newest = rules.newest_good(copy for copy in self.copies if not copy.elsewhere)
        last = self._before.get(SELF_TEST)
        if newest is None or (last and not last.failure and self._now - last.at < rules.SELF_TEST_AFTER):
            return
        try:
            self._require_every_check(newest, progress)
        except _DAMAGED:
            self._replace(newest, replace(newest, state=State.DAMAGED, checked_at=self._now))
            self.work[SELF_TEST] = Work(self._now, SelfTestFailed().text)
        except KnownError as error:
            self.work[SELF_TEST] = Work(self._now, error.text)
        else:
            self.work[SELF_TEST] = Work(self._now)

    def _require_every_check(self, copy: Copy, progress: Progress) -> None:
        path = self._vault.backups / copy.name
        with backups.unpacked(path, self._unlocked, self._vault.backups, stretch(progress, 0, 50)) as found:
            migrate.migrate(found.db)  # the newest one may be that of just before an update
            with stoppable(found.db, stretch(progress, 50, 100)):
                checked = check_database(found.db, texts("en"))
            progress(1, 1)
            if not all(check.ok for check in checked):
                raise BackupDamaged

    def _prune(self) -> None:
        """Remove what is over and what the counts do not keep, unless the clock cannot be trusted."""
        last, jump = self._before.get(CLOCK), self._before.get(JUMP)
        self.work[CLOCK] = Work(self._now)
        if last and rules.jumped(last.at, self._now):
            self.work[JUMP] = Work(self._now)
            return
        if not rules.is_steady(jump.at if jump else None, self._now):
            return
        for place in {copy.place for copy in self.copies}:
            if self._is_there(place):
                self._prune_place(place)

    def _prune_place(self, place: str) -> None:
        there = [copy for copy in self.copies if copy.place == place]
        for copy in rules.superfluous(there, self._today, self._organisation.backup_days):
            if backup_folder.remove(self._folder(place) / copy.name):
                self.copies.remove(copy)


def record(db: Database, outcome: Outcome, now: datetime) -> None:
    """Note what a round found out, with a line in the log for each new backup and for the monthly test."""
    with db.transaction():
        registry.keep(db, outcome.copies, outcome.work)
        for uid in outcome.made:
            log.note(db, "backup", "vault", uid, now)
        if SELF_TEST in outcome.work:
            log.note(db, "self_test", "vault", "", now)


def back_up_before(
    vault: Vault,
    unlocked: Unlocked,
    db: Database,
    now: datetime,
    progress: Progress = unwatched,
    *,
    place: Path | None = None,
) -> Copy:
    """Make a proven backup before an import, a merge, a migration, a rotation or a mass erasure, and note it.

    `db` writes, in this thread, and is in no transaction. Raises why there is no backup: then do not go on.
    """
    made = backups.make_backup(vault, unlocked, now, progress, place)
    with db.transaction():
        registry.keep(db, [*registry.copies(db), made], {SECOND if place else OWN: Work(now)})
        log.note(db, "backup", "vault", made.uid, now)
    return made


def choose_second_place(db: Database, vault: Vault, place: Path | None, now: datetime) -> None:
    """Use a folder on other media from now on, or none; raises `PlaceFull`, `PlaceReadOnly`, `PlaceGone`."""
    if place is not None:
        backup_folder.mark(place, vault.vault_id)
    organisation = load_organisation(db)
    save_record(db, replace(organisation, backup_place=str(place) if place else ""), now, complete=False)
