"""One meeting: what is in the way, the checklist part by part, the plan and what the person wants beside it."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ...domain.meeting import ChecklistAnswer, MeetingState
from ...domain.safety_checklist import Phase
from ...i18n import _
from ...operations.meetings import prepare, save_answer
from ...storage import meetings
from ...storage.reading import NotThere
from ..look.layouts import Beside, box, column
from ..look.parts import button, label, rule, tab_bar
from ..look.tokens import Space
from ..page import Page, State
from ..people.slot import Slot
from ..words import chosen
from ..workspace import Workspace
from .actions import Actions, show_menu
from .checklist_part import ChecklistPart, keys_words
from .checklist_rows import settled_count
from .page_notices import notices
from .plan_card import plan_card
from .sealed_parts import aftermath, risks_part
from .wishes import permission_for
from .words import day_in_full, is_late, state_sign

if TYPE_CHECKING:
    from ..main_window import MainWindow

_PHASES = tuple(Phase)
_RISKS = len(_PHASES)  # the tab after those of the phases
_AFTERWARDS = _PHASES.index(Phase.AFTERWARDS)
_ANSWERS = frozenset({"checklist_answer"})
_PLAN = frozenset(
    {"meeting", "going_anyway", "meeting_risk", "meeting_incident", "meeting_lesson", "person", "account"}
)
_OWN = "checklist."  # how the names of the controls begin that keep their state themselves


class MeetingPage(Page):
    """An answer shows at once; when the meeting itself has changed, the page is built anew."""

    def __init__(self, window: "MainWindow", workspace: Workspace, meeting_id: int) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._found = prepare(workspace.db, meeting_id)
        if self._found.meeting.removed_on is not None or self._found.person.removed_on is not None:
            raise NotThere
        self._permission = permission_for(workspace, self._found.person)
        self._counts = meetings.count_sealed(workspace.db, meeting_id)
        self._actions = Actions(window, workspace, self._found.meeting)
        self._above, self._extra, self._risks = Slot(), Slot(), Slot()
        self.checklist = ChecklistPart(workspace)
        self.checklist.answered.connect(self._store)
        self.keys = label(keys_words(), "muted", wrap=True)
        self._make_tabs()
        self._compose()
        self._set_keys()
        workspace.changed.connect(self._heed)
        self._show_tab(self.tabs.currentIndex())
        self._show_notices()

    def _make_tabs(self) -> None:
        self.tabs = tab_bar(self._tab_names(), _("Parts of the page"), name="meeting.tab")
        self.tabs.setCurrentIndex(self._first_tab())
        self.tabs.currentChanged.connect(self._show_tab)

    def _first_tab(self) -> int:
        """Return the part that is of use now: the preparation, what is asked during it, or what came of it."""
        state = self._found.meeting.state
        if state.took_place:
            return _AFTERWARDS
        return _PHASES.index(Phase.DURING if state is MeetingState.UNDER_WAY else Phase.PREPARE)

    def _tab_names(self) -> list[str]:
        counts = [settled_count(self._found, each) for each in _PHASES]
        names = [
            _("{phase}  {done} of {count}").format(phase=_short_name(phase), done=done, count=count)
            for phase, (done, count) in zip(_PHASES, counts, strict=True)
        ]
        risks = self._counts.risks
        return [*names, f"{_('Risks')}  {risks}" if risks else _("Risks")]

    def _compose(self) -> None:
        meeting, person = self._found.meeting, self._found.person
        sign = state_sign(meeting).text
        subtitle = " · ".join((day_in_full(meeting, self._workspace), person.code, sign[:1].lower() + sign[1:]))
        main = box(column(self.checklist, self._extra, self._risks, gap=Space.M))
        beside = Beside(main, self._card())
        tabs = column(self.tabs, rule(), gap=0)
        title = _("Meeting with {alias}").format(alias=person.alias)
        self.compose(title, subtitle, self._buttons(), self._above, tabs, beside, self.keys, gap=Space.M)
        self.layout().setStretch(3, 1)  # type: ignore[union-attr]

    def _card(self) -> QWidget:
        person = self._found.person
        to_person = button(_("To {alias}").format(alias=person.alias), "user", name="meeting.person")
        to_person.clicked.connect(lambda: self._window.go("people", {"person": person.id}))
        return plan_card(self._found, self._permission, self._workspace, to_person)

    def _buttons(self) -> list[QWidget]:
        """Return the page's actions: what has happened, the plan and its papers, and the next step."""
        happened = button(_("What has happened"), "chevron-down", hint="F4", big=True, name="meeting.happened")
        may_write = self._window.has_room("outreach") and not self._permission.verdict.blocks
        happened.clicked.connect(lambda: show_menu(self._actions, happened, may_write=may_write))
        change = button(_("Change"), "square-pen", hint="F2", big=True, name="meeting.change")
        change.clicked.connect(self._change)
        QShortcut(QKeySequence("F4"), self).activated.connect(happened.click)
        return [happened, change, *self._papers(), *self._next()]

    def _papers(self) -> list[QWidget]:
        """Return what leads to the plan for the person on call, while there is something to be on call for."""
        if self._found.meeting.state.is_over:
            return []
        plan = button(_("The plan on paper"), "printer", hint="Ctrl+P", big=True, name="meeting.plan_paper")
        plan.clicked.connect(partial(self._actions.go_to, "plan_paper"))
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(plan.click)
        return [plan]

    def _next(self) -> list[QWidget]:
        """Return the one thing to do next."""
        meeting = self._found.meeting
        if meeting.is_live or (meeting.state.is_ahead and meeting.went_at is not None):
            words = _("To the clock") if meeting.is_live else _("Start the meeting")
            start = button(words, "timer", "primary", hint=_("Ctrl+Enter"), big=True, name="meeting.live")
            start.clicked.connect(partial(self._actions.go_to, "live"))
            QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(start.click)
            return [start]
        late = is_late(meeting, self._workspace.now())
        if meeting.state.is_ahead and not late:
            go = button(_("Give the go"), "", "primary", hint=_("Ctrl+Enter"), big=True, name="meeting.go")
            go.clicked.connect(self._actions.give_go)
            QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(go.click)
            return [go]
        if late or (meeting.state.took_place and not meeting.contact_id):
            after = button(_("What came of it"), "square-pen", "primary", big=True, name="meeting.after")
            after.clicked.connect(partial(self._actions.go_to, "after"))
            return [after]
        return []

    def _set_keys(self) -> None:
        QShortcut(QKeySequence("F2"), self).activated.connect(self._change)
        for at in range(self.tabs.count()):
            QShortcut(QKeySequence(f"Alt+{at + 1}"), self).activated.connect(partial(self.tabs.setCurrentIndex, at))

    def _change(self) -> None:
        self._actions.go_to("edit")

    def _show_tab(self, at: int) -> None:
        is_phase = at < _RISKS
        self.checklist.setVisible(is_phase)
        self.keys.setVisible(is_phase)
        self._extra.setVisible(at == _AFTERWARDS)
        self._risks.setVisible(at == _RISKS)
        if is_phase:
            self.checklist.show_phase(self._found, _PHASES[at], whole=at == _AFTERWARDS)
        meeting, counts = self._found.meeting, self._counts
        if at == _AFTERWARDS:
            self._extra.put(aftermath(self._window, self._workspace, meeting, counts))
        if at == _RISKS:
            part = risks_part(self._window, self._workspace, meeting, counts)
            self._risks.put(box(column(part, None)))

    def _show_notices(self) -> None:
        first = button(_("Show the first one"), name="meeting.first_open")
        first.clicked.connect(self._show_first_open)
        shown = list(notices(self._found, self._permission, self._workspace, self._actions, first))
        if first.parent() is None:
            first.deleteLater()
        self._above.put(box(column(*shown, gap=Space.S)))
        self._above.setVisible(bool(shown))
        go = self.findChild(QPushButton, "meeting.go")
        if isinstance(go, QPushButton):
            go.setEnabled(not self._found.missing)

    def _show_first_open(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.checklist.go_to_first_open()

    def _store(self, answer: ChecklistAnswer) -> None:
        work = partial(save_answer, answer=answer, now=self._workspace.now())
        self._workspace.write(self._window, work)

    def _heed(self, tables: Any) -> None:
        if self._window.page is not self:
            return
        if tables & _PLAN:
            self._build_anew()
        elif tables & _ANSWERS:
            self._show_answers()

    def _show_answers(self) -> None:
        self._found = prepare(self._workspace.db, self._found.meeting.id)
        for at, words in enumerate(self._tab_names()):
            self.tabs.setTabText(at, words)
        if (at := self.tabs.currentIndex()) < _RISKS:
            self.checklist.show_phase(self._found, _PHASES[at], whole=at == _AFTERWARDS)
        self._show_notices()

    def _build_anew(self) -> None:
        """Show the page as it is now, at the same place in it."""
        kept = self.state()
        self._window.replace(*self._window.here)
        self._window.page.restore(kept)

    def state(self) -> State:
        kept = super().state()
        own = {name: value for name, value in kept["values"].items() if not name.startswith(_OWN)}
        return {**kept, "values": own, "checklist": self.checklist.state()}

    def restore(self, state: State) -> None:
        super().restore(state)
        self.checklist.restore(state.get("checklist", {}))

    def first_focus(self) -> QWidget:
        return self.checklist.rows


def _short_name(phase: Phase) -> str:
    """Return the name of a phase for its tab: the full one leaves no room for the others with larger text."""
    return _("During") if phase is Phase.DURING else chosen(phase)
