"""Things to press."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QTabBar, QToolButton

from . import icons, theme
from .layouts import Flowing
from .tokens import Size
from .words import named

_ON = {"primary": "on_accent", "danger": "danger"}


class PushButton(QPushButton):
    """A button that Enter presses too, as everywhere else; Qt by itself knows only the space bar outside dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _enter_presses(self, event):
            super().keyPressEvent(event)


class IconButton(QToolButton):
    """A button of an icon alone, which Enter presses as it does the others."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _enter_presses(self, event):
            super().keyPressEvent(event)


def _enter_presses(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button if the key is Enter, and say whether it is; a finger that rests goes one step, not to the end."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain
    if is_enter and not event.isAutoRepeat():
        button.click()
    return is_enter


def icon(name: str, colour: str = "text", size: int = Size.ICON) -> QIcon:
    colours = theme.active().colours
    return icons.icon(name, getattr(colours, colour), theme.px(size), disabled=colours.muted)


def button(
    text: str,
    icon_name: str = "",
    kind: str = "",
    *,
    hint: str = "",
    big: bool = False,
    name: str = "",
) -> QPushButton:
    """Return a button; `kind` is "primary" (one a page, the last), "quiet", "danger" or nothing.

    `hint` is shown on hover, such as its shortcut; `big` is for what is pressed often; `name` for tests.
    """
    shown = text.replace("&", "&&")
    result = PushButton(f" {shown}" if icon_name and text else shown)  # the space keeps icon and word apart
    result.setAccessibleName(text)
    result.setProperty("kind", kind)
    result.setProperty("extent", "target" if big else "")
    result.setToolTip(hint)
    result.setAutoDefault(False)
    named(result, name)
    if icon_name:
        _set_icon(result, icon_name, _ON.get(kind, "text"), Size.SMALL_ICON)
    return result


def tool(icon_name: str, text: str, *, name: str = "") -> QToolButton:
    """Return a button that is only an icon; `text` says what it does to who hovers or listens."""
    result = IconButton()
    result.setProperty("kind", "quiet")
    result.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    result.setAccessibleName(text)
    result.setToolTip(text)
    named(result, name)
    _set_icon(result, icon_name, "text", Size.ICON)
    return result


def _set_icon(widget: QAbstractButton, icon_name: str, colour: str, size: int) -> None:
    widget.setIcon(icon(icon_name, colour, size))
    widget.setIconSize(QSize(theme.px(size), theme.px(size)))


class Choice(Flowing):
    """A few answers beside each other. The chosen one has a tick, a thicker edge and bold words.

    Tab reaches the group once, arrows go from answer to answer, space chooses. `index` is -1 for none.
    """

    chosen = Signal(int)

    def __init__(self, answers: Sequence[str], index: int = -1, *, spoken: str = "", name: str = "") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._quiet = False
        self.setAccessibleName(spoken)
        named(self, name)
        for at, text in enumerate(answers):
            self.flow.addWidget(self._answer(at, text, spoken))
        self.set_index(index)
        self._group.idToggled.connect(self._toggled)

    @property
    def index(self) -> int:
        """The answer that is chosen, -1 for none."""
        return self._group.checkedId()

    def set_index(self, index: int) -> None:
        """Choose an answer without telling; -1 chooses none."""
        self._quiet = True
        self._group.setExclusive(False)
        for at, answer in enumerate(self._group.buttons()):
            answer.setChecked(at == index)
        self._group.setExclusive(True)
        self._quiet = False
        self._let_tab_in()

    def choose(self, index: int) -> None:
        """Choose an answer as a user would, and tell when it is another one."""
        if index != self.index:
            self.set_index(index)
            self.chosen.emit(index)

    def take_focus(self) -> None:
        """Bring the keyboard to the answer that Tab would come to."""
        if entry := self.entry:
            entry.setFocus()

    def _toggled(self, at: int, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        """Tell what was chosen; screen readers toggle without a click."""
        if on and not self._quiet:
            self.chosen.emit(at)

    def _answer(self, at: int, text: str, spoken: str) -> QToolButton:
        answer = QToolButton()
        answer.setText(text.replace("&", "&&"))
        answer.setCheckable(True)
        answer.setProperty("kind", "choice")
        answer.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        answer.setIconSize(QSize(theme.px(Size.SMALL_ICON), theme.px(Size.SMALL_ICON)))
        answer.setFixedHeight(theme.scaled(Size.CONTROL))
        answer.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        answer.setAccessibleName(text)
        answer.setAccessibleDescription(spoken)
        answer.toggled.connect(lambda on: self._tick(answer, text, on=on))
        self._group.addButton(answer, at)
        return answer

    def _tick(self, answer: QToolButton, text: str, *, on: bool) -> None:
        shown = text.replace("&", "&&")
        answer.setIcon(icon("check", "accent", Size.SMALL_ICON) if on else QIcon())
        answer.setText(f" {shown}" if on else shown)
        self._let_tab_in()
        self.updateGeometry()
        if self.width():
            self.setFixedHeight(max(self.flow.heightForWidth(self.width()), 1))

    @property
    def entry(self) -> QAbstractButton | None:
        """The answer that Tab comes to: the chosen one, or the first where none is chosen."""
        return self._group.checkedButton() or next(iter(self._group.buttons()), None)

    def _let_tab_in(self) -> None:
        """Tab comes to the chosen answer, or to the first where none is chosen."""
        entry = self.entry
        for answer in self._group.buttons():
            here = answer is entry
            answer.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)


def tab_bar(names: Sequence[str], spoken: str, *, name: str = "") -> QTabBar:
    """Return tabs for the parts of a page; `spoken` says what they choose among."""
    tabs = QTabBar()
    tabs.setExpanding(False)
    tabs.setDrawBase(False)
    tabs.setAccessibleName(spoken)
    named(tabs, name)
    for each in names:
        tabs.addTab(each.replace("&", "&&"))
    for arrow in tabs.findChildren(QToolButton):  # where there is no room for all tabs; arrow keys go along them
        arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return tabs
