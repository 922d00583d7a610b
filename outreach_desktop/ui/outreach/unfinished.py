"""Lines that were begun and not saved: kept as drafts, offered again."""

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...i18n import _
from ...storage.drafts import About
from ..forms.drafts import DraftKeeper
from ..look.parts import Notice, button, notice
from ..worker import Then, Work
from ..workspace import Workspace
from .answer_words import shortened
from .line_form import LineForm

PREFIX = "outreach:"


def kept_lines(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Return this account's unsaved lines by editor, newest first."""
    return {
        editor: json.loads(draft.state) for editor, draft in workspace.own_drafts().items() if editor.startswith(PREFIX)
    }


class LineDraft:
    """Keeps one open line as a draft, from the first change by the user on."""

    def __init__(self, workspace: Workspace, line: LineForm) -> None:
        self._workspace, self._line = workspace, line
        subject = line.subject
        self._keeper = DraftKeeper(
            subject.editor,
            self._state,
            lambda editor, state: workspace.keep_draft(editor, state, About(person=subject.person_uid)),
            line.main,
        )

    def _state(self) -> dict[str, Any]:
        return {**self._line.state(), "new": self._line.subject.match is None}

    def watch(self) -> None:
        """Begin to keep what is changed from now on."""
        self._line.edited.connect(self._keeper.touch)

    def keep_now(self) -> None:
        self._keeper.keep_now()

    @property
    def storing(self) -> bool:
        """Whether the line is on its way into the register."""
        return self._keeper.storing

    def store(self, owner: QObject, work: Work, then: Then, failed: Then) -> None:
        """Have the line stored, and its draft forgotten with that."""
        self._keeper.store(self._workspace, owner, work, then, failed)

    def forget(self) -> None:
        """Keep no more: the line was given up."""
        self._keeper.discard()


class UnfinishedNotice(QWidget):
    """Says that there is a line to go on with; hidden when there is none."""

    go_on = Signal(dict)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._workspace = workspace
        self._notice: Notice | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)

    def refresh(self) -> None:
        """Look for the newest draft of a line."""
        if self._notice:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        kept = kept_lines(self._workspace)
        if kept:
            self._notice = self._notice_of(*next(iter(kept.items())))
            self._place.addWidget(self._notice)
        self.setVisible(bool(kept))

    def show_if(self, nothing_asked: bool) -> None:  # noqa: FBT001 - a sentence: show if ...
        """Show the newest draft while nothing is asked for."""
        if nothing_asked:
            self.refresh()
        else:
            self.hide()

    def _notice_of(self, editor: str, state: dict[str, Any]) -> Notice:
        go_on = button(_("Go on with it"), name="unfinished.go_on")
        go_on.clicked.connect(lambda: self.go_on.emit(state))
        discard = button(_("Discard draft"), kind="quiet", name="unfinished.discard")
        discard.clicked.connect(lambda: self._discard(editor))
        title = _("A line is not saved: {typed}").format(typed=shortened(state["typed"]))
        return notice("accent", title, "", [discard, go_on])

    def _discard(self, editor: str) -> None:
        self._workspace.discard_draft(editor)
        self._workspace.drain()
        self.refresh()

    def told_in_line(self, discard: Callable[[], None]) -> Notice:
        """Return the quiet word that what was typed before has been put back."""
        again = button(_("Discard draft"), kind="quiet", name="line.discard")
        again.clicked.connect(discard)
        return notice("accent", _("What you wrote before stands here again."), "", [again])
