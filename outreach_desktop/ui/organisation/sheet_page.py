"""A new paper recovery key in the place of the old one: its form is chosen, it is put on paper, and typed back in part.

The key is in memory only. Until it is typed back the old one goes on holding, whichever page one leaves to.
"""

from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ...operations.accounts import note_recovery_sheet
from ..dialogs import known_error_text
from ..gate.background import Task
from ..gate.problem_line import ProblemLine
from ..look.buttons import button
from ..look.layouts import Item, card, narrow
from ..look.tokens import Space
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page
from ..recovery.making import Making
from ..recovery.shown import FormChoice, PaperShown, TypedBack, type_back_words
from ..recovery.words import title_of
from ..rooms import Place
from ..workspace import Workspace
from .new_account_page import LIST

FORM, CHECK = "form", "check"
_WIDTH = 720


def sheet_page(window: MainWindow, workspace: Workspace, making: Making, place: Place) -> Page:
    """Return the page of a step: `form`, the number of a sheet, or `check`; the first where no key is begun."""
    step = place["sheet"]
    if step == CHECK and making.is_begun:
        return CheckPage(window, workspace, making)
    if step in _steps(making)[1:-1] and making.is_begun:
        return SheetPage(window, making, int(step) - 1)
    return FormPage(window, workspace, making)


def _steps(making: Making) -> list[str]:
    return [FORM, *(str(paper.number) for paper in making.papers), CHECK]


def _go(window: MainWindow, making: Making, step: str, by: int) -> None:
    """Go to another step, which takes this one's place: the way back leads to where one came from."""
    steps = _steps(making)
    window.replace("organisation", {"sheet": steps[steps.index(step) + by]})


class _StepPage(Page):
    """Cancel and the ways on stand above; what is asked stands in a card."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._cancel = button(_("Cancel"), big=True, name="sheet.cancel")
        self._cancel.clicked.connect(window.back)

    def compose_step(self, title: str, buttons: list[Item], *content: QWidget, below: QWidget | None = None) -> None:
        text = _("It opens your account when the passphrase is forgotten. The old one opens nothing any more then.")
        inner = card(*content, gap=Space.L)
        self.compose(title, text, [self._cancel, *buttons], narrow(inner, _WIDTH), *([below] if below else []), None)


class FormPage(_StepPage):
    """On one sheet or on three."""

    def __init__(self, window: MainWindow, workspace: Workspace, making: Making) -> None:
        super().__init__(window)
        self._workspace, self._making = workspace, making
        self._form = FormChoice(making)
        self._on = button(_("Next"), kind="primary", big=True, name="sheet.next")
        self._on.clicked.connect(self._go_on)
        question = label(_("On how many sheets is the new key to be?"), wrap=True)
        self.compose_step(_("New recovery key"), [self._on], question, self._form)

    def first_focus(self) -> QWidget | None:
        return self._on

    def _go_on(self) -> None:
        self._making.begin_new(self._workspace.vault.vault_id, self._workspace.today)
        _go(self._window, self._making, FORM, 1)


class SheetPage(_StepPage):
    """One sheet in large letters, to be copied by hand or printed."""

    def __init__(self, window: MainWindow, making: Making, at: int) -> None:
        super().__init__(window)
        step = str(at + 1)
        back = button(_("Back"), big=True, name="sheet.back")
        back.clicked.connect(lambda: _go(window, making, step, -1))
        self._on = button(_("I have it on paper"), kind="primary", big=True, name="sheet.next")
        self._on.clicked.connect(lambda: _go(window, making, step, 1))
        self.compose_step(title_of(making.papers[at]), [back, self._on], PaperShown(making.papers, at))

    def first_focus(self) -> QWidget | None:
        return self._on


class CheckPage(_StepPage):
    """Two lines of each sheet are typed back; only then the new key holds."""

    def __init__(self, window: MainWindow, workspace: Workspace, making: Making) -> None:
        super().__init__(window)
        self._workspace, self._making = workspace, making
        self._problem = ProblemLine()
        self._typed = TypedBack(making)
        self._back = button(_("Back"), big=True, name="sheet.back")
        self._back.clicked.connect(lambda: _go(window, making, CHECK, -1))
        self._take = button(_("Use the new key"), "check", "primary", big=True, name="sheet.take")
        self._take.clicked.connect(self._try)
        self._typed.entered.connect(self._take.click)
        words = label(type_back_words(making), wrap=True)
        title = _("Check that the paper is right")
        self.compose_step(title, [self._back, self._take], words, self._typed, below=self._problem)
        self._show_busy()

    def first_focus(self) -> QWidget | None:
        return self._typed.sheets[0].lines[0]

    def _try(self) -> None:
        if not self._take.isEnabled() or not self._typed.check():
            return
        self._making.taking = True
        self._show_busy()
        workspace, key = self._workspace, self._making.key
        task = Task(workspace, lambda: _made(workspace, key))  # the log must hear of it, whichever page is shown then
        task.done.connect(self._taken)
        task.failed.connect(self._failed)
        task.start()

    def _taken(self, _nothing: object) -> None:
        now, in_parts = self._workspace.now(), self._making.in_parts
        self._workspace.write(self._workspace, lambda db: note_recovery_sheet(db, now, in_parts=in_parts))
        self._making.end()
        if isinstance(self._window.page, CheckPage):
            self._window.replace("organisation", LIST)
        self._window.tell(lambda: _("The new recovery key holds. Destroy all sheets of the old one."))

    def _failed(self, error: KnownError) -> None:
        self._making.taking = False
        page = self._window.page  # may have been built anew meanwhile
        if isinstance(page, CheckPage):
            page.say(error)
        else:
            self._window.tell(lambda: known_error_text(error), tone="danger")

    def say(self, error: KnownError) -> None:
        """Say why the new key does not hold."""
        self._show_busy()
        self._problem.say(known_error_text(error))

    def _show_busy(self) -> None:
        for each in (self._take, self._back):
            each.setEnabled(not self._making.taking)
        busy = _("The key file is written anew. It takes a few seconds.") if self._making.taking else ""
        self._problem.say(busy, tone="")


def _made(workspace: Workspace, key: bytes) -> None:
    from ...vault.cost import calibrate

    workspace.vault.make_recovery_sheet(workspace.unlocked, key, calibrate())
