"""Places on a page: one whose content is put in anew, and one that shows one of several parts."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from ..look.layouts import column


class Slot(QWidget):
    """Holds one widget at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._content: QWidget | None = None
        self._column = column(gap=0)
        self.setLayout(self._column)
        self.hide()  # nothing takes no room, nor the gaps around it

    def put(self, content: QWidget) -> None:
        """Show `content` in place of what was here."""
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self._column.addWidget(content)
        self.show()


class Parts(QStackedWidget):
    """Shows one of several parts, and takes no more room than that one needs.

    The first part fits itself into the room that is left; the others are as high as they need.
    """

    def show_part(self, at: int) -> None:
        self.setCurrentIndex(at)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for little where a part fits itself in: what a scroll area shows gets all that it asks for."""
        current = self.currentWidget()
        if current is None:
            return super().sizeHint()
        return current.sizeHint() if self.currentIndex() > 0 else current.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        current = self.currentWidget()
        return current.minimumSizeHint() if current is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        current = self.currentWidget()
        return self.currentIndex() > 0 and current is not None and current.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        current = self.currentWidget()
        return current.heightForWidth(width) if current is not None else -1
