"""A report that is written: the second reader reads it, it is sent, and the answers are noted. Its text stands."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ...domain.attributes import Invalid
from ...domain.concern_report import ConcernReport, ReportState, SentHow
from ...domain.errors import KnownError
from ...i18n import _, ngettext
from ...operations.concern_reports import Sending, back_to_draft, note_feedback, note_receipt, send_report
from ...storage.database import Database
from ...storage.drafts import About
from ..dialogs import known_error_text
from ..forms.drafts import DraftKeeper
from ..forms.record_form import RecordForm
from ..look.parts import Item, Space, box, button, card, column, label, notice, rule, scrolling
from ..look.theme import px, scaled
from ..main_window import MainWindow
from ..page import Page, State
from ..preview.pdf_preview import PdfPreview
from ..workspace import Workspace
from .beside import Beside
from .papers import ReportPapers
from .removing import remove_with_undo
from .report_form import urgent_notice
from .room import person_code, person_uid
from .steps import steps
from .wording import day, days_without_receipt, municipality_name

_SIDE_WIDTH = 440
Work = Callable[[Database, ConcernReport], ConcernReport]


class ReadingPage(Page):
    """To the left the report itself, to the right where it is and the next step."""

    def __init__(self, workspace: Workspace, window: MainWindow, report: ConcernReport) -> None:
        super().__init__()
        self._workspace, self._window, self._report = workspace, window, report
        self._editor = f"report:{report.id}:{report.state.value}"
        self._papers = ReportPapers(self, workspace, window)
        self.form = self._next_form()
        self._keeper = self._new_keeper()
        self._notices = column(gap=Space.M)
        self.preview = self._preview()
        body = Beside(self.preview, self._side(), self._preview_needs, lambda: scaled(_SIDE_WIDTH))
        self.compose(_("Concern report"), self._subtitle(), self._actions(), *self._waiting(), body)
        self.layout().setStretch(self.layout().count() - 1, 1)  # type: ignore[union-attr]
        self._put_draft_back()
        workspace.compute(self, "report", self._papers.content(report), self.preview.show_pdf)

    def _subtitle(self) -> str:
        report = self._report
        code = person_code(self._workspace.db, report)
        parts = [code, municipality_name(report.municipality), day(report.written_on, "long")]
        return " · ".join(filter(None, parts))

    def _writer(self) -> str:
        writer = self._workspace.accounts.get(self._report.created_by)
        return writer.name if writer else _("Somebody")

    def _actions(self) -> list[Item]:
        sibling = button(_("Make one for a sibling"), "users", "quiet", big=True, name="report.sibling")
        sibling.clicked.connect(lambda: self._window.go("reports", {"report": "new", "sibling": self._report.id}))
        remove = button(_("Remove the report"), "x", "quiet", big=True, name="report.remove")
        remove.clicked.connect(lambda: remove_with_undo(self._workspace, self._window, self, self._report.id))
        return [remove, sibling, *self._way_back()]

    def _way_back(self) -> list[Item]:
        if self._report.state is not ReportState.SECOND_READER:
            return []
        back = button(_("Back to draft"), "undo-2", big=True, name="report.back")
        back.clicked.connect(lambda: self._store(self._back, lambda: _("The report can be changed again.")))
        return [back]

    def _waiting(self) -> list[Item]:
        """Say who waits for whom."""
        report = self._report
        if report.state is ReportState.SECOND_READER:
            names = {"reader": report.second_reader, "writer": self._writer()}
            title = _("{writer} waits for {reader} to read").format(**names)
            text = _("Read the whole report as it will be sent. Then it is sent, or goes back to draft.")
            urgent = [urgent_notice(self._workspace.organisation.social_emergency_phone)] if report.urgent else []
            return [*urgent, notice("accent", title, text, icon="eye")]
        if days := days_without_receipt(report.state, report.sent_on, self._workspace.today):
            title = ngettext("No receipt for {count} day", "No receipt for {count} days", days).format(count=days)
            return [notice("warning", title, _("Call and ask whether the report has come and who has it."))]
        return []

    def _preview(self) -> PdfPreview:
        printing = button(_("Print"), "printer", name="report.print")
        printing.clicked.connect(lambda: self._papers.print_report(self._report))
        saving = button(_("Save PDF"), "file-text", name="report.pdf")
        saving.clicked.connect(lambda: self._papers.save_report(self._report))
        return PdfPreview(self._workspace, _("The report as it is sent"), printing, saving)

    def _side(self) -> QWidget:
        """Return the steps and the form; the button that stores stays in sight while they scroll."""
        parts: list[Item] = [steps(self._report, self._writer())]
        foot: list[Item] = []
        if self.form:
            parts += [rule(), self._notices, self.form]
            foot = [rule(), box(column(self._store_button(), margin=Space.M))]
        area = scrolling(box(column(*parts, None, gap=Space.L, margin=Space.L)))
        return card(area, *foot, gap=0, margin=1)

    def _preview_needs(self) -> int:
        return max(px(360), self.preview.minimumSizeHint().width())

    def _next_form(self) -> RecordForm[ConcernReport] | None:
        """Return the fields of the next step, filled in with today where that is most likely."""
        today = self._workspace.today
        fields = {
            ReportState.SECOND_READER: ("sent_how", "sent_to", "sent_on"),
            ReportState.SENT: ("received_on",),
            ReportState.RECEIVED: ("feedback_on", "feedback"),
        }.get(self._report.state)
        if fields is None:
            return None
        days: dict[str, Any] = {name: getattr(self._report, name) or today for name in fields if name.endswith("_on")}
        ways = {"sent_how": {way: _(way.label.text) for way in SentHow}}
        return RecordForm(replace(self._report, **days), today=today, only=fields, choices=ways)

    def _store_button(self) -> QPushButton:
        texts = {
            ReportState.SECOND_READER: (_("Note as sent"), "send", lambda: _("The report is noted as sent.")),
            ReportState.SENT: (_("Note the receipt"), "check", lambda: _("The receipt is noted.")),
            ReportState.RECEIVED: (_("Note the feedback"), "check", lambda: _("The feedback is noted.")),
        }
        text, icon, done = texts[self._report.state]
        result = button(text, icon, "primary", hint="Ctrl+S", big=True, name="report.next")
        result.clicked.connect(lambda: self._store(self._next, done))
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(result.click)
        return result

    def _next(self, db: Database, typed: ConcernReport) -> ConcernReport:
        """Take the step that the form is about; `typed` is the report with the form's fields."""
        report, now = self._report, self._workspace.now()
        if report.state is ReportState.SECOND_READER:
            return send_report(db, report, Sending(typed.sent_how, typed.sent_to, typed.sent_on), now)
        if report.state is ReportState.SENT:
            return note_receipt(db, report, typed.received_on, now)
        return note_feedback(db, report, typed.feedback, typed.feedback_on, now)

    def _back(self, db: Database, _typed: ConcernReport) -> ConcernReport:
        return back_to_draft(db, self._report, self._workspace.now())

    def _store(self, work: Work, done: Callable[[], str]) -> None:
        if self._keeper.storing:
            return
        try:
            typed = self.form.record() if self.form else self._report
        except Invalid as error:
            self._refused(error)
            return
        self._keeper.store(
            self._workspace,
            self,
            lambda db: work(db, typed),
            lambda stored: self._go_on(stored, done),
            self._refused,
        )

    def _go_on(self, stored: ConcernReport, done: Callable[[], str]) -> None:
        self._window.replace("reports", {"report": stored.id})
        self._window.tell(done)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Invalid) and self.form:
            self.form.show_problems(error.problems)
        elif isinstance(error, KnownError):
            self._notices.addWidget(notice("danger", _("Nothing was saved"), known_error_text(error)))
        else:
            raise error

    def _new_keeper(self) -> DraftKeeper:
        about, form = About(person_uid(self._workspace.db, self._report), self._report.uid), self.form

        def keep(editor: str, text: str) -> None:
            self._workspace.keep_draft(editor, text, about)

        keeper = DraftKeeper(self._editor, form.state if form else dict, keep, self)
        if form:
            form.edited.connect(keeper.touch)
        return keeper

    def _put_draft_back(self) -> None:
        if self.form and (draft := self._workspace.own_drafts().get(self._editor)):
            self.form.restore(json.loads(draft.state))
            self._notices.addWidget(label(_("What you typed last is here again."), "caption", wrap=True))

    def state(self) -> State:
        """Return what is typed and not stored."""
        if self._keeper.storing:
            return {}
        return {**super().state(), "form": self.form.state() if self.form else {}}

    def restore(self, state: State) -> None:
        super().restore(state)
        if self.form:
            self.form.restore(state.get("form", {}))

    def first_focus(self) -> QWidget:
        return self.preview.view

    def unsaved(self) -> bool:
        return bool(self.form and self.form.changed()) and not self._keeper.storing
