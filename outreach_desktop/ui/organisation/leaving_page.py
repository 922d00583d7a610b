"""Somebody leaves, or gets a role with fewer keys: what happens, what old copies still open, and the work itself."""

import threading

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ...domain.errors import KnownError
from ...domain.organisation import Account, Role
from ...domain.progress import Cancelled
from ...i18n import _
from ...operations.rotation import Stage
from ...vault.errors import GenerationUncertain
from ..dialogs import known_error_text, show_error
from ..gate.problem_line import ProblemLine
from ..look.buttons import button
from ..look.layouts import Item, box, card, column, narrow
from ..look.tokens import Space
from ..look.words import announce, label
from ..main_window import MainWindow
from ..page import Page
from ..words import chosen
from ..workspace import KeyChange, Workspace
from .new_account_page import LIST

_STEPS = 1000


class Following(QObject):
    """How far the work is, told from the writing thread; `stop` ends it at its next word."""

    moved = Signal(object, int)  # stage, thousandths of it

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._stop, self._last = threading.Event(), (-1, 0)

    def stop(self) -> None:
        self._stop.set()

    def told(self, stage: Stage, done: int, total: int) -> None:
        """Tell from the writing thread, never that it went back; raises `Cancelled`."""
        if self._stop.is_set():
            raise Cancelled
        far = list(Stage).index(stage), _STEPS * done // max(total, 1)
        if far > self._last:
            self._last = far
            self.moved.emit(stage, far[1])


class LeavingPage(Page):
    """`role` is None for who leaves. Going elsewhere stops the work, as *Cancel* does."""

    def __init__(self, window: MainWindow, workspace: Workspace, account: Account, role: Role | None) -> None:
        super().__init__()
        self._window, self._workspace, self._account, self._role = window, workspace, account, role
        self._following: Following | None = None
        self._problem = ProblemLine()
        self._go = button(self._verb(), kind="danger", big=True, name="leaving.go")
        self._go.clicked.connect(self._begin)
        self._cancel = button(_("Cancel"), big=True, name="leaving.cancel")
        self._cancel.clicked.connect(self._stop)
        told = card(*self._told(), self._working(), gap=Space.L)
        self.compose(self._verb(), self._subtitle(), [self._cancel, self._go], narrow(told, 680), self._problem, None)

    def first_focus(self) -> QWidget | None:
        return self._cancel

    def _verb(self) -> str:
        if self._role is None:
            return _("Remove {name}").format(name=self._account.name)
        return _("Change the role of {name} to {role}").format(name=self._account.name, role=chosen(self._role).lower())

    def _subtitle(self) -> str:
        return _("All keys of the vault are made anew. It takes from seconds to a minute.")

    def _told(self) -> list[Item]:
        name = self._account.name
        if self._role is None:
            first = _("{name} cannot unlock this vault any more. What {name} has written stays.").format(name=name)
            drafts = _("What {name} has typed and not saved is lost: nobody else can open it.").format(name=name)
        else:
            first = _("{name} unlocks as before, and no longer has the keys of the old role.").format(name=name)
            drafts = ""
        texts = [
            first,
            drafts,
            _("The others unlock with their own passphrases as before and notice nothing."),
            _(
                "Copies from before still open with the old passphrase and show what stood in them then: backups, "
                "sticks, copies of the folder. Destroy those that you do not need. What was read, printed or exported "
                "cannot be taken back."
            ),
        ]
        if self._account.role is Role.ADMINISTRATOR:
            texts.append(
                _(
                    "Let everybody unlock once soon, and make a new recovery sheet. Until somebody has unlocked, "
                    "{name} could mislead their account with a false list of accounts, given access to the disk."
                ).format(name=name)
            )
        return [label(text, wrap=True) for text in texts if text]

    def _working(self) -> QWidget:
        self._stage, self._bar = label("", "muted"), QProgressBar()
        self._bar.setRange(0, _STEPS * len(Stage))
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("How far it has come"))
        self._work = box(column(self._stage, self._bar))
        self._work.hide()
        return self._work

    def _begin(self) -> None:
        self._problem.say("")
        self._go.setEnabled(False)
        self._work.show()
        self._following = Following(self._workspace)
        self._following.moved.connect(self._show)
        self.destroyed.connect(self._following.stop)
        wanted = KeyChange(self._account.uid, self._role, self._following.told)
        self._workspace.take_keys(self, wanted, self._done, self._failed)

    def _stop(self) -> None:
        if self._following is None:
            self._window.back()
        else:
            self._following.stop()

    def _show(self, stage: Stage, far: int) -> None:
        words = chosen(stage)
        if words != self._stage.text():
            self._stage.setText(words)
            announce(self._bar, words)
        self._bar.setValue(list(Stage).index(stage) * _STEPS + far)

    def _done(self, _nothing: object) -> None:
        name, role = self._account.name, self._role
        self._window.replace("organisation", LIST)
        if role is None:
            self._window.tell(lambda: _("{name} is removed. All keys are new.").format(name=name))
        else:
            self._window.tell(lambda: _("{name} has another role. All keys are new.").format(name=name))

    def _failed(self, error: Exception) -> None:
        self._following = None
        self._go.setEnabled(True)
        self._work.hide()
        if isinstance(error, Cancelled):
            self._problem.say(_("Stopped. Nothing was changed."), tone="")
        elif isinstance(error, KnownError):
            self._problem.say(known_error_text(error))
            if isinstance(error, GenerationUncertain):  # nothing more may be written before it is read which one holds
                show_error(self, error).finished.connect(self._window.lock_wanted)
        else:
            raise error
