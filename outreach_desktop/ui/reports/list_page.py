"""All concern reports: how far each has come, and who waits for whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ...domain.concern_report import ReportState
from ...domain.organisation import Account
from ...i18n import _, ngettext
from ...storage.concern_reports import ConcernReportRow
from ..look.paint import ROW
from ..look.parts import Choice, Space, button, column, empty, label, row
from ..look.tables import StateDelegate, Table, table
from ..look.theme import scaled
from ..main_window import MainWindow
from ..page import Page, State
from ..workspace import Workspace
from .removing import remove_with_undo
from .room import rows_of
from .wording import day, municipality_name, state_sign

FILTERS = (None, ReportState.DRAFT, ReportState.SECOND_READER, ReportState.SENT)
_WIDTHS = (248, 136, 0, 124, 116, 156, 124)
_YIELDING = (4, 6, 5, 3)  # who wrote it, when it was sent, the second reader, when it was written
Index = QModelIndex | QPersistentModelIndex


class ListPage(Page):
    """Asks again whenever a report has changed."""

    def __init__(self, workspace: Workspace, window: MainWindow) -> None:
        super().__init__()
        self._workspace, self._window = workspace, window
        self._wanted_row = 0
        words = [_("All"), _("Drafts"), _("With second reader"), _("Sent reports")]
        self.filter = Choice(words, 0, spoken=_("Show"), name="reports.filter")
        self.filter.chosen.connect(self._ask)
        self.model = ReportsModel(workspace.accounts)
        self.table = _table(self.model)
        self.table.activated.connect(self._open)
        self._count = label("", "muted")
        self._first = self._new_button("reports.first")
        self._nothing = empty(*self._empty_words(), self._first)
        self._new = self._new_button("reports.new")
        order = label(
            _("What cannot wait comes first, then what is not done. The newest on top."), "caption", wrap=True
        )
        keys = label(_("Enter opens · Delete removes · Ctrl+N new report"), "caption")
        self._content = (order, self.table, keys)
        header = row(self.filter, None, self._count, gap=Space.M)
        body = column(order, self.table, self._nothing, keys, gap=Space.S)
        self.compose(_("Reports"), _("Concern reports to the social services"), [self._new], header, body)
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]
        self._set_keys()
        workspace.changed.connect(self._changed)
        self._nothing.hide()
        self._ask()

    def _set_keys(self) -> None:
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self._begin)
        remove = QShortcut(QKeySequence("Del"), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)

    def _empty_words(self) -> tuple[str, str, str]:
        return (
            "file-text",
            _("There are no reports here"),
            _(
                "A concern report can be begun from a person who may be a child, or here. "
                "Suspicion is enough; no proof is needed."
            ),
        )

    def _new_button(self, name: str) -> Any:
        result = button(_("New report"), "plus", "primary", hint="Ctrl+N", big=True, name=name)
        result.clicked.connect(self._begin)
        return result

    def _begin(self) -> None:
        self._window.go("reports", {"report": "new"})

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"concern_report", "person", "account"}:
            self._ask()

    def _ask(self) -> None:
        state, today = FILTERS[max(0, self.filter.index)], self._workspace.today
        self._workspace.ask(self, "reports", lambda db: rows_of(db, state, today), self._show)

    def _show(self, rows: Sequence[ConcernReportRow]) -> None:
        had_focus = self.table.hasFocus() or self._first.hasFocus()
        here = self.model.id_at(self.table.currentIndex().row())
        self.model.show(rows, self._workspace.today)
        at = self.model.place_of(here, self._wanted_row)
        if rows:
            self.table.selectRow(at)
        for widget in self._content:
            widget.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if had_focus:
            (self.table if rows else self._first).setFocus()
        self._new.setVisible(bool(rows))
        self._count.setText(ngettext("{count} report", "{count} reports", len(rows)).format(count=len(rows)))

    def _open(self, index: Index) -> None:
        self._window.go("reports", {"report": self.model.id_at(index.row())})

    def _remove(self) -> None:
        if here := self.model.id_at(self.table.currentIndex().row()):
            remove_with_undo(self._workspace, self._window, self, here)

    def restore(self, state: State) -> None:
        """Remember the row that was current: the rows come a moment later."""
        super().restore(state)
        kept = state.get("values", {}).get(self.table.objectName(), [0])
        self._wanted_row = kept[0]
        self._ask()

    def first_focus(self) -> Table:
        return self.table


def _table(model: "ReportsModel") -> Table:
    result = table(model, _("Concern reports"), _WIDTHS, name="reports.table")
    result.horizontalHeader().setMinimumSectionSize(scaled(min(filter(None, _WIDTHS))))
    result.give_way(*_YIELDING)
    result.setItemDelegateForColumn(0, StateDelegate(result))
    return result


class ReportsModel(QAbstractTableModel):
    """One row a report; nothing restricted is in it."""

    def __init__(self, accounts: dict[str, Account]) -> None:
        super().__init__()
        self._accounts = accounts
        self._rows: Sequence[ConcernReportRow] = ()
        self._words: dict[int, tuple[tuple[str, str, str], tuple[str, ...]]] = {}  # of rows that were looked at
        self._today = date.min
        self._headings = (
            _("State"),
            _("Person"),
            _("Municipality"),
            _("Written"),
            _("Written by"),
            _("Second reader"),
            _("Sent"),
        )

    def show(self, rows: Sequence[ConcernReportRow], today: date) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows, self._today = rows, today
        self._words.clear()
        self.endResetModel()

    def _words_of(self, at: int) -> tuple[tuple[str, str, str], tuple[str, ...]]:
        """Return sign and cells of a row, put into words when first looked at."""
        if at not in self._words:
            self._words[at] = (state_sign(self._rows[at], self._today), self._cells(self._rows[at]))
        return self._words[at]

    def _cells(self, report: ConcernReportRow) -> tuple[str, ...]:
        writer = self._accounts.get(report.created_by)
        return (
            report.person_code or "–",
            municipality_name(report.municipality),
            day(report.written_on),
            writer.name if writer else "–",
            report.second_reader or "–",
            day(report.sent_on),
        )

    def id_at(self, at: int) -> int:
        """Return the id of the report in a row, 0 where there is none."""
        return self._rows[at].id if 0 <= at < len(self._rows) else 0

    def place_of(self, report_id: int, otherwise: int) -> int:
        """Return the row of a report, or the nearest to `otherwise` where it is gone."""
        ids = [each.id for each in self._rows]
        return ids.index(report_id) if report_id in ids else max(0, min(otherwise, len(ids) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        sign, cells = self._words_of(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return sign[1] if index.column() == 0 else cells[index.column() - 1]
        return sign if role == ROW and index.column() == 0 else None
