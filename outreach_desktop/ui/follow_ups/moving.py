"""Moving a step by a day from the list where it stands: Shift with an arrow, and an undo."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ...i18n import _, window_texts
from ...operations.follow_ups import Moved, move_back, move_follow_up
from ..look.painted import RowList
from ..main_window import MainWindow
from ..workspace import Workspace


class Moving(QObject):
    """`step_of` gives the id of the step that the current row stands for, None where it is no step."""

    def __init__(
        self, rows: RowList, window: MainWindow, workspace: Workspace, step_of: Callable[[], int | None]
    ) -> None:
        super().__init__(rows)
        self._window, self._workspace, self._step_of = window, workspace, step_of
        for keys, days in (("Shift+Right", 1), ("Shift+Left", -1)):
            shortcut = QShortcut(QKeySequence(keys), rows)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._move, days))

    def _move(self, days: int) -> None:
        step, now = self._step_of(), self._workspace.now()
        if step is not None:
            work = partial(move_follow_up, step_id=step, days=days, now=now)
            self._workspace.write(self._window, work, self._tell)

    def _tell(self, moved: Moved) -> None:
        self._window.tell(partial(_words, moved), partial(self._undo, moved))

    def _undo(self, moved: Moved) -> None:
        self._workspace.write(self._window, partial(move_back, moved=moved, now=self._workspace.now()))


def _words(moved: Moved) -> str:
    day = moved.step.due_on
    return _("Moved to {day}").format(day=window_texts().day(day, "full") if day else "")
