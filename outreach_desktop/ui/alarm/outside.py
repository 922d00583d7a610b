"""The alarm while the vault is locked: neutral words and the phone number, on the lock window too."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ...i18n import _
from ..look import theme
from ..look.layouts import box, row
from ..look.messages import notice
from ..look.tokens import Space
from .closing import ask_before_closing
from .faces import Way, asking_face, clock, locked_face, title_of, words_of
from .waited import Waited

if TYPE_CHECKING:
    from ..gate.gate import Gate
    from .vigil import Vigil

_WIDE = 600


class Outside(QObject):
    """Shows what the lock window may show."""

    def __init__(self, vigil: "Vigil", gate: "Gate") -> None:
        super().__init__(gate)
        self._vigil, self._window = vigil, gate.window
        self._said: tuple[object, ...] = ()
        gate.window.banner = self._banner
        gate.window.may_close = lambda: ask_before_closing(gate.window, vigil)

    def show_late(self, late: list[Waited]) -> None:
        face = locked_face(late[0].neutral, [self._way_in()])
        neutral = late[0].neutral
        self._vigil.alarm.show(
            face, frozenset(each.key for each in late), neutral=(title_of(neutral), words_of(neutral))
        )

    def show_question(self, asked: list[Waited]) -> None:
        """Ask whether all is well; who answers need not be able to unlock."""
        first = asked[0]
        if first.countdown is None:
            return
        words = _("The computer was off or asleep while a reminder was set. The next one is due at {time}.")
        well = Way(_("All is well"), "check", "alarm.well", self._vigil.answer)
        title, text = _("Is all well?"), words.format(time=clock(first.countdown.due.wall))
        face = asking_face(title, text, first.neutral.phone, [self._way_in(), well])
        self._vigil.alarm.show(face, frozenset(each.key for each in asked), neutral=(title, text))

    def show_sign(self) -> None:
        """Have the lock window say what runs."""
        said = tuple(each.key for each in self._vigil.waited), self._vigil.alarm.rings
        if said != self._said:
            self._said = said
            self._window.refresh_banner()

    def _way_in(self) -> Way:
        return Way(_("Unlock"), "lock", "alarm.unlock", self._let_in)

    def _let_in(self) -> None:
        """Bring the lock window forward; the sound goes on, and so does the sign on it."""
        self._vigil.alarm.put_aside()
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()

    def _banner(self) -> QWidget | None:
        waited = self._vigil.waited
        if not waited:
            return None
        first = waited[0]
        if self._vigil.alarm.rings or first.countdown is None:
            sign = notice("danger", words_of(first.neutral), icon="bell")
        else:
            words = _("A reminder is set for {time}. Leave the computer on and the lid open.")
            sign = notice("accent", words.format(time=clock(first.countdown.due.wall)), icon="timer")
        sign.setMinimumWidth(theme.scaled(_WIDE))
        return box(row(None, sign, None, margin=(Space.XL, 0, Space.XL, 0)))
