"""Leads from the start to an unlocked vault: lock page, recovery, first run."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ...domain.errors import KnownError
from ...i18n import _
from ...settings import Remembered
from .lock_page import Door, LockPage, Ways
from .opening import Opened
from .preferences import Preferences
from .window import GateWindow, choose_folder


class Gate(QObject):
    """`entered` gives the opened vault and what was remembered of it before."""

    entered = Signal(object, object)
    idle = Signal()  # once: the page is painted and nothing is waited for but the user

    def __init__(self, preferences: Preferences, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.preferences, self._now = preferences, now
        self.window = GateWindow(preferences)
        self.window.painted.connect(self._after_first_paint)
        self._door: Door | None = None
        self._ways = self._made_ways()

    @property
    def folder(self) -> Path | None:
        """The vault whose lock page is shown and that could be read; None where there is none."""
        return self._door.folder if self._door is not None and self._door.known is not None else None

    def begin(self, folder: Path | None) -> None:
        """Show the lock page of a vault, or the first run where none is known."""
        known = self.preferences.settings.vaults
        if folder is None and not known:
            self.first_run()
        else:
            self.show_lock(folder or Path(known[0]))

    def show_lock(self, folder: Path) -> None:
        door = Door(self.preferences, folder, self._now)
        door.known_changed.connect(self._show_what_was_read)
        door.opened.connect(self._enter)
        self._door = door
        self.window.present(lambda: LockPage(door, self._ways))
        if self.window.was_painted:
            door.look()

    def refuse(self, folder: Path, error: KnownError) -> None:
        """Say why a vault that was unlocked cannot be worked on, and offer the ways on."""
        if self._door is None:
            self.show_lock(folder)
        if self._door is not None:
            self._door.fail(error)

    def _after_first_paint(self) -> None:
        """Read the vault first, then let what comes next be prepared."""
        if self._door is None:
            self.idle.emit()
        else:
            self._door.known_changed.connect(self.idle)
            self._door.look()

    def _show_what_was_read(self) -> None:
        """Fill in who is in the vault; only where something else is to be shown is the page built anew.

        A button that is held while its page is replaced is never let go of: what was asked for would be lost.
        """
        page = self.window.page
        if not isinstance(page, LockPage) or not page.fill_in():
            self.window.rebuild()

    def _enter(self, opened: Opened, before: Remembered) -> None:
        self._remember(opened.vault.folder)
        self.entered.emit(opened, before)

    def _made_ways(self) -> Ways:
        ways = Ways(self)
        ways.another_vault.connect(self.show_lock)
        ways.choose_folder.connect(self._choose_folder)
        ways.new_vault.connect(self.first_run)
        ways.forgotten.connect(self._forgotten)
        ways.limits.connect(self._show_limits)
        ways.restore.connect(self._restore)
        return ways

    def _show_limits(self) -> None:
        """Say what the vault cannot do; the way back leads to the same door."""
        from .limits import LimitsPage

        door = self._door
        if door is not None:
            self.window.present(lambda: LimitsPage(lambda: self.window.present(lambda: LockPage(door, self._ways))))

    def _choose_folder(self) -> None:
        choose_folder(self.window, _("Open a vault"), self.show_lock)

    def _forgotten(self) -> None:
        from .forgotten import Forgotten

        if self._door is None:
            return
        door = Door(self.preferences, self._door.folder, self._now)
        door.known, self._door = self._door.known, None
        forgotten = Forgotten(self.window, door)
        forgotten.entered.connect(self._enter)
        forgotten.given_up.connect(self.show_lock)
        forgotten.begin()

    def _restore(self) -> None:
        """Restore a backup of a vault that cannot be opened, into a folder of its own."""
        if self._door is not None:
            damaged, self._door = self._door.folder, None
            self._begin_restoring(damaged, self.show_lock)

    def _begin_restoring(self, folder: Path, given_up: Callable[[Path], None]) -> None:
        from .rescue import Rescue

        rescue = Rescue(self.window, self.preferences, folder, self._now)
        rescue.restored.connect(self._show_restored)
        rescue.given_up.connect(given_up)
        rescue.begin()

    def _show_restored(self, folder: Path) -> None:
        self._remember(folder)
        self.show_lock(folder)

    def first_run(self) -> None:
        """Make a vault from the beginning, or open one that exists."""
        from .first_run.first_run import FirstRun

        before, self._door = self._door, None

        def back(_folder: Path) -> None:
            self.first_run() if before is None else self.show_lock(before.folder)

        run = FirstRun(self.window, self._now)
        run.made.connect(lambda opened: self._enter(opened, Remembered()))
        run.placed.connect(self._remember)
        run.open_wanted.connect(self.show_lock)
        run.restore_wanted.connect(lambda folder: self._begin_restoring(folder, back))
        if before is not None:
            run.given_up.connect(lambda: self.show_lock(before.folder))
        run.begin(welcome=before is None)

    def _remember(self, folder: Path) -> None:
        self.preferences.keep(self.preferences.settings.opened(str(folder)))
