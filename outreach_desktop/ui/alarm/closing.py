"""Quitting while the clock of a meeting runs asks first: then nobody would be told that a check-in is late."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ...i18n import _

if TYPE_CHECKING:
    from .vigil import Vigil


def ask_before_closing(window: QWidget, vigil: "Vigil") -> bool:
    """Say whether a window may close at once; where a clock runs, ask, and close it when somebody says so."""
    if not vigil.waited or window.property("closing"):
        return True
    from ..dialogs import confirm

    def close() -> None:
        window.setProperty("closing", True)
        window.close()

    confirm(
        window,
        _("A clock is running"),
        _warning(locked=vigil.inside is None),
        _("Quit all the same"),
        close,
        danger=True,
    )
    return False


def _warning(*, locked: bool) -> str:
    if locked:
        return _("If you quit, this computer does not sound an alarm when the reminder is due.")
    return _(
        "A meeting is under way. If you quit, this computer does not sound an alarm when they are not heard from. "
        "Lock it instead: locked, the alarm goes on."
    )
