"""Tab follows the eye: control after control as they stand in the window, whenever they were made.

Qt's own order is that in which they were made, and what an answer brings is made last.

Layouts are asked by `indexOf`, never by `itemAt`: that makes a Python object for each item, which stays after Qt has
ended the item, and the next object that gets its place in memory ends the process.
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLayout,
    QMainWindow,
    QScrollArea,
    QWidget,
)

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def step(window: QMainWindow, *, forward: bool) -> bool:
    """Bring the keyboard to the control that stands next, after the last to the first. Say whether it was done."""
    content, here = window.centralWidget(), QApplication.focusWidget()
    order = tab_order(content) if content else []
    if here is None or here not in order:
        return False
    target = order[(order.index(here) + (1 if forward else -1)) % len(order)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_view(target)
    return True


def tab_order(widget: QWidget) -> list[QWidget]:
    """Return what Tab meets in a widget and in what stands in it, as the eye goes."""
    return [each for each in _controls(widget) if _takes_tab(each)]


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus.value
    wants = bool(widget.focusPolicy().value & tab) and widget.focusProxy() is None
    return wants and widget.isVisible() and widget.isEnabled()


def _bring_into_view(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if isinstance(parent, QScrollArea):
        parent.ensureWidgetVisible(widget)


def _controls(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QAbstractItemView):
        yield from widget.findChildren(QHeaderView, options=_DIRECT)  # the headings stand above
    yield widget
    if isinstance(widget, QScrollArea):
        if inside := widget.widget():
            yield from _controls(inside)
    elif layout := widget.layout():
        yield from _controls_of(layout, widget)


def _controls_of(layout: QLayout, owner: QWidget) -> Iterator[QWidget]:
    widgets = {layout.indexOf(each): each for each in owner.findChildren(QWidget, options=_DIRECT)}
    nested = {layout.indexOf(each): each for each in layout.findChildren(QLayout, options=_DIRECT)}
    parts: dict[int, QObject] = {at: each for at, each in {**widgets, **nested}.items() if at >= 0}
    for at in sorted(parts):  # as they were put in: a grid may be read down or across
        part = parts[at]
        if isinstance(part, QWidget):
            yield from _controls(part)
        elif isinstance(part, QLayout):
            yield from _controls_of(part, owner)
