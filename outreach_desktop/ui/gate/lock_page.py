"""The lock page: which vault, who, passphrase. Unlocking happens in a thread; the window stays alive."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ... import settings as stored
from ...domain.errors import KnownError
from ...i18n import _
from ..look.buttons import button
from ..look.fields import combo, field
from ..look.layouts import box, column
from ..look.messages import notice
from ..look.words import announce, label
from ..page import State
from . import opening
from .background import Task
from .opening import Known, Opened
from .passphrase_field import PassphraseField
from .preferences import Preferences
from .problem_line import ProblemLine
from .second_key import SecondKeyField
from .waiting import wait_words
from .window import GatePage


class Door(QObject):
    """One vault before it is unlocked: what is known of it, tries, waits. It outlives the pages that show it."""

    known_changed = Signal()
    busy_changed = Signal()
    refused = Signal()
    found_older = Signal()  # of an older version, and is being brought up to date
    opened = Signal(object, object)  # Opened, and what was remembered before

    def __init__(self, preferences: Preferences, folder: Path, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.preferences, self.folder, self._now = preferences, folder, now
        self.known: Known | None = None
        self.error: KnownError | None = None  # why it cannot be opened
        self.refusal: KnownError | None = None  # why the last try did not let in
        self.awaited = False  # unlocking was asked for before the vault was read
        self._task: Task | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None

    @property
    def seconds_left(self) -> int:
        """How long to wait before the next try."""
        if self.known is None:
            return 0
        return stored.seconds_left(self._remembered(self.known.vault_id), self._now().astimezone(UTC))

    def look(self) -> None:
        """Read who is in the vault."""
        task = Task(self, lambda: opening.look_at(self.folder))
        task.done.connect(self._seen)
        task.failed.connect(self.fail)
        task.start()

    def try_passphrase(self, label_of_account: str, passphrase: str, second_key: Path | None = None) -> None:
        """Unlock, unless one has to wait."""
        older = self.found_older.emit
        self._try(lambda: opening.unlock(self.folder, label_of_account, passphrase, second_key, older))

    def has_second_key(self, label_of_account: str) -> bool:
        """Say whether an account is opened with a file besides the passphrase."""
        return self.known is not None and label_of_account in self.known.with_second_key

    def try_paper(self, key: bytes) -> None:
        """Unlock with the recovery key, unless one has to wait."""
        self._try(lambda: opening.unlock_with_paper(self.folder, key, self.found_older.emit))

    def cancel(self) -> None:
        """Wait no longer for a try."""
        self.awaited = False
        if self._task:
            self._task.cancel()
            self._end()

    def _try(self, work: Callable[[], Opened]) -> None:
        if self.busy or self.seconds_left:
            return
        self.refusal = None
        self._task = Task(self, work, undo=Opened.close)
        self._task.done.connect(self._succeeded)
        self._task.failed.connect(self._failed)
        self._task.start()
        self.busy_changed.emit()

    def _end(self) -> None:
        self._task = None
        self.busy_changed.emit()

    def _seen(self, known: Known) -> None:
        self.known, self.error = known, None
        self.known_changed.emit()

    def fail(self, error: KnownError) -> None:
        """Show why the vault cannot be opened: it could not be read, or not be worked on once it was unlocked."""
        self.known, self.error = None, error
        self.known_changed.emit()

    def _succeeded(self, opened: Opened) -> None:
        self._end()
        before = self._remembered(opened.vault.vault_id)
        self._remember(opened.vault.vault_id, stored.succeeded(before))
        self.opened.emit(opened, before)

    def _failed(self, error: KnownError) -> None:
        from ...vault.errors import WrongPassphrase, WrongRecoveryKey

        if isinstance(error, WrongPassphrase | WrongRecoveryKey) and self.known:
            before = self._remembered(self.known.vault_id)
            self._remember(self.known.vault_id, stored.failed(before, self._now().astimezone(UTC)))
        self.refusal = error
        self._end()
        self.refused.emit()

    def _remembered(self, vault_id: str) -> stored.Remembered:
        return self.preferences.settings.of_vault(vault_id)

    def _remember(self, vault_id: str, remembered: stored.Remembered) -> None:
        self.preferences.keep(self.preferences.settings.with_vault(vault_id, remembered))


class Ways(QObject):
    """The ways on from the lock page."""

    another_vault = Signal(object)  # the folder
    choose_folder = Signal()
    new_vault = Signal()
    forgotten = Signal()
    restore = Signal()  # a backup, since the vault cannot be opened
    limits = Signal()


class LockPage(GatePage):
    """Where one says who one is and types the passphrase, or reads why the vault cannot be opened."""

    def __init__(self, door: Door, ways: Ways) -> None:
        super().__init__()
        self._door, self._ways = door, ways
        self._message = ProblemLine(lines=3)
        self._passphrase = PassphraseField("passphrase", _("Passphrase"))
        self._second = SecondKeyField()
        self._unlock = button(_("Unlock"), kind="primary", big=True, name="unlock")
        self._unlock.clicked.connect(self._try)
        self._second.chosen.connect(self._unlock.setFocus)
        self._passphrase.line.returnPressed.connect(self._try)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._count_down)
        self._accounts: QComboBox | None = None  # where there is a vault to unlock
        self._first_way: QWidget | None = None  # where there is none
        self._compose()
        door.busy_changed.connect(self._show_busy)
        door.refused.connect(self._refuse)
        door.found_older.connect(self._say_older)
        self._show_busy()

    def first_focus(self) -> QWidget | None:
        return self._passphrase.line if self._door.error is None else self._first_way

    def restore(self, state: State) -> None:
        """Put back what was typed; who was not known before is chosen now."""
        super().restore(state)
        if self._accounts is not None and self._accounts.currentIndex() < 0:
            self._accounts.setCurrentIndex(0)

    def fill_in(self) -> bool:
        """Show who is in the vault, and do what was asked for meanwhile; False where this is another page now."""
        if self._accounts is None or self._door.error is not None:
            return False
        chosen = self._accounts.currentText()
        self._accounts.clear()
        self._accounts.addItems(self._names())
        self._accounts.setCurrentIndex(max(0, self._accounts.findText(chosen)))
        self._show_busy()
        if self._door.awaited:
            self._door.awaited = False
            self._try()
        return True

    def escape(self) -> None:
        self._door.cancel()

    def _compose(self) -> None:
        ways = self._quiet_ways()
        if self._door.error is not None:
            self.compose_card("lock", _("The vault could not be opened"), *self._failure(self._door.error), *ways)
        else:
            self._accounts = accounts = combo(self._names(), name="account")
            who = field(_("Who are you?"), accounts)
            vaults = self._vaults()
            form = [*vaults, who, self._passphrase, self._second, self._message, self._unlock]
            accounts.currentTextChanged.connect(self._show_second)
            self.compose_card("lock", _("Unlock"), *form, *ways, crowded=bool(vaults))
            self._show_second(accounts.currentText())

    def _failure(self, error: KnownError) -> list[QWidget]:
        """Say what is wrong and offer the way on that fits it first: another folder where trying again cannot help."""
        where = label(short_path(self._door.folder), "caption", wrap=True)
        ways = self._ways_on(error)
        self._first_way = ways[0]
        return [notice("warning", _words(error)), where, *self._vaults(), *ways]

    def _ways_on(self, error: KnownError) -> list[QWidget]:
        """Return the buttons, the one that fits best first."""
        does = {
            "try_again": (_("Try again"), self._door.look),
            "restore": (_("Restore a backup"), self._ways.restore.emit),
            "other_vault": (_("Open another vault"), self._ways.choose_folder.emit),
        }
        made: list[QWidget] = []
        for name in ways_on(error):
            text, do = does[name]
            each = button(text, kind="" if made else "primary", big=True, name=name)
            each.clicked.connect(do)
            made.append(each)
        return made

    def _vaults(self) -> list[QWidget]:
        """Return the choice among vaults where there are several."""
        paths = list(self._door.preferences.settings.vaults)
        if str(self._door.folder) not in paths:
            paths.insert(0, str(self._door.folder))
        if len(paths) < 2:  # noqa: PLR2004
            return []
        choice = combo([short_path(Path(path)) for path in paths], name="vault")
        choice.setCurrentIndex(paths.index(str(self._door.folder)))
        choice.activated.connect(lambda at: self._ways.another_vault.emit(Path(paths[at])))
        return [field(_("Vault"), choice)]

    def _names(self) -> tuple[str, ...]:
        return self._door.known.accounts if self._door.known else ()

    def _quiet_ways(self) -> list[QWidget]:
        ways = self._ways
        named = [
            ("forgotten", _("I have forgotten the passphrase"), ways.forgotten),
            ("other_vault", _("Open another vault"), ways.choose_folder),
            ("new_vault", _("Make a new vault"), ways.new_vault),
            ("limits", _("What the vault cannot do"), ways.limits),
        ]
        if self._door.error is not None:
            named = named[2:]
        buttons = [button(text, kind="quiet", name=name) for name, text, _signal in named]
        for each, (_name, _text, signal) in zip(buttons, named, strict=True):
            each.clicked.connect(signal)
        return [box(column(*buttons, gap=0))]

    def _show_second(self, account: str) -> None:
        self._second.setVisible(self._door.has_second_key(account))

    def _try(self) -> None:
        if self._accounts is None or self._door.known is None:
            self._door.awaited = True
            self._message.say(_("It takes about a second. Esc cancels."), tone="")
            return
        if self._door.busy or self._door.seconds_left:
            return
        if not self._passphrase.line.text():
            self._message.say(_("Type your passphrase first."))
            return
        account = self._accounts.currentText()
        second = self._second.path if self._door.has_second_key(account) else None
        self._door.try_passphrase(account, self._passphrase.line.text(), second)

    def _show_busy(self) -> None:
        busy = self._door.busy
        self._passphrase.set_busy(busy=busy)
        self._unlock.setText(_("Unlocking …") if busy else _("Unlock"))
        if busy:
            self._message.say(_("It takes about a second. Esc cancels."), tone="")
        else:
            self._count_down()

    def _say_older(self) -> None:
        self._message.say(older_words(), tone="")

    def _refuse(self) -> None:
        self._passphrase.line.selectAll()
        self._passphrase.line.setFocus()
        announce(self._passphrase.line, self._refusal())

    def _refusal(self) -> str:
        return _words(self._door.refusal) if self._door.refusal else ""

    def _count_down(self) -> None:
        seconds = self._door.seconds_left
        self._unlock.setEnabled(not seconds)
        wait = wait_words(seconds) if seconds else ""
        self._message.say(" ".join(filter(None, (self._refusal(), wait))), spoken=False)
        if seconds and not self._timer.isActive():
            self._timer.start(250)
        elif not seconds:
            self._timer.stop()


def _words(error: KnownError) -> str:
    """Return what happened and what to do; without loading dialogs, since the window opens with this page."""
    return _(error.text).format(**error.values)


def older_words() -> str:
    """Return what is said while a vault of an older version is brought up to date."""
    return _("The vault is being brought up to date for this version of the program. It can take a minute.")


def ways_on(error: KnownError) -> tuple[str, ...]:
    """Return the names of the ways on, the one that fits best first: trying again only where it may help."""
    from ...vault import errors

    kind = type(error).__name__
    if isinstance(error, errors.NotAVault):
        return "other_vault", "restore", "try_again"
    if isinstance(error, errors.OnShare | errors.MadeByNewerVersion) or kind == "TooNew":
        return "other_vault", "try_again"
    if isinstance(error, errors.KeyFileDamaged) or kind in _LASTING_FAULTS:
        return "restore", "other_vault", "try_again"
    if isinstance(error, errors.Damaged | errors.KeyFileMissing) or kind in _PASSING_FAULTS:
        return "try_again", "restore", "other_vault"
    return "try_again", "other_vault"


# By name: the lock window loads no part of the database. What passes may be a disk that was pulled out.
_LASTING_FAULTS = frozenset({"WrongKey", "DatabaseEmpty", "DatabaseCut", "NotTheSameVault"})
_PASSING_FAULTS = frozenset({"DatabaseDamaged", "DatabaseMissing", "DiskFailed"})


def short_path(folder: Path) -> str:
    """Return a path with ~ for the home folder."""
    home = Path.home()
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)
