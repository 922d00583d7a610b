"""Work in a thread before a workspace is there: nobody is left waiting, nothing is left open."""

import threading

from PySide6.QtCore import QObject

from outreach_desktop.ui.gate.background import Task


def test_what_comes_when_nobody_is_there_any_more_is_taken_back(qtbot):
    asked, undone = threading.Event(), []
    owner = QObject()
    task = Task(owner, lambda: asked.wait(5), undone.append).start()
    thread = task._thread
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        del owner
    asked.set()
    thread.join(5)
    assert undone == [True]
