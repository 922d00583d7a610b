"""What the pages of one person's assessments share."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ...i18n import isolated
from ...storage.assessments import AssessmentRow
from ...storage.people import PersonRow
from ..rooms import Place
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow

NEW = "new"


@dataclass(frozen=True)
class Setting:
    """Whose assessments, in which window; `versions` are signed, newest first."""

    workspace: Workspace
    window: "MainWindow"
    person: PersonRow
    versions: list[AssessmentRow]

    @property
    def name(self) -> str:
        return f"{isolated(self.person.alias)} · {self.person.code}"

    def place(self, assessment: int | str, **more: int) -> Place:
        return {"person": self.person.id, "assessment": assessment, **more}

    def go(self, assessment: int | str, **more: int) -> None:
        self.window.go(self.window.here[0], self.place(assessment, **more))


def focus_when_shown(page: QWidget, control: QWidget) -> None:
    """Bring the keyboard to what has just come, unless one has gone on to another page, or types already."""
    if page.isVisible() and not isinstance(QApplication.focusWidget(), QLineEdit):
        control.setFocus()
