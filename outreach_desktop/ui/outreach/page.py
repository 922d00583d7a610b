"""The page of the outreach room: ask, see the answer, write a line, next."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ...domain.attributes import Invalid
from ...domain.errors import KnownError
from ...i18n import ZONE, _
from ...operations.contacts import LoggedLine, lines_since
from ...operations.lines import SavedLine
from ...operations.lookups import Answer, LookUp, look_up
from ...operations.shifts import evening_start, second_person
from ...storage import people
from ..dialogs import known_error_text
from ..look.parts import KeysLine, Space, box, column, label, notice, picture, row
from ..page import Page, State
from ..shift.lead import shift_button
from ..shift.work import TonightsWork
from ..taking_back import undo_line
from .after_saving import AfterSaving
from .answer_words import Surroundings, name_of
from .answers import AnswerArea
from .arrangement import Spot, WorkAndFacts
from .guide import Guide
from .keys import set_keys
from .line_form import LineForm
from .outcome import KEYS, OUTCOMES
from .quick_line import QuickLine
from .room import Shared
from .saved_line import save_line
from .subject import Subject, subject_of
from .tonight import Tonight
from .unconfirmed import Unconfirmed
from .unfinished import LineDraft, UnfinishedNotice, kept_lines

if TYPE_CHECKING:
    from ..main_window import MainWindow

_MATTERS = frozenset({"person", "contact", "identifier", "organisation", "account"})


class OutreachPage(Page):
    """What may be copied follows from the newest answer alone; with each change of the text it is off."""

    def __init__(self, shared: Shared, window: "MainWindow") -> None:
        super().__init__()
        self._shared, self._workspace, self._window = shared, shared.workspace, window
        self._answer: LookUp | None = None
        self._line: LineForm | None = None
        self._draft: LineDraft | None = None
        self._wants_line = False
        self._wanted_focus = self._wanted_kind = ""
        self._kept: State | None = None  # of a line that is opened as soon as the answer is there
        self.quick = QuickLine()
        self.answers = AnswerArea()
        self.unfinished = UnfinishedNotice(self._workspace)
        self.unconfirmed = Unconfirmed(self._workspace, window)
        self.after = AfterSaving(shared, window)
        self.tonight = Tonight()
        self.work = TonightsWork(self._workspace)
        shared.evening.at(self._workspace.now()).pair_with(second_person(self._workspace.db, self._workspace.now()))
        self._line_place, self._side_place, self._told_place = Spot(), Spot(), Spot()
        self._compose()
        self._connect()
        self._set_keys()
        self._refresh_tonight()
        self.unfinished.refresh()

    def _compose(self) -> None:
        heading = label(_("Alias, phone or ad address"), "strong")
        heading.setBuddy(self.quick)
        hint = label(_("Type or paste. Enter opens the person or begins a new one."), "caption", wrap=True)
        above = row(heading, hint, shift_button(self, self._window, self._workspace), gap=Space.M)
        above.setStretch(1, 1)
        question = column(above, self.quick, gap=6)
        waiting = (self.after, self.unfinished, self.unconfirmed)
        below = (self.answers, self._told_place, self._line_place, self.work)
        left = column(question, *waiting, *below, None, gap=Space.M)
        beside = box(column(self._side_place, self.tonight, gap=Space.M))
        self.guide = Guide(self, self._shared.guide, beside)
        facts = column(self.guide, beside)
        keys = _("Ctrl+Enter copies · with Shift: sent · 1-9 how it went · Ctrl+S saves · Ctrl+G guide")
        known = row(picture("keyboard", "muted"), KeysLine(keys), gap=Space.S)
        self.compose(_("Outreach"), "", [known], WorkAndFacts(left, facts), gap=Space.M)

    def _connect(self) -> None:
        self.quick.typed.connect(self._text_changed)
        self.quick.asked.connect(self._ask)
        self.quick.entered.connect(self._enter)
        self.quick.down.connect(self._focus_rows)
        self.answers.person_wanted.connect(self._open_person)
        self.answers.line_wanted.connect(self._begin_line)
        self.answers.chosen.connect(self._choose)
        self.unfinished.go_on.connect(self._go_on)
        self.tonight.person_wanted.connect(self._open_person)
        self.work.person_wanted.connect(self.begin_with)
        self.unconfirmed.person_wanted.connect(self._open_person)
        self._workspace.changed.connect(self._tables_changed)

    def _set_keys(self) -> None:
        copies, sent = partial(self._with_line, LineForm.copy), partial(self._with_line, LineForm.confirm_sent)
        chosen = {at: partial(self._choose_outcome, each) for at, each in enumerate(OUTCOMES[:KEYS], 1)}
        numbers = {f"{alt}{at}": choose for at, choose in chosen.items() for alt in ("", "Alt+")}
        enter = {f"Ctrl+{key}": copies for key in ("Return", "Enter")}
        shifted = {f"Ctrl+Shift+{key}": sent for key in ("Return", "Enter")}
        more: dict[str, Callable[[], object]] = {"Ctrl+S": self._save}
        more["Ctrl+B"] = partial(self._with_line, LineForm.turn_child)
        set_keys(self, {**numbers, **enter, **shifted, **more})

    # asking

    def _text_changed(self) -> None:
        """From the first other letter on nothing may be copied, and no line goes to somebody else."""
        self._answer, self._wants_line, self._kept = None, False, None
        self._close_line()
        self._told_place.put(None)

    def _ask(self, typed: str) -> None:
        today, now = self._workspace.today, self._workspace.now().astimezone(ZONE)
        self._answer = None
        self._workspace.ask(self, "outreach.quick", lambda db: look_up(db, typed, today, now), self._answered)

    def _answered(self, answer: LookUp) -> None:
        if answer.typed != self.quick.text():
            return
        self._answer = answer
        self._show_answer(answer)
        for each in (self.after, self.unfinished, self.unconfirmed, self.work):
            each.show_if(answer.answer is Answer.NOTHING)
        self._keep_line_true()
        if self._kept is not None:
            self._open_line(self._kept)
        elif self._wants_line and not answer.answer.blocks:  # a no must be seen before the page is left
            self._enter()

    def _show_answer(self, answer: LookUp) -> None:
        """Show the answer; an open line about somebody new says so itself."""
        if self._line and self._line.subject.match is None and answer.answer in (Answer.NEW, Answer.MAYBE):
            self.answers.clear()
        else:
            self.answers.show_answer(answer, self._around(), line_open=self._line is not None)

    def _around(self) -> Surroundings:
        workspace = self._workspace
        return Surroundings(workspace.today, workspace.organisation, workspace.accounts)

    def _keep_line_true(self) -> None:
        """Take the message away when the answer to the same text has become a no."""
        if self._line and self._answer and self._answer.answer.blocks:
            self._line.block()
        elif self._line and self._answer:
            self._line.heed(next(iter(self._answer.matches), None))

    def _fresh(self) -> bool:
        """Say whether the newest answer is for the text that stands there, and is about one person, or nobody."""
        answer = self._answer
        return answer is not None and answer.typed == self.quick.text() and not answer.answer.blocks

    def _tables_changed(self, tables: frozenset[str]) -> None:
        if tables & _MATTERS:
            self._refresh_tonight()
            if self.quick.text():
                self.quick.ask_now()

    def _refresh_tonight(self) -> None:
        workspace = self._workspace
        account, start = workspace.account.uid, evening_start(workspace.now())
        workspace.ask(self, "outreach.tonight", lambda db: lines_since(db, account, start), self._show_tonight)

    def _show_tonight(self, lines: list[LoggedLine]) -> None:
        self.tonight.show_lines(lines, self._workspace.today)
        self.after.heed(lines)

    # what Enter and the answer's buttons do

    def _enter(self) -> None:
        """Do what the answer is for; it may not be there yet."""
        self._wants_line = self._answer is None and bool(self.quick.text().strip())
        if self._answer is None:
            self.quick.ask_now()
            return
        if self.answers.rows:
            self._focus_rows()
        elif self._answer.answer.blocks:
            for match in self._answer.matches[:1]:  # of who is forgotten there is nothing to open
                self._open_person(match.person.id)
        elif self._answer.answer is not Answer.NOTHING:
            self._begin_line()

    def begin_with(self, person_id: int, kind: str = "") -> None:
        """Ask for a person by their code; when the answer is there, open the line to them, with a kind of message."""
        self._wanted_kind = kind
        for found in people.load_rows(self._workspace.db, [person_id]):
            self.quick.setText(found.code)
            self._enter()

    def _focus_rows(self) -> None:
        if self.work.take_focus():
            return
        if self.answers.rows:
            self.answers.rows.set_current(0)
            self.answers.rows.setFocus()

    def _choose(self, code: str) -> None:
        """Ask again by the code of the one that was chosen, or begin with somebody new."""
        if not code:
            self._open_line(None, Subject(self.quick.text(), None))
            return
        self.quick.setText(code)
        self._enter()

    def _open_person(self, person_id: int) -> None:
        self._window.go("people", {"person": person_id})

    def _choose_outcome(self, outcome: Any) -> None:
        self._with_line(lambda line: line.outcome.choose(outcome))

    def _with_line(self, do: Callable[[LineForm], object]) -> None:
        if self._line:
            do(self._line)

    # the line

    def _begin_line(self) -> None:
        if self._line:
            self._line.first_focus()
        elif self._answer is None:
            self._kept = {"line": None, "new": False}
        else:
            self._open_line(None)

    def _open_line(self, kept: State | None, subject: Subject | None = None) -> None:
        """Show a line for who the answer names, with what was typed in it before."""
        if self._answer is None or self._answer.answer is Answer.NOTHING:
            return
        self._kept = None
        someone_new = subject is not None or (kept is not None and kept["new"])
        whom = Subject(self.quick.text(), None) if someone_new else subject_of(self._answer)
        line = LineForm(self._shared, whom, self._fresh)
        self._line = line
        self._line_place.put(line.main)
        self._side_place.put(line.side)
        self._draft = LineDraft(self._workspace, line)
        line.save_wanted.connect(self._save)
        line.same_person.connect(self._choose)
        self._show_answer(self._answer)
        self._put_back(line, kept)

    def _put_back(self, line: LineForm, kept: State | None) -> None:
        draft = kept_lines(self._workspace).get(line.subject.editor)
        if kept is not None and kept["line"]:
            line.restore(kept["line"])
        elif draft is not None:
            line.restore(draft)
            self._told_place.put(self._draft_notice(line))
        if self._wanted_kind and line.message:
            line.message.choose_kind(self._wanted_kind)
            self._wanted_kind = ""
        if self._draft:
            self._draft.watch()
        self._focus_line(line)

    def _focus_line(self, line: LineForm) -> None:
        wanted = self.findChild(QWidget, self._wanted_focus) if self._wanted_focus else None
        self._wanted_focus = ""
        if isinstance(wanted, QWidget):
            wanted.setFocus()
        else:
            line.first_focus()

    def _draft_notice(self, line: LineForm) -> QWidget:
        return self.unfinished.told_in_line(partial(self._discard, line.subject.editor))

    def _discard(self, editor: str) -> None:
        """Begin the line anew."""
        self._workspace.discard_draft(editor)
        if self._draft:
            self._draft.forget()
        self._close_line()
        self._told_place.put(None)
        self._workspace.drain()
        self._open_line(None)

    def _close_line(self) -> None:
        """Take the line away; what was typed in it stays as a draft."""
        if self._draft:
            self._draft.keep_now()
        focus = QApplication.focusWidget()
        if focus and (self._line_place.isAncestorOf(focus) or self._side_place.isAncestorOf(focus)):
            self.quick.setFocus()
        self._line = self._draft = None
        self._line_place.put(None)
        self._side_place.put(None)

    # saving

    def _save(self) -> None:
        line = self._line
        draft = self._draft
        if line is None or draft is None or draft.storing:
            return
        self._told_place.put(None)
        try:
            given = line.line(self._workspace.now())
        except Invalid as error:
            self._show_problems(line, error)
            return
        now, subject = self._workspace.now(), line.subject
        work = partial(save_line, subject=subject, line=given, now=now)
        draft.store(self, work, partial(self._saved, line, child=given.may_be_child), self._not_saved)

    def _saved(self, line: LineForm, saved: SavedLine, *, child: bool) -> None:
        """Make room for the next line, unless that has been begun already."""
        if child:
            self.after.note_child(saved.person)
        self._shared.evening.at(self._workspace.now()).remember(line.subject.kind, saved.line)
        if self._line is line:
            self._close_line()
            self.quick.setText("")  # with nothing left to undo in it
            self.quick.ask_now()
            self.quick.setFocus()
        self._window.tell(partial(_told, saved), partial(undo_line, self._window, self._workspace, saved))

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, Invalid) and self._line:
            self._show_problems(self._line, error)
        elif isinstance(error, KnownError):
            self._told_place.put(notice("danger", _("The line was not saved"), known_error_text(error)))
        else:
            raise error

    def _show_problems(self, line: LineForm, error: Invalid) -> None:
        """Show problems beside their fields; those of what was typed to ask with, above the line."""
        others = line.show_problems(error.problems)
        if others:
            said = " ".join(_(each.text).format(*each.values) for each in others)
            self._told_place.put(notice("danger", _("The line was not saved"), said))

    # keys, state

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window while a line is open."""
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and self._line and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._line:
            self._close_line()
            self.quick.setFocus()
            self.quick.selectAll()
            self.unfinished.refresh()
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        return self.quick

    def unsaved(self) -> bool:
        return self._kept is not None or (self._line is not None and self._line.changed() and not self._storing)

    @property
    def _storing(self) -> bool:
        return self._draft is not None and self._draft.storing

    def _go_on(self, state: dict[str, Any]) -> None:
        """Go on with a line that was not saved."""
        self.quick.setText(state["typed"])
        self._kept = {"line": state, "new": state["new"]}
        self.quick.ask_now()

    def state(self) -> State:
        """Return what is typed, and the open line unless it is being stored; the message itself is never kept."""
        if self._storing:
            return {"typed": "", "line": None, "focus": ""}
        line = {"line": self._line.state(), "new": self._line.subject.match is None} if self._line else self._kept
        focus = QApplication.focusWidget()
        inside = focus.objectName() if focus and self.isAncestorOf(focus) else ""
        return {"typed": self.quick.text(), "line": line, "focus": inside}

    def restore(self, state: State) -> None:
        """Ask again what was asked, and open the line again when the answer is there."""
        self.quick.setText(state["typed"])
        self._kept, self._wanted_focus = state["line"], state["focus"]
        self.quick.ask_now()


def _told(saved: SavedLine) -> str:
    return _("Saved: {name}").format(name=name_of(saved.person))
