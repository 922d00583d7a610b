"""A thread that owns a database connection, does one thing after the other, and answers in the main thread."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ..storage.database import Database

Work = Callable[[Database], Any]
Then = Callable[[Any], None]
_LOOK_EVERY = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class _Job:
    """`owner` is who asked: when it is gone, the answer is dropped."""

    owner: QObject
    work: Work
    then: Then | None
    failed: Then
    channel: str
    number: int


class Worker(QObject):
    """Jobs of one channel replace each other: only the newest answer arrives. No channel: each is done.

    A failure is told to who asked; when that page is gone, a failure of what has no channel goes to `failed`.
    """

    _answered = Signal(object, object, object)

    def __init__(self, connect: Callable[[], Database], failed: Then) -> None:
        super().__init__()
        self._connect = connect
        self._failed = failed
        self._jobs: SimpleQueue[_Job | threading.Event | None] = SimpleQueue()
        self._newest: dict[str, int] = {}
        self._running: _Job | None = None
        self._abandoned = False
        self._moved = False
        self._db: Database | None = None
        self._lock = threading.Lock()
        self._answered.connect(self._deliver)
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def do(self, owner: QObject, work: Work, then: Then | None, failed: Then | None = None, channel: str = "") -> None:
        """Have `work` done with the worker's database; `then` or `failed` is called in the main thread."""
        number = self._newest.get(channel, 0) + 1
        self._newest[channel] = number
        self._interrupt(channel)
        self._jobs.put(_Job(owner, work, then, failed or self._failed, channel, number))

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

    def _interrupt(self, channel: str) -> None:
        if not channel:
            return
        with self._lock:
            if self._running and self._running.channel == channel and self._db:
                self._db.interrupt()

    def _is_stale(self, job: _Job) -> bool:
        return bool(job.channel) and (self._abandoned or self._newest[job.channel] != job.number)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if isinstance(job, threading.Event):
                job.set()
            elif not self._is_stale(job):
                self._do(job)
        if self._db:
            self._db.close()

    def _do(self, job: _Job) -> None:
        try:
            db = self._opened()
            with self._lock:
                db.resume()
                self._running = job
            answer = job.work(db)
        except Exception as error:  # noqa: BLE001 - whoever asked decides what to do about it
            self._tell(job, job.failed, error)
        else:
            if job.then:
                self._tell(job, job.then, answer)
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

    def _tell(self, job: _Job, who: Then, what: object) -> None:
        if not self._is_stale(job):
            self._answered.emit(job, who, what)

    def _deliver(self, job: _Job, who: Then, what: object) -> None:
        if self._is_stale(job):
            return
        if isValid(job.owner):
            who(what)
        elif who is job.failed and not job.channel:
            self._failed(what)  # a write that failed is told also when the page that asked for it is gone
