"""Rules that every window must keep: `problems_of(window)` is empty when it does.

Used by the tests of each page, in every language, theme and size.
"""

from itertools import combinations

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
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QWidget,
)

from outreach_desktop.ui.look import theme
from outreach_desktop.ui.look.focus import FocusRing

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_USUAL = 100  # per cent of zoom
TYPED_IN = (QLineEdit, QPlainTextEdit, QComboBox)


def problems_of(window):
    """Return in words what is wrong with a shown window; shows nothing anew, but moves the focus."""
    QApplication.processEvents()
    return [
        *too_many_primary(window),
        *nameless(window),
        *scrolls_sideways(window),
        *wider_than_its_place(window),
        *overlapping(window),
        *chosen_words_cut_off(window),
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
    tabs = [w for w in window.findChildren(QTabBar) if w.isVisible() and _lacks_room(w)]
    return [f"cut off: {text!r}" for text in cut] + [f"too narrow: {_described(w)}" for w in (*buttons, *tabs)]


def scrolls_sideways(window):
    """A table shows fewer columns where there is no room for all."""
    views = [w for w in window.findChildren(QTableView) if w.isVisible() and w.horizontalScrollBar().maximum()]
    return [f"scrolls sideways: {_described(view)}" for view in views]


def _lacks_room(tabs):
    """Tabs scroll where everything is zoomed; at the usual size all must be seen."""
    return tabs.width() < tabs.sizeHint().width() and theme.active().zoom <= _USUAL


def wider_than_its_place(window):
    """A page scrolls up and down, never to the side."""
    areas = [w for w in window.findChildren(QScrollArea) if w.isVisible() and w.horizontalScrollBar().maximum()]
    return [f"wider than its place by {w.horizontalScrollBar().maximum()}: {_widest(w)}" for w in areas]


def _widest(area):
    """Say what asks for the most room, down to the control that does."""
    widget = area.widget()
    while (children := [w for w in widget.findChildren(QWidget, options=_DIRECT) if w.isVisible()]) and (
        wide := max(children, key=lambda w: w.minimumSizeHint().width())
    ).minimumSizeHint().width() > area.viewport().width() // 2:
        widget = wide
    return _described(widget)


def overlapping(window):
    """What stands beside each other must not lie on each other; what lies above a page on purpose is no sibling."""
    found = []
    for parent in window.findChildren(QWidget):
        if parent.layout() is None or not parent.isVisible():
            continue
        # not by the layout's items: Python's objects of those outlive them
        shown = [w for w in parent.findChildren(QWidget, options=_DIRECT) if _is_laid_out(w)]
        found += [(one, other) for one, other in combinations(shown, 2) if _on_each_other(one, other)]
    return [f"{_described(one)} lies on {_described(other)}" for one, other in found]


def _is_laid_out(widget):
    return widget.isVisible() and not widget.isWindow() and not isinstance(widget, FocusRing)


def _on_each_other(one, other):
    shared = one.geometry().intersected(other.geometry())
    return shared.width() > 1 and shared.height() > 1


def chosen_words_cut_off(window):
    boxes = [w for w in window.findChildren(QComboBox) if w.isVisible() and _words_need(w) > _words_have(w)]
    return [f"the answer is cut off: {w.currentText()!r} in {_described(w)}" for w in boxes]


def _words_need(box):
    return box.fontMetrics().horizontalAdvance(box.currentText())


def _words_have(box):
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box).width()


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
    """Say whether this is a part of a control, such as the list that a combo box opens."""
    around, of_list = widget.parentWidget(), False
    while around is not None and not of_list:
        of_list, around = isinstance(around, QComboBox), around.parentWidget()
    return widget.objectName().startswith("qt_") or of_list


def _spoken_name(widget):
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _forgets(widget):
    return isinstance(widget, (*TYPED_IN, QAbstractItemView)) and not widget.objectName()


def _is_narrow(button):
    wanted = button.sizeHint() if not isinstance(button, QPushButton) else button.minimumSizeHint()
    inside = isinstance(button.parent(), QLineEdit | QTabBar)
    return button.width() < wanted.width() and not _is_inner(button) and not inside


def _described(widget):
    words = _spoken_name(widget) or widget.objectName() or widget.parentWidget().accessibleName()
    return f"{type(widget).__name__} {words!r}"
