"""One line of the log while it is written: message, outcome, next step, and the facts beside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ...domain.attributes import Invalid, Problem
from ...domain.contact import Contact, Direction, Outcome, Sending
from ...domain.permission import Permission, Why
from ...i18n import _, window_texts
from ...operations.lookups import Match
from ...operations.organisation import load_platforms
from ...operations.templates import usable_templates
from ..forms.choice_editors import TickEditor
from ..look.parts import Space, announce, box, button, card, column, label, row, rule, state
from ..people.child_notice import child_notice, may_be_child
from .allowance import Allowance
from .fields import LineFields
from .going_past import GoingPast
from .message import MessagePanel, in_order
from .namesakes import Namesakes
from .outcome import OutcomeChoice
from .platform_choices import platform_choices
from .room import Shared
from .safe_words import safe_words
from .subject import Subject

_BOTTOM = Qt.AlignmentFlag.AlignBottom
_WE_WROTE = {Direction.OUT: Outcome.NO_ANSWER}


@dataclass(frozen=True, slots=True)
class Line:
    """What a line gives when it is saved; `alias` matters for a new person only.

    `may_be_child`: this was noticed with the line.
    """

    alias: str
    contact: Contact
    may_be_child: bool = False


class LineForm(QObject):
    """`main` is what one works in, `side` the facts that seldom change from line to line."""

    edited = Signal()
    save_wanted = Signal()
    same_person = Signal(str)  # the code of somebody in the register

    def __init__(self, shared: Shared, subject: Subject, fresh: Callable[[], bool]) -> None:
        super().__init__()
        self._shared, self.subject, self._fresh = shared, subject, fresh
        self.copied_template, self._copy_wanted, self.sent = "", False, False
        platforms = load_platforms(shared.workspace.db)
        self._allowance = Allowance(shared.workspace, subject.match, platforms)
        self.fields = self._new_fields(platform_choices(platforms))
        first = subject.directions[0]
        self.outcome = OutcomeChoice(_WE_WROTE.get(first))
        self.namesakes = Namesakes(shared.workspace)
        self.waiting = GoingPast(shared.workspace, self._allowance, self._permission)
        self.message = None if subject.blocked else self._new_message()
        self._wrong = label("", "strong", "danger", wrap=True)
        self._wrong.hide()
        self._child = child_notice(None)  # the report is offered when the line, and with it the person, is saved
        self._child.hide()
        self.main, self.side = self._new_main(), self._new_side()
        self._connect()
        self._show_pair()
        self._refresh_message()

    def _new_fields(self, platforms: Mapping[int, str]) -> LineFields:
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
        known = subject.match is not None and may_be_child(subject.match.person)
        asked = {} if known else {"may_be_child": False}
        return LineFields(values | asked, subject.directions, platforms, workspace.today)

    def _new_message(self) -> MessagePanel:
        match = self.subject.match
        is_first = match is None or not match.summary.contacts
        usable = usable_templates(self._shared.workspace.db)
        silent = match is not None and match.summary.tries and any(each.kind == "silence" for each in usable)
        kind = "first" if is_first else "silence" if silent else "second"
        order = in_order(usable, kind, window_texts().language)
        safe_ways = safe_words(match.person) if match else ""
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

    def _permission(self) -> Permission:
        """Return the answer at this moment, by the platform and the number that stand in the line."""
        platform, identifier = (self.fields[name].editor.state() for name in ("platform_id", "identifier"))
        return self._allowance.permission(platform, str(identifier))

    def may_copy(self) -> bool:
        """Say whether the newest answers permit to copy, at this moment."""
        asked = not self.namesakes.waits and not self.namesakes.blocks
        ours = self._fresh() and not self.subject.blocked
        return asked and ours and self._allowance.allows(self._permission())

    def heed(self, match: Match | None) -> None:
        """Take what the register says now of the person whom the line is about."""
        if match and self.subject.match and match.person.id == self.subject.match.person.id:
            self._allowance.heed(match)
            self._refresh_message()

    def _new_main(self) -> QFrame:
        field = self.fields
        alias = [_new_person(field["alias"]), self.namesakes] if self.subject.match is None else []
        message = [self.message, self.waiting, rule()] if self.message else []
        self._asked = box(column(self.outcome, self._wrong, gap=6))
        step = row(field["next_step"], field["next_step_on"], gap=Space.S)
        step.setStretch(0, 1)
        step.setAlignment(field["next_step"], Qt.AlignmentFlag.AlignTop)
        save = button(_("Save the line"), "check", "primary", hint="Ctrl+S", big=True, name="save")
        save.clicked.connect(self.save_wanted)
        last = row(field["note"], save, gap=Space.L)
        last.setStretch(0, 1)
        last.setAlignment(save, _BOTTOM)
        self._question = label(_("How did it go?"), "strong")
        head = row(self._question, None, *self._child_tick(), gap=Space.M)
        asked = column(head, self._asked, gap=Space.XS)
        return card(self._child, *alias, *message, asked, step, last, gap=10)

    def _child_tick(self) -> list[QWidget]:
        return [self.fields["may_be_child"]] if "may_be_child" in self.fields else []

    def _new_side(self) -> QFrame:
        field = self.fields
        self._alone = state("triangle-alert", _("No second person is named."), "warning", strong=False)
        policy = self._alone.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._alone.setSizePolicy(policy)
        second = column(field["second_person"], self._alone, gap=4)
        where = (field["direction"], field["channel"], field["platform_id"], field["identifier"])
        return card(*where, second, field["needs"], gap=10)

    def _connect(self) -> None:
        self.fields.on_edit(self.edited.emit)
        self.outcome.edited.connect(self._take_mark_away)
        self.outcome.edited.connect(self._show_sending)
        self.fields["second_person"].editor.edited.connect(self._show_pair)
        self.fields["direction"].editor.edited.connect(self._turn)
        self.fields["alias"].editor.edited.connect(self._alias_changed)
        for name in ("platform_id", "identifier"):
            self.fields[name].editor.edited.connect(self._refresh_message)
        self.waiting.gone_past.connect(self._refresh_message)
        self.waiting.gone_past.connect(self.copy)
        self.waiting.reason.textEdited.connect(self.edited)
        if "may_be_child" in self.fields:
            self.fields["may_be_child"].editor.edited.connect(self._mark_child)
        self.namesakes.changed.connect(self._refresh_message)
        self.namesakes.same.connect(self.same_person)
        if self.message:
            self.message.copied.connect(self._note_copied)
            self.message.sent.connect(self.confirm_sent)
            self.message.choice.currentIndexChanged.connect(self.edited)

    def _take_mark_away(self) -> None:
        """Take the mark from the outcome, which has been chosen; those of other fields stay."""
        self._wrong.hide()
        self.edited.emit()

    def turn_child(self) -> None:
        """Say that the person may be a child, or take that back; nothing where the register says it already."""
        if "may_be_child" in self.fields and isinstance(editor := self.fields["may_be_child"].editor, TickEditor):
            editor.tick.toggle()

    def _mark_child(self, *, aloud: bool = True) -> None:
        """Say at once what changes, and ask anew whether we may write: the age may be another than ours."""
        marked = "may_be_child" in self.fields and bool(self.fields["may_be_child"].editor.state())
        self._child.setVisible(marked)
        self._allowance.may_be_child = marked
        self._refresh_message()
        if marked and aloud:
            announce(self._child, self._child.accessibleName())

    def _note_copied(self, template: str) -> None:
        self.copied_template, self.sent = template, False
        self._show_sending()
        self.edited.emit()

    def confirm_sent(self) -> None:
        """Note that the copied text was sent; without a copy there is nothing to confirm."""
        if self.copied_template and not self.sent:
            self.sent = True
            self._show_sending()
            announce(self.outcome, _("Sent"))
            self.outcome.focus()
            self.edited.emit()

    @property
    def sending(self) -> Sending:
        """What we know of the message; whoever answers it has got it."""
        if not self.copied_template or self.direction is not Direction.OUT:
            return Sending.NONE
        answered = self.outcome.outcome not in (None, Outcome.NO_ANSWER, Outcome.ACCOUNT_GONE)
        return Sending.SENT if self.sent or answered else Sending.COPIED

    def _show_sending(self) -> None:
        if self.message:
            self.message.show_sending(self.sending)

    def _show_pair(self) -> None:
        self._alone.setVisible(not str(self.fields["second_person"].editor.state()).strip())

    @property
    def direction(self) -> Direction:
        found: Direction = self.fields["direction"].editor.value()
        return found

    def _turn(self) -> None:
        """Ask for no outcome of an observation, and assume none of what the person said."""
        for each in (self._question, self._asked):
            each.setVisible(self.direction is not Direction.NOTE)
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
            self.message.allow(allowed=self._allowance.allows(self._permission()))
            self.message.setVisible(not self.namesakes.blocks)
            self.waiting.refresh()
            self._show_sending()
        if self._copy_wanted and not self.namesakes.waits:
            self.copy()

    def copy(self) -> None:
        """Copy the message, where there is one and it may be copied, once it is known who has the alias."""
        self._copy_wanted = self.namesakes.waits
        if self.message is None or self.namesakes.waits:
            return
        self.waiting.refresh()
        if self._allowance.allows(self._permission()):
            self.message.copy()
        elif not self._permission().verdict.blocks:
            self.message.allow(allowed=False)
            self.waiting.take_focus()

    def block(self) -> None:
        """Take the message away: what we know has changed while the line was open."""
        if self.message:
            self.message.hide()
            self.message.deleteLater()
            self.message = None
            self.waiting.hide()

    def first_focus(self) -> None:
        """Bring the keyboard to what must be filled in, or else to the outcome, where digits choose."""
        if self.subject.match is None and not self.subject.alias:
            self.fields["alias"].editor.focus()
        else:
            self.outcome.focus()

    def line(self, now: datetime) -> Line:
        """Return what is to be saved; raises `Invalid` for what is no value, or not chosen."""
        outcome = Outcome.NO_ANSWER if self.direction is Direction.NOTE else self.outcome.outcome
        unchosen = [Problem("outcome", "Choose how it went.")] if outcome is None else []
        try:
            values = self.fields.values()
        except Invalid as error:
            raise Invalid([*error.problems, *unchosen]) from None
        if outcome is None:
            raise Invalid(unchosen)
        alias, child = str(values.pop("alias")), bool(values.pop("may_be_child", False))
        return Line(alias, self._contact(values, outcome, now), child)

    def _contact(self, values: dict[str, Any], outcome: Outcome, now: datetime) -> Contact:
        person_id = self.subject.match.person.id if self.subject.match else 0
        copied: dict[str, Any] = {"template": self.copied_template, "sending": self.sending}
        return Contact(person_id=person_id, at=now, outcome=outcome, **copied, **values)

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
        written = self.copied_template or self.waiting.reason.text().strip()
        return self.fields.changed() or self.outcome.outcome is not usual or bool(written)

    def state(self) -> dict[str, Any]:
        """Return what is typed and chosen, as JSON can hold it."""
        return {
            "typed": self.subject.typed,
            "fields": self.fields.state(),
            "outcome": self.outcome.outcome.value if self.outcome.outcome else None,
            "template": self.message.template.id if self.message else "",
            "copied": self.copied_template,
            "sent": self.sent,
            "reason": self.waiting.reason.text(),
            "passed": [each.value for each in self._allowance.passed],
        }

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Put back what `state` gave."""
        self.fields.restore(kept["fields"])
        self._mark_child(aloud=False)
        self._turn()
        self.outcome.choose(next((each for each in Outcome if each.value == kept["outcome"]), None))
        self.copied_template, self.sent = kept["copied"], kept["sent"]
        self.waiting.reason.setText(kept["reason"])
        self._allowance.passed = frozenset(each for each in Why if each.value in kept["passed"])
        if self.message:
            self.message.choose(kept["template"])
        self._show_pair()
        self._look_for_namesakes()
        self._refresh_message()


def _new_person(alias: QWidget) -> QWidget:
    both = row(alias, state("plus", _("New person"), "accent"), gap=Space.M)
    both.setStretch(0, 1)
    return box(both)
