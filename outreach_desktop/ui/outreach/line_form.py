"""One line of the log while it is written: message, outcome, next step, and the facts beside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ...content import templates
from ...domain.attributes import Invalid, Problem
from ...domain.contact import Contact, Direction, Outcome
from ...i18n import _, window_texts
from ...operations.organisation import load_platforms
from ..look.parts import Space, announce, box, button, card, column, label, row, rule, state
from .fields import LineFields
from .message import MessagePanel, in_order
from .namesakes import Namesakes
from .outcome import OutcomeChoice
from .room import Shared
from .subject import Subject

_BOTTOM = Qt.AlignmentFlag.AlignBottom
_WE_WROTE = {Direction.OUT: Outcome.NO_ANSWER}


@dataclass(frozen=True, slots=True)
class Line:
    """What a line gives when it is saved; `alias` matters for a new person only."""

    alias: str
    contact: Contact


class LineForm(QObject):
    """`main` is what one works in, `side` the facts that seldom change from line to line."""

    edited = Signal()
    save_wanted = Signal()
    same_person = Signal(str)  # the code of somebody in the register

    def __init__(self, shared: Shared, subject: Subject, fresh: Callable[[], bool]) -> None:
        super().__init__()
        self._shared, self.subject, self._fresh = shared, subject, fresh
        self.copied_template, self._copy_wanted = "", False
        self.fields = self._new_fields()
        first = subject.directions[0]
        self.outcome = OutcomeChoice(_WE_WROTE.get(first))
        self.namesakes = Namesakes(shared.workspace)
        self.message = None if subject.blocked else self._new_message()
        self._wrong = label("", "strong", "danger", wrap=True)
        self._wrong.hide()
        self.main, self.side = self._new_main(), self._new_side()
        self._connect()
        self._show_pair()

    def _new_fields(self) -> LineFields:
        workspace, subject = self._shared.workspace, self.subject
        evening = self._shared.evening.at(workspace.now())
        values = {
            "alias": subject.alias,
            "direction": subject.directions[0],
            "channel": evening.channel_for(subject.kind),
            "platform_id": evening.platform_id,
            "identifier": subject.identifier,
            "second_person": evening.second_person,
        }
        platforms = {each.id: each.name for each in load_platforms(workspace.db)}
        return LineFields(values, subject.directions, platforms, workspace.today)

    def _new_message(self) -> MessagePanel:
        match = self.subject.match
        is_first = match is None or not match.summary.contacts
        order = in_order(templates(), "first" if is_first else "second", window_texts().language)
        safe_ways = match.person.safe_ways if match else ""
        return MessagePanel(order, self._names, self._shared.clipboard, self.may_copy, safe_ways)

    def _names(self) -> Mapping[str, str]:
        workspace = self._shared.workspace
        profile = workspace.organisation
        return {
            "alias": str(self.fields["alias"].editor.state()),
            "sender": workspace.account.alias,
            "organisation": profile.name,
            "phone": profile.phone,
            "link": profile.privacy_link,
        }

    def may_copy(self) -> bool:
        """Say whether the newest answers permit to copy, at this moment."""
        asked = not self.namesakes.waits and not self.namesakes.blocks
        return asked and self._fresh() and not self.subject.blocked

    def _new_main(self) -> QFrame:
        field = self.fields
        alias = [_new_person(field["alias"]), self.namesakes] if self.subject.match is None else []
        message = [self.message, rule()] if self.message else []
        self._asked = box(column(label(_("How did it go?"), "strong"), self.outcome, self._wrong, gap=6))
        step = row(field["next_step"], field["next_step_on"], gap=Space.S)
        step.setStretch(0, 1)
        step.setAlignment(field["next_step"], Qt.AlignmentFlag.AlignTop)
        save = button(_("Save the line"), "check", "primary", hint="Ctrl+S", big=True, name="save")
        save.clicked.connect(self.save_wanted)
        last = row(field["note"], save, gap=Space.L)
        last.setStretch(0, 1)
        last.setAlignment(save, _BOTTOM)
        return card(*alias, *message, self._asked, step, last, gap=10)

    def _new_side(self) -> QFrame:
        field = self.fields
        self._alone = state("triangle-alert", _("No second person is named."), "warning", strong=False)
        policy = self._alone.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._alone.setSizePolicy(policy)
        where = _halves(field["platform_id"], field["identifier"])
        second = column(field["second_person"], self._alone, gap=4)
        return card(field["direction"], field["channel"], where, second, field["needs"], gap=10)

    def _connect(self) -> None:
        self.fields.on_edit(self._changed)
        self.outcome.edited.connect(self._changed)
        self.fields["second_person"].editor.edited.connect(self._show_pair)
        self.fields["direction"].editor.edited.connect(self._turn)
        self.fields["alias"].editor.edited.connect(self._alias_changed)
        self.namesakes.changed.connect(self._refresh_message)
        self.namesakes.same.connect(self.same_person)
        if self.message:
            self.message.copied.connect(self._note_copied)
            self.message.choice.currentIndexChanged.connect(self.edited)

    def _changed(self) -> None:
        self._wrong.hide()
        self.edited.emit()

    def _note_copied(self, template: str) -> None:
        self.copied_template = template
        self.edited.emit()

    def _show_pair(self) -> None:
        self._alone.setVisible(not str(self.fields["second_person"].editor.state()).strip())

    @property
    def direction(self) -> Direction:
        found: Direction = self.fields["direction"].editor.value()
        return found

    def _turn(self) -> None:
        """Ask for no outcome of an observation, and assume none of what the person said."""
        self._asked.setVisible(self.direction is not Direction.NOTE)
        self.outcome.choose(_WE_WROTE.get(self.direction))

    def _alias_changed(self) -> None:
        self._copy_wanted = False
        self._look_for_namesakes()
        self._refresh_message()

    def _look_for_namesakes(self) -> None:
        if self.subject.match is None:
            self.namesakes.ask(str(self.fields["alias"].editor.state()).strip(), self._shared.workspace.today)

    def _refresh_message(self) -> None:
        if self.message:
            self.message.refresh()
            self.message.setVisible(not self.namesakes.blocks)
        if self._copy_wanted and not self.namesakes.waits:
            self.copy()

    def copy(self) -> None:
        """Copy the message, where there is one and it may be copied, once it is known who has the alias."""
        self._copy_wanted = self.namesakes.waits
        if self.message and not self.namesakes.waits:
            self.message.copy()

    def block(self) -> None:
        """Take the message away: what we know has changed while the line was open."""
        if self.message:
            self.message.hide()
            self.message.deleteLater()
            self.message = None

    def first_focus(self) -> None:
        """Bring the keyboard to what must be filled in, or else to the outcome, where digits choose."""
        if self.subject.match is None and not self.subject.alias:
            self.fields["alias"].editor.focus()
        else:
            self.outcome.focus()

    def line(self, now: datetime) -> Line:
        """Return what is to be saved; raises `Invalid` for what is no value, or not chosen."""
        values = self.fields.values()
        alias = str(values.pop("alias"))
        return Line(alias, self._contact(values, now))

    def _contact(self, values: dict[str, Any], now: datetime) -> Contact:
        outcome = Outcome.NO_ANSWER if self.direction is Direction.NOTE else self.outcome.outcome
        if outcome is None:
            raise Invalid([Problem("outcome", "Choose how it went.")])
        person_id = self.subject.match.person.id if self.subject.match else 0
        return Contact(person_id=person_id, at=now, template=self.copied_template, outcome=outcome, **values)

    def show_problems(self, problems: list[Problem]) -> list[Problem]:
        """Show what is wrong beside each field, and bring the keyboard to the first; return what has no field here."""
        self.fields.show_problems(problems)
        found = next((problem for problem in problems if problem.field == "outcome"), None)
        self._wrong.setText(_(found.text) if found else "")
        self._wrong.setVisible(found is not None)
        if found:
            self.outcome.focus()
            announce(self.outcome, self._wrong.text())
        return [each for each in problems if each is not found and each.field not in self.fields]

    def changed(self) -> bool:
        """Say whether something would be lost if the line were forgotten."""
        usual = _WE_WROTE.get(self.subject.directions[0])
        return self.fields.changed() or self.outcome.outcome is not usual or bool(self.copied_template)

    def state(self) -> dict[str, Any]:
        """Return what is typed and chosen, as JSON can hold it."""
        return {
            "typed": self.subject.typed,
            "fields": self.fields.state(),
            "outcome": self.outcome.outcome.value if self.outcome.outcome else None,
            "template": self.message.template.id if self.message else "",
            "copied": self.copied_template,
        }

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Put back what `state` gave."""
        self.fields.restore(kept["fields"])
        self._turn()
        self.outcome.choose(next((each for each in Outcome if each.value == kept["outcome"]), None))
        self.copied_template = kept["copied"]
        if self.message:
            self.message.choose(kept["template"])
        self._show_pair()
        self._look_for_namesakes()
        self._refresh_message()


def _new_person(alias: QWidget) -> QWidget:
    both = row(alias, state("plus", _("New person"), "accent"), gap=Space.M)
    both.setStretch(0, 1)
    return box(both)


def _halves(left: QWidget, right: QWidget) -> QWidget:
    both = row(left, right, gap=Space.M)
    for at in (0, 1):
        both.setStretch(at, 1)
    return box(both)
