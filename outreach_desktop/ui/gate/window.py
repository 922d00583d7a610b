"""The window before unlocking: a neutral name, the choice of language, one page in the middle."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ...i18n import LANGUAGES, _, window_texts
from ..language import apply_language
from ..look import theme
from ..look.fields import combo
from ..look.focus import FocusRing
from ..look.layouts import Item, box, card, column, fill, row, scrolling
from ..look.tab_order import step
from ..look.tokens import Size, Space
from ..look.words import announce, label, picture
from ..page import Page, put_secrets, secrets_of
from .preferences import Preferences

CARD_WIDTH = 440
_ALL_IT_MAY = 100  # of the window, before anything is left free at its sides


class GatePage(Page):
    """A page of the gate: a card with a heading. `escape` says what Esc does."""

    def compose_card(
        self, icon: str, title: str, *content: Item, width: int = CARD_WIDTH, crowded: bool = False
    ) -> None:
        """Put the content into one card in the middle of the window; what is `crowded` stands closer together."""
        self.title = title
        self.setProperty("role", "page")
        self.setAccessibleName(title)
        words = label(title, "title", wrap=True)
        heading = row(picture(icon, "accent", 28), words, gap=Space.M)
        heading.setStretch(1, 1)
        gap, margin = (Space.M, Space.XL) if crowded else (Space.L, Space.XXL)
        inner = card(heading, *content, gap=gap, margin=margin)
        inner.setMaximumWidth(theme.scaled(width))
        middle = row(None, inner, None)
        middle.setStretch(1, _ALL_IT_MAY)
        middle.setAlignment(inner, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(None, middle, None, margin=(Space.XL, Space.S, Space.XL, Space.S)))

    def said_on_arrival(self) -> str:
        """Return what a screen reader says when the page is shown; its title, unless more must be known."""
        return self.title

    def escape(self) -> None:
        """Do what Esc means here; nothing, unless a page says otherwise."""


class GateWindow(QMainWindow):
    """Shows one page at a time and builds it anew when the language changes, with what is typed kept."""

    painted = Signal()  # once, after the first paint
    closing = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self._build: Callable[[], GatePage] | None = None
        self.was_painted = False
        self.banner: Callable[[], QWidget | None] = lambda: None  # what stands above every page
        self.may_close: Callable[[], bool] = lambda: True
        FocusRing(self)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._escape)
        QShortcut(QKeySequence("F12"), self).activated.connect(self.showMinimized)
        preferences.place(self)

    page: GatePage

    def present(self, build: Callable[[], GatePage]) -> None:
        """Show the page that `build` makes."""
        self._build = build
        self._show_page()
        self._focus_first()
        if self.was_painted:  # a window that opens is read by its own name
            announce(self, self.page.said_on_arrival())

    def use_language(self, language: str) -> None:
        """Speak another language at once."""
        if language != window_texts().language:
            apply_language(cast("QApplication", QApplication.instance()), language)
            self.preferences.update(language=language)
            self.rebuild()

    def _switch(self, language: str) -> None:
        self.use_language(language)
        self._languages.setFocus()

    def rebuild(self) -> None:
        """Build the page anew; what is typed stays, secrets too."""
        state, secrets = self.page.state(), secrets_of(self.page)
        self._show_page()
        put_secrets(self.page, secrets)
        self._focus_first()
        self.page.restore(state)

    def _show_page(self) -> None:
        if self._build is None:
            return
        self.setWindowTitle(self._name())
        self.page = self._build()
        middle = scrolling()
        self._above = QWidget()
        self._above.setLayout(column(gap=0))
        self.refresh_banner()
        whole = column(self._top(), self._above, middle, _promise(), gap=Space.S, margin=(0, Space.XL, 0, Space.XL))
        whole.setStretch(2, 1)
        self.setCentralWidget(box(whole, "page"))
        fill(middle, self.page)
        if not self.styleSheet():
            theme.dress(self)

    def refresh_banner(self) -> None:
        """Show what stands above the page as it is now."""
        banner, layout = self.banner(), self._above.layout()
        if layout is None:
            return
        old = layout.takeAt(0)
        if old is not None and (shown := old.widget()) is not None:
            shown.hide()
            shown.deleteLater()
        if banner is not None:
            layout.addWidget(banner)
        self._above.setVisible(banner is not None)

    def _escape(self) -> None:
        self.page.escape()

    def _focus_first(self) -> None:
        first = self.page.first_focus()
        if first is not None:
            first.setFocus()

    def _name(self) -> str:
        return self.preferences.settings.neutral_name or _("Notes")

    def _top(self) -> QWidget:
        ids = list(LANGUAGES)
        languages = combo(list(LANGUAGES.values()), spoken=_("Language"), name="language", width=140)
        languages.setCurrentIndex(ids.index(window_texts().language))
        languages.activated.connect(lambda at: self._switch(ids[at]))
        self._languages = languages
        mark = picture("languages", "muted", Size.SMALL_ICON)
        return box(row(label(self._name(), "lead"), None, mark, languages, margin=(Space.XL, 0, Space.XL, 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.was_painted:
            self.was_painted = True
            self.painted.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        return step(self, forward=forward) or super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


def _promise() -> QWidget:
    words = label(_("Everything lies encrypted on this computer. Nothing is sent over the network."), "muted")
    return box(row(None, picture("shield-check", "muted", Size.SMALL_ICON), words, None))


def choose_folder(window: GateWindow, title: str, then: Callable[[Path], None]) -> None:
    """Let a folder be chosen in Qt's own dialog: the system's is refused to a process that hides its memory."""
    from PySide6.QtWidgets import QFileDialog

    from ..file_days import dress_file_dialog

    dialog = QFileDialog(window, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dress_file_dialog(dialog)
    dialog.setDirectory(str(Path.home()))
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
