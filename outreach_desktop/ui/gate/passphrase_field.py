"""A field for a passphrase: shown while a button is held, with Caps Lock and the layout told below."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ...i18n import _
from ..look.buttons import button
from ..look.fields import line
from ..look.layouts import box, column, row
from ..look.tokens import Size, Space
from ..look.words import announce, label, picture
from .keyboard import guess_caps_lock, keyboard

_LOOK_EVERY_MS, _FIRST_LOOK_MS = 500, 50


class PassphraseField(QWidget):
    """The field is `line`. The place below is always as high, so that nothing moves."""

    def __init__(self, name: str, title: str, *, tells_keyboard: bool = True) -> None:
        super().__init__()
        self.line: QLineEdit = line(name=name, secret=True)
        self.line.setAccessibleName(title)
        self.line.installEventFilter(self)
        self._keyboard, self._guess = keyboard(), False
        heading = label(title, "strong")
        heading.setBuddy(self.line)
        beside = row(self.line, self._show_button(name))
        beside.setStretch(0, 1)
        layout = column(heading, beside, gap=6)
        if tells_keyboard:
            layout.addWidget(self._below())
        self.setLayout(layout)
        if tells_keyboard:
            self._start_looking()

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing be typed for a while; the field keeps the keyboard."""
        self.line.setReadOnly(busy)

    def _show_button(self, name: str) -> QPushButton:
        show = button(_("Show"), "eye", hint=_("Shows the passphrase while you hold the button"), name=f"{name}.show")
        show.setAccessibleDescription(show.toolTip())
        show.pressed.connect(lambda: self.line.setEchoMode(QLineEdit.EchoMode.Normal))
        show.released.connect(lambda: self.line.setEchoMode(QLineEdit.EchoMode.Password))
        return show

    def _below(self) -> QWidget:
        words = label(_("Caps Lock is on"), "strong", "warning")
        self._caps = box(row(picture("triangle-alert", "warning", Size.SMALL_ICON), words, gap=6))
        policy = self._caps.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._caps.setSizePolicy(policy)
        self._layout_words = label("", "caption")
        result = box(row(self._caps, None, self._layout_words, gap=Space.S))
        self._caps.hide()
        return result

    def _start_looking(self) -> None:
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_EVERY_MS)
        if self._keyboard.asked:
            self._look()
        else:
            QTimer.singleShot(_FIRST_LOOK_MS, self, self._look)

    def _look(self) -> None:
        known = self._keyboard.caps_lock()
        caps = self._guess if known is None else known
        if caps and self._caps.isHidden() and self.line.hasFocus():
            announce(self.line, _("Caps Lock is on"))
        self._caps.setVisible(caps)
        layout = self._keyboard.layout()
        self._layout_words.setText(_("Keyboard: {layout}").format(layout=layout) if layout else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._heed(event)
        return super().eventFilter(watched, event)

    def _heed(self, typed: QKeyEvent) -> None:
        if typed.key() == Qt.Key.Key_CapsLock:
            self._guess = False
        guess = guess_caps_lock(typed)
        self._guess = self._guess if guess is None else guess
        if hasattr(self, "_timer"):
            QTimer.singleShot(0, self, self._look)
