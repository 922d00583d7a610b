"""Every place of every room that is worth a look, named by the modules beside this one; and a program to look with."""

import importlib
import os
import pkgutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from outreach_desktop import app as program
from outreach_desktop.ui import backup_keeper
from outreach_desktop.ui.gate.opening import unlock
from outreach_desktop.ui.gate.preferences import Preferences
from outreach_desktop.vault import boot_clock
from tests import screens

backup_keeper.FIRST_MS = 24 * 60 * 60 * 1000  # no backup is made beside what is looked at
HELPERS = ("places", "drawing", "looks", "acts", "camera", "furnished", "playing", "gates", "__main__")


def all_places(workspace):
    """Return (name, room, place) of each, in the order of the modules."""
    names = sorted(each.name for each in pkgutil.iter_modules(screens.__path__) if each.name not in HELPERS)
    modules = [importlib.import_module(f"{screens.__name__}.{name}") for name in names]
    return [each for module in modules for each in module.screens(workspace)]


def entered(folder: Path, label: str, passphrase: str, settings: Path, now: Callable | None = None):
    """Return the running program in an unlocked vault, without its lock window."""
    os.environ["OUTREACH_CLOCK_SEEN"] = f"{boot_clock.boot()}:{boot_clock.ticks()}"  # no question after a gap
    preferences = Preferences(settings)
    more = {"now": now} if now else {}
    desktop = program.Desktop(program.Start(folder), preferences, replace=lambda _arguments: None, **more)
    opened = unlock(folder, label, passphrase)
    desktop.enter(opened, preferences.settings.of_vault(opened.vault.vault_id))
    return desktop


def settle(desktop, milliseconds=60):
    """Wait until every question that pages have asked is answered and painted."""
    for _round in range(3):
        wait(5)
        desktop.workspace.drain()
        for worker in (desktop.workspace._reader, desktop.workspace._slow):
            worker.drain()
        while desktop.workspace.backups.doing:
            wait(5)
        wait(milliseconds)


def wait(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def leave(desktop):
    """Close the vault and the windows."""
    for window in QApplication.topLevelWidgets():
        window.hide()
    if desktop.idle is not None:
        desktop.idle.stop()
    if desktop.workspace is not None:
        desktop.workspace.close()
        desktop.workspace = None
