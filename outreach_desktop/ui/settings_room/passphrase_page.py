"""Changing one's passphrase: the present one, a new one by the rule, the new one again. A thread does the work."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ...operations.accounts import note_passphrase
from ..dialogs import known_error_text
from ..gate.background import Task
from ..gate.new_passphrase import Chooser, NewPassphrase, weakness
from ..gate.passphrase_field import PassphraseField
from ..gate.problem_line import ProblemLine
from ..gate.second_key import SecondKeyField
from ..look.buttons import button
from ..look.layouts import box, card, column, row
from ..look.theme import scaled
from ..look.tokens import Space
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page
from ..workspace import Workspace
from .second_key_chooser import SecondKeyChooser, SecondKeyWish


class PassphrasePage(Page):
    """Nothing typed here is kept anywhere, so it is gone when the language is switched."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        names = (workspace.account.name, workspace.account.alias, workspace.organisation.name)
        self.chosen = NewPassphrase(guessed_first=tuple(filter(None, names)))
        self._present = PassphraseField("present", _("Your present passphrase"), tells_keyboard=False)
        self._chooser, self._problem = Chooser(self.chosen), ProblemLine()
        self._has_second = workspace.has_second_key
        self._present_second, self._second = SecondKeyField("present_second"), SecondKeyChooser(self._has_second)
        self._present_second.setVisible(self._has_second)
        self._again = PassphraseField("again", _("The new passphrase again"), tells_keyboard=False)
        self._change = button(_("Change passphrase"), kind="primary", big=True, name="passphrase.change")
        self._change.clicked.connect(self._try)
        self._again.line.returnPressed.connect(self._try)
        cancel = button(_("Cancel"), big=True, name="passphrase.cancel")
        cancel.clicked.connect(window.back)
        form = card(
            self._present,
            self._present_second,
            box(column(label(_("A new passphrase"), "strong"), self._chooser, gap=6)),
            self._again,
            self._second,
            self._problem,
            gap=Space.L,
        )
        form.setFixedWidth(scaled(560))
        text = _("The paper recovery key goes on working. Colleagues keep their own passphrases.")
        self.compose(_("Change passphrase"), text, [cancel, self._change], row(form, None), None)

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
        self._set_busy(busy=True)
        present, wish = (self._present.line.text(), self._present_second.path), self._second.wish()
        task = Task(self, lambda: _change(self._workspace, present, self.chosen, wish))
        task.done.connect(self._changed)
        task.failed.connect(self._failed)
        task.start()

    def _set_busy(self, *, busy: bool) -> None:
        self._change.setEnabled(not busy)
        for each in (self._present, self._chooser.field, self._again):
            each.set_busy(busy=busy)
        self._problem.say(_("Your passphrase is being changed. It takes a few seconds.") if busy else "", tone="")

    def _changed(self, _nothing: object) -> None:
        now = self._workspace.now()
        self._workspace.write(self._workspace, lambda db: note_passphrase(db, now))
        self._window.back()
        self._window.tell(lambda: _("Your passphrase is changed. The old one opens nothing any more."))

    def _failed(self, error: KnownError) -> None:
        from ...vault.errors import WrongPassphrase

        self._set_busy(busy=False)
        at = self._present if isinstance(error, WrongPassphrase) else self._chooser.field
        self._refuse(known_error_text(error), at)

    def _refuse(self, text: str, at: PassphraseField) -> None:
        self._problem.say(text)
        at.line.setFocus()
        at.line.selectAll()


def _change(
    workspace: Workspace, present: tuple[str, Path | None], chosen: NewPassphrase, second: SecondKeyWish
) -> None:
    """Prove who asks, judge the new passphrase, and write the key file; raises why not."""
    from ...vault import stick
    from ...vault.cost import calibrate

    passphrase, path = present
    workspace.vault.unlock(workspace.unlocked.label, passphrase, stick.read(path) if path else b"")
    if found := weakness(chosen):
        raise found
    workspace.vault.change_passphrase(workspace.unlocked, chosen.text, calibrate(), second.take())
