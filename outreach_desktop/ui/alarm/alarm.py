"""The alarm itself: a window in front, sound, and a sign in the tray, as far as this computer has them."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from ...domain.meeting_clock import Moment
from ...i18n import _
from ..look import theme
from ..look.buttons import button
from ..look.icons import pixmap
from ..look.layouts import box, row
from ..look.tokens import Space
from ..look.words import label, state
from .faces import clock
from .sound import ProgramSound, WindowsSound, system_sound
from .window import AlarmWindow, Face

QUIET = timedelta(minutes=5)
ASIDE = timedelta(seconds=60)
_CANNOT_RAISE = ("wayland",)  # there no program may bring its own window to the front


class Alarm(QObject):
    """Shows one face at a time. Sound is off for some minutes at most, and the window says so."""

    changed = Signal()  # the sound was turned off or on, or turned out to be missing

    def __init__(self, name: Callable[[], str], now: Callable[[], Moment], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name, self._now = name, now
        self.sound: ProgramSound | WindowsSound = system_sound(self)
        self.sound.changed.connect(self.changed)
        self.quiet_until: Moment | None = None
        self._aside_until: Moment | None = None
        self._about: frozenset[object] = frozenset()
        self.window: AlarmWindow | None = None
        self._tray: QSystemTrayIcon | None = None

    @property
    def rings(self) -> bool:
        """Whether something is overdue."""
        return bool(self._about)

    @property
    def is_quiet(self) -> bool:
        """Whether the sound is turned off."""
        return self.quiet_until is not None and self._now().until(self.quiet_until) > timedelta(0)

    def show(self, face: Face, about: frozenset[object], *, neutral: tuple[str, str], keep_back: bool = False) -> None:
        """Show a face; what it is `about` and was not about before rings, whatever was turned off.

        `neutral` is what the tray may say; with `keep_back` another window of ours shows the same already.
        """
        if face.urgent and about - self._about:
            self.quiet_until = self._aside_until = None
            self._call(*neutral)
        self._about = about if face.urgent else frozenset()
        self._sound_or_not()
        if keep_back or self._is_aside():
            self._hide_window()
        else:
            self._window().present(face, sign=self._sign_key(), whole_screen=self.fills_screen)

    def end(self) -> None:
        """Be silent and gone: all is well, or the process ends."""
        self._about, self.quiet_until, self._aside_until = frozenset(), None, None
        self.sound.stop()
        self._hide_window()
        if self._tray is not None:
            self._tray.hide()

    def close(self) -> None:
        """End, for good."""
        self.end()
        if self.window is not None:
            self.window.end()

    @property
    def fills_screen(self) -> bool:
        """Whether a standing picture must do what sound, tray or raising cannot do here."""
        raising = not QGuiApplication.platformName().startswith(_CANNOT_RAISE)
        return self.sound.missing or not QSystemTrayIcon.isSystemTrayAvailable() or not raising

    def turn_off(self) -> None:
        """Turn the sound off for some minutes."""
        self.quiet_until = self._now().after(QUIET)
        self._sound_or_not()
        self.changed.emit()

    def turn_on(self) -> None:
        self.quiet_until = None
        self._sound_or_not()
        self.changed.emit()

    def put_aside(self) -> None:
        """Let what lies below be seen for a while."""
        self._aside_until = self._now().after(ASIDE)
        self._hide_window()

    def step_back(self) -> None:
        """Take the window away until it is shown with another face; the sound goes on."""
        self._hide_window()

    def _is_aside(self) -> bool:
        return self._aside_until is not None and self._now().until(self._aside_until) > timedelta(0)

    def _hide_window(self) -> None:
        if self.window is not None and self.window.isVisible():
            self.window.put_away()

    def _sound_or_not(self) -> None:
        if self.rings and not self.is_quiet:
            self.sound.ring()
        else:
            self.sound.stop()

    def _window(self) -> AlarmWindow:
        if self.window is None:
            self.window = AlarmWindow(self._name, self.put_aside, self._sign)
        return self.window

    def _call(self, title: str, text: str) -> None:
        """Show a sign in the tray, where there is one: neutral, since others see it and the system may keep it."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(QIcon(pixmap("bell", theme.active().colours.danger, theme.px(32))), self)
            self._tray.activated.connect(self._come_forward)
            self._tray.messageClicked.connect(self._come_forward)
        self._tray.setToolTip(self._name())
        self._tray.show()
        self._tray.showMessage(title, text, QSystemTrayIcon.MessageIcon.Critical)

    def _come_forward(self) -> None:
        if self.window is not None and self.window.face is not None:
            self.window.come_forward(whole_screen=self.fills_screen)

    def _sign_key(self) -> tuple[object, ...]:
        return self.rings, self.sound.missing, self.quiet_until if self.is_quiet else None

    def _sign(self) -> QWidget:
        """Return how it is with the sound, and the button that changes it."""
        if not self.rings:
            return box(row())
        if self.sound.missing:
            words = _("This computer cannot play the sound. Look at this screen.")
            return box(row(state("bell-off", words, "danger")))
        if self.is_quiet and self.quiet_until is not None:
            words = _("The sound is off until {time}").format(time=clock(self.quiet_until.wall))
            on = button(_("Turn the sound on"), "bell", big=True, name="alarm.sound")
            on.clicked.connect(self.turn_on)
            return box(row(on, state("bell-off", words, "danger"), gap=Space.L))
        off = button(_("Quiet for 5 minutes"), "bell-off", big=True, name="alarm.sound")
        off.clicked.connect(self.turn_off)
        more = label(_("The alarm stays on the screen."), "muted")
        return box(row(off, more, gap=Space.L))
