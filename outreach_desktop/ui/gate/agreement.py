"""Asks who has unlocked to accept the confidentiality agreement, in the lock window."""

from PySide6.QtCore import QObject, Signal

from ...domain.errors import KnownError
from ...operations.agreements import accept
from ..dialogs import known_error_text
from ..workspace import Workspace
from .agreement_page import AgreementPage
from .window import GateWindow


class Asking(QObject):
    """`agreed` once it is noted, `refused` when one would rather lock, `closed` with the window."""

    agreed = Signal()
    refused = Signal()
    closed = Signal()

    def __init__(self, window: GateWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        window.closing.connect(self.closed)

    def begin(self) -> None:
        self._window.present(self._made_page)

    def _made_page(self) -> AgreementPage:
        page = AgreementPage(self._workspace.account)
        page.agreed.connect(self._note)
        page.refused.connect(self.refused)
        return page

    def _note(self) -> None:
        now = self._workspace.now()
        self._workspace.write(self, lambda db: accept(db, now), self._noted, self._not_noted)

    def _noted(self, _account: object) -> None:
        self._window.closing.disconnect(self.closed)
        self.agreed.emit()

    def _not_noted(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        if isinstance(self._window.page, AgreementPage):
            self._window.page.say(known_error_text(error))
