"""A person's log as a conversation, and one line to go on with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from ...domain.contact import Channel, Contact, Direction, Outcome, Sending
from ...domain.follow_up import FollowUp
from ...domain.organisation import Account
from ...i18n import _, ngettext, window_texts
from ...operations.people import PersonPage
from ...operations.saving import local_day
from ..follow_ups.rows import step_words
from ..look import theme
from ..look.conversation import Said, conversation
from ..look.layouts import box, column, row
from ..look.messages import empty
from ..look.paint import ROW
from ..look.parts import button, card, combo, label, line, rule, tool
from ..look.tokens import Space
from ..words import chosen, clock, near_day, weekday_and_day, who
from .slot import Slot

_SIDES = {Direction.IN: "them", Direction.OUT: "us", Direction.NOTE: "event"}
_ICONS = {
    Channel.SMS: "message-circle",
    Channel.CALL: "phone",
    Channel.PHYSICAL: "users",
    Channel.EMAIL: "send",
    Channel.VIDEO: "users",
}
DIRECTIONS = (Direction.IN, Direction.OUT, Direction.NOTE)
USUAL_OUTCOMES = {Direction.IN: Outcome.QUESTION, Direction.OUT: Outcome.NO_ANSWER, Direction.NOTE: Outcome.NO_ANSWER}
_LONGEST_SHOWN = 4000
_ROOM_FOR_ONE_ROW = 112  # per cent of the usual size


def said(known: PersonPage, accounts: Mapping[str, Account], today: date) -> Iterator[Said]:
    """Yield the log as a conversation, steps that were finished among it, with a line at each new day."""
    day = None
    for moment, entry in sorted(_entries(known, accounts, today), key=lambda timed: timed[0]):
        if local_day(moment) != day:
            day = local_day(moment)
            yield Said("day", weekday_and_day(day, today))
        yield entry


def _entries(known: PersonPage, accounts: Mapping[str, Account], today: date) -> Iterator[tuple[datetime, Said]]:
    """Yield what is shown of a log; steps that a line did say no more than the line."""
    for contact in known.log:
        if contact.at:
            yield contact.at, _entry(contact, accounts, today)
    begins = known.log[0].at if known.earlier else None
    for step in known.steps:
        if step.done_at and not step.done_contact_id and (begins is None or step.done_at >= begins):
            yield step.done_at, _finished(step, accounts)


def _finished(step: FollowUp, accounts: Mapping[str, Account]) -> Said:
    when, name = (clock(step.done_at) if step.done_at else ""), who(step.done_by, accounts)
    result = chosen(step.result) if step.result else ""
    words = " · ".join(filter(None, (step_words(step), result, step.result_note.strip()[:_LONGEST_SHOWN])))
    return Said("event", f"{when} · {name}: {words}", key=("step", step.id))


def _entry(contact: Contact, accounts: Mapping[str, Account], today: date) -> Said:
    when = clock(contact.at) if contact.at else ""
    name = who(contact.by_account, accounts)
    text = contact.note.strip()[:_LONGEST_SHOWN]
    if contact.direction is Direction.NOTE:
        parts = [text or _("Observation"), _foot(contact, today)]
        return Said("event", f"{when} · {name}: {' · '.join(filter(None, parts))}", key=contact.id)
    ours = contact.direction is Direction.OUT
    pair = _("{who}, with {second}").format(who=name, second=contact.second_person) if contact.second_person else name
    head = " · ".join(filter(None, [when, pair if ours else "", chosen(contact.channel)]))
    return Said(
        _SIDES[contact.direction],
        text or _("No note"),
        head,
        _foot(contact, today),
        _ICONS.get(contact.channel, "message-circle"),
        contact.id,
    )


def _foot(contact: Contact, today: date) -> str:
    """Return outcome, needs and next step; a message of ours without an answer yet needs no word of it."""
    awaited = contact.outcome is Outcome.NO_ANSWER and contact.direction is not Direction.IN
    needs = window_texts().listed([chosen(need) for need in contact.needs]) if contact.needs else ""
    day = near_day(contact.next_step_on, today) if contact.next_step_on else ""
    step = ", ".join(filter(None, (contact.next_step, day)))
    parts = [
        chosen(contact.sending) if contact.sending is Sending.COPIED else "",
        "" if awaited or contact.direction is Direction.NOTE else chosen(contact.outcome),
        _("Needs: {needs}").format(needs=needs) if needs else "",
        _("Next: {step}").format(step=step) if step else "",
    ]
    return " · ".join(filter(None, parts))


def _in_rows(first: Sequence[QWidget], second: Sequence[QWidget]) -> QVBoxLayout:
    """Return the controls of the line beside each other, or in two rows where the text is large."""
    if theme.scaled(100) > _ROOM_FOR_ONE_ROW:
        rows = [row(*first), row(*second)]
        rows[1].insertStretch(0, 1)
    else:
        rows = [row(*first, *second)]
    rows[0].setStretch(1, 1)
    return column(*rows, margin=Space.M)


class LogPart(QWidget):
    """The conversation and the line below it."""

    logged = Signal(object)  # the Contact to store
    more_wanted = Signal(object)  # the Contact begun, for the form with all fields
    opened = Signal(int)
    step_opened = Signal(int)
    removed = Signal(int)
    earlier_wanted = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._last = Contact()
        self._view: QListView | None = None
        self._slot = Slot()
        self._slot.setMinimumHeight(theme.px(120))
        whole = card(self._earlier_row(), self._slot, rule(), self._entry_row(), margin=0, gap=0)
        layout = row(whole, gap=0)
        self.setLayout(layout)
        whole.layout().setStretch(1, 1)  # type: ignore[union-attr]

    def _earlier_row(self) -> QWidget:
        """Return the line above the conversation that says how much of it is not shown."""
        self._earlier_words = label("", "caption", wrap=True)
        fetch = button(_("Show earlier ones"), name="log.earlier")
        fetch.clicked.connect(self.earlier_wanted)
        inner = row(self._earlier_words, fetch, gap=Space.M, margin=(Space.M, Space.S, Space.M, Space.S))
        inner.setStretch(0, 1)
        self._earlier = box(column(inner, rule(), gap=0))
        self._earlier.hide()
        return self._earlier

    def _show_earlier(self, count: int) -> None:
        words = ngettext("{count} earlier line is not shown.", "{count} earlier lines are not shown.", count)
        self._earlier_words.setText(words.format(count=window_texts().number(count)))
        self._earlier.setVisible(count > 0)

    def _entry_row(self) -> QWidget:
        self.direction = combo([chosen(each) for each in DIRECTIONS], spoken=_("Who"), name="log.direction", width=168)
        self.text = line(name="log.text", placeholder=_("Write what happened or was said"))
        self.text.setAccessibleName(_("New line in the log"))
        outcomes = [chosen(each) for each in Outcome]
        self.outcome = combo(outcomes, spoken=_("Outcome"), name="log.outcome", width=176)
        self.add = button(_("Log"), "send", hint="Enter", name="log.add")
        more = tool("ellipsis", _("All fields"), name="log.more")
        self.direction.currentIndexChanged.connect(self._follow_direction)
        self.text.returnPressed.connect(self._log)
        self.text.textEdited.connect(self.edited)
        self.add.clicked.connect(self._log)
        more.clicked.connect(lambda: self.more_wanted.emit(self.contact()))
        whole = box(_in_rows([self.direction, self.text], [self.outcome, more, self.add]))
        self._follow_direction()
        return whole

    def _follow_direction(self) -> None:
        """Offer the outcome that is most usual; an observation has none."""
        direction = DIRECTIONS[self.direction.currentIndex()]
        self.outcome.setCurrentIndex(list(Outcome).index(USUAL_OUTCOMES[direction]))
        self.outcome.setVisible(direction is not Direction.NOTE)

    def contact(self) -> Contact:
        """Return what the line says as a contact without a time; the rest is as in the newest one."""
        return replace(
            self._last,
            direction=DIRECTIONS[self.direction.currentIndex()],
            outcome=list(Outcome)[self.outcome.currentIndex()],
            note=self.text.text().strip(),
        )

    def _log(self) -> None:
        if self.text.text().strip():
            self.logged.emit(self.contact())
        else:
            self.text.setFocus()

    def clear(self) -> None:
        """Make room for the next line."""
        self.text.setText("")  # with nothing left to undo in it
        self._follow_direction()

    def go_to(self, contact_id: int) -> None:
        """Bring the keyboard and the eye to an entry."""
        self._choose(contact_id)
        if self._view is not None:
            self._view.scrollTo(self._view.currentIndex())
            self._view.setFocus()

    def show_log(self, log: Sequence[Contact], entries: Sequence[Said], person_id: int, earlier: int = 0) -> None:
        """Show the entries of a log; what is chosen and where the keyboard is stays. `earlier` are not shown."""
        self._show_earlier(earlier)
        newest = log[-1] if log else Contact()
        self._last = Contact(
            person_id=person_id,
            channel=newest.channel,
            platform_id=newest.platform_id,
            identifier=newest.identifier,
        )
        if not entries:
            self._view = None
            text = _("Write the first line below.")
            self._slot.put(empty("message-circle", _("Nothing in the log yet"), text))
            return
        had_focus, key = self._here()
        self._view = conversation(entries, _("Contact log"), name="log")
        self._view.installEventFilter(self)
        self._view.activated.connect(lambda at: self._open(at.data(ROW).key))
        self._view.verticalScrollBar().rangeChanged.connect(lambda *_each: self._keep_newest_in_sight())
        self._slot.put(self._view)
        self._put_before_line(self._view)
        self._choose(key)
        if had_focus:
            self._view.setFocus()

    def _put_before_line(self, view: QWidget) -> None:
        """Let Tab follow the eye: the log comes after the line below it was made."""
        before = self.direction.previousInFocusChain()
        while before is not None and before is not self.direction and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        if before is not None and before is not self.direction:
            QWidget.setTabOrder(before, view)

    def _here(self) -> tuple[bool, Any]:
        if self._view is None:
            return False, None
        current = self._view.currentIndex()
        return self._view.hasFocus(), current.data(ROW).key if current.isValid() else None

    def _choose(self, key: Any) -> None:
        """Choose the entry that was chosen before, or the newest."""
        view = self._view
        if view is None:
            return
        model = view.model()
        keys = [model.index(at, 0).data(ROW).key for at in range(model.rowCount())]
        view.setCurrentIndex(model.index(keys.index(key) if key is not None and key in keys else len(keys) - 1, 0))

    def _keep_newest_in_sight(self) -> None:
        """When the newest entry is chosen, it stays at the bottom whatever the height becomes."""
        view = self._view
        if view is not None and view.currentIndex().row() == view.model().rowCount() - 1:
            view.scrollToBottom()

    def _open(self, key: Any) -> bool:
        """Open the line or the finished step that an entry stands for; say whether it stands for one."""
        match key:
            case int():
                self.opened.emit(key)
            case ("step", int() as step):
                self.step_opened.emit(step)
            case _:
                return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens an entry, Delete removes it, on every platform."""
        if watched is self._view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = self._here()[1]
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._open(key):
                return True
            if event.key() == Qt.Key.Key_Delete and isinstance(key, int):
                self.removed.emit(key)
                return True
        return super().eventFilter(watched, event)
