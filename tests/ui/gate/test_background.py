"""Work in a thread before a workspace is there: nobody is left waiting, nothing is left open."""

import threading

import pytest
from PySide6.QtCore import QObject

from outreach_desktop.domain.errors import KnownError
from outreach_desktop.domain.progress import Cancelled
from outreach_desktop.ui.gate.background import Task


def gone(owner, qtbot):
    """Let an owner end."""
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()


def test_what_comes_when_nobody_is_there_any_more_is_taken_back(qtbot):
    asked, undone = threading.Event(), []
    owner = QObject()
    Task(owner, lambda: asked.wait(5), undone.append).start()
    gone(owner, qtbot)
    asked.set()
    qtbot.waitUntil(lambda: undone == [True])


def test_what_the_work_held_ends_in_the_main_thread_though_nobody_waits_for_it(qtbot):
    """It may be a window: where one ends in another thread, the process ends with it."""
    ended_in, asked = [], threading.Event()

    class Held:
        def __del__(self):
            ended_in.append(threading.current_thread())

    def begin():
        held, owner = Held(), QObject()
        task = Task(owner, lambda: (asked.wait(5), held)[0])
        task.start()
        gone(owner, qtbot)
        return task._thread

    thread = begin()
    asked.set()
    thread.join(5)
    qtbot.waitUntil(lambda: bool(ended_in))
    assert ended_in == [threading.main_thread()]


def test_each_answer_is_told_or_taken_back_however_their_owners_go_meanwhile(qtbot):
    told, undone = [], []
    for _round in range(200):
        owner = QObject()
        task = Task(owner, lambda: 1, undone.append)
        task.done.connect(told.append)
        task.start()
        owner.deleteLater()
        del owner, task
    qtbot.waitUntil(lambda: len(told) + len(undone) == 200)


def test_a_late_answer_is_taken_back_after_it_was_cancelled(qtbot):
    owner, asked, undone, told = QObject(), threading.Event(), [], []
    task = Task(owner, lambda: asked.wait(5), undone.append)
    task.done.connect(told.append)
    task.start()
    task.cancel()
    asked.set()
    qtbot.waitUntil(lambda: undone == [True])
    assert told == []


@pytest.mark.parametrize("error", [KnownError("It did not work."), Cancelled()])
def test_what_is_known_is_told_and_what_was_stopped_is_not(qtbot, error):
    def work():
        raise error

    owner, told = QObject(), []
    task = Task(owner, work)
    task.failed.connect(told.append)
    with qtbot.waitSignal(task.destroyed):
        task.start()
    assert told == ([error] if isinstance(error, KnownError) else [])


def test_a_mistake_of_ours_is_raised_in_the_main_thread(qtbot):
    def work():
        raise ValueError

    owner = QObject()
    with qtbot.captureExceptions() as raised:
        Task(owner, work).start()
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ValueError
    assert owner is not None
