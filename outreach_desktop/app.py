"""The composition root: settings -> language -> lock window or first run -> workspace -> main window."""

import gc
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from . import __version__, faults, paths
from .domain.errors import KnownError
from .i18n import LANGUAGES, _, zone
from .ui import dialogs
from .ui.gate import leaving, opening
from .ui.gate.gate import Gate
from .ui.gate.locked_copy import locked_copy
from .ui.gate.opening import Opened
from .ui.gate.preferences import Preferences
from .ui.gate.warming import Warming
from .ui.language import apply_language, speak, system_language
from .ui.look import theme
from .ui.traces import keep_out_of_pictures, let_qt_keep_nothing

if TYPE_CHECKING:
    from .settings import Remembered
    from .storage.drafts import Draft
    from .ui.alarm.vigil import Vigil
    from .ui.idle import IdleWatch
    from .ui.main_window import MainWindow
    from .ui.rooms import Room
    from .ui.top_bar import Signs
    from .ui.workspace import Workspace

# Packages of ui with `room(workspace)`, in the order of the bar; settings come last.
ROOMS = ("today", "outreach", "people", "meetings", "reports", "statistics", "organisation")


class Start(NamedTuple):
    """What the command line asks for."""

    vault: Path | None = None
    language: str = ""


def system_now() -> datetime:
    return datetime.now(zone())


