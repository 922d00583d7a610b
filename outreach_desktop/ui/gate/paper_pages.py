"""Where the recovery key is typed from paper: one sheet with four lines, or two of three sheets with nine each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ..dialogs import known_error_text
from ..look.buttons import Choice
from ..look.layouts import box, column
from ..look.tokens import Space
from ..look.words import announce, label
from ..recovery.making import ONE, THREE, vault_number
from ..recovery.typed import TypedLines
from ..recovery.words import held_forms
from .lock_page import Door, older_words
from .problem_line import ProblemLine
from .steps import Step, StepPage
from .waiting import wait_words

if TYPE_CHECKING:
    from ...vault.recovery_parts import Sheet

_TICK_MS = 250
_SHEET_WIDTH = 680


class Held:
    """What somebody has in hand, and what was typed of it. In memory only."""

    def __init__(self) -> None:
        self.form = ONE
        self.forget()

    def forget(self) -> None:
        """Let go of what was typed."""
        self.typed: list[str] = []
        self.sheet: Sheet | None = None

    def is_part(self) -> bool:
        """Say whether there are two of three sheets."""
        return self.form == THREE


class _KeyPage(StepPage):
    """Tries a key at the door, and says what stands in the way; the keyboard goes back to `typed`."""

    def __init__(self, step: Step, door: Door, held: Held) -> None:
        super().__init__(step)
        self.door, self.held, self._mistake, self._older = door, held, "", False
        self.problem = ProblemLine()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._show)
        self._timer.start(_TICK_MS)
        door.busy_changed.connect(self._show)
        door.refused.connect(self._refuse)
        door.found_older.connect(self._say_older)

    @property
    def typed(self) -> TypedLines:
        """The lines that are typed in now."""
        raise NotImplementedError

    def first_focus(self) -> QWidget | None:
        return self.typed.lines[0]

    def try_key(self, key: bytes) -> None:
        """Unlock with the key, unless one has to wait."""
        self._mistake = ""
        self.door.try_paper(key)

    def refuse(self, error: KnownError) -> None:
        """Say what is wrong with what was typed, before any door is tried."""
        self._mistake = known_error_text(error)
        self._refuse()

    def _words_of(self, refusal: KnownError) -> str:
        """Return why the door did not open."""
        from ...vault.errors import WrongRecoveryKey, WrongRecoverySheets

        wrong = isinstance(refusal, WrongRecoveryKey) and self.held.is_part()
        return known_error_text(WrongRecoverySheets() if wrong else refusal)

    def _refuse(self) -> None:
        self.typed.take_focus()
        self._show()
        announce(self.typed.lines[0], self.problem.text)

    def _say_older(self) -> None:
        self._older = True
        self._show()

    def _show(self) -> None:
        seconds, refusal = self.door.seconds_left, self.door.refusal
        self.set_busy(busy=self.door.busy or bool(seconds))
        if self.door.busy and self._older:
            self.problem.say(older_words(), tone="")
            return
        said = self._mistake or (self._words_of(refusal) if refusal else "")
        wait = wait_words(seconds) if seconds else ""
        self.problem.say(" ".join(filter(None, (said, wait))), spoken=False)


class PaperPage(_KeyPage):
    """The lines of the one sheet, or of the first of two, are typed."""

    def __init__(self, step: Step, door: Door, held: Held) -> None:
        from ...vault import recovery, recovery_parts

        super().__init__(step, door, held)
        self._choice = Choice(held_forms(), held.form, spoken=_("What do you have?"), name="paper.form")
        self._choice.chosen.connect(self._choose)
        self._one = TypedLines("paper", range(1, recovery.LINES + 1), recovery.mistyped)
        self._part = TypedLines("part", range(1, recovery_parts.LINES + 1), recovery_parts.mistyped, held.typed)
        for each in (self._one, self._part):
            each.entered.connect(self.next_button.click)
        one = _("Take out the sheet with the recovery key and type its four lines. Then you choose a new passphrase.")
        part = _("Take out two of the three sheets. Type the nine lines of one here, and those of the other next.")
        self._forms = (_form(one, self._one), _form(part, self._part))
        self.compose_step(
            "file-text",
            _("Unlock with the recovery key"),
            self._choice,
            *self._forms,
            label(_number_words(door), "caption", wrap=True),
            self.problem,
            width=_SHEET_WIDTH,
        )
        self._show_form()
        self._show()

    @property
    def typed(self) -> TypedLines:
        return self._part if self.held.is_part() else self._one

    def go_on(self) -> None:
        if not self.typed.check():
            return
        if self.held.is_part():
            self._keep_part()
        else:
            from ...vault import recovery

            self.try_key(recovery.parse("\n".join(self._one.texts)))

    def _keep_part(self) -> None:
        from ...vault import recovery_parts

        try:
            self.held.sheet = recovery_parts.read(self._part.texts)
        except KnownError as error:
            self.refuse(error)
            return
        self.held.typed = self._part.texts
        self.step.go_on()

    def _choose(self, form: int) -> None:
        self.held.form = form
        self._mistake, self.door.refusal = "", None
        self.show_progress()
        self._show_form()
        self._show()

    def _show_form(self) -> None:
        for form, each in enumerate(self._forms):
            each.setVisible(form == self.held.form)


class OtherSheetPage(_KeyPage):
    """The lines of the second sheet are typed, and both together are tried."""

    def __init__(self, step: Step, door: Door, held: Held) -> None:
        from ...vault import recovery_parts

        super().__init__(step, door, held)
        self._lines = TypedLines("other", range(1, recovery_parts.LINES + 1), recovery_parts.mistyped)
        self._lines.entered.connect(self.next_button.click)
        number = held.sheet.number if held.sheet else 0
        text = _(
            "Sheet {n} is whole. Now type the nine lines of one of the other two. Then you choose a new passphrase."
        )
        self.compose_step(
            "file-text",
            _("The other sheet"),
            _form(text.format(n=number), self._lines),
            self.problem,
            width=_SHEET_WIDTH,
        )
        self._show()

    @property
    def typed(self) -> TypedLines:
        return self._lines

    def go_on(self) -> None:
        from ...vault import recovery_parts

        if not self._lines.check() or self.held.sheet is None:
            return
        try:
            key = recovery_parts.join(self.held.sheet, recovery_parts.read(self._lines.texts))
        except KnownError as error:
            self.refuse(error)
            return
        self.try_key(key)


def _form(text: str, lines: TypedLines) -> QWidget:
    return box(column(label(text, wrap=True), lines, gap=Space.L))


def _number_words(door: Door) -> str:
    """Say by what one knows a sheet of this vault."""
    number = vault_number(door.known.vault_id) if door.known else ""
    return _("This vault has the number {number}. It stands on its sheets, save on old ones.").format(number=number)
