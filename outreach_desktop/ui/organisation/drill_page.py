"""The drill with the recovery key: its sheet, or two of three, is typed in and proven, and nothing changes."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ...operations.recovery_sheet import is_in_parts, note_drill, prove_sheet, prove_sheets
from ...vault import recovery, recovery_parts
from ..dialogs import known_error_text
from ..gate.background import Task
from ..gate.problem_line import ProblemLine
from ..look.buttons import Choice, button
from ..look.layouts import box, card, column, narrow, row
from ..look.tokens import Space
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page
from ..recovery.making import THREE
from ..recovery.typed import TypedLines
from ..recovery.words import held_forms
from ..words import who
from ..workspace import Workspace
from .new_account_page import LIST
from .sheet_page import FORM


class DrillPage(Page):
    """Each line is checked when it is left, so that what is mistyped is found where it stands."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._one = TypedLines("drill", range(1, recovery.LINES + 1), recovery.mistyped)
        self._parts = [_part(name) for name in ("drill.first", "drill.other")]
        self._choice = Choice(
            held_forms(), int(is_in_parts(workspace.db)), spoken=_("What do you have?"), name="drill.form"
        )
        self._choice.chosen.connect(self._show_form)
        self._problem = ProblemLine()
        self._take = button(_("Try the sheet"), "shield-check", "primary", big=True, name="drill.take")
        self._take.clicked.connect(self._try)
        for each in (self._one, *self._parts):
            each.entered.connect(self._take.click)
        cancel = button(_("Cancel"), big=True, name="drill.cancel")
        cancel.clicked.connect(window.back)
        text = _("Is it where it was put, can it be read, and does it open the vault? Nothing is changed by trying it.")
        self.compose(_("Try the recovery key"), text, [cancel, self._take], narrow(self._content(), 720), None)
        self._show_form(self._choice.index)

    def first_focus(self) -> QWidget | None:
        return self._typed[0].lines[0]

    @property
    def _in_parts(self) -> bool:
        return self._choice.index == THREE

    @property
    def _typed(self) -> list[TypedLines]:
        return self._parts if self._in_parts else [self._one]

    def _content(self) -> QWidget:
        new = button(_("New recovery key"), "file-text", big=True, name="drill.new")
        new.clicked.connect(self._make_new)
        lost = _("Is a sheet lost, or can it not be read? Make a new key now, while you can still unlock.")
        self._forms = (self._content_of_one(), self._content_of_parts())
        return card(
            self._choice,
            *self._forms,
            self._problem,
            label(lost, "muted", wrap=True),
            row(new, None),
            gap=Space.L,
        )

    def _content_of_one(self) -> QWidget:
        how = _("Fetch the sheet and type its four lines. Spaces and small letters do not matter.")
        return box(column(label(how, wrap=True), self._one, gap=Space.L))

    def _content_of_parts(self) -> QWidget:
        how = _(
            "Fetch two of the three sheets, another pair than last time, and type their lines. Spaces and small "
            "letters do not matter."
        )
        first, other = self._parts
        one, two = label(_("The first sheet"), "lead"), label(_("The other sheet"), "lead")
        return box(column(label(how, wrap=True), one, first, two, other, gap=Space.L))

    def _show_form(self, form: int) -> None:
        for at, each in enumerate(self._forms):
            each.setVisible(at == form)
        self._problem.say("")

    def _make_new(self) -> None:
        self._window.go("organisation", {"sheet": FORM})

    def _try(self) -> None:
        if not self._take.isEnabled():
            return
        right = [each.check() for each in reversed(self._typed)]
        if not all(right):
            self._problem.say("")
            return
        self._set_busy(busy=True)
        self._problem.say(_("It is being tried. It takes a few seconds."), tone="")
        task = Task(self, self._proof())
        task.done.connect(self._proven)
        task.failed.connect(self._failed)
        task.start()

    def _proof(self) -> Callable[[], str]:
        """Return what proves that which was typed; runs in a thread."""
        vault, typed = self._workspace.vault, [each.texts for each in self._typed]
        return lambda: prove_sheets(vault, *typed) if len(typed) > 1 else prove_sheet(vault, *typed)

    def _set_busy(self, *, busy: bool) -> None:
        for each in (self._take, self._choice):
            each.setEnabled(not busy)

    def _proven(self, owner: str) -> None:
        now = self._workspace.now()
        self._workspace.write(self, lambda db: note_drill(db, owner, now), lambda _none: self._end(owner), self._failed)

    def _end(self, owner: str) -> None:
        name = who(owner, self._workspace.accounts)
        in_parts = self._in_parts
        if not self.left:
            self._window.replace("organisation", LIST)
        self._window.tell(lambda: _proven_words(in_parts=in_parts).format(name=name))

    def _failed(self, error: KnownError) -> None:
        self._set_busy(busy=False)
        self._problem.say(known_error_text(error))


def _part(name: str) -> TypedLines:
    return TypedLines(name, range(1, recovery_parts.LINES + 1), recovery_parts.mistyped)


def _proven_words(*, in_parts: bool) -> str:
    if in_parts:
        return _("The two sheets fit: they open the account of {name}. Put each back in its place.")
    return _("The sheet fits: it opens the account of {name}. Lock it away.")
