"""Looks at every clock twice a second, locked and unlocked, and rings. One for the process."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from ...domain.meeting_clock import Moment, Standing, Watched
from ...i18n import _
from ...vault import boot_clock
from ...vault.clock_file import clocks_of
from ..gate.background import Task
from .waited import Held, Waited, of_locked, soonest

if TYPE_CHECKING:
    from ..gate.gate import Gate
    from ..gate.preferences import Preferences
    from ..main_window import MainWindow
    from ..workspace import Workspace
    from .alarm import Alarm
    from .awake import KeepAwake
    from .inside import Inside
    from .outside import Outside

LOOK_EVERY_MS = 500
SEEN = "OUTREACH_CLOCK_SEEN"  # tells the process that takes our place when the clock was looked at last


class Vigil(QObject):
    """`looked` comes after each look; `waited` is what was waited for then, the soonest first."""

    looked = Signal()

    def __init__(self, preferences: "Preferences", now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences, self._wall = preferences, now
        self.watched = Watched(handed_over())
        self.waited: list[Waited] = []
        self.gate: Gate | None = None
        self.inside: Inside | None = None
        self._outside: Outside | None = None
        self._locked: dict[Path, Held] = {}
        self._read: set[Path] = set()
        self._reading = 0
        self._over = False
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)

    # Made when they are first needed: on most days nothing is waited for, and the lock window opens without them.
    @cached_property
    def alarm(self) -> "Alarm":
        from .alarm import Alarm

        made = Alarm(self.name, self.now, self)
        made.changed.connect(self.look)
        return made

    @cached_property
    def awake(self) -> "KeepAwake":
        from .awake import KeepAwake

        return KeepAwake(self.name, self)

    def name(self) -> str:
        """Return the neutral name."""
        return self._preferences.settings.neutral_name or _("Notes")

    def now(self) -> Moment:
        if self.inside is not None:
            return self.inside.workspace.clocks.now()
        return boot_clock.moment(self._wall())

    def stand_at(self, gate: "Gate", folder: Path | None) -> None:
        """Watch the vaults that are known here, while the lock window is shown."""
        self.gate = gate
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.end)
        known = [Path(each) for each in self._preferences.settings.vaults]
        self.read({*known, *([folder] if folder else [])})
        self._timer.start()

    def go_inside(self, window: "MainWindow", workspace: "Workspace", lock: Callable[[], None]) -> None:
        """Watch the meetings of a vault that is unlocked now, and go on watching the others."""
        from .inside import Inside

        self.inside, self.gate, self._outside = Inside(self, window, workspace, lock), None, None
        if "alarm" in vars(self):
            self.alarm.step_back()  # its buttons lead to the lock window, which goes
        self._read.add(workspace.vault.folder)
        workspace.clocks.told.connect(self._take_over)
        workspace.closing.connect(self.end)
        self._timer.start()
        if workspace.clocks.known:
            self._take_over()

    def _take_over(self) -> None:
        """Go by the register, which tells more than the file of the same vault."""
        if self.inside is not None:
            self._locked.pop(self.inside.workspace.vault.folder, None)
            if self.inside.workspace.clocks.running.was_unreadable:
                self.ask()
        self.look()

    def end(self) -> None:
        """Fall silent, since the process ends."""
        self._over = True
        self._timer.stop()
        if "alarm" in vars(self):
            self.alarm.close()
            self.awake.release()

    def hand_over(self) -> None:
        """Fall silent, since another process takes the place of this one, and tell it that nothing was missed."""
        last = self.watched.last
        if last is not None and self.watched.asked is None:
            os.environ[SEEN] = f"{last.boot}:{last.ticks}"
        self.end()

    def read(self, folders: set[Path]) -> None:
        """Read what the files of locked vaults hold, in a thread: a stick may be slow."""
        self._read |= folders
        self._reading += 1
        task = Task(self, lambda: clocks_of(sorted(folders)))
        task.done.connect(self._take)
        task.start()

    def _take(self, found: dict[Path, Held]) -> None:
        self._reading -= 1
        own = self.inside.workspace.vault.folder if self.inside is not None else None
        self._locked |= {folder: clock for folder, clock in found.items() if folder != own}
        self.look()

    def look(self) -> None:
        """Look at the clocks now, and do what follows."""
        if self._over:
            return
        if self.gate is not None and (folder := self.gate.folder) is not None and folder not in self._read:
            self.read({folder})
        if not self._knows():
            return
        now = self.now()
        self.waited = soonest(self._gathered(), now)
        if not self.waited:
            self.watched = Watched(now)
        else:
            self.watched = self.watched.look(now)
        self._forget_what_is_settled(now)
        self._act(now)
        self.looked.emit()

    def _knows(self) -> bool:
        """Say whether everything was read once: until then, nothing waited for says nothing."""
        return not self._reading and (self.inside is None or self.inside.workspace.clocks.known)

    def _gathered(self) -> list[Waited]:
        inside = self.inside.waited() if self.inside is not None else []
        return [*inside, *of_locked(self._locked)]

    def _forget_what_is_settled(self, now: Moment) -> None:
        """Before a locked vault rings its file is read once more: another process may have checked in."""
        late = {each.folder for each in self.of(Standing.OVERDUE, now) if each.folder is not None}
        if late:
            for folder in late:
                del self._locked[folder]
            self._locked |= clocks_of(sorted(late))
            self.waited = soonest(self._gathered(), now)

    def of(self, standing: Standing, now: Moment) -> list[Waited]:
        """Return what stands so, the soonest first."""
        found = [each for each in self.waited if each.standing(self.watched, now) is standing]
        if standing is Standing.OVERDUE and self.inside is not None:
            return [each for each in self.waited if each in found or self.inside.is_forced(each)]
        return found

    def _act(self, now: Moment) -> None:
        if not self.waited and "alarm" not in vars(self):
            return
        alarm, shower = self.alarm, self._shower()
        if self.waited:
            self.awake.hold()
        else:
            self.awake.release()
        if late := self.of(Standing.OVERDUE, now):
            shower.show_late(late)
        elif asked := self.of(Standing.ASKS, now):
            shower.show_question(asked)
        else:
            alarm.end()
        shower.show_sign()

    def _shower(self) -> "Inside | Outside":
        """Return who says it: who may tell all, or who tells nothing of anybody."""
        if self.inside is not None:
            return self.inside
        if self._outside is None and self.gate is not None:
            from .outside import Outside

            self._outside = Outside(self, self.gate)
        if self._outside is None:
            raise RuntimeError("nobody to show it")
        return self._outside

    def ask(self) -> None:
        """Have a question answered, as after a gap."""
        self.watched = Watched(self.watched.last, self.watched.asked or self.now())

    def answer(self) -> None:
        """All is well as far as somebody knows: what is waited for is waited for on."""
        self.watched = self.watched.answered()
        self.look()


def handed_over() -> Moment | None:
    """Return, once, when the process in whose place this one stands had looked at the clock."""
    boot, _colon, ticks = os.environ.pop(SEEN, "").partition(":")
    return Moment(boot, int(ticks), datetime.min.replace(tzinfo=UTC)) if boot and ticks.isdigit() else None
