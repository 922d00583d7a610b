"""The way back when a vault does not open: a backup is chosen, opened and proven, and put into a folder of its own."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ... import settings as stored
from ...i18n import _
from .background import Errand, Task
from .errand_page import ErrandPage
from .opening import Known, Opened
from .preferences import Preferences
from .rescue_pages import BackupPage, FoundPage, KeyPage
from .steps import Step, Steps
from .window import GateWindow

if TYPE_CHECKING:
    from ...domain.log_head import LogHead
    from ...operations.rescuing import Found, Key, LaidOut, Offer
    from ...vault.folder import Unlocked


class Rescue(QObject):
    """`restored` gives the folder of the vault that was made; `given_up` the damaged one, as it was."""

    restored = Signal(object)
    given_up = Signal(object)

    def __init__(
        self, window: GateWindow, preferences: Preferences, damaged: Path, now: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window, self.preferences, self.damaged, self._now = window, preferences, damaged, now
        self.offers: list[Offer] = []
        self.offer: Offer | None = None
        self.folder = damaged
        self.laid: LaidOut | None = None
        self.found: Found | None = None
        self._key: Callable[[], Key | Unlocked] | None = None
        self.laying = self._errand(self._lay_out, self._laid_out)
        self.proving = self._errand(self._prove, self._proven)
        self.finishing = self._errand(self._finish, self._finished)
        self._steps = Steps(window, self._give_up, self._end)
        window.closing.connect(self.abandon)

    def begin(self) -> None:
        """Look which backups there are, and show them."""
        task = Task(self, self._look)
        task.done.connect(self._show_backups)
        task.start()

    def _look(self) -> "tuple[list[Offer], Path]":
        from ...operations import rescuing

        return rescuing.offers(self.damaged), rescuing.place_for(self.damaged)

    def _show_backups(self, seen: "tuple[list[Offer], Path]") -> None:
        self.offers, self.folder = seen
        self.offer = self.offers[0] if self.offers else None
        steps = self._steps
        reading = _("The whole backup is read and checked. It may take a minute.")
        writing = _("The vault is put in its place. It takes a few seconds.")
        steps.begin(
            [
                Step(steps, lambda step: BackupPage(step, self)),
                Step(steps, lambda step: ErrandPage(step, self.laying, _("The backup is being read"), reading)),
                Step(steps, lambda step: KeyPage(step, self), back=False),
                Step(steps, lambda step: FoundPage(step, self), back=False),
                Step(
                    steps,
                    lambda step: ErrandPage(step, self.finishing, _("The vault is being restored"), writing),
                    back=False,
                ),
            ]
        )

    def choose_again(self) -> None:
        """Take back what was laid out, and show the backups once more."""
        self.abandon()
        self.laying.error = self.proving.error = None
        self.begin()

    @property
    def seconds_left(self) -> int:
        """How long to wait before the next passphrase."""
        return stored.seconds_left(self._remembered(), self._now().astimezone(UTC)) if self.laid else 0

    def use_paper(self) -> None:
        """Open the backup with the recovery key, and choose a new passphrase for what is restored."""
        from .forgotten import Forgotten
        from .lock_page import Door

        if self.laid is None:
            return
        door = Door(self.preferences, self.laid.inner, self._now)
        door.known = _known(self.laid)
        forgotten = Forgotten(self._window, door)
        forgotten.entered.connect(self._opened_with_paper)
        forgotten.given_up.connect(lambda _folder: self._steps.move(0))
        forgotten.begin()

    def _opened_with_paper(self, opened: Opened, _before: stored.Remembered) -> None:
        opened.close()
        self._key = lambda: opened.unlocked
        self.proving.begin()
        self._steps.move(0)

    def try_key(self, label_of_account: str, passphrase: str, second_key: Path | None) -> None:
        """Open the backup with what was typed, unless one has to wait."""
        if not self.seconds_left:
            self._key = lambda: _read_key(label_of_account, passphrase, second_key)
            self.proving.begin()

    def abandon(self) -> None:
        """Take back what was laid out and has not become a vault."""
        if self.laid is not None and not self.proving.running:
            from ...operations import rescuing

            rescuing.abandon(self.folder)
        self.laid = self.found = self._key = None

    def _errand(self, work: Callable[[], object], then: Callable[..., object]) -> Errand:
        errand = Errand(self, work)
        errand.done.connect(then)
        return errand

    def _lay_out(self) -> "LaidOut":
        from ...operations import rescuing

        if self.offer is None:
            raise ValueError("no backup is chosen")
        return rescuing.lay_out(self.offer, self.folder)

    def _laid_out(self, laid: "LaidOut") -> None:
        self.laid = laid
        self._steps.move(1)

    def _prove(self) -> "Found":
        from ...operations import rescuing
        from ...vault.errors import WrongPassphrase

        if self.laid is None or self._key is None:
            raise ValueError("nothing is laid out")
        try:
            return rescuing.prove(self.laid, self.damaged, self._key())
        except WrongPassphrase:
            self._remember(stored.failed(self._remembered(), self._now().astimezone(UTC)))
            raise

    def _proven(self, found: "Found") -> None:
        self.found, self._key = found, None
        self._remember(stored.succeeded(self._remembered()))
        self._steps.move(1)

    def _finish(self) -> "LogHead":
        from ...operations import rescuing

        if self.laid is None or self.found is None:
            raise ValueError("nothing is proven")
        return rescuing.finish(self.laid, self.found, self._now())

    def _finished(self, head: "LogHead") -> None:
        """Remember where the log of the restored vault ends, so that it is not taken for one slipped in."""
        self._remember(self._remembered()._replace(counter=head.seq, log_head=head.hash.hex()))
        self.laid = self.found = None
        self._steps.move(1)

    def _remembered(self) -> stored.Remembered:
        return self.preferences.settings.of_vault(self._vault_id())

    def _remember(self, remembered: stored.Remembered) -> None:
        self.preferences.keep(self.preferences.settings.with_vault(self._vault_id(), remembered))

    def _vault_id(self) -> str:
        return self.offer.header.vault_id if self.offer else ""

    def _give_up(self) -> None:
        self.abandon()
        self.given_up.emit(self.damaged)

    def _end(self) -> None:
        self.restored.emit(self.folder)


def _read_key(label_of_account: str, passphrase: str, second_key: Path | None) -> "Key":
    from ...operations.rescuing import Key
    from ...vault import stick

    return Key(label_of_account, passphrase, stick.read(second_key) if second_key else b"")


def _known(laid: "LaidOut") -> Known:
    """Return what a door must know of the backup that was laid out."""
    header, accounts = laid.offer.header, laid.accounts
    with_second_key = frozenset(each.label for each in accounts if each.needs_second_key)
    labels = tuple(each.label for each in accounts)
    return Known(laid.inner, header.vault_id, header.practice, labels, with_second_key)
