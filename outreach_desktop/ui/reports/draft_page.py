"""Writing a concern report: the form in parts, and beside it the report itself as it will be sent."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ...domain.attributes import Invalid
from ...domain.concern_report import ConcernReport
from ...domain.errors import KnownError
from ...i18n import _
from ...operations.concern_reports import hand_to_second_reader, save_report
from ...storage import drafts
from ...storage.database import Database
from ...storage.drafts import About
from ..dialogs import known_error_text
from ..forms.drafts import DraftKeeper
from ..look.parts import Space, box, button, column, frame, label, notice, row, state
from ..look.theme import px
from ..main_window import MainWindow
from ..page import Page, State
from ..preview.pdf_preview import PdfPreview
from ..workspace import Workspace
from .beside import Beside
from .papers import ReportPapers
from .removing import remove_with_undo
from .report_form import ReportForm
from .room import person_code, person_uid
from .wording import moment_words

PREVIEW_WAIT = 400  # milliseconds after the last keystroke
_PREVIEW_WIDTH = 432
FIELDS = "ConcernReport."  # how the names of the form's controls begin
Work = Callable[[Database, ConcernReport, datetime], ConcernReport]


class DraftPage(Page):
    """`editor` is the name under which what is typed is kept until it is saved."""

    def __init__(self, workspace: Workspace, window: MainWindow, report: ConcernReport, editor: str) -> None:
        super().__init__()
        self._workspace, self._window, self._report, self._editor = workspace, window, report, editor
        self._papers = ReportPapers(self, workspace, window)
        self.form = ReportForm(report, workspace, self._further())
        self.preview = self._preview()
        self._note: QWidget | None = None
        self._sent_off: State = {}  # what the form had when it was last sent to be stored
        self._saved, self._not_saved = self._saved_sign(), label(_("Not saved yet"), "muted")
        self._compose()
        self._keeper = DraftKeeper(editor, self._typed, self._keep, self)
        self._waiting = QTimer(self, singleShot=True, interval=PREVIEW_WAIT)
        self._waiting.timeout.connect(self._refresh)
        self.form.edited.connect(self._edited)
        self._set_keys()
        self._take_draft()
        self._refresh()

    def _compose(self) -> None:
        save = button(_("Save"), hint="Ctrl+S", big=True, name="report.save")
        save.clicked.connect(self.save)
        hand = button(_("Hand to second reader"), "send", "primary", big=True, name="report.hand")
        hand.clicked.connect(self.hand_over)
        keys = _("Ctrl+S saves · Ctrl+Page Down next part · what you type is kept also when you lock or leave")
        left = box(
            column(frame(column(self.form, gap=0, margin=1), "card"), label(keys, "caption", wrap=True), gap=Space.S)
        )
        body = Beside(left, self.preview, self.form.needed_width, self._preview_width)
        self.compose(_("Concern report"), self._subtitle(), [box(row(self._saved, self._not_saved)), save, hand], body)
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._tell_saved()

    def _subtitle(self) -> str:
        writer = self._workspace.accounts.get(self._report.created_by, self._workspace.account)
        about = person_code(self._workspace.db, self._report)
        parts = [_("Draft by {name}").format(name=writer.name), _("one child a report"), about]
        return " · ".join(filter(None, parts))

    def _preview(self) -> PdfPreview:
        printing = button(_("Print"), "printer", name="report.print")
        printing.clicked.connect(lambda: self._saved_first(lambda page: page.print_report()))
        saving = button(_("Save PDF"), "file-text", name="report.pdf")
        saving.clicked.connect(lambda: self._saved_first(lambda page: page.save_pdf()))
        top = row(label(_("Language of the report"), "caption"), None, self.form.language)
        return PdfPreview(self._workspace, _("The report as it will be sent"), printing, saving, top=top)

    def _preview_width(self) -> int:
        return max(px(_PREVIEW_WIDTH), self.preview.minimumSizeHint().width())

    def _further(self) -> QWidget:
        sibling = button(_("Make one for a sibling"), "users", "quiet", name="report.sibling")
        sibling.setToolTip(_("A new report to the same receiver. Nothing about this child goes along."))
        sibling.clicked.connect(lambda: self._saved_first(lambda page: page.begin_for_sibling()))
        remove = button(_("Remove the draft"), "x", "quiet", name="report.remove")
        remove.clicked.connect(self._remove)
        return box(row(sibling, *([remove] if self._report.id else []), None))

    def _set_keys(self) -> None:
        for keys, do in (
            ("Ctrl+S", self.save),
            ("Ctrl+PgDown", partial(self.form.turn, 1)),
            ("Ctrl+PgUp", partial(self.form.turn, -1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(do)

    def _typed(self) -> State:
        return self.form.state()

    def _keep(self, editor: str, text: str) -> None:
        about = About(person_uid(self._workspace.db, self._report), self._report.uid)
        self._workspace.keep_draft(editor, text, about)

    def _take_draft(self) -> None:
        """Put back what was typed and not saved, and say so quietly."""
        draft = self._workspace.own_drafts().get(self._editor)
        if draft is None:
            return
        self.form.restore(json.loads(draft.state))
        drop = button(_("Discard the draft"), kind="quiet", name="report.discard")
        drop.clicked.connect(self._discard)
        text = _("It is not saved in the report yet.")
        self.form.add_notice(notice("accent", _("What you typed last is here again"), text, [drop]))

    def _discard(self) -> None:
        self._keeper.discard()
        editor = self._editor

        def work(db: Database) -> None:
            drafts.discard(db, editor)

        self._workspace.write(self, work, lambda _nothing: self._window.replace(*self._window.here))

    def _edited(self) -> None:
        self._keeper.touch()
        self._waiting.start()
        self._tell_saved()

    def _refresh(self) -> None:
        self._workspace.compute(self, "report", self._papers.content(self.form.so_far()), self.preview.show_pdf)

    def _tell_saved(self) -> None:
        saved = bool(self._report.id) and not self.form.changed()
        self._saved.setVisible(saved)
        self._not_saved.setVisible(not saved)

    def _saved_sign(self) -> QWidget:
        moment = self._report.changed_at or self._report.created_at
        words = _("Saved {time}").format(time=moment_words(moment, self._workspace.today)) if moment else ""
        return state("check", words, "good", strong=False)

    def save(self) -> None:
        """Store the draft as far as it has come."""
        self._store(save_report, self._show_saved)

    def hand_over(self) -> None:
        """Hand a complete report to the second reader."""

        def work(db: Database, report: ConcernReport, now: datetime) -> ConcernReport:
            return hand_to_second_reader(db, report, report.second_reader, now)

        self._store(work, self._show_handed)

    def _saved_first(self, then: "Callable[[DraftPage], None]") -> None:
        """Do something with the stored report, which must be what the form shows."""
        if self._report.id and not self.form.changed():
            then(self)
        else:
            self._store(save_report, lambda stored: then(self._go_on_with(stored)))

    def _store(self, work: Work, then: Callable[[ConcernReport], None]) -> None:
        if self._keeper.storing:
            return
        try:
            report = self.form.record()
        except Invalid as error:
            self.form.show_problems(error.problems)
            return
        now, self._sent_off = self._workspace.now(), self.form.state()
        self._keeper.store(self._workspace, self, lambda db: work(db, report, now), then, self._refused)

    def _show_saved(self, stored: ConcernReport) -> None:
        self._go_on_with(stored)

    def _go_on_with(self, stored: ConcernReport) -> "DraftPage":
        """Go on with the stored report, at the same place in it."""
        kept = self.state()
        if kept.get("form") == self._sent_off:  # typed otherwise than it is shown, such as 20/11, it would seem unsaved
            del kept["form"]
        self._window.replace("reports", {"report": stored.id})
        page = self._window.page
        page.restore(kept)
        self._window.tell(lambda: _("Saved"))
        assert isinstance(page, DraftPage)  # noqa: S101 - what was stored as a draft is one
        return page

    def _show_handed(self, stored: ConcernReport) -> None:
        self._window.replace("reports", {"report": stored.id})
        self._window.tell(lambda: _("{name} can read it now.").format(name=stored.second_reader))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Invalid):
            self.form.show_problems(error.problems)
        elif isinstance(error, KnownError):
            if self._note:
                self._note.deleteLater()
            self._note = notice("danger", _("The report was not saved"), known_error_text(error))
            self.form.add_notice(self._note)
        else:
            raise error

    def print_report(self) -> None:
        self._papers.print_report(self._report)

    def save_pdf(self) -> None:
        self._papers.save_report(self._report)

    def begin_for_sibling(self) -> None:
        self._window.go("reports", {"report": "new", "sibling": self._report.id})

    def _remove(self) -> None:
        self._keeper.discard()
        self._workspace.discard_draft(self._editor)
        remove_with_undo(self._workspace, self._window, self, self._report.id)

    def state(self) -> State:
        """Return what is typed: the form keeps its fields itself, exactly, the page where in them the keyboard is."""
        if self._keeper.storing:
            return {}
        kept = super().state()
        own = {name: value for name, value in kept["values"].items() if not name.startswith(FIELDS)}
        return {
            **kept,
            "values": own,
            "form": self.form.state(),
            "cursor": _cursor(QApplication.focusWidget()),
            "scrolled": self.form.scrolled,
        }

    def restore(self, state: State) -> None:
        self.form.show_part(state.get("values", {}).get(self.form.tabs.objectName(), 0))
        self.form.restore(state.get("form", {}))
        super().restore(state)
        _put_cursor(self.findChild(QWidget, state.get("focus", "")), state.get("cursor", 0))
        self.form.scroll_to(state.get("scrolled", 0))
        if self.form.changed():
            self._edited()

    def first_focus(self) -> QWidget:
        return self.form.editor("municipality").parts[0]

    def unsaved(self) -> bool:
        return self.form.changed() and not self._keeper.storing


def _cursor(field: QWidget | None) -> int:
    """Return where in its text a field has the cursor, 0 where it is no field of text."""
    if isinstance(field, QLineEdit):
        return field.cursorPosition()
    return field.textCursor().position() if isinstance(field, QPlainTextEdit) else 0


def _put_cursor(field: object, position: int) -> None:
    if isinstance(field, QLineEdit):
        field.setCursorPosition(position)
    elif isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        cursor.setPosition(min(position, field.document().characterCount() - 1))
        field.setTextCursor(cursor)
