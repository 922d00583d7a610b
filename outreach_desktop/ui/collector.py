"""Python's garbage collector, kept to the main thread.

Left to itself it runs in whichever thread happens to allocate. A worker that thereby ends a window's object holds Qt's
lock on connections while it waits for Python's lock, and the main thread waits the other way round: both for ever.
So the program switches it off when it starts, and collects here.
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 500


def tidy() -> None:
    """Collect, in the main thread, the oldest generation that is due by Python's own thresholds."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > thresholds[generation]]
    if due:
        gc.collect(due[-1])


class Collector(QObject):
    """Tidies while the event loop runs. What was loaded before it began is never looked at again."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(tidy)
        self._timer.start(LOOK_EVERY_MS)
