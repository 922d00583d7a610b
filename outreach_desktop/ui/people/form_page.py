"""A page with a form: keeps a draft, saves, and goes back to where one came from."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ...domain.attributes import Invalid
from ...domain.errors import KnownError
from ...domain.record import Record
from ...i18n import _
from ...storage import drafts
from ...storage.database import Database
from ...storage.drafts import About
from ..dialogs import known_error_text
from ..forms.drafts import DraftKeeper
from ..forms.record_form import RecordForm
from ..look import theme
from ..look.layouts import Beside, Item
from ..look.messages import notice
from ..look.parts import button, card, label
from ..look.tokens import Space
from ..look.words import announce
from ..page import Page, State
from ..rooms import Place
from ..words import day_and_clock
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow

R = TypeVar("R", bound=Record)
WIDEST = 760  # a form wider than this is hard to read


@dataclass(frozen=True)
class Editing(Generic[R]):
    """What is edited. `editor` names the draft; `save` runs in the writing thread.

    `saved` says what was done; `after` gives the place of a new record in `room`, which stands instead of the form.
    `beside` stands at the right of the form, and is to be read while one types. `undo` gives the way back from what
    was stored.
    """

    editor: str
    title: str
    subtitle: str
    form: RecordForm[R]
    save: Callable[[Database, R, datetime], Any]
    saved: Callable[[], str]
    person_uid: str = ""
    room: str = "people"
    after: Callable[[Any], Place] | None = None
    actions: Sequence[Item] = ()
    save_words: str = ""  # where saving is more than that
    above: Sequence[QWidget] = field(default_factory=tuple)
    beside: QWidget | None = None
    undo: Callable[[Any], Callable[[], None]] | None = None


class FormPage(Page, Generic[R]):
    """Ctrl+S saves. Leaving never asks and never loses: the draft stays until it is saved or discarded."""

    def __init__(self, window: "MainWindow", workspace: Workspace, editing: Editing[R]) -> None:
        super().__init__()
        self.window_, self.workspace, self.editing, self.form = window, workspace, editing, editing.form
        self._finished = False
        self._messages = QVBoxLayout()
        self._message: QWidget | None = None
        self._keeper = DraftKeeper(editing.editor, self.form.state, self._keep, self)
        self.form.edited.connect(self._keeper.touch)
        save = button(editing.save_words or _("Save"), "check", "primary", hint="Ctrl+S", big=True, name="form.save")
        save.clicked.connect(self.save)
        leave = button(_("Back"), hint="Alt+←", big=True, name="form.back")
        leave.clicked.connect(self._leave)
        sheet = card(self.form, margin=Space.XL)
        sheet.setMaximumWidth(theme.scaled(WIDEST))
        keys = label(_("Ctrl+S saves · Esc goes back, what you typed stays as a draft"), "muted", wrap=True)
        actions = [*editing.actions, leave, save]
        shown = Beside(sheet, editing.beside, leaves_room=True) if editing.beside else sheet
        self.compose(editing.title, editing.subtitle, actions, self._messages, *editing.above, shown, keys, None)
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self.save)
        self._take_draft()

    def _keep(self, editor: str, state: str) -> None:
        self.workspace.keep_draft(editor, state, About(self.editing.person_uid, self.form.uid))

    def _take_draft(self) -> None:
        draft = self.workspace.own_drafts().get(self.editing.editor)
        if draft is None:
            self._keep_what_was_begun()
            return
        self.form.restore(json.loads(draft.state))
        discard = button(_("Discard draft"), "undo-2", name="form.discard")
        discard.clicked.connect(self._discard)
        when = day_and_clock(draft.saved_at, self.workspace.today)
        text = _("What you typed {when} is here again. It is not saved yet.").format(when=when)
        self._tell(notice("accent", _("You have a draft"), text, [discard]))

    def _keep_what_was_begun(self) -> None:
        """Keep what was typed before the form was opened: on the person's page."""
        if self.form.changed():
            self._keeper.touch()
            self._keeper.keep_now()

    def _discard(self) -> None:
        self._finished = True
        self._keeper.discard()
        room, place = self.window_.here
        editor = self.editing.editor
        self.workspace.write(
            self, lambda db: drafts.discard(db, editor), lambda _nothing: self.window_.replace(room, place)
        )

    def _tell(self, message: QWidget | None) -> None:
        if self._message:
            self._messages.removeWidget(self._message)
            self._message.hide()
            self._message.deleteLater()
        self._message = message
        if message:
            self._messages.addWidget(message)

    def save(self) -> None:
        """Store what the form holds; say what is wrong with it otherwise."""
        if self._keeper.storing:
            return
        try:
            record = self.form.record()
        except Invalid:
            self.form.show_problems(self.form.all_problems())
            return
        self.store(self.editing.save, record)

    def store(self, work: Callable[[Database, R, datetime], Any], record: R) -> None:
        """Have `record` stored by `work`, then leave the page with a message."""
        now = self.workspace.now()
        self._keeper.store(self.workspace, self, lambda db: work(db, record, now), self._saved, self._failed)

    def _saved(self, stored: Any) -> None:
        self._finished = True
        words = self.editing.saved
        if self.editing.after:
            self.window_.replace(self.editing.room, self.editing.after(stored))
        else:
            self._leave()
        self.window_.tell(words, self.editing.undo(stored) if self.editing.undo else None)

    def _leave(self) -> None:
        before = self.window_.here
        self.window_.back()
        if self.window_.here == before:
            self.window_.replace(self.editing.room)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Invalid):
            self.form.show_problems(error.problems)
        elif isinstance(error, KnownError):
            text = known_error_text(error)
            self._tell(notice("danger", _("That did not work"), text))
            announce(self, text)
        else:
            raise error

    def state(self) -> State:
        """Return what is typed and not stored, and where the keyboard is."""
        if self._keeper.storing or self._finished:
            return {}
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        return {"form": self.form.state(), "focus": focus.objectName() if focus is not None and inside else ""}

    def restore(self, state: State) -> None:
        self.form.restore(state.get("form", {}))
        super().restore({"focus": state.get("focus", "")})

    def first_focus(self) -> QWidget:
        return next(each for each in self.form.findChildren(QWidget) if _takes_keyboard(each))

    def unsaved(self) -> bool:
        return self.form.changed() and not (self._keeper.storing or self._finished)


def _takes_keyboard(widget: QWidget) -> bool:
    """Say whether this is a control of a field, and no heading or summary above them."""
    return "." in widget.objectName() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
