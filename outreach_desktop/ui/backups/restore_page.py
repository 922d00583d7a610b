"""Restoring one backup: checked and compared first, and only then, asked once more, put in place."""

from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ...domain.comparison import Comparison, Difference
from ...domain.errors import KnownError
from ...i18n import _, ngettext, window_texts
from ..compared import kind_name
from ..dialogs import Dialog, confirm, known_error_text
from ..look.buttons import button
from ..look.layouts import Flowing, box, card, column
from ..look.messages import notice
from ..look.tokens import Space
from ..look.words import announce, fact, label, state
from ..main_window import MainWindow
from ..page import Page
from ..words import day_and_clock
from ..workspace import Workspace
from .progress_line import ProgressLine


class RestorePage(Page):
    """Shows what would be gained and what lost, by numbers."""

    def __init__(self, window: MainWindow, workspace: Workspace, path: Path) -> None:
        super().__init__()
        self._window, self._workspace, self._path = window, workspace, path
        self._dialog: Dialog | None = None
        self._place = QVBoxLayout()
        self._restore = button(_("Restore"), "undo-2", "danger", big=True, name="restore")
        self._restore.setEnabled(False)
        self._restore.clicked.connect(self._ask)
        back = button(_("Back"), big=True, name="restore.back")
        back.clicked.connect(lambda: window.go("organisation", {"part": "backups"}))
        self._back = back
        subtitle = _("Nothing changes until you say so. What the vault holds now is backed up first.")
        progress = ProgressLine(workspace.backups, frozenset({"round", "make", "compare"}))
        self.compose(_("Restore a backup"), subtitle, [back, self._restore], progress, self._place, None)
        workspace.backups.compare(self, path, self._show, self._refuse)

    def first_focus(self) -> QWidget | None:
        return self._back

    def _show(self, found: Comparison) -> None:
        today = self._workspace.today
        heading = _("Made {when}").format(when=day_and_clock(found.made_at, today))
        lines = [self._line(each) for each in found.differences]
        both = Flowing(*lines, gap=Space.XL)
        shown = card(label(heading, "lead"), fact(_("File"), self._path.name), both, gap=Space.L)
        self._fill(shown)
        self._restore.setEnabled(True)
        announce(self, heading)

    def _line(self, each: Difference) -> QWidget:
        today = self._workspace.today
        newest = day_and_clock(each.newest_there, today) if each.newest_there else "–"
        present = day_and_clock(each.newest_here, today) if each.newest_here else "–"
        return box(
            column(
                label(kind_name(each.kind), "strong"),
                fact(_("In the vault now"), window_texts().number(each.here)),
                fact(_("Newest change"), present),
                fact(_("In the backup"), window_texts().number(each.there)),
                fact(_("Newest change"), newest),
                _gain(each.gained),
                _loss(each.lost),
                _change(each.changed),
                *([_erased(each.erased)] if each.erased else []),
                None,
                gap=Space.S,
            )
        )

    def _refuse(self, error: KnownError) -> None:
        self._fill(notice("danger", _("This backup cannot be restored"), known_error_text(error)))

    def _fill(self, shown: QWidget) -> None:
        while (item := self._place.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._place.addWidget(shown)

    def _ask(self) -> None:
        text = _(
            "The vault becomes as it was in this backup. As it is now, it stays among the backups. The program locks "
            "when it is done."
        )
        confirm(self, _("Restore this backup?"), text, _("Restore"), self._begin, danger=True)

    def _begin(self) -> None:
        """Restore behind a dialog: what anybody wrote meanwhile would be missing after."""
        keeper, window = self._workspace.backups, self._window
        self._dialog = _progress_dialog(self, self._workspace)
        keeper.restore(self, self._path, lambda _done: window.lock_wanted.emit(), self._failed)

    def _failed(self, error: KnownError) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._refuse(error)


def _progress_dialog(page: QWidget, workspace: Workspace) -> Dialog:
    """Return the open dialog with a bar; closing it cancels, which leaves the vault as it is."""
    keeper = workspace.backups
    dialog = Dialog(page, _("The backup is being restored …"), _("The program locks when it is done."))
    bar = QProgressBar()
    bar.setRange(0, 1000)
    bar.setTextVisible(False)
    bar.setAccessibleName(_("How far it has come"))
    keeper.progressed.connect(bar.setValue)
    cancel = button(_("Cancel"), big=True, name="dialog.cancel")
    cancel.clicked.connect(dialog.reject)
    dialog.rejected.connect(keeper.cancel)
    dialog.add_wide(bar)
    dialog.add(cancel, focus=True)
    dialog.open()
    return dialog


def _gain(count: int) -> QWidget:
    words = ngettext("{n} comes back", "{n} come back", count).format(n=count)
    return state("plus", words, "good" if count else "", strong=bool(count))


def _erased(count: int) -> QWidget:
    words = ngettext("{n} was erased since and stays erased", "{n} were erased since and stay erased", count)
    return state("circle-check", words.format(n=count), strong=True)


def _loss(count: int) -> QWidget:
    words = ngettext("{n} is lost", "{n} are lost", count).format(n=count)
    return state("minus", words, "danger" if count else "", strong=bool(count))


def _change(count: int) -> QWidget:
    words = ngettext("{n} becomes as it was", "{n} become as they were", count).format(n=count)
    return state("undo-2", words, "warning" if count else "", strong=bool(count))
