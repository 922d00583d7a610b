"""The answer to the quick line, as it stands on the page."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...i18n import _
from ...operations.lookups import Answer, LookUp, Match
from ..look.painted import RowList, row_list
from ..look.parts import Notice, Space, announce, box, button, card, column, fact, label, notice, picture, row
from ..look.theme import px
from ..people.child_notice import may_be_child
from .answer_rows import rows_of
from .answer_words import (
    Said,
    Surroundings,
    child_words,
    name_of,
    said_of_blocked,
    said_of_known,
    said_of_left_alone,
    said_of_new,
    said_of_several,
    said_of_text,
)


class AnswerArea(QWidget):
    """Shows one answer at a time. The signals tell what somebody pressed."""

    person_wanted = Signal(int)  # open this person
    line_wanted = Signal()  # begin a line; after a no, one that says that the person got in touch
    chosen = Signal(str)  # the code of one of several persons; "" for somebody new

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None
        self._said = ""
        self.rows: RowList | None = None

    def clear(self) -> None:
        """Show nothing."""
        self._put(None, "")

    def show_answer(self, answer: LookUp, around: Surroundings, *, line_open: bool = False) -> None:
        """Put an answer into words, aloud too when they are other words than before."""
        self.rows = None
        if answer.pieces:
            self._put_choice(said_of_text(answer), answer, around)
            return
        match answer.answer:
            case Answer.NOTHING:
                self.clear()
            case Answer.NEW:
                self._put_notice(said_of_new(answer.typed), self._begin_button())
            case Answer.MAYBE:
                self._put_choice(said_of_several(0), answer, around)
            case Answer.KNOWN if len(answer.matches) > 1:
                self._put_choice(said_of_several(len(answer.matches)), answer, around)
            case Answer.KNOWN:
                self._put_known(answer.matches[0], around, line_open=line_open)
            case _blocked:
                self._put_blocked(answer)

    def _put(self, widget: QWidget | None, said: str) -> None:
        if self._shown:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = widget
        if widget:
            self._place.addWidget(widget)
            widget.show()
        if said and said != self._said:
            announce(self, said)
        self._said = said

    def _put_notice(self, said: Said, *actions: QWidget) -> None:
        self._put(notice(said.tone, said.title, said.text, actions, said.icon), said.spoken)

    def _put_known(self, match: Match, around: Surroundings, *, line_open: bool) -> None:
        said = said_of_known(match, around, with_reasons=not line_open)
        actions = [self._open_button(match)] if line_open else [self._begin_button(), self._open_button(match)]
        known = notice(said.tone, said.title, said.text, actions, said.icon)
        if not may_be_child(match.person):
            self._put(known, said.spoken)
            return
        self._put(box(column(_child_notice(), known)), f"{' '.join(child_words())} {said.spoken}")

    def _begin_button(self) -> QWidget:
        """Enter does it too; the button is for the mouse, and for whom a screen reader presses."""
        begins = button(_("Begin a line"), "plus", hint="Enter", name="answer.begin")
        begins.clicked.connect(self.line_wanted)
        return begins

    def _open_button(self, match: Match) -> QWidget:
        opens = button(_("Open"), hint=_("Open the person"), name="answer.open")
        opens.clicked.connect(lambda: self.person_wanted.emit(match.person.id))
        return opens

    def _put_choice(self, said: Said, answer: LookUp, around: Surroundings) -> None:
        self.rows = row_list(rows_of(answer, around), said.title, name="answer.rows")
        self.rows.fit()
        self.rows.activated.connect(self._choose)
        shown = column(notice(said.tone, said.title, said.text, icon=said.icon), card(self.rows, margin=Space.XS))
        self._put(box(shown), said.spoken)

    def _choose(self, at: QModelIndex) -> None:
        if self.rows:
            self.chosen.emit(str(self.rows.row(at.row()).key))

    def _got_in_touch(self) -> QWidget:
        result = button(_("The person got in touch"), "message-circle", name="answer.incoming")
        result.clicked.connect(self.line_wanted)
        return result

    def _put_blocked(self, answer: LookUp) -> None:
        if not answer.matches:
            self._put_notice(said_of_left_alone(answer), self._got_in_touch())
            return
        match = answer.matches[0]
        said = said_of_blocked(match)
        others = [name_of(each.person) for each in answer.matches[1:]]
        body = _blocked_body(said, others, row(self._open_button(match), self._got_in_touch(), None))
        blocked = Notice(said.tone, body, said.spoken)
        child = [_child_notice()] if may_be_child(match.person) else []
        self._put(box(column(*child, blocked, _nothing_to_send())), said.spoken)


def _child_notice() -> Notice:
    title, text = child_words()
    return notice("warning", title, text)


def _blocked_body(said: Said, others: Sequence[str], buttons: object) -> QVBoxLayout:
    heading = row(picture(said.icon, said.tone, 28), label(said.title, "lead", said.tone, wrap=True), gap=Space.M)
    heading.setStretch(1, 1)
    facts = row(*(fact(name, value) for name, value in said.facts), gap=Space.XXL)
    for at in range(len(said.facts)):
        facts.setStretch(at, 1)
    names = _("What you wrote also belongs to: {names}").format(names=", ".join(others))
    also = [label(names, wrap=True)] if others else []
    answering = label(_("If the person gets in touch you may answer. Log it as coming from the person."), wrap=True)
    body = column(heading, label(said.text, "strong"), facts, *also, answering, buttons, gap=Space.M)  # type: ignore[arg-type]
    body.setContentsMargins(px(20), px(Space.L), px(Space.L), px(Space.L))
    return body


def _nothing_to_send() -> QWidget:
    text = _("Template, text and copy are not shown for this person. Write the next alias or number above.")
    words = row(picture("info", "muted"), label(text, "muted", wrap=True), gap=Space.M)
    words.setStretch(1, 1)
    return box(words)
