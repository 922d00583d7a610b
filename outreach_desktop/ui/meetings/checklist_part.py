"""The checklist of one phase: its rows, one key each to answer, and the current item in full below."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain.meeting import ChecklistAnswer, Done
from ...domain.safety_checklist import Asked, Phase
from ...i18n import _, window_texts
from ...operations.meetings import Preparation, answer_to
from ..look import theme
from ..look.buttons import Choice
from ..look.fields import line
from ..look.layouts import box, card, column, row
from ..look.painted import RowList, row_list
from ..look.tokens import Space
from ..look.words import announce, label
from ..words import chosen
from ..workspace import Workspace
from .answer_delegate import AnswerDelegate
from .checklist_rows import answer_words, checklist_rows, why_words

ANSWERS = (Done.DONE, Done.NOT_DONE, Done.NOT_APPLICABLE)
_LEAST = 120  # pixels of the list; it takes what the other parts leave
_ANY_HEIGHT = (1 << 24) - 1
_NOTE = 220


class ChecklistPart(QWidget):
    """Tells what was answered; stores nothing itself."""

    answered = Signal(object)  # a ChecklistAnswer

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._workspace = workspace
        self._found: Preparation | None = None
        self._shown = ""  # the id of the item in full
        self.rows: RowList = row_list([], _("Checklist"), name="checklist.rows", delegate=AnswerDelegate)
        self.rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._text, self._why, self._told = label("", "strong", wrap=True), label("", wrap=True), label("", "caption")
        self._told.setWordWrap(True)
        self.answer = Choice([chosen(each) for each in ANSWERS], spoken=_("Answer"), name="checklist.answer")
        self.answer.chosen.connect(self._choose)
        self.rows.activated.connect(self.answer.take_focus)
        self.note = line(placeholder=_("Note. If it does not apply: why."), name="checklist.note")
        self.note.setAccessibleName(_("Note"))
        self.note.returnPressed.connect(self._save_note)
        self._wrong = label("", "strong", "danger", wrap=True)
        self._wrong.hide()
        self._compose()
        self._set_keys()

    def _compose(self) -> None:
        answering = row(self.answer, self.note, gap=Space.M)
        answering.setStretch(1, 1)
        self.note.setMinimumWidth(theme.scaled(_NOTE))
        words = column(self._text, self._why, self._told, gap=2)
        self._panel = card(box(words), answering, self._wrong, gap=Space.S, margin=(Space.L, Space.M, Space.L, Space.M))
        whole = column(card(self.rows, margin=4), self._panel, gap=Space.S)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _set_keys(self) -> None:
        keys = {
            "Space": self._tick,
            "1": partial(self._give, Done.DONE),
            "2": partial(self._give, Done.NOT_DONE),
            "3": partial(self._give, Done.NOT_APPLICABLE),
            "A": self.note.setFocus,
        }
        for combination, do in keys.items():
            shortcut = QShortcut(QKeySequence(combination), self.rows)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)

    def listen(self) -> None:
        """Follow the row with the keyboard; anew with each model."""
        self.rows.selectionModel().currentChanged.connect(lambda _now, _before: self._show_current())

    def show_phase(self, found: Preparation, phase: Phase, *, whole: bool) -> None:
        """Show the items of a phase; the same place in the list stays current.

        It takes the height of all its items where `whole`, else what the rest of the page leaves, and scrolls.
        """
        self._found = found
        self.rows.show_rows(checklist_rows(found, phase, self._workspace))
        self.listen()
        if whole:
            self.rows.fit()
        else:
            self.rows.setMinimumHeight(theme.scaled(_LEAST))
            self.rows.setMaximumHeight(_ANY_HEIGHT)
        if not self.rows.currentIndex().isValid():
            self.rows.set_current(0)
        self._show_current()

    @property
    def asked(self) -> Asked | None:
        """The item that is current."""
        current = self.rows.current_row()
        return current.key if current and isinstance(current.key, Asked) else None

    def go_to_first_open(self) -> None:
        """Bring the keyboard to the first item, which is open as long as one is."""
        self.rows.set_current(0)
        self.rows.setFocus()

    def _show_current(self) -> None:
        asked, found = self.asked, self._found
        self._panel.setVisible(asked is not None)
        if asked is None or found is None:
            return
        answer = found.answers.get(asked.item.item)
        self._text.setText(asked.item.text(window_texts().language))
        self._why.setText(why_words(asked))
        self._told.setText(answer_words(answer, self._workspace))
        self.answer.set_index(ANSWERS.index(answer.done) if answer else -1)
        self._shown = self._shown if self._is_typed_over(asked) else self._put_note(asked, answer)
        self._complain("")

    def _is_typed_over(self, asked: Asked) -> bool:
        """Say whether somebody types a note on this very item: what is stored must not take its place."""
        return self._shown == asked.item.item and self.note.hasFocus()

    def _put_note(self, asked: Asked, answer: ChecklistAnswer | None) -> str:
        self.note.setText(answer.note if answer else "")
        return asked.item.item

    def _tick(self) -> None:
        answer = self._answer()
        self._give(Done.NOT_DONE if answer and answer.id and answer.done is Done.DONE else Done.DONE)

    def _give(self, done: Done) -> None:
        self.answer.set_index(ANSWERS.index(done))
        self._choose(ANSWERS.index(done))

    def _answer(self) -> ChecklistAnswer | None:
        asked, found = self.asked, self._found
        return answer_to(found, asked.item.item) if asked and found else None

    def _choose(self, at: int) -> None:
        """Give an answer; one that does not apply asks for why first."""
        answer, note = self._answer(), self.note.text().strip()
        if answer is None:
            return
        if ANSWERS[at] is Done.NOT_APPLICABLE and not note:
            self._complain(_("Write why it does not apply, then Enter."))
            self.note.setFocus()
            return
        self._complain("")
        self.answered.emit(replace(answer, done=ANSWERS[at], note=note))

    def _save_note(self) -> None:
        """Store the note with the answer that is chosen; without one the item stays open."""
        at = self.answer.index if self.answer.index >= 0 else ANSWERS.index(Done.NOT_DONE)
        self.rows.setFocus()
        self._choose(at)

    def _complain(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        if words:
            announce(self.note, words)

    def state(self) -> dict[str, Any]:
        """Return which answer is chosen and not given yet: what is typed is kept by its name."""
        return {"item": self._shown, "answer": self.answer.index, "note": self.note.text()}

    def restore(self, state: dict[str, Any]) -> None:
        """Make the same item current, and put back what was begun on it."""
        items = [self.rows.row(at).key for at in range(self.rows.model().rowCount())]
        here = [at for at, each in enumerate(items) if isinstance(each, Asked) and each.item.item == state.get("item")]
        if here:
            self.rows.set_current(here[0])
            self.note.setText(state.get("note", ""))
            self.answer.set_index(state.get("answer", -1))


def keys_words() -> str:
    """Return the line of keys below the list."""
    return _("Space or 1: done · 2: not done · 3: does not apply · A: note · arrows: the next one")
