"""Beside the alias of a new person: who in the register goes by it already, and may we write to them."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...i18n import _
from ...operations.lookups import Answer, LookUp, look_up
from ..look.parts import Notice, announce, button, notice
from ..workspace import Workspace
from .answer_words import name_of

_EXACT = (Answer.KNOWN, Answer.HOLD, Answer.DO_NOT_CONTACT)


class Namesakes(QWidget):
    """Hidden while nobody goes by the alias. `waits` until the answer for the newest alias is there.

    `same` is told the code of the person that it is after all.
    """

    changed = Signal()
    same = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._workspace = workspace
        self._alias, self.waits = "", False
        self._answer: LookUp | None = None
        self._other = False
        self._notice: Notice | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def blocks(self) -> bool:
        """Say whether somebody by this alias must not be contacted, and nobody has said that this is another."""
        return self._answer is not None and self._answer.answer.blocks and not self._other

    def ask(self, alias: str, today: date) -> None:
        """Look for who goes by `alias`."""
        if alias == self._alias:
            return
        self._alias, self.waits, self._other, self._answer = alias, True, False, None
        self.changed.emit()
        self._workspace.ask(self, "outreach.alias", lambda db: look_up(db, alias, today), self._show)

    def _show(self, answer: LookUp) -> None:
        if answer.typed != self._alias:
            return
        self.waits = False
        self._answer = answer if answer.answer in _EXACT and answer.matches else None
        self._build()
        self.changed.emit()

    def _build(self) -> None:
        if self._notice:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if self._answer and not self._other:
            self._notice = self._notice_of(self._answer)
            self._place.addWidget(self._notice)
            announce(self, self._notice.accessibleName())
        self.setVisible(self._notice is not None)

    def _notice_of(self, answer: LookUp) -> Notice:
        person = answer.matches[0].person
        same = button(_("The same person"), name="namesake.same")
        same.clicked.connect(lambda: self.same.emit(person.code))
        other = button(_("Somebody else"), name="namesake.other")
        other.clicked.connect(self._say_other)
        title = _("{name} has this alias").format(name=name_of(person))
        if answer.answer.blocks:
            text = _("We must not contact that person. Say first whether this is somebody else.")
            return notice("danger", title, text, [same, other])
        return notice("accent", title, _("Is it the same person?"), [same, other])

    def _say_other(self) -> None:
        self._other = True
        self._build()
        self.changed.emit()
