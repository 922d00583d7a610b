"""A new version of a person's assessment, until it is signed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ...content import indicators
from ...domain.assessment import Answer, Assessment, Finding
from ...domain.attributes import Invalid, Problem
from ...domain.errors import KnownError
from ...domain.person import Person
from ...i18n import _
from ...operations.assessments import sign_assessment
from ...storage.drafts import About
from ...storage.reading import load_one
from ..dialogs import known_error_text
from ..forms.drafts import DraftKeeper
from ..look.parts import Space, button, column, label, notice, picture, row
from ..outreach.arrangement import WorkAndFacts
from ..page import Page, State
from ..people.child_notice import child_notice, may_be_child
from ..words import short_day, who
from .conclusion import ConclusionCard
from .finding_panel import FindingPanel
from .findings import FindingsModel
from .grid import Grid
from .list_notes import general_notes, more_notes
from .setting import Setting

_GAP = Space.M


class NewVersionPage(Page):
    """Kept as a draft while one works; signing makes it a version."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self._setting, self._workspace = setting, setting.workspace
        self._items = indicators()
        today = self._workspace.today
        self.findings = FindingsModel(self._items.items, (), today, self)
        self.grid = Grid(self.findings, read_only=False)
        self.conclusion = ConclusionCard(Assessment(person_id=setting.person.id), today)
        self._panel: FindingPanel | None = None
        self._panel_row = -1
        self._told, self._facts = column(gap=0), column(self.conclusion, None, gap=0)
        self._compose()
        self._keeper = DraftKeeper(self._editor, self._draft_state, self._keep, self)
        self._connect()
        self._put_draft_back()

    @property
    def _editor(self) -> str:
        return f"assessment:{self._setting.person.id}"

    def _compose(self) -> None:
        person = load_one(self._workspace.db, Person, self._setting.person.id)
        child = [child_notice(self._report())] if may_be_child(person) else []
        keys = _("O observed · N not observed · U not known · arrows move · K source, day and note")
        line = row(picture("keyboard", "muted"), label(keys, "muted", wrap=True), gap=Space.S)
        line.setStretch(1, 1)
        left = column(general_notes(), self.grid, line, more_notes(), None, gap=_GAP)
        body = WorkAndFacts(left, self._facts)
        self.compose(_("Indicator assessment"), self._subtitle(), self._actions(), *child, self._told, body, gap=_GAP)

    def _subtitle(self) -> str:
        setting = self._setting
        last = setting.versions[0] if setting.versions else None
        parts = [setting.name, _("version {number}, not signed").format(number=(last.number if last else 0) + 1)]
        if last and last.assessed_on:
            signed = _("version {number} signed by {name} {day}")
            name = who(last.signed_by, self._workspace.accounts)
            day = short_day(last.assessed_on, self._workspace.today)
            parts.append(signed.format(number=last.number, name=name, day=day))
        return " · ".join(parts)

    def _actions(self) -> list[QWidget]:
        if not self._setting.versions:
            return []
        last = self._setting.versions[0]
        earlier = button(_("Open version {number}").format(number=last.number), big=True, name="earlier")
        earlier.clicked.connect(lambda: self._setting.go(last.id))
        return [earlier]

    def _report(self) -> Callable[[], None] | None:
        """Return what opens a concern report about the person, where there is a room for reports."""
        window = self._setting.window
        place = {"report": "new", "person": self._setting.person.id}
        return partial(window.go, "reports", place) if window.has_room("reports") else None

    def _connect(self) -> None:
        for change in (self.findings.answered, self.conclusion.edited):
            change.connect(self._keeper.touch)
        self.grid.source_wanted.connect(self._open_panel)
        self.conclusion.sign_wanted.connect(self._sign)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._sign)

    # the panel of one finding

    def _open_panel(self, at: int, kept: Mapping[str, Any] | None = None) -> None:
        self._close_panel()
        finding = self.findings.finding(at)
        indicator = next((each for each in self._items.items if each.id == finding.indicator), None)
        panel = FindingPanel(finding, self.findings.text(at), indicator, self._workspace.today)
        if kept is not None:
            panel.restore(kept)
        panel.edited.connect(self._take)
        panel.closed.connect(self._back_to_table)
        self._panel, self._panel_row = panel, at
        self.conclusion.hide()
        self._facts.insertWidget(0, panel)
        panel.focus()

    def _take(self, finding: Finding | None) -> None:
        if finding is not None:
            answer = self.findings.finding(self._panel_row).answer
            self.findings.put(self._panel_row, _with_answer(finding, answer))
        self._keeper.touch()

    def _close_panel(self) -> None:
        if self._panel:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self.conclusion.show()

    def _back_to_table(self) -> None:
        """Close the panel, unless something typed in it is no value: then say so."""
        try:
            if self._panel:
                self._panel.finding()
        except Invalid as error:
            if self._panel:
                self._panel.form.show_problems(error.problems)
            return
        self._close_panel()
        self.grid.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window while the panel is open."""
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and self._panel and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._panel:
            self._back_to_table()
        else:
            super().keyPressEvent(event)

    # signing

    def _sign(self) -> None:
        if self._keeper.storing:
            return
        self._back_to_table()
        if self._panel:
            return
        try:
            assessment = self._assessment()
        except Invalid as error:
            self.conclusion.show_problems(error.problems)
            return
        work = partial(sign_assessment, assessment=assessment, now=self._workspace.now())
        self._keeper.store(self._workspace, self, work, self._signed, self._not_signed)

    def _assessment(self) -> Assessment:
        """Return what is to be signed; raises `Invalid` for what is typed and is no value."""
        given = self.conclusion.form.record()
        return replace(
            given,
            list_version=self._items.version,
            conclusion=self.conclusion.conclusion,
            findings=self.findings.made(),
        )

    def _signed(self, signed: Assessment) -> None:
        window = self._setting.window
        window.replace(window.here[0], self._setting.place(signed.id))
        number = signed.number
        window.tell(lambda: _("Signed: version {number}").format(number=number))

    def _not_signed(self, error: Exception) -> None:
        if isinstance(error, Invalid):
            self.conclusion.show_problems(error.problems or [Problem("reason", "Must be filled in.")])
        elif isinstance(error, KnownError):
            self._tell(notice("danger", _("The assessment was not signed"), known_error_text(error)))
        else:
            raise error

    # drafts and state

    def _keep(self, editor: str, state: str) -> None:
        self._workspace.keep_draft(editor, state, About(person=self._setting.person.uid))

    def _put_draft_back(self) -> None:
        draft = self._workspace.own_drafts().get(self._editor)
        if draft is None:
            return
        self._put_back(json.loads(draft.state))
        discard = button(_("Discard draft"), kind="quiet", name="draft.discard")
        discard.clicked.connect(self._discard)
        self._tell(notice("accent", _("What you wrote before stands here again."), "", [discard]))

    def _discard(self) -> None:
        """Begin anew, on a fresh page."""
        self._keeper.discard()
        self._workspace.discard_draft(self._editor)
        self._workspace.drain()
        self._setting.window.replace(*self._setting.window.here)

    def _tell(self, said: QWidget | None) -> None:
        while item := self._told.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        if said:
            self._told.addWidget(said)

    def _draft_state(self) -> State:
        panel = {"row": self._panel_row, "form": self._panel.state()} if self._panel else None
        return {"findings": self.findings.state(), "conclusion": self.conclusion.state(), "panel": panel}

    def _put_back(self, state: State) -> None:
        self.findings.restore(state["findings"])
        self.conclusion.restore(state["conclusion"])
        if state["panel"]:
            self._open_panel(state["panel"]["row"], state["panel"]["form"])

    def state(self) -> State:
        """Return what is written and not signed, and where the keyboard is."""
        if self._keeper.storing:
            return {}
        focus = QApplication.focusWidget()
        inside = focus.objectName() if focus and self.isAncestorOf(focus) else ""
        at = self.grid.currentIndex()
        return {**self._draft_state(), "at": [at.row(), at.column()], "focus": inside}

    def restore(self, state: State) -> None:
        """Put back how the page was left; that needs no word, unlike a draft of another day."""
        if not state:
            return
        self._tell(None)
        self._put_back(state)
        self.grid.setCurrentIndex(self.findings.index(*state["at"]))
        focus = self.findChild(QWidget, state["focus"]) if state["focus"] else None
        if isinstance(focus, QWidget):
            focus.setFocus()

    def unsaved(self) -> bool:
        return not self._keeper.storing and (bool(self.findings.made()) or self.conclusion.changed())

    def first_focus(self) -> QWidget:
        return self.grid


def _with_answer(finding: Finding, answer: Answer) -> Finding:
    return replace(finding, answer=answer)
