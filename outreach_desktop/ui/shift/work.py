"""Tonight's work, where the quick line is empty: what is left empties as it is done."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...i18n import _
from ...operations.tonight import Work, note_no_reply, work_left
from ...storage.people import PersonRow
from ..follow_ups.rows import Around, name_of, step_row
from ..look.layouts import box, card, column
from ..look.painted import Row, RowList, row_list
from ..look.tokens import Space
from ..look.words import label
from ..words import ago
from ..workspace import Workspace

_MATTERS = frozenset({"person", "person_summary", "contact", "follow_up", "organisation"})
_REPLY, _RENEWED = "reply", "renewed"


class TonightsWork(QWidget):
    """A row opens a line to its person; the space bar says that there is no reply yet."""

    person_wanted = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._workspace, self._wanted, self._left = workspace, True, 0
        self._title = label(_("Tonight's work"), "lead")
        keys = label(_("Arrow down comes here · Enter begins a line · Space: no reply yet"), "caption", wrap=True)
        self.rows: RowList = row_list([], _("Tonight's work"), name="work.rows")
        self.rows.activated.connect(self._open)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.rows)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._no_reply)
        self._done = label(_("Nothing is left for tonight."), "muted")
        head = box(column(self._title, keys, self._done, gap=2, margin=(Space.L, Space.M, Space.L, 0)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card(head, self.rows, gap=Space.S, margin=(0, 0, 0, Space.XS)))
        workspace.changed.connect(self._heed)
        self._ask()

    def show_if(self, wanted: bool) -> None:  # noqa: FBT001 - whether the line is empty
        """Stand there only while nothing is asked."""
        self._wanted = wanted
        self.setVisible(wanted)

    def take_focus(self) -> bool:
        """Bring the keyboard here, if there is something to do."""
        if not self._left or self.isHidden():
            return False
        self.rows.setFocus()
        if not self.rows.currentIndex().isValid():
            self.rows.set_current(0)
        return True

    def _heed(self, tables: frozenset[str]) -> None:
        if tables & _MATTERS:
            self._ask()

    def _ask(self) -> None:
        now = self._workspace.now()
        self._workspace.ask(self, "outreach.work", lambda db: work_left(db, now), self._show)

    def _show(self, work: Work) -> None:
        space = self._workspace
        around = Around(space.today, space.account.uid, space.accounts, space.organisation)
        steps = [step_row(each, around, each.person.id) for each in work.steps.rows]
        renewed = [self._row(each, _RENEWED, "clock") for each in work.renewed]
        replies = [self._row(each, _REPLY, "eye") for each in work.replies]
        self._left = len(work)
        shown = [
            *_group(_("Next steps"), steps),
            *_group(_("May be written to again"), renewed),
            *_group(_("Has a reply come?"), replies),
        ]
        self.rows.show_rows(shown)
        self.rows.fit()
        self.rows.setVisible(bool(shown))
        if not self.rows.hasFocus():
            self.rows.setCurrentIndex(QModelIndex())
        self._done.setVisible(not shown)

    def _row(self, person: PersonRow, kind: str, icon: str) -> Row:
        wrote = _("We wrote {when}").format(when=ago(person.last_out_at, self._workspace.today))
        return Row(name_of(person), wrote, icon, key=(kind, person.id))

    def _open(self, at: QModelIndex) -> None:
        key = self.rows.row(at.row()).key
        person = key[1] if isinstance(key, tuple) else key
        if isinstance(person, int):
            self.person_wanted.emit(person)

    def _no_reply(self) -> None:
        current = self.rows.current_row()
        if current and isinstance(current.key, tuple) and current.key[0] == _REPLY:
            work = partial(note_no_reply, person_id=current.key[1], now=self._workspace.now())
            self._workspace.write(self, work)


def _group(title: str, members: Sequence[Row]) -> Iterator[Row]:
    if members:
        yield Row(title, aside=str(len(members)), heading=True)
        yield from members
