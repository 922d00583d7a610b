"""A page with a form for one record: what is typed is kept as a draft, Ctrl+S saves."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ...domain.attributes import Invalid
from ...domain.errors import KnownError
from ...domain.record import Record
from ...i18n import _
from ...storage.database import Database
from ..dialogs import known_error_text
from ..forms.drafts import DraftKeeper
from ..forms.record_form import Groups, RecordForm
from ..look.buttons import button
from ..look.layouts import card, row
from ..look.messages import notice
from ..look.theme import scaled
from ..look.tokens import Space
from ..main_window import MainWindow
from ..page import Page, State
from ..workspace import Workspace

R = TypeVar("R", bound=Record)
Save = Callable[[Database, R, datetime], R]


class RecordPage(Page, Generic[R]):
    """`editor` names the draft. After saving, `saved` is called in the main thread."""

    def __init__(self, window: MainWindow, workspace: Workspace, editor: str) -> None:
        super().__init__()
        self.window_, self.workspace, self._editor = window, workspace, editor
        self._notices = QVBoxLayout()
        self.save_button = button(_("Save"), "check", "primary", hint="Ctrl+S", big=True, name="save")
        self.save_button.clicked.connect(self.save)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)

    form: RecordForm[R]

    def compose_form(
        self,
        record: R,
        groups: Groups,
        save: Save[R],
        saved: Callable[[R], None],
        choices: Mapping[str, Mapping[str, str]] | None = None,
    ) -> QHBoxLayout:
        """Make the form and return it in its card; a draft of it is put back."""
        self._save, self._after = save, saved
        self.form = RecordForm(record, today=self.workspace.today, groups=groups, choices=choices)
        self._keeper = DraftKeeper(self._editor, self.form.state, self.workspace.keep_draft, self.form)
        self.form.edited.connect(self._keeper.touch)
        framed = card(self.form, margin=Space.XL)
        framed.setMaximumWidth(scaled(760))
        result = row(framed, None)
        result.setStretch(0, 9)  # as wide as it may be; the rest is left free
        self._put_draft_back()
        return result

    @property
    def notices(self) -> QVBoxLayout:
        """Where notices of this page stand."""
        return self._notices

    def state(self) -> State:
        """Return what is typed and not stored, and where the keyboard is."""
        if self._keeper.storing:
            return {}
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        return {"form": self.form.state(), "focus": focus.objectName() if focus is not None and inside else ""}

    def restore(self, state: State) -> None:
        self.form.restore(state.get("form", {}))
        focus = self.findChild(QWidget, state["focus"]) if state.get("focus") else None
        if isinstance(focus, QWidget):
            focus.setFocus()

    def unsaved(self) -> bool:
        return self.form.changed() and not self._keeper.storing

    def save(self) -> None:
        """Store what the form has; problems are shown beside the fields."""
        if self._keeper.storing:
            return
        try:
            record = self.form.record()
        except Invalid:
            self.form.show_problems(self.form.all_problems())
            return
        self.save_button.setEnabled(False)
        now = self.workspace.now()
        self._keeper.store(self.workspace, self, lambda db: self._save(db, record, now), self._after, self._failed)

    def _failed(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, Invalid):
            self.form.show_problems(error.problems)
        elif isinstance(error, KnownError):
            self._show_notice("danger", _("Not saved"), known_error_text(error), [])
        else:
            raise error

    def _put_draft_back(self) -> None:
        draft = self.workspace.own_drafts().get(self._editor)
        if draft is None:
            return
        self.form.restore(json.loads(draft.state))
        discard = button(_("Discard draft"), kind="quiet", name="discard")
        discard.clicked.connect(self._discard)
        self._show_notice("accent", _("What you typed last time is still here, not saved yet."), "", [discard])

    def _discard(self) -> None:
        self._keeper.discard()
        self.workspace.discard_draft(self._editor)
        self.workspace.drain()
        self.window_.replace(*self.window_.here)

    def _show_notice(self, tone: str, title: str, text: str, actions: Sequence[QPushButton]) -> None:
        while (item := self._notices.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self._notices.addWidget(notice(tone, title, text, actions))