class Desktop(QObject):
    """The running program: first the gate, then the main window, then a new process or none."""

    def __init__(
        self,
        start: Start,
        preferences: Preferences,
        replace: leaving.Replace = leaving.replace_process,
        now: Callable[[], datetime] = system_now,
    ) -> None:
        super().__init__()
        gc.disable()  # from here on only our own collector collects, in the main thread
        self._start, self._replace, self._now = start, replace, now
        self.preferences = preferences
        self.preferences.not_saved.connect(self._tell_not_saved)
        self.preferences.changed.connect(self._heed_preferences)
        self.gate: Gate | None = None
        self.window: MainWindow | None = None
        self.workspace: Workspace | None = None
        self.idle: IdleWatch | None = None
        self._older_than: Remembered | None = None  # what was seen here before an older vault came in its place

    @cached_property
    def vigil(self) -> "Vigil":
        """What looks at the clocks of meetings; loaded after the lock window is painted."""
        from .ui.alarm.vigil import Vigil

        return Vigil(self.preferences, self._now, self)

    def open(self) -> None:
        """Show the lock window, or the first run."""
        self.gate = Gate(self.preferences, self._now)
        self.gate.entered.connect(self.enter)
        self.gate.idle.connect(self._warm_up, Qt.ConnectionType.SingleShotConnection)
        self.gate.begin(self._start.vault)
        self.gate.window.painted.connect(self._watch_clocks, Qt.ConnectionType.QueuedConnection)
        unseen = leaving.starts_minimised()
        QTimer.singleShot(0 if unseen else 1000, self, self._watch_clocks)  # what is hidden is never painted
        if unseen:
            self.gate.window.showMinimized()
        else:
            self.gate.window.show()

    def _watch_clocks(self) -> None:
        """Let a clock that runs be heard while the vault is locked; once."""
        if self.gate is not None and self.vigil.gate is None and self.vigil.inside is None:
            self.vigil.stand_at(self.gate, self._start.vault)

    def _warm_up(self) -> None:
        warming = Warming(self)
        warming.done.connect(self._collect_from_here)
        warming.done.connect(self._copy_locked)
        warming.start()

    def _collect_from_here(self) -> None:
        from .ui.collector import Collector

        self._collector = Collector(self)

    def _copy_locked(self) -> None:
        """Let the vault that is locked be copied while nobody types, if that is due."""
        if self.gate is not None and (folder := self.gate.folder) is not None:
            locked_copy.begin(folder, self._now())

    def enter(self, opened: Opened, before: "Remembered") -> None:
        """Open the main window on an unlocked vault, after the agreement where it is due."""
        from .operations import agreements, vaults
        from .storage import drafts

        folder = opened.vault.folder
        try:
            workspace = opening.workspace_of(opened, self._now)
        except KnownError as error:
            if self.gate is None:
                raise
            self.gate.refuse(folder, error)
            return
        workspace.seen = vaults.seen_head(before.counter, before.log_head)
        self.workspace, self._older_than = workspace, None
        workspace.stand_on_last_day()
        workspace.failed.connect(self._tell_failure)
        speak(workspace.account.language)  # the computer's own stays for the lock window
        kept = workspace.own_drafts().get(drafts.WINDOW)
        damaged = drafts.has_damaged(workspace.db)
        workspace.begin()
        if agreements.is_due(workspace.account):
            self._ask_to_agree(workspace, lambda: self._go_in(workspace, kept, before, damaged_drafts=damaged))
        else:
            self._go_in(workspace, kept, before, damaged_drafts=damaged)

    def _go_in(
        self, workspace: "Workspace", kept: "Draft | None", before: "Remembered", *, damaged_drafts: bool
    ) -> None:
        self._open_window(workspace, kept)
        self._tell_of_the_past(before, damaged_drafts=damaged_drafts)
        if self.window is not None:
            self.vigil.go_inside(self.window, workspace, self.lock)
        self._watch_idle()
        QTimer.singleShot(0, self, self._watch_session)
        workspace.settle()

    def _ask_to_agree(self, workspace: "Workspace", then: Callable[[], None]) -> None:
        """Show the confidentiality agreement in the lock window; no room opens before it is accepted."""
        from .ui.gate.agreement import Asking

        if self.gate is None:
            self.gate = Gate(self.preferences, self._now)
            self.gate.window.show()
        self._asking = Asking(self.gate.window, workspace)
        self._asking.agreed.connect(then)
        self._asking.refused.connect(self.lock)
        self._asking.closed.connect(self._close_undecided)
        self._asking.begin()
        self._watch_idle()

    def _close_undecided(self) -> None:
        workspace, self.workspace = self.workspace, None
        if self.idle:
            self.idle.stop()
        if workspace is not None:
            self._close(workspace)

    def _open_window(self, workspace: "Workspace", kept: "Draft | None") -> None:
        from .ui.furnishing import furnish
        from .ui.main_window import MainWindow

        self._shown_signs = self._signs(workspace)
        self.window = MainWindow(self._rooms(workspace), signs=self._shown_signs)
        furnish(self.window, workspace)
        self.window.lock_wanted.connect(self.lock)
        self.window.quick_exit_wanted.connect(lambda: self.lock(unseen=True))
        self.window.closing.connect(self._put_away)
        self.window.look_changed.connect(self.preferences.keep_look)
        self.window.language_changed.connect(self._keep_language)
        try:
            if kept is not None:
                self._resume(workspace, self.window, kept)
        finally:
            self._change_windows(self.window)

    def _keep_language(self, language: str) -> None:
        """Meet the same account in this language the next time; the lock window speaks it too."""
        self.preferences.update(language=language)
        if self.workspace is not None:
            self.workspace.choose_language(language)

    def _rooms(self, workspace: "Workspace") -> "Sequence[Room]":
        from .ui import settings_room
        from .ui.rooms import may_enter

        entered = [name for name in ROOMS if may_enter(workspace.role, name)]
        rooms = [import_module(f"{__package__}.ui.{name}").room(workspace) for name in entered]
        settings = settings_room.room(workspace, self.preferences, lambda: self.idle.source if self.idle else "")
        return [*rooms, settings]

    def _resume(self, workspace: "Workspace", window: "MainWindow", draft: "Draft") -> None:
        """Go on where the same account locked; what another version of the program kept is left.

        Where that place is gone, such as the page of somebody erased since, the first page stays. What was typed
        in forms is among their own drafts.
        """
        kept = json.loads(draft.state)
        workspace.discard_draft(draft.editor)
        if kept["version"] == __version__:
            try:
                window.resume(kept["window"])
            except KnownError:
                window.replace(ROOMS[0])

    def _change_windows(self, window: "MainWindow") -> None:
        """Put the main window where the lock window stands."""
        if self.gate is None:
            self.preferences.place(window)
        else:
            self.preferences.place_like(window, self.gate.window)
        window.show()
        if self.gate is not None:
            self.gate.window.may_close = lambda: True  # a clock that runs goes on in the window that comes now
            self.gate.window.close()
            self.gate.window.deleteLater()
            self.gate = None

    def _tell_of_the_past(self, before: "Remembered", *, damaged_drafts: bool) -> None:
        from .ui.gate.past import older_vault_noticed, tell_of_the_past
        from .ui.retention.at_unlocking import ask_what_is_due

        if self.workspace is None or self.window is None:
            return
        tell_of_the_past(self.window, before, self._now(), damaged_drafts=damaged_drafts)
        if older_vault_noticed(self.window, self.workspace, before, self._accept_older_vault, self.lock):
            self._older_than = before
        else:
            self.workspace.sweep()
            ask_what_is_due(self.window, self.workspace)

    def _accept_older_vault(self) -> None:
        self._older_than = None

    def _watch_idle(self) -> None:
        from .ui.idle import IdleWatch, session_idle
        from .ui.idle_notice import IdleNotice

        app = QApplication.instance()
        window: QMainWindow | None = self.window or (self.gate.window if self.gate else None)
        if app is None or window is None or self.workspace is None:
            return
        if self.idle:
            self.idle.stop()
        self.idle = IdleWatch(app, self.workspace.organisation.idle_minutes, session_idle())
        IdleNotice(window, self.idle)
        self.idle.expired.connect(self.lock)
        if self.window:
            self.idle.heed(self.window.keys_everywhere())
        self.workspace.changed.connect(self._heed_organisation)

    def _watch_session(self) -> None:
        """Lock when the user locks the screen, leaves, or lets the computer sleep; the window stands already."""
        from .ui.session import watch_session

        if self.window is not None and self.idle is not None and self.workspace is not None:
            watch_session(self.window, self._shown_signs.shown_name, self.idle, self.lock)

    def _heed_organisation(self) -> None:
        """Let the minutes that the organisation has chosen take effect."""
        if self.idle is not None and self.workspace is not None:
            self.idle.minutes = self.workspace.organisation.idle_minutes

    def _heed_preferences(self) -> None:
        """Let the neutral name take effect."""
        if self.window is not None and self.workspace is not None:
            signs = self._signs(self.workspace)
            if signs != self._shown_signs:
                self._shown_signs = signs
                self.window.use_signs(signs)

    def _signs(self, workspace: "Workspace") -> "Signs":
        from .ui.top_bar import Signs

        name = self.preferences.settings.neutral_name
        return Signs(name=name, who=workspace.account.name, practice=workspace.practice)

    def lock(self, *, unseen: bool = False) -> None:
        """Keep what is typed, close the vault, and replace this process by its lock window. Never asks."""
        if self.workspace is None:
            return
        vault = self.workspace.vault.folder
        self.vigil.hand_over()
        try:
            if self.window is None:
                self._close_undecided()
            self._put_away()
        finally:
            leaving.lock_process(vault, self._replace, unseen=unseen)

    def _put_away(self) -> None:
        """Keep the window as it is, sealed to its user, and close the vault."""
        from .storage import drafts

        workspace, window = self.workspace, self.window
        if workspace is None or window is None:
            return
        self.workspace = None
        if self.idle:
            self.idle.stop()
        try:
            kept = {"version": __version__, "window": window.capture()}
            workspace.keep_draft(drafts.WINDOW, json.dumps(kept))
            self.preferences.keep_place(window)
            for each in QApplication.topLevelWidgets():
                each.hide()
            leaving.clear_own_clipboard()
        finally:
            self._close(workspace)

    def _close(self, workspace: "Workspace") -> None:
        """Close the vault, and remember where its log ends, if that could still be read."""
        vault_id, head = workspace.vault.vault_id, workspace.close()
        if not head.seq or self._older_than is not None:
            return
        known = self.preferences.settings.of_vault(vault_id)
        remembered = known._replace(counter=head.seq, log_head=head.hash.hex())
        self.preferences.keep(self.preferences.settings.with_vault(vault_id, remembered))

    def _tell_failure(self, error: Exception) -> None:
        """Say below the page what did not work: a dialog would swallow what is being typed."""
        from .domain.attributes import Invalid
        from .ui.workspace import LeftUnsaved

        if isinstance(error, Invalid):
            error = LeftUnsaved()
        if not isinstance(error, KnownError):
            raise error
        if self.window is None:
            dialogs.show_error(None, error)
        else:
            self.window.tell(lambda: dialogs.known_error_text(error), tone="danger")

    def _tell_not_saved(self) -> None:
        if self.window is not None:
            self.window.tell(_not_saved, tone="warning")


