"""What is got ready while a passphrase is typed, so that the next step is quick."""

from PySide6.QtCore import QObject, QTimer, Signal

from . import opening
from .background import Task


class Warming(QObject):
    """Has Qt's classes made in the main thread, each in a turn of its own; then a thread loads the rest.

    One after the other: PySide makes a class when it is first asked for, and where two threads ask at once the
    process ends.
    """

    done = Signal()

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._kinds = opening.kinds_of_widgets()

    def start(self) -> None:
        """Make the next class, and go on when it is the event loop's turn again."""
        if next(self._kinds, ""):
            QTimer.singleShot(0, self, self.start)
            return
        task = Task(self, opening.warm_up)
        task.done.connect(lambda _nothing: self.done.emit())
        task.start()
