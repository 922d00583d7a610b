"""The program as it is, in a process of its own, told by lines on its input what a user would do.

It does not hide its memory, so that a test that is not root can look into it.
"""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fingers import press, type_text
from PySide6.QtCore import QSocketNotifier, Qt

from outreach_desktop import app as program
from outreach_desktop.__main__ import window_only


def state(desktop):
    page = desktop.window.page if desktop.window else desktop.gate.window.page
    typed = getattr(getattr(page, "form", None), "state", dict)()
    known = desktop.gate is not None and desktop.gate._door.known is not None
    vigil = desktop.vigil
    made = "alarm" in vars(vigil)
    alarm = {
        "rings": made and vigil.alarm.rings,
        "shown": bool(made and vigil.alarm.window and vigil.alarm.window.isVisible()),
        "asks": vigil.watched.asked is not None,
        "waits": len(vigil.waited),
    }
    return {"pid": os.getpid(), "unlocked": desktop.window is not None, "ready": known, "typed": typed, **alarm}


def heed(desktop, line):
    word, _space, rest = line.partition(" ")
    if word == "unlock":
        field = desktop.gate.window.page.first_focus()
        type_text(rest, field)
        press(Qt.Key.Key_Return, "\r", field)
    elif word == "type":
        type_text(rest, desktop.window.focusWidget())
    elif word == "go":
        desktop.window.go(rest)
        desktop.window.page.first_focus().setFocus()
    elif word == "person":
        desktop.window.go("people", {"person": int(rest)})
    elif word == "back":
        desktop.window.back()
    elif line == "all is well":
        desktop.vigil.answer()
    elif word == "lock":
        desktop.window.lock_wanted.emit()
    print(json.dumps(state(desktop)), flush=True)


def main():
    app, desktop = program.made(program.Start(*window_only(sys.argv[1:])))
    desktop.open()
    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_: heed(desktop, os.read(0, 10_000).decode().strip()))
    return app.exec()


sys.exit(main())
