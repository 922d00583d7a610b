"""A process with the real window in which somebody types steadily, and says what has been typed, until it is killed."""

import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).parent.parent))

from desk import Desk, find
from makers import PASSPHRASE
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

PAUSE_MS = 20


def main(folder: Path, settings: Path) -> None:
    app = QApplication([])
    desk = Desk(settings)
    desk.enter(folder, PASSPHRASE)
    desk.window.show()
    desk.window.go("people", {"person": "new"})
    line = find(desk.window, "Person.wanted_words")
    line.setFocus()
    typed = 0

    def key() -> None:
        nonlocal typed
        letter = "abcdefghij"[typed % 10]
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(line, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter))
        typed += 1
        print(f"{typed} {time.time()}", flush=True)

    timer = QTimer(interval=PAUSE_MS)
    timer.timeout.connect(key)
    timer.start()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
