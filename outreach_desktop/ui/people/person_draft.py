"""The draft of what is begun on a person's page: the line of the log, and the note."""

import json
from typing import Any

from PySide6.QtWidgets import QWidget

from ..forms.drafts import DraftKeeper
from ..workspace import Workspace
from .person_log import LogPart
from .person_parts import NotesPart


class LineDraft:
    """Puts back what an earlier visit left, and keeps what is typed now."""

    def __init__(self, page: QWidget, workspace: Workspace, uid: str, log: LogPart, notes: NotesPart) -> None:
        self._workspace, self._log, self._notes = workspace, log, notes
        self._editor = f"lines:{uid}"
        if draft := workspace.own_drafts().get(self._editor):
            self._restore(json.loads(draft.state))
        self._keeper = DraftKeeper(
            self._editor, self._state, lambda editor, state: workspace.keep_draft(editor, state, uid), page
        )
        log.edited.connect(self._keeper.touch)
        notes.edited.connect(self._keeper.touch)

    def _state(self) -> dict[str, Any]:
        return {
            "line": self._log.text.text(),
            "direction": self._log.direction.currentIndex(),
            "note": self._notes.text.toPlainText(),
        }

    def _restore(self, state: dict[str, Any]) -> None:
        self._log.direction.setCurrentIndex(state["direction"])
        self._log.text.setText(state["line"])
        self._notes.text.setPlainText(state["note"])

    def finish(self) -> None:
        """One of the two was saved: keep the other, if there is one, else forget the draft."""
        self._keeper.discard()
        if self._log.text.text() or self._notes.text.toPlainText():
            self._keeper.touch()
            self._keeper.keep_now()
        else:
            self._workspace.discard_draft(self._editor)
