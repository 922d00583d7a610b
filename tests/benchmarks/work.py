"""In one process with a window: unlocking, lists, keys, statistics, and how long the main thread is away meanwhile."""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from outreach_desktop import app as program
from outreach_desktop.ui import backup_keeper
from outreach_desktop.ui.gate.preferences import Preferences
from outreach_desktop.ui.language import apply_language
from outreach_desktop.ui.look import theme
from tests.fingers import rest

KEYS, FRAMES = "mira", 30
backup_keeper.FIRST_MS = 24 * 60 * 60 * 1000  # a rest is without a backup, which has rows of its own
REST_MS = 11_500  # a little more than the workers wait before they give memory back


class Heartbeat:
    """Beats each millisecond; `longest` is how many milliseconds the main thread was away at most.

    `busiest` is how many of the processor's it took between two beats at most, whatever else the machine did.
    """

    def __init__(self) -> None:
        self._clock = QElapsedTimer()
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.longest = self.busiest = 0.0
        self._spent = time.thread_time()
        self._timer.start()
        self._clock.start()

    def _beat(self) -> None:
        self.longest = max(self.longest, self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()
        before, self._spent = self._spent, time.thread_time()
        self.busiest = max(self.busiest, (self._spent - before) * 1000)

    def taken(self) -> float:
        """Return the longest gap since the last time, and begin anew."""
        found, self.longest, self.busiest = self.longest, 0.0, 0.0
        self._clock.restart()
        self._spent = time.thread_time()
        return found

    def note(self, name: str, found: dict[str, float]) -> None:
        """Put down both since the last time, and begin anew."""
        found[f"busy {name}"] = self.busiest
        found[f"gap {name}"] = self.taken()


def wait(condition, seconds=120) -> float:
    """Let the program run until something holds; return how many milliseconds that took."""
    begun, loop = time.perf_counter(), QEventLoop()
    poll = QTimer(interval=1)
    poll.timeout.connect(lambda: loop.quit() if condition() else None)
    QTimer.singleShot(seconds * 1000, loop.quit)
    poll.start()
    loop.exec()
    poll.stop()
    assert condition()
    return (time.perf_counter() - begun) * 1000


class Naive(QAbstractTableModel):
    """The rows of a table as plain Python gives them, for comparison."""

    def __init__(self, rows) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, _parent=None) -> int:
        return len(self._rows)

    def columnCount(self, _parent=None) -> int:
        return len(self._rows[0])

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self._rows[index.row()][index.column()])
        return None


