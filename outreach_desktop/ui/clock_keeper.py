"""The clocks of meetings in an unlocked vault: what runs, kept in step with the register and with the file `clock`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ..domain.meeting_clock import Moment
from ..operations import meeting_clock
from ..operations.meeting_clock import Clocks
from ..storage.database import Database
from ..vault import boot_clock
from ..vault.clock_file import ClockFile
from .worker import Then

if TYPE_CHECKING:
    from .workspace import Workspace

_TABLES = frozenset({"meeting", "check_in", "organisation"})
ClockWork = Callable[[Database, ClockFile, Moment], Any]


class ClockKeeper(QObject):
    """`told` comes whenever what runs was read anew."""

    told = Signal()
    alarm_wanted = Signal(int)  # of a meeting, before anything is overdue

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.running = Clocks()
        self.known = False
        self.kept_awake: bool | None = None  # whether the system has promised not to sleep, None while unknown

    def start(self) -> None:
        """Read what runs, now and after each change."""
        self._workspace.changed.connect(self._heed)
        self.renew()

    def now(self) -> Moment:
        """Return the present moment by both clocks."""
        return boot_clock.moment(self._workspace.now())

    def do(self, owner: QObject, work: ClockWork, then: Then | None = None, failed: Then | None = None) -> None:
        """Have something done to a clock by the thread that writes."""
        now, file = self.now(), self._workspace.vault.clock
        self._workspace.write(owner, lambda db: work(db, file, now), then, failed)

    def _heed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self.renew()

    def renew(self) -> None:
        """Bring the file in step with the register, and tell what runs."""
        self.do(self, meeting_clock.renew, self._take, self._failed)

    def _take(self, running: Clocks) -> None:
        self.running, self.known = running, True
        self.told.emit()

    def _failed(self, error: Exception) -> None:
        """Say that the file could not be written; here it goes on ringing by what the register says."""
        self._workspace.failed.emit(error)
        self.do(self, meeting_clock.clocks, self._take)
