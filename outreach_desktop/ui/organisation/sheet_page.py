"""A new paper recovery key in the place of the old one: shown, copied or printed, and two lines typed back."""

from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ...operations.accounts import note_recovery_sheet
from ..dialogs import known_error_text
from ..gate.background import Task
from ..gate.first_run.recovery_pages import sheet
from ..gate.problem_line import ProblemLine
from ..look.buttons import button
from ..look.fields import field, line
from ..look.layouts import card, row
from ..look.theme import scaled
from ..look.tokens import Space
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page
from ..workspace import Workspace
from .new_account_page import LIST


class SheetPage(Page):
    """The key is in memory only; when the page is left before it is typed back, the old sheet goes on holding."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        from ...vault import recovery

        super().__init__()
        self._window, self._workspace = window, workspace
        self._key, self._numbers = recovery.new_key(), recovery.lines_to_type_back()
        self._written = recovery.written(self._key)
        self._lines = [line(name=f"sheet.{number}", secret=True) for number in self._numbers]
        self._fields = [
            field(_("Line {n}").format(n=number), control)
            for number, control in zip(self._numbers, self._lines, strict=True)
        ]
        self._problem = ProblemLine()
        self._take = button(_("Use the new sheet"), "check", "primary", big=True, name="sheet.take")
        self._take.clicked.connect(self._try)
        cancel = button(_("Cancel"), big=True, name="sheet.cancel")
        cancel.clicked.connect(window.back)
        text = _("It opens your account when the passphrase is forgotten. The old sheet opens nothing any more then.")
        self.compose(_("New recovery sheet"), text, [cancel, self._take], row(self._content(), None), None)

    def first_focus(self) -> QWidget | None:
        return self._lines[0]

    def _content(self) -> QWidget:
        printing = button(_("Print"), "printer", big=True, name="print")
        printing.clicked.connect(self._print)
        how = _("Write it on paper, or print it, and keep the paper locked away. Do not photograph it.")
        back = _("Type two lines from the paper. Spaces and small letters do not matter.")
        content = card(
            label(how, wrap=True),
            sheet(self._written),
            row(printing, None),
            label(back, wrap=True),
            *self._fields,
            self._problem,
            gap=Space.L,
        )
        content.setFixedWidth(scaled(600))
        return content

    def _print(self) -> None:
        from ..gate.recovery_print import print_sheet

        print_sheet(self, self._written, self._printed)

    def _printed(self, error: KnownError | None) -> None:
        if error:
            self._problem.say(known_error_text(error))
        else:
            self._problem.say(_("Sent to the printer. Check that every letter can be read."), tone="good")

    def _try(self) -> None:
        from ...vault import recovery

        wrong = [
            at
            for at, number in enumerate(self._numbers)
            if not recovery.is_line(self._key, number, self._lines[at].text())
        ]
        for at, each in enumerate(self._fields):
            words = _("This is not line {n}. Compare it with the paper.").format(n=self._numbers[at])
            each.set_error(words if at in wrong else "")
        if wrong:
            self._lines[wrong[0]].setFocus()
            return
        self._take.setEnabled(False)
        self._problem.say(_("The key file is written anew. It takes a few seconds."), tone="")
        task = Task(self, lambda: _made(self._workspace, self._key))
        task.done.connect(self._taken)
        task.failed.connect(self._failed)
        task.start()

    def _taken(self, _nothing: object) -> None:
        now = self._workspace.now()
        self._workspace.write(self._workspace, lambda db: note_recovery_sheet(db, now))
        if not self.left:
            self._window.replace("organisation", LIST)
        self._window.tell(lambda: _("The new recovery sheet holds. Destroy the old one."))

    def _failed(self, error: KnownError) -> None:
        self._take.setEnabled(True)
        self._problem.say(known_error_text(error))


def _made(workspace: Workspace, key: bytes) -> None:
    from ...vault.cost import calibrate

    workspace.vault.make_recovery_sheet(workspace.unlocked, key, calibrate())
