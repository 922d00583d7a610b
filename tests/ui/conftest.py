"""For tests with windows: the look is on, Swedish is spoken, and any Qt warning fails the test."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from outreach_desktop.ui.language import apply_language
from outreach_desktop.ui.look import theme

HARMLESS = (
    "This plugin does not support",  # the platform without a screen says so of each window
    "OpenType support missing",  # a script for which this machine has no font
)


@pytest.fixture(autouse=True)
def _no_qt_warnings():
    said = []

    def note(kind, _context, text):
        if kind != QtMsgType.QtDebugMsg and not text.startswith(HARMLESS):
            said.append(text)

    qInstallMessageHandler(note)
    yield
    qInstallMessageHandler(None)
    assert not said, f"Qt warned: {said}"


@pytest.fixture(scope="session")
def dressed_app(qapp):
    theme.apply(qapp, theme.Theme("light"))
    return qapp


@pytest.fixture(autouse=True)
def _fresh_look(dressed_app):
    """Each test begins in Swedish, light, with normal text and nothing copied; windows that a test left are closed."""
    dressed_app.clipboard().clear()
    apply_language(dressed_app, "sv")
    if theme.active() != theme.Theme("light"):
        theme.apply(dressed_app, theme.Theme("light"))
    yield
    for window in dressed_app.topLevelWidgets():
        _put_away(dressed_app, window)
    dressed_app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _put_away(app, window):
    """Close a window, unless it went with one before it; lists that pop up belong to their fields, which take them."""
    if any(window is each for each in app.topLevelWidgets()):
        window.close()
        if window.windowType() not in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
            window.deleteLater()


@pytest.fixture
def shown(qtbot):
    """Show a window as a user would have it: open, active, with its events done."""

    kept = []

    def show(window):
        kept.append(window)
        theme.dress(window)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        QApplication.processEvents()
        return window

    yield show
    kept.clear()


@pytest.fixture
def type_text():
    """Type into a widget as a keyboard does; the library's own way ends the process at the first å."""

    def type_into(widget, text):
        for letter in text:
            key = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}.get(letter, Qt.Key.Key_unknown)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))

    return type_into


@pytest.fixture
def picture_folder():
    """Where pictures of windows go for who wants to look at them; nothing of it is kept."""
    folder = Path(__file__).parents[2] / "build" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
