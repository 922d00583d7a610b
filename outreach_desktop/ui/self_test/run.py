"""The whole walk: each step done and checked, told in a line, and everything removed in the end."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ...domain.errors import KnownError
from ...i18n import _
from .hand import Hand, NotSeen
from .steps import STEPS, Step
from .walk import Desktop, Failed, Opener, Walk

PATIENCE, PATIENCE_WHEN_BROKEN = 60.0, 15.0  # seconds
Tell = Callable[[str], None]

__all__ = ["Desktop", "Opener", "UnknownStep", "names_of_steps", "run", "say_steps"]


class UnknownStep(KnownError):
    def __init__(self, step: str) -> None:
        super().__init__(
            "There is no step {step}. The steps are: {steps}.", step=step, steps=", ".join(names_of_steps())
        )


def names_of_steps() -> list[str]:
    return [step.id for step in STEPS]


def say_steps() -> None:
    """Name each step and say what it does."""
    for step in STEPS:
        _say(f"{step.id:<15} {_(step.title.text)}")


def run(opener: Opener, language: str, broken: str = "") -> int:
    """Do every step until one fails; return the exit status. Spoil the step `broken`, which must fail then.

    Raises `UnknownStep`.
    """
    if broken and broken not in names_of_steps():
        raise UnknownStep(broken)
    qInstallMessageHandler(_quietly)
    with tempfile.TemporaryDirectory(prefix="self-test-", ignore_cleanup_errors=True) as place:
        walk = Walk(Path(place), opener, Hand(PATIENCE_WHEN_BROKEN if broken else PATIENCE), language)
        try:
            return 0 if all(_passes(step, walk, broken) for step in STEPS) else 1
        finally:
            _leave(walk)


def _passes(step: Step, walk: Walk, broken: str) -> bool:
    """Do and check one step, and tell how it went."""
    tell = f"{step.id:<15} {_(step.title.text)}"
    try:
        step.do(walk)
        if step.id == broken:
            step.spoil(walk)
        step.check(walk)
    except Exception as error:  # noqa: BLE001 - whatever it is, the step is named and the vault removed
        _say(f"{_('FAILED'):<8} {tell}: {_why(error)}")
        return False
    _say(f"{_('ok'):<8} {tell}")
    return True


def _why(error: Exception) -> str:
    if isinstance(error, Failed):
        return error.why
    if isinstance(error, NotSeen):
        return _("{what} did not come in time.").format(what=error.what)
    if isinstance(error, KnownError):
        return _(error.text).format(**error.values)
    return f"{type(error).__name__}: {error}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _leave(walk: Walk) -> None:
    """Close what is open, so that the folder can be removed."""
    for window in QApplication.topLevelWidgets():
        window.hide()
    if walk.desktop is not None and walk.desktop.workspace is not None:
        walk.desktop.workspace.close()
        walk.desktop.workspace = None


def _quietly(kind: QtMsgType, _context: object, text: str) -> None:
    """Pass on what Qt says, but for what the platform without a screen says of every window."""
    if kind != QtMsgType.QtDebugMsg and not text.startswith("This plugin does not support"):
        sys.stderr.write(text + "\n")
