"""A thread that owns a database connection, does one thing after the other, and answers in the main thread.

What a job refers to (pages, among others) is let go in the main thread only: Qt's objects must not end in another.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ..storage.database import Database

Work = Callable[[Database], Any]
Then = Callable[[Any], None]
_LOOK_EVERY = 0.1  # seconds
_AGAIN_MS = 20
_Channel = tuple[int, str]  # whose, and its name
_RESTED = 10.0  # seconds without work after which memory is given back


@dataclass(slots=True)
class _Job:
    """`owner` is who asked: when it is gone, the answer is dropped. `told` is what came of it, for `who`."""

    owner: QObject
    work: Work
    then: Then | None
    failed: Then
    channel: _Channel | None
    number: int
    who: Then | None = field(default=None, init=False)
    told: object = field(default=None, init=False)


class Worker(QObject):
    """Jobs of one channel replace each other: only the newest answer arrives. No channel: each is done.

    Each owner has channels of its own, or a page on its way out could take the answer from the one in its place.

    A failure is told to who asked; when that page is gone, a failure of what has no channel goes to `failed`.
    """

    _ended = Signal(int)

    def __init__(self, connect: Callable[[], Database], failed: Then) -> None:
        super().__init__()
        self._connect = connect
        self._failed = failed
        self._held: dict[int, _Job] = {}  # by order of asking; only the main thread puts in and takes out
        self._asked = 0
        self._jobs: SimpleQueue[int | threading.Event | None] = SimpleQueue()
        self._newest: dict[_Channel, int] = {}
        self._running: _Job | None = None
        self._abandoned = False
        self._moved = False
        self._db: Database | None = None
        self._lock = threading.Lock()
        self._ended.connect(self._deliver_soon)
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def do(self, owner: QObject, work: Work, then: Then | None, failed: Then | None = None, channel: str = "") -> None:
        """Have `work` done with the worker's database; `then` or `failed` is called in the main thread."""
        self._asked += 1
        own = (id(owner), channel) if channel else None
        if own:
            self._newest[own] = self._asked
            self._interrupt(own)
        self._held[self._asked] = _Job(owner, work, then, failed or self._failed, own, self._asked)
        self._jobs.put(self._asked)

    def stop(self) -> None:
        """Finish what is asked for already, close the database, and end."""
        self._jobs.put(None)
        self._thread.join()

    def abandon(self) -> None:
        """Drop the questions whose answers nobody waits for any more, finish the rest, and end."""
        self._abandoned = True
        self._jobs.put(None)
        while self._thread.is_alive():  # a job may ask several things, and each is broken off
            with self._lock:
                if self._running and self._running.channel and self._db:
                    self._db.interrupt()
            self._thread.join(_LOOK_EVERY)

    def drain(self) -> None:
        """Wait until everything asked for so far is done, or has failed; answers come when the event loop runs."""
        done = threading.Event()
        self._jobs.put(done)
        while not done.wait(_LOOK_EVERY) and self._thread.is_alive():
            pass

    def _interrupt(self, channel: _Channel) -> None:
        """Break off what runs when it is asked anew, or when nobody is there any more for its answer."""
        running = self._running
        if running and running.channel and (running.channel == channel or not isValid(running.owner)):
            self._break_off(running)

    def _break_off(self, job: _Job) -> None:
        """Interrupt a job until it has ended: a statement that was just about to begin does not hear the first time."""
        with self._lock:
            runs = self._running is job and self._db is not None
            if runs and self._db:
                self._db.interrupt()
        if runs:
            QTimer.singleShot(_AGAIN_MS, self, partial(self._break_off, job))

    def _is_stale(self, job: _Job) -> bool:
        return job.channel is not None and (self._abandoned or self._newest.get(job.channel) != job.number)

    def _work(self) -> None:
        while (asked := self._next()) is not None:
            if isinstance(asked, threading.Event):
                asked.set()
            else:
                self._do(asked)
                self._ended.emit(asked)
        if self._db:
            self._db.close()

    def _next(self) -> int | threading.Event | None:
        """Wait for what comes next; after a rest, give back the memory that the last work took."""
        try:
            return self._jobs.get(timeout=_RESTED)
        except Empty:
            if self._db:
                self._db.give_back_memory()
            return self._jobs.get()

    def _do(self, asked: int) -> None:
        job = self._held[asked]
        if self._is_stale(job):
            return
        try:
            db = self._opened()
            with self._lock:
                db.resume()
                self._running = job
            job.told, job.who = job.work(db), job.then
        except Exception as error:  # noqa: BLE001 - whoever asked decides what to do about it
            job.told, job.who = error, job.failed
        finally:
            with self._lock:
                self._running = None

    def reconnect(self) -> None:
        """Use another connection from the next job on: the database has moved. Safe from any thread."""
        self._moved = True

    def _opened(self) -> Database:
        if self._moved and self._db is not None:
            self._moved = False
            self._db.close()
            self._db = None
        if self._db is None:
            self._db = self._connect()
        return self._db

    def _deliver_soon(self, asked: int) -> None:
        """Answer in a turn of the event loop of its own: the page that asked may just have been built in this one."""
        QTimer.singleShot(0, self, partial(self._deliver, asked))

    def _deliver(self, asked: int) -> None:
        job = self._held.pop(asked)
        who = job.who
        if self._is_stale(job):
            return
        if job.channel:
            del self._newest[job.channel]
        if who is None:
            return
        if isValid(job.owner):
            who(job.told)
        elif who is job.failed and not job.channel:
            self._failed(job.told)  # a write that failed is told also when the page that asked for it is gone
