"""Processes that the bench starts: each shows one window and tells in JSON when it was painted.

python -m tests.benchmarks.child bare
python -m tests.benchmarks.child lock FOLDER
python -m tests.benchmarks.child work FOLDER LABEL PASSPHRASE
"""

import os
import sys
from pathlib import Path


def bare() -> None:
    """The least window that PySide6 can show: a field and a button."""
    from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

    class Window(QWidget):
        def paintEvent(self, event) -> None:
            super().paintEvent(event)
            _painted()

    app = QApplication(["bare"])
    window = Window()
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    layout.addWidget(QPushButton("Open"))
    window.resize(900, 640)
    window.show()
    app.exec()


def lock(folder: str) -> None:
    """The lock window, the way a user's process comes to it: nothing of Qt is loaded before `main` does it."""
    from outreach_desktop.ui.gate import qt_loading

    load = qt_loading.load_qt

    def watched() -> None:
        load()
        from outreach_desktop.ui.gate.gate import GateWindow

        shown = GateWindow.__init__

        def made(self, *arguments) -> None:
            shown(self, *arguments)
            self.painted.connect(_painted)

        GateWindow.__init__ = made

    qt_loading.load_qt = watched
    sys.argv[1:] = ["--vault", folder]
    from outreach_desktop.__main__ import main

    sys.exit(main())


def _painted() -> None:
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    match sys.argv[1]:
        case "bare":
            bare()
        case "lock":
            lock(sys.argv[2])
        case "work":
            from tests.benchmarks.work import measure

            measure(*sys.argv[2:5])
