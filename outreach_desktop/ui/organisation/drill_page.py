"""The drill with the recovery sheet: its lines are typed in and proven against the vault, and nothing changes."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ...operations.recovery_sheet import note_drill, prove_sheet
from ...vault import recovery
from ..dialogs import known_error_text
from ..gate.background import Task
from ..gate.problem_line import ProblemLine
from ..look.buttons import button
from ..look.fields import Field, field, line
from ..look.layouts import card, row
from ..look.theme import scaled
from ..look.tokens import Space
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page
from ..words import who
from ..workspace import Workspace
from .new_account_page import LIST


class DrillPage(Page):
    """Each line is checked when it is left, so that what is mistyped is found where it stands."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._lines = [_line(number) for number in range(1, recovery.LINES + 1)]
        self._fields = [field(_("Line {n}").format(n=at), each) for at, each in enumerate(self._lines, 1)]
        self._problem = ProblemLine()
        self._take = button(_("Try the sheet"), "shield-check", "primary", big=True, name="drill.take")
        self._take.clicked.connect(self._try)
        for each in self._lines:
            each.editingFinished.connect(self._check_left)
            each.returnPressed.connect(self._take.click)
        cancel = button(_("Cancel"), big=True, name="drill.cancel")
        cancel.clicked.connect(window.back)
        text = _("Is it where it was put, can it be read, and does it open the vault? Nothing is changed by trying it.")
        self.compose(_("Try the recovery sheet"), text, [cancel, self._take], row(self._content(), None), None)

    def first_focus(self) -> QWidget | None:
        return self._lines[0]

    def _content(self) -> QWidget:
        how = _("Fetch the sheet and type its four lines. Spaces and small letters do not matter.")
        new = button(_("New recovery sheet"), "file-text", big=True, name="drill.new")
        new.clicked.connect(self._make_new)
        lost = _("Is the sheet lost, or can it not be read? Make a new one now, while you can still unlock.")
        content = card(
            label(how, wrap=True),
            *self._fields,
            self._problem,
            label(lost, "muted", wrap=True),
            row(new, None),
            gap=Space.L,
        )
        content.setFixedWidth(scaled(600))
        return content

    def _make_new(self) -> None:
        self._window.go("organisation", {"sheet": True})

    def _check_left(self) -> None:
        wrong = self._mistyped()
        for at, (control, each) in enumerate(zip(self._lines, self._fields, strict=True), 1):
            if control.text().strip():  # one still to be typed is not wrong yet, or stays marked as missing
                _mark(each, at, wrong=at in wrong)

    def _mistyped(self) -> list[int]:
        return recovery.mistyped([each.text() for each in self._lines])

    def _try(self) -> None:
        if not self._take.isEnabled():
            return
        wrong = self._mistyped()
        for at, each in enumerate(self._fields, 1):
            _mark(each, at, wrong=at in wrong)
        if wrong:
            self._problem.say("")
            self._lines[wrong[0] - 1].setFocus()
            return
        self._take.setEnabled(False)
        self._problem.say(_("The sheet is being tried. It takes a few seconds."), tone="")
        vault, lines = self._workspace.vault, [each.text() for each in self._lines]
        task = Task(self, lambda: prove_sheet(vault, lines))
        task.done.connect(self._proven)
        task.failed.connect(self._failed)
        task.start()

    def _proven(self, owner: str) -> None:
        now = self._workspace.now()
        self._workspace.write(self, lambda db: note_drill(db, owner, now), lambda _none: self._end(owner), self._failed)

    def _end(self, owner: str) -> None:
        name = who(owner, self._workspace.accounts)
        if not self.left:
            self._window.replace("organisation", LIST)
        self._window.tell(lambda: _("The sheet fits: it opens the account of {name}. Lock it away.").format(name=name))

    def _failed(self, error: KnownError) -> None:
        self._take.setEnabled(True)
        self._problem.say(known_error_text(error))


def _line(number: int) -> QLineEdit:
    """Return a field that shows what is typed, since 40 letters are not typed blindly, and remembers nothing."""
    result = line(name=f"drill.{number}", secret=True)
    result.setEchoMode(QLineEdit.EchoMode.Normal)
    return result


def _mark(shown: Field, number: int, *, wrong: bool) -> None:
    words = _("This is not line {n}. Compare it with the paper.").format(n=number)
    shown.set_error(words if wrong else "")
