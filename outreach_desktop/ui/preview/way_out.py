"""How a paper leaves the vault, by the printer or as a file: said before, noted in the log, told after."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ...storage.database import Database
from ..dialogs import show_error
from ..workspace import Workspace
from .printing import print_pdf
from .saving import FileSaver, Leaving

if TYPE_CHECKING:
    from ..main_window import MainWindow


class WayOut:
    """Prints and saves what one page shows."""

    def __init__(self, page: QWidget, workspace: Workspace, window: "MainWindow") -> None:
        self._page, self._workspace, self._window = page, workspace, window

    def to_printer(self, pdf: bytes, noted: Callable[[Database], object]) -> None:
        """Ask for a printer and print; `noted` writes the line into the log. Without pages nothing happens."""
        if not pdf:
            return
        try:
            print_pdf(self._page, self._workspace, pdf, lambda: self._printed(noted))
        except KnownError as error:
            show_error(self._page, error)

    def _printed(self, noted: Callable[[Database], object]) -> None:
        self._workspace.write(self._window, noted)
        self._window.tell(lambda: _("It has gone to the printer."))

    def to_file(self, leaving: Leaving) -> None:
        """Say what leaves the vault, ask for a place, and write the file."""
        FileSaver(self._page, self._workspace, leaving, self._saved).begin()

    def _saved(self, name: str) -> None:
        self._window.tell(lambda: _("Saved as {file}, outside the vault.").format(file=name))
