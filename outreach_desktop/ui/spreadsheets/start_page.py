"""Where one begins: a file in, people out, and the last import, which can be undone."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import _, ngettext
from ...operations.importing.undoing import Undone, last_import, undo_import
from ...sheets.reading import read_bytes
from ...storage.database import Database
from ...storage.imports import StoredImport
from ..dialogs import confirm, known_error_text
from ..look.buttons import button
from ..look.layouts import card, row
from ..look.messages import notice
from ..look.tokens import Space
from ..look.words import label
from ..main_window import MainWindow
from ..outreach.arrangement import Spot
from ..page import Page, State
from ..people.memory import Memory
from ..words import day_and_clock, who
from ..workspace import Workspace
from .choosing import choose_sheet
from .following import ProgressBox
from .incoming import COLUMNS, Incoming, place, read_incoming
from .taking_out import TakingOut


class StartPage(Page):
    def __init__(self, window: MainWindow, workspace: Workspace, memory: Memory) -> None:
        super().__init__()
        self._window, self._workspace, self._memory = window, workspace, memory
        self._message, self._last, self._progress = Spot(), Spot(), ProgressBox()
        self._choose = button(_("Choose a file"), "file-text", "primary", big=True, name="sheets.choose")
        self._choose.clicked.connect(lambda: choose_sheet(self, self.read))
        back = button(_("Back"), big=True, name="sheets.back")
        back.clicked.connect(window.back)
        words = _(
            "A file from Excel or LibreOffice, as CSV or XLSX. Nothing is stored before you have seen what would come "
            "in. A backup is made first, and it can be undone as a whole."
        )
        comes = card(
            label(_("Bring people in"), "lead"),
            label(words, "muted", wrap=True),
            row(self._choose, None),
            self._progress,
            self._message,
            self._last,
            gap=Space.M,
        )
        self._out = TakingOut(window, workspace, memory)
        self.compose(_("Spreadsheets"), "", [back], comes, self._out, None)
        self._ask_last()

    def first_focus(self) -> QWidget | None:
        return self._choose

    def state(self) -> State:
        return {**super().state(), "out": self._out.state()}

    def restore(self, state: State) -> None:
        super().restore(state)
        if out := state.get("out"):
            self._out.restore(out)

    def read(self, path: Path) -> None:
        """Read a file in a thread, and go on to its columns."""
        self._message.put(None)
        self._choose.setEnabled(False)
        following = self._progress.begin(self, _("The file is being read …"))

        def work(db: Database) -> Incoming:
            following.told(0, 1)
            found = read_incoming(db, path.name, read_bytes(path))
            following.told(1, 1)
            return found

        self._workspace.compute(self, "sheets.read", work, self._show, self._refuse)

    def _show(self, incoming: Incoming) -> None:
        self._memory.incoming = incoming
        self._window.go("people", place(COLUMNS))

    def _refuse(self, error: Exception) -> None:
        self._progress.end()
        self._choose.setEnabled(True)
        self._choose.setFocus()
        if isinstance(error, KnownError):
            self._message.put(notice("danger", _("The file was not read"), known_error_text(error)))

    # the last import

    def _ask_last(self) -> None:
        now = self._workspace.now()
        self._workspace.ask(self, "sheets.last", lambda db: last_import(db, now), self._show_last)

    def _show_last(self, found: StoredImport | None) -> None:
        if found is None:
            self._last.put(None)
            return
        undo = button(_("Undo the import"), "undo-2", name="sheets.undo")
        undo.clicked.connect(lambda: self._ask_undo(found))
        when = day_and_clock(found.at, self._workspace.today)
        title = _("Last import: {when}, by {name}").format(when=when, name=who(found.account, self._workspace.accounts))
        self._last.put(notice("accent", title, counted(found.added, found.merged), [undo]))

    def _ask_undo(self, found: StoredImport) -> None:
        text = _(
            "The persons that came with it go to the bin, and what was added about others is taken away. What somebody "
            "has worked on since stays."
        )
        confirm(self, _("Undo this import?"), text, _("Undo the import"), lambda: self.undo(found.uid), danger=True)

    def undo(self, uid: str) -> None:
        """Undo the import of that uid, with a bar that says how far it has come."""
        if self._progress.busy:
            return
        following, now = self._progress.begin(self, _("The import is being undone …")), self._workspace.now()
        work = self._workspace.work_long
        work(
            self,
            lambda db, progress: undo_import(db, uid, now, progress),
            following.told,
            self._undone,
            self._not,
        )

    def _undone(self, undone: Undone) -> None:
        self._progress.end()
        self._ask_last()
        self._window.tell(lambda: undone_words(undone))

    def _not(self, error: Exception) -> None:
        self._progress.end()
        self._ask_last()
        text = known_error_text(error) if isinstance(error, KnownError) else _("Stopped. Nothing was changed.")
        self._message.put(notice("danger", _("The import was not undone"), text))


def counted(added: int, merged: int) -> str:
    """Return how many persons came, and to how many something was added."""
    new = ngettext("{count} new person", "{count} new persons", added).format(count=added)
    known = ngettext("{count} person in the register added to", "{count} persons in the register added to", merged)
    return f"{new} · {known.format(count=merged)}"


def undone_words(undone: Undone) -> str:
    removed = ngettext("{count} person is in the bin", "{count} persons are in the bin", undone.removed)
    if not undone.kept:
        return _("The import is undone. {removed}.").format(removed=removed.format(count=undone.removed))
    kept = ngettext("{count} stays as it is", "{count} stay as they are", undone.kept)
    words = _("The import is undone. {removed}; {kept}, since somebody has worked on them.")
    return words.format(removed=removed.format(count=undone.removed), kept=kept.format(count=undone.kept))