def rss() -> float:
    """Return the resident memory in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def measure(folder: str, label: str, passphrase: str) -> None:
    """Do everything once, and write the figures as JSON."""
    app = QApplication(["outreach-desktop"])
    app.setQuitOnLastWindowClosed(False)
    apply_language(app, "sv")
    theme.apply(app, theme.Theme("light"))
    beat, found = Heartbeat(), {}
    with tempfile.TemporaryDirectory() as settings:
        desktop = program.Desktop(
            program.Start(Path(folder)), Preferences(Path(settings)), replace=lambda _arguments: None
        )
        _unlock(desktop, label, passphrase, beat, found)
        _lists(desktop, beat, found)
        _search(desktop, beat, found)
        _statistics(desktop, beat, found)
        found["rss at once"] = rss()
        wait(lambda: desktop.workspace.texts.ready)
        rest(REST_MS)
        found["rss"] = rss()
        _close(desktop)
    sys.stdout.write(json.dumps(found) + "\n")


def _unlock(desktop, label, passphrase, beat, found) -> None:
    from outreach_desktop.vault.folder import Vault

    desktop.open()
    gate = desktop.gate.window
    wait(lambda: gate.was_painted)
    wait(lambda: gate.page.findChild(QWidget, "account").count())
    rest(1500)  # as long as anybody types: what comes next is prepared meanwhile
    gate.page.findChild(QWidget, "account").setCurrentText(label)
    derive = _derived(Vault, found)
    gate.page.findChild(QWidget, "passphrase").setText(passphrase)
    beat.taken()
    begun = time.perf_counter()
    QTest.keyClick(gate.page.findChild(QWidget, "passphrase"), Qt.Key.Key_Return)
    wait(lambda: desktop.window is not None and desktop.window.isVisible())
    _painted(desktop.window)
    found["unlock"] = (time.perf_counter() - begun) * 1000
    _rest(desktop)
    beat.note("unlock", found)
    derive()


def _derived(vault_type, found):
    """Note how long the keys take; return what undoes the noting."""
    unlock = vault_type.unlock

    def timed(self, *arguments):
        begun = time.perf_counter()
        try:
            return unlock(self, *arguments)
        finally:
            found["keys"] = (time.perf_counter() - begun) * 1000

    vault_type.unlock = timed
    return lambda: setattr(vault_type, "unlock", unlock)


def _painted(widget) -> None:
    """Wait for a paint that is done."""
    widget.repaint()


def _rest(desktop) -> None:
    """Wait until every question is answered."""
    for _round in range(2):
        desktop.workspace.drain()
        for worker in (desktop.workspace._reader, desktop.workspace._slow):
            done = []
            worker.do(desktop.window, lambda _db: True, done.append)
            wait(lambda done=done: done)


def _table(window) -> QTableView:
    return max(window.page.findChildren(QTableView), key=lambda view: view.model().rowCount())


class _Shown(QObject):
    """Hears when the largest table of a page is painted with rows in it, by itself: nothing asks it to."""

    def __init__(self, window) -> None:
        super().__init__()
        self.is_painted = False
        self._viewport = _table(window).viewport()
        self._viewport.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Paint and watched.parent().model().rowCount():
            self.is_painted = True
        return False


def _lists(desktop, beat, found) -> None:
    window = desktop.window
    for name, place in (("people", {}), ("contacts", {"view": "contacts"})):
        beat.taken()
        begun = time.perf_counter()
        window.go("people", place)
        shown = _Shown(window)
        wait(lambda shown=shown: shown.is_painted)
        found[f"open {name}"] = (time.perf_counter() - begun) * 1000
        _rest(desktop)
        beat.note(name, found)
    window.go("people", {})
    wait(lambda: _table(window).model().rowCount() > 1000)
    _frames(_table(window), found)


def _frames(view, found) -> None:
    """Press Page Down, and paint; beside it the same rows from a plain model."""
    rest(200)
    found["page down"] = _page_down(view)
    model = view.model()
    rows = [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(800)]
    naive = QTableView()
    naive.setModel(Naive(rows))
    naive.resize(view.size())
    naive.verticalHeader().hide()
    naive.show()
    rest(100)
    found["page down, naive"] = _page_down(naive)
    found["frame"] = statistics.median(_timed(view.viewport().repaint) for _ in range(15))
    naive.deleteLater()


def _page_down(view) -> float:
    times = []
    for _frame in range(FRAMES):
        begun = time.perf_counter()
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep())
        view.viewport().repaint()
        times.append((time.perf_counter() - begun) * 1000)
        rest(2)
    return statistics.median(times)


def _timed(work) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _search(desktop, beat, found) -> None:
    """Type letter by letter into the filter of the list; each time until the rows of the answer are painted."""
    window = desktop.window
    line = window.page.findChild(QWidget, "people.words")
    line.setFocus()
    beat.taken()
    times, answered = [], _answers(desktop.workspace)
    for letter in KEYS:
        answered.clear()
        begun = time.perf_counter()
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(line, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter))
        wait(lambda: answered)
        _table(window).viewport().repaint()
        times.append((time.perf_counter() - begun) * 1000)
    found["key to rows"] = statistics.median(times)
    found["key to rows, most"] = max(times)
    beat.note("search", found)


def _answers(workspace) -> list[str]:
    """Return a list that grows with each answer that a page has taken in."""
    answered, ask = [], workspace.ask

    def noted(owner, channel, question, then, failed=None) -> None:
        def take(answer) -> None:
            then(answer)
            answered.append(channel)

        ask(owner, channel, question, take, failed)

    workspace.ask = noted
    return answered


def _statistics(desktop, beat, found) -> None:
    beat.taken()
    begun = time.perf_counter()
    desktop.window.go("statistics")
    shown = _Shown(desktop.window)
    wait(lambda: shown.is_painted)
    found["statistics page"] = (time.perf_counter() - begun) * 1000
    _rest(desktop)
    beat.note("statistics", found)


def _close(desktop) -> None:
    for window in QApplication.topLevelWidgets():
        window.hide()
    desktop.idle.stop()
    desktop.workspace.close()
    desktop.workspace = None