def _not_saved() -> str:
    return _("The settings could not be saved. They hold until the program is closed.")


def made(start: Start) -> tuple[QApplication, Desktop]:
    """Return the program, dressed and in its language, not yet shown."""
    app = theme.make_application("outreach-desktop")
    let_qt_keep_nothing()
    app.setApplicationDisplayName("")
    preferences = Preferences(paths.settings_folder())
    wanted = start.language or preferences.settings.language
    apply_language(app, wanted if wanted in LANGUAGES else system_language())
    theme.apply(app, preferences.look)
    keep_out_of_pictures(app, preferences)
    dialogs.install_exception_dialogs()
    return app, Desktop(start, preferences)


def run(start: Start) -> int:
    """Show the window until it is closed; return the exit status."""
    app, desktop = made(start)
    desktop.open()
    if desktop.gate is not None:
        desktop.gate.idle.connect(faults.install_in_threads, Qt.ConnectionType.SingleShotConnection)
    return app.exec()


def test_itself(language: str, broken: str) -> int:
    """Do the main job through the real windows in a vault of its own; return the exit status."""
    from .ui import self_test

    app = QApplication(["outreach-desktop"])
    faults.install_in_threads()
    let_qt_keep_nothing()
    app.setQuitOnLastWindowClosed(False)
    apply_language(app, language)
    theme.apply(app, theme.Theme())

    def opener(vault: Path, settings: Path) -> Desktop:
        return Desktop(Start(vault, language), Preferences(settings), replace=lambda _arguments: None)

    return self_test.run(opener, language, broken)
