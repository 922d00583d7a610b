"""The lines of the log as rows; older ones are asked for when the user comes near the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal

from ...domain.log_line import LogLine
from ...export.log import headings, line_words
from ...i18n import window_texts
from ...storage import log_lines
from ..paged_model import PAGE, Column, Index, PagedModel
from ..workspace import Workspace

_WIDTHS = (208, 160, 0, 152)
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line in the words of the window."""

    id: int
    words: tuple[str, str, str, str]
    line: LogLine


class LogModel(PagedModel[ShownLine]):
    """`more_wanted` is told when the view comes to the last row and there may be others; `append` brings them."""

    more_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        texts = window_texts()
        names = {uid: account.name for uid, account in workspace.accounts.items()}
        columns = [_column(*each) for each in zip(range(4), headings(texts), _WIDTHS, strict=True)]
        super().__init__(columns, lambda numbers: _shown(log_lines.load(workspace.db, numbers)))

        def _shown(lines: Sequence[LogLine]) -> list[ShownLine]:
            return [ShownLine(each.id, line_words(each, names, texts), each) for each in lines]

        self._complete, self._asked = True, False

    def show(self, ids: Sequence[int]) -> None:
        self._take(ids)
        super().show(ids)

    def append(self, ids: Sequence[int]) -> None:
        """Show older lines below those that are there."""
        self._take(ids)
        if not ids:
            return
        first = len(self.ids)
        self._pages.pop(first // PAGE, None)  # it was loaded when it was shorter
        self.beginInsertRows(_ROOT, first, first + len(ids) - 1)
        self.ids = [*self.ids, *ids]
        self.endInsertRows()

    def _take(self, ids: Sequence[int]) -> None:
        self._complete, self._asked = len(ids) < log_lines.PIECE, False

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()


def _column(at: int, heading: str, width: int) -> Column[ShownLine]:
    show: Callable[[ShownLine], str] = lambda row: row.words[at]  # noqa: E731 - one for each column
    return Column(("when", "who", "what", "record")[at], heading, show, width)
