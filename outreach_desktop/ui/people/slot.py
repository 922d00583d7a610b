"""A place on a page whose content is put in anew when what it shows has changed."""

from PySide6.QtWidgets import QWidget

from ..look.layouts import column


class Slot(QWidget):
    """Holds one widget at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._content: QWidget | None = None
        self._column = column(gap=0)
        self.setLayout(self._column)

    def put(self, content: QWidget) -> None:
        """Show `content` in place of what was here."""
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self._column.addWidget(content)
