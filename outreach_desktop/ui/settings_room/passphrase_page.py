"""Changing one's passphrase: the present one, a new one by the rule, the new one again. A thread does the work."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ...operations.accounts import note_passphrase
from ..dialogs import known_error_text
from ..gate.background import Errand
from ..gate.new_passphrase import Chooser, NewPassphrase, weakness
from ..gate.passphrase_field import PassphraseField
from ..gate.problem_line import ProblemLine
from ..gate.second_key import SecondKeyField
from ..look.buttons import button
from ..look.layouts import box, card, column, narrow
from ..look.tokens import Space
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page
from ..workspace import Workspace
from .second_key_chooser import SecondKeyChooser, SecondKeyWish

PLACE = {"passphrase": True}


@dataclass(frozen=True, slots=True, repr=False)
class Present:
    """What opens the account now: the passphrase, and the second key where there is one."""

    passphrase: str = ""
    second_key: Path | None = None


class PassphraseChange(QObject):
    """What is being chosen and done; it outlives the pages that show it, and lies in memory only."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        names = (workspace.account.name, workspace.account.alias, workspace.organisation.name)
        self.chosen = NewPassphrase(guessed_first=tuple(filter(None, names)))
        self._present, self._wish = Present(), SecondKeyWish()
        self.errand = Errand(self, self._change)
        self.errand.done.connect(self._changed)

    @property
    def has_second_key(self) -> bool:
        return self._workspace.has_second_key

    def begin(self, present: Present, wish: SecondKeyWish) -> None:
        """Prove by the present passphrase who asks, and change it."""
        self._present, self._wish = present, wish
        self.errand.begin()

    def _change(self) -> None:
        """Prove who asks, judge the new passphrase, and write the key file; raises why not."""
        from ...vault import stick
        from ...vault.cost import calibrate

        workspace, present = self._workspace, self._present
        second = stick.read(present.second_key) if present.second_key else b""
        workspace.vault.unlock(workspace.unlocked.label, present.passphrase, second)
        if found := weakness(self.chosen):
            raise found
        workspace.vault.change_passphrase(workspace.unlocked, self.chosen.text, calibrate(), self._wish.take())

    def _changed(self, _nothing: object) -> None:
        """Tell it, also somebody who has left the page meanwhile."""
        self._present, self.chosen = Present(), NewPassphrase()
        now = self._workspace.now()
        self._workspace.write(self._workspace, lambda db: note_passphrase(db, now))
        if self._window.here == ("settings", PLACE):
            self._window.back()
        self._window.tell(lambda: _("Your passphrase is changed. The old one opens nothing any more."))


class PassphrasePage(Page):
    """What is typed here is kept while the page is built anew, as in another language, and nowhere else."""

    def __init__(self, window: MainWindow, change: PassphraseChange) -> None:
        super().__init__()
        self._change, self.chosen = change, change.chosen
        self._present = PassphraseField("present", _("Your present passphrase"), tells_keyboard=False)
        self._chooser, self._problem = Chooser(self.chosen), ProblemLine()
        self._has_second = change.has_second_key
        self._present_second, self._second = SecondKeyField("present_second"), SecondKeyChooser(self._has_second)
        if not self._has_second:
            self._present_second.hide()
        self._again = PassphraseField("again", _("The new passphrase again"), tells_keyboard=False)
        self._do = button(_("Change passphrase"), kind="primary", big=True, name="passphrase.change")
        self._do.clicked.connect(self._try)
        self._again.line.returnPressed.connect(self._try)
        cancel = button(_("Cancel"), big=True, name="passphrase.cancel")
        cancel.clicked.connect(window.back)
        form = card(
            self._present,
            self._present_second,
            box(column(label(_("A new passphrase"), "strong"), self._chooser, gap=6)),
            self._again,
            self._second,
            gap=Space.L,
        )
        text = _("The paper recovery key goes on working. Colleagues keep their own passphrases.")
        self.compose(_("Change passphrase"), text, [cancel, self._do], narrow(form, 560), self._problem, None)
        change.errand.changed.connect(self._follow)
        self._show_busy()

    def first_focus(self) -> QWidget | None:
        return self._present.line

    def _try(self) -> None:
        self._chooser.take()
        if self._again.line.text() != self.chosen.text:
            self._refuse(_("The new passphrase is not the same both times."), self._again)
            return
        if self._second.lacks_file:
            self._problem.say(_("Choose the file that is to be the second key."))
            return
        present = Present(self._present.line.text(), self._present_second.path)
        self._change.begin(present, self._second.wish())

    def _follow(self) -> None:
        self._show_busy()
        error = self._change.errand.error
        if error is not None:
            self._failed(error)

    def _show_busy(self) -> None:
        busy = self._change.errand.running
        self._do.setEnabled(not busy)
        for each in (self._present, self._chooser.field, self._again):
            each.set_busy(busy=busy)
        self._problem.say(_("Your passphrase is being changed. It takes a few seconds.") if busy else "", tone="")

    def _failed(self, error: KnownError) -> None:
        from ...vault.errors import WrongPassphrase

        at = self._present if isinstance(error, WrongPassphrase) else self._chooser.field
        self._refuse(known_error_text(error), at)

    def _refuse(self, text: str, at: PassphraseField) -> None:
        self._problem.say(text)
        at.line.setFocus()
        at.line.selectAll()
