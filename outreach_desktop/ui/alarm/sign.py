"""The clock of a meeting in the top bar: how long until the next check-in; pressed, it opens the meeting."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from ...domain.meeting_clock import Standing
from ...i18n import _
from ..look.buttons import button, icon
from ..look.tokens import Size
from ..meetings.live_words import left_words
from .waited import Waited

if TYPE_CHECKING:
    from ..main_window import MainWindow
    from .vigil import Vigil


class Sign(QObject):
    """Stands there while a meeting is under way; says that a check-in is overdue, and that the sound is off."""

    def __init__(self, vigil: "Vigil", window: "MainWindow") -> None:
        super().__init__(window)
        self._vigil, self._window = vigil, window
        self._shown: QPushButton | None = None
        self._said = ("", "")
        window.keep_in_top(self._make)

    def _make(self) -> QPushButton:
        self._shown = button("", "", "quiet", name="meeting.clock")
        self._shown.clicked.connect(self._open)
        self._said = ("", "")
        self.tick()
        return self._shown

    def tick(self) -> None:
        """Say how it stands now."""
        shown, waited = self._shown, self._first()
        if shown is None or not isValid(shown):
            return
        if waited is None:
            shown.hide()
            return
        if shown.parentWidget() is not None:
            shown.show()  # before it stands in the bar, it would be a window
        if (said := self._words(waited)) != self._said:
            self._said = said
            shown.setText(f" {said[1]}")
            shown.setAccessibleName(said[1])
            shown.setIcon(icon(said[0], "danger" if said[0] != "timer" else "text", Size.SMALL_ICON))
            shown.setToolTip(_("Opens the meeting"))

    def _words(self, waited: Waited) -> tuple[str, str]:
        """Return icon and words."""
        alarm = self._vigil.alarm
        if alarm.rings and alarm.is_quiet:
            return "bell-off", _("Not heard from, the sound is off")
        if alarm.rings:
            return "siren", _("Not heard from")
        now = self._vigil.now()
        if waited.countdown is None or waited.standing(self._vigil.watched, now) is Standing.IN_GRACE:
            return "bell", _("Check-in is due now")
        left = left_words(waited.countdown.left(now))
        return "timer", _("Check-in in {time}").format(time=left)

    def _first(self) -> Waited | None:
        return next((each for each in self._vigil.waited if each.under_way is not None), None)

    def _open(self) -> None:
        first = self._first()
        if first is not None and first.under_way is not None:
            self._window.go("meetings", {"live": first.under_way.meeting.id})
