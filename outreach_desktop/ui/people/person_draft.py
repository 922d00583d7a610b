"""The drafts of what is begun on a person's page: the line of the log, and the note. Each is stored by itself."""

import json
from typing import Any

from PySide6.QtWidgets import QWidget

from ...storage.drafts import About
from ...storage.people import PersonRow
from ..forms.drafts import DraftKeeper
from ..workspace import Workspace
from .person_log import LogPart
from .person_parts import NotesPart


class LineDrafts:
    """Puts back what an earlier visit left, and keeps what is typed now: in `line` and in `note`."""

    def __init__(self, page: QWidget, workspace: Workspace, person: PersonRow, log: LogPart, notes: NotesPart) -> None:
        self._workspace, self._log, self._notes = workspace, log, notes
        self._line_editor, note_editor = f"lines:{person.id}", f"note:{person.id}"
        kept = workspace.own_drafts()
        if draft := kept.get(self._line_editor):
            self._restore_line(json.loads(draft.state))
        if draft := kept.get(note_editor):
            notes.text.setPlainText(json.loads(draft.state)["note"])

        def keep(editor: str, state: str) -> None:
            workspace.keep_draft(editor, state, About(person=person.uid))

        self.line = DraftKeeper(self._line_editor, self._line_state, keep, page)
        self.note = DraftKeeper(note_editor, lambda: {"note": notes.text.toPlainText()}, keep, page)
        log.edited.connect(self.line.touch)
        notes.edited.connect(self.note.touch)

    def _line_state(self) -> dict[str, Any]:
        return {"line": self._log.text.text(), "direction": self._log.direction.currentIndex()}

    def _restore_line(self, state: dict[str, Any]) -> None:
        self._log.direction.setCurrentIndex(state["direction"])
        self._log.text.setText(state["line"])

    @property
    def stored_fields(self) -> set[str]:
        """The names of the fields whose text is on its way into the register."""
        fields = {self._log.text.objectName(): self.line, self._notes.text.objectName(): self.note}
        return {name for name, keeper in fields.items() if keeper.storing}

    @property
    def unsaved(self) -> bool:
        line, note = self._log.text.text(), self._notes.text.toPlainText()
        return bool(line and not self.line.storing) or bool(note and not self.note.storing)

    def forget_line(self) -> None:
        """Forget the line: it goes on in a form, which keeps it by now."""
        self._workspace.discard_draft(self._line_editor)
