"""Rules that every window must keep: `problems_of(window)` is empty when it does.

Used by the tests of each page, in every language, theme and size.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTableView,
    QWidget,
)

TYPED_IN = (QLineEdit, QPlainTextEdit, QComboBox)


def problems_of(window):
    """Return in words what is wrong with a shown window; shows nothing anew, but moves the focus."""
    QApplication.processEvents()
    return [
        *too_many_primary(window),
        *nameless(window),
        *scrolls_sideways(window),
        *forgetful(window),
        *cut_off(window),
        *too_large(window),
        *missed_by_tab(window),
    ]


def too_many_primary(window):
    shown = [b.text() for b in window.findChildren(QPushButton) if b.property("kind") == "primary" and b.isVisible()]
    return [f"more than one primary button: {shown}"] if len(shown) > 1 else []


def nameless(window):
    """Whatever Tab can reach must say what it is; what it shows is not its name."""
    return [f"no name: {_described(w)}" for w in _focusables(window) if not _spoken_name(w)]


def forgetful(window):
    """What people type or choose in must have a name to be kept under."""
    return [f"will be forgotten: {_described(w)}" for w in _focusables(window) if _forgets(w)]


def cut_off(window):
    labels = [w for w in window.findChildren(QLabel) if w.text() and w.isVisible()]
    cut = [w.text() for w in labels if not w.wordWrap() and w.width() < w.sizeHint().width()]
    cut += [w.text() for w in labels if w.wordWrap() and w.height() < w.heightForWidth(w.width())]
    buttons = [w for w in window.findChildren(QAbstractButton) if w.isVisible() and _is_narrow(w)]
    tabs = [w for w in window.findChildren(QTabBar) if w.isVisible() and w.width() < w.sizeHint().width()]
    return [f"cut off: {text!r}" for text in cut] + [f"too narrow: {_described(w)}" for w in (*buttons, *tabs)]


def scrolls_sideways(window):
    """A table shows fewer columns where there is no room for all."""
    views = [w for w in window.findChildren(QTableView) if w.isVisible() and w.horizontalScrollBar().maximum()]
    return [f"scrolls sideways: {_described(view)}" for view in views]


def too_large(window, width=1366, height=768):
    if window.width() <= width and window.height() <= height:
        return []
    return [f"the window grew to {window.width()} x {window.height()}"]


def missed_by_tab(window):
    """Press Tab until it comes round; every control that takes the keyboard must have had it."""
    wanted = [w for w in _focusables(window) if w.isEnabled()]
    if not wanted:
        return []
    window.activateWindow()
    wanted[0].setFocus()
    met, widget = [], QApplication.focusWidget()
    for _step in range(3 * len(wanted) + 10):
        if widget is None or widget in met:
            break
        met.append(widget)
        widget.window().focusNextChild()
        widget = QApplication.focusWidget()
    return [f"Tab does not reach {_described(w)}" for w in wanted if w not in met]


def _focusables(window):
    return [w for w in window.findChildren(QWidget) if _takes_tab(w)]


def _takes_tab(widget):
    policy = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus & ~Qt.FocusPolicy.ClickFocus)
    return policy and widget.isVisible() and widget.focusProxy() is None and not _is_inner(widget)


def _is_inner(widget):
    return widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), QComboBox)


def _spoken_name(widget):
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _forgets(widget):
    return isinstance(widget, (*TYPED_IN, QAbstractItemView)) and not widget.objectName()


def _is_narrow(button):
    wanted = button.sizeHint() if not isinstance(button, QPushButton) else button.minimumSizeHint()
    return button.width() < wanted.width() and not _is_inner(button) and not isinstance(button.parent(), QLineEdit)


def _described(widget):
    words = _spoken_name(widget) or widget.objectName() or widget.parentWidget().accessibleName()
    return f"{type(widget).__name__} {words!r}"
