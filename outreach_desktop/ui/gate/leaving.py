"""Locking replaces the process: after it nothing of what was unlocked is in memory."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from ...i18n import window_texts

MINIMISED = "OUTREACH_MINIMISED"  # tells the new process to open unseen
_OUR_MARK = "x-kde-passwordManagerHint"
Replace = Callable[[list[str]], object]


def arguments_for(vault: Path, original: list[str], language: str = "") -> list[str]:
    """Return the command line of this process, opening the lock window of `vault`, in `language` if one is given."""
    said_anew = ("--vault", "--language") if language else ("--vault",)
    kept, skip = [], False
    for argument in original:
        if skip or argument in said_anew:
            skip = not skip
        elif argument.partition("=")[0] not in said_anew:
            kept.append(argument)
    spoken = ["--language", language] if language else []
    return [*kept, *spoken, "--vault", str(vault.absolute())]


def lock_process(vault: Path, replace: Replace, *, unseen: bool = False) -> None:
    """Put the lock window of `vault` in the place of this process; `unseen` when somebody looks over the shoulder."""
    os.environ.pop(MINIMISED, None)
    if unseen:
        os.environ[MINIMISED] = "1"
    replace(arguments_for(vault, [sys.executable, *sys.orig_argv[1:]], window_texts().language))


def replace_process(arguments: list[str]) -> NoReturn:
    """Become the program in `arguments`; the process keeps its number. Files and locks are closed by it."""
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(arguments, close_fds=True)  # noqa: S603 - our own command line
        os._exit(0)
    try:
        os.execv(arguments[0], arguments)  # noqa: S606 - our own command line
    except OSError:
        os._exit(1)  # the program is gone from the disk; nothing that was unlocked may stay in memory


def starts_minimised() -> bool:
    """Say once whether this process was started to stay unseen."""
    return os.environ.pop(MINIMISED, "") == "1"


def clear_own_clipboard() -> None:
    """Empty the clipboard if what lies there came from this program: the system says so, or our mark of a secret."""
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QGuiApplication

    clipboard = QGuiApplication.clipboard()
    content: QMimeData | None = clipboard.mimeData()  # None where the clipboard cannot be asked
    if clipboard.ownsClipboard() or (content is not None and content.hasFormat(_OUR_MARK)):
        clipboard.clear()
