"""How the backups stand: the newest, the second place, every copy that is known, and one made now."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ...domain.backups import Copy, State, Status
from ...domain.organisation import Role
from ...i18n import _, ngettext
from ...operations.backup_status import load_status
from ...operations.backup_upkeep import Outcome, choose_second_place
from ...storage import backups as registry
from ...storage.database import Database
from ...vault.backup_folder import is_same_disk
from ..look.buttons import button
from ..look.layouts import box, card, column, row
from ..look.messages import empty, notice
from ..look.painted import Row, RowList, row_list
from ..look.tokens import Space
from ..look.words import fact, label
from ..main_window import MainWindow
from ..organisation.parts_bar import parts_bar
from ..outreach.arrangement import WorkAndFacts
from ..page import Page
from ..words import day_and_clock
from ..workspace import Workspace
from .choosing import choose_backup, choose_folder
from .progress_line import ProgressLine
from .words import breakable, copy_details, last_words, late_elsewhere, lost_with_computer, state_sign

_Found = tuple[Status, list[Copy], bool]


class BackupsPage(Page):
    """Asks when it is built and after each commit that may change it. Administrators restore and choose the place."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._is_administrator = workspace.unlocked.role == Role.ADMINISTRATOR.value
        self._list: RowList | None = None
        self._place = QVBoxLayout()
        self._make = button(_("Make a backup now"), "hard-drive", "primary", big=True, name="backup.make")
        self._make.clicked.connect(self._make_now)
        open_file = button(_("Restore from a file"), big=True, name="backup.open")
        open_file.clicked.connect(lambda: choose_backup(self, self._restore))
        actions = [open_file, self._make] if self._is_administrator else [self._make]
        subtitle = _("Each backup is opened again and checked before it counts.")
        self._progress = ProgressLine(workspace.backups, frozenset({"round", "make"}))
        tabs = parts_bar(window, workspace, "backups")
        self.compose(_("Organisation"), subtitle, actions, tabs, self._progress, self._place, None)
        workspace.changed.connect(self._heed)
        workspace.backups.changed.connect(self._heed_work)
        self._heed_work()
        self._ask()

    def first_focus(self) -> QWidget | None:
        return self._make

    def _heed(self, tables: frozenset[str]) -> None:
        if tables & {"backup", "organisation"} and self._window.page is self:  # one that is left asks no more
            self._ask()

    def _heed_work(self) -> None:
        self._make.setEnabled(self._workspace.backups.doing not in ("make", "restore"))

    def _ask(self) -> None:
        own = self._workspace.vault.folder
        self._workspace.ask(self, "backups", lambda db: _found(db, own), self._show)

    def _show(self, found: _Found) -> None:
        while (item := self._place.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        status, copies, same_disk = found
        self._list = None
        cards = (self._status_card(status), self._second_card(status, same_disk=same_disk))
        main = column(*self._notices(status), self._copies(copies), None, gap=Space.L)
        self._place.addWidget(WorkAndFacts(main, column(*cards, None, gap=Space.L)))

    # --- what is wrong ---

    def _notices(self, status: Status) -> list[QWidget]:
        """Return what one should do something about, the worst first."""
        now = self._workspace.now()
        found: list[QWidget] = []
        if status.failure:
            found.append(notice("danger", _("The last backup did not work"), _(status.failure)))
        if status.test_failure:
            found.append(notice("danger", _("The monthly test did not go well"), _(status.test_failure)))
        if status.second_failure:
            found.append(notice("warning", _("Nothing was copied to the second place"), _(status.second_failure)))
        if status.is_late_elsewhere(now):
            found.append(notice("warning", late_elsewhere(status, now), lost_with_computer(status)))
        return found

    # --- how it stands ---

    def _status_card(self, status: Status) -> QFrame:
        today = self._workspace.today
        tested = day_and_clock(status.tested_at, today) if status.tested_at else _("not yet")
        days = self._workspace.organisation.backup_days
        return card(
            label(_("How it stands"), "lead"),
            fact(_("Last good backup"), last_words(status.newest, today)),
            fact(_("On other media"), last_words(status.elsewhere, today)),
            fact(_("Monthly test"), tested),
            fact(_("Kept for"), ngettext("{n} day", "{n} days", days).format(n=days)),
        )

    def _second_card(self, status: Status, *, same_disk: bool) -> QFrame:
        words = _("A folder on a USB stick or a network share. Each backup is copied there when it can be reached.")
        shown: list[QWidget | Any] = [label(_("Second place"), "lead"), label(words, wrap=True)]
        if status.second_place:
            shown.append(fact(_("Folder"), breakable(status.second_place)))
        if same_disk:
            warning = _("This folder is on the same disk as the vault: if the disk breaks, both are lost.")
            shown.append(label(warning, "strong", "warning", wrap=True))
        if self._is_administrator:
            choose = button(_("Choose a folder"), name="backup.place")
            choose.clicked.connect(lambda: choose_folder(self, self._use_place))
            shown.append(row(choose, *self._stop_button(status), None))
        return card(*shown)

    def _stop_button(self, status: Status) -> list[QWidget]:
        if not status.second_place:
            return []
        stop = button(_("Stop using it"), kind="quiet", name="backup.no_place")
        stop.clicked.connect(lambda: self._use_place(None))
        return [stop]

    def _use_place(self, place: Path | None) -> None:
        """Use a folder from now on, and copy there at once."""
        vault, now, workspace = self._workspace.vault, self._workspace.now(), self._workspace
        workspace.write(
            self,
            lambda db: choose_second_place(db, vault, place, now),
            lambda _nothing: workspace.backups.round() if place else None,
        )

    # --- the copies ---

    def _copies(self, copies: list[Copy]) -> QWidget:
        if not copies:
            text = _("The first one is made some minutes after unlocking, or now if you wish.")
            return empty("hard-drive", _("No backups yet"), text)
        self._list = row_list([self._row(copy) for copy in copies], _("Backups"), name="backups")
        self._list.fit()
        self._list.set_current(0)
        below = label(_("Enter opens. Up and Down choose."), "caption")
        if not self._is_administrator:
            return box(column(card(self._list, margin=4)))
        self._list.activated.connect(self._open)
        self._list.clicked.connect(self._open)
        return box(column(card(self._list, margin=4), below))

    def _row(self, copy: Copy) -> Row:
        today, sign = self._workspace.today, state_sign(copy).quiet
        seen = (self._workspace.now() - copy.seen_at).days < 1
        over = copy.is_over(today, self._workspace.organisation.backup_days) and not seen
        detail = copy_details(copy, today, seen=seen)
        if over:
            detail = " · ".join((detail, _("its end has come: plug it in, and it is removed")))
        return Row(_made(copy, self._workspace), detail, sign.icon, sign.text, sign.tone, key=copy)

    def _open(self, at: QModelIndex) -> None:
        copy = self._list.row(at.row()).key if self._list else None
        if isinstance(copy, Copy) and copy.state is not State.DAMAGED:
            self._restore((Path(copy.place) if copy.place else self._workspace.vault.backups) / copy.name)

    def _restore(self, path: Path) -> None:
        self._window.go("organisation", {"backup": str(path)})

    def _make_now(self) -> None:
        self._workspace.backups.round(self._made, must=True)

    def _made(self, outcome: Outcome) -> None:
        if not outcome.failure:
            self._window.tell(lambda: _("A backup is made and checked."))


def _made(copy: Copy, workspace: Workspace) -> str:
    words = day_and_clock(copy.made_at, workspace.today)
    return words[:1].upper() + words[1:]


def _found(db: Database, own: Path) -> _Found:
    """Return what the page shows; called by the reading thread, since it looks at a folder."""
    status = load_status(db)
    same_disk = bool(status.second_place) and is_same_disk(Path(status.second_place), own)
    return status, registry.copies(db), same_disk
