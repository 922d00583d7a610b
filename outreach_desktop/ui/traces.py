"""What Qt and the system would keep or pass on of our windows, were they not told otherwise."""

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings

if TYPE_CHECKING:
    from .gate.preferences import Preferences


def let_qt_keep_nothing() -> None:
    """Give Qt's own settings, where its file dialogs write folder names, a place in which no file can be."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def keep_out_of_pictures(app: QObject, preferences: "Preferences") -> None:
    """Have the windows left out of pictures of the screen, where the system can do that."""
    if sys.platform == "win32":
        from .session.capture import CaptureGuard

        CaptureGuard(app, preferences)
