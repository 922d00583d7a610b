"""The answers to the search over everything, below its field, at each keystroke."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ...i18n import _, ngettext
from ...operations.searching import ContactHit, Hits, PersonHit, search_everything
from ...operations.searching_texts import TextHits
from ..look import theme
from ..look.layouts import column
from ..look.painted import Row, list_height, row_list
from ..look.parts import label
from ..look.tokens import Space
from ..look.words import announce, named
from ..words import chosen, day_and_clock, permission_sign
from ..workspace import Workspace
from .texts import place_of, still_words, text_rows

if TYPE_CHECKING:
    from ..main_window import MainWindow

DEBOUNCE_MS = 5  # a newer question breaks the older off, so hardly any rest is needed
_WIDTH, _MOST_HEIGHT = 640, 520
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SearchPopup(QFrame):
    """The keyboard stays in the field: arrows choose, Enter opens, Escape closes.

    One for each window; it finds the window's field anew after a rebuild.
    """

    def __init__(self, window: "MainWindow", workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self.setProperty("role", "card")
        named(self, "search.popup")
        self.hits, self.texts = Hits(""), TextHits("")
        self._rows = row_list([], _("Search results"), name="search.hits")
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.clicked.connect(lambda at: self._open(self._rows.row(at.row())))
        self._words = label("", "muted", wrap=True)
        self._words.setContentsMargins(theme.px(Space.L), theme.px(Space.M), theme.px(Space.L), theme.px(Space.M))
        self._still = label("", "muted", wrap=True)
        self._still.setContentsMargins(self._words.contentsMargins())
        named(self._still, "search.still")
        self.setLayout(column(self._words, self._rows, self._still, gap=0, margin=Space.XS))
        self._typed, self._enter_waits = "", False
        self._debounce = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._debounce.timeout.connect(self._ask)
        window.searched.connect(self._follow)
        window.search_entered.connect(self._enter)
        window.arrived.connect(self._close)
        workspace.changed.connect(self._refresh)
        workspace.texts.moved.connect(self._ask_texts_again)
        window.installEventFilter(self)
        self.hide()

    @property
    def _field(self) -> QWidget:
        return self._window.search_field

    def _watch(self) -> None:
        """Listen to the keys of the field as it is now."""
        self._field.removeEventFilter(self)
        self._field.installEventFilter(self)

    def _follow(self, typed: str) -> None:
        self._watch()
        self._typed, self._enter_waits = typed, False
        if typed.strip():
            self._field.setFocus()  # a screen reader can put text in from elsewhere
            self._debounce.start()
        else:
            self._debounce.stop()
            self.texts = TextHits(typed)
            self._show(Hits(typed))

    def _ask(self) -> None:
        typed, today = self._typed, self._workspace.today
        self._workspace.ask(self, "search", lambda db: search_everything(db, typed, today), self._show)
        self._workspace.texts.ask(self, typed, self._show_texts)

    def _ask_texts_again(self) -> None:
        if self.isVisible() and self._typed.strip():
            self._workspace.texts.ask(self, self._typed, self._show_texts)

    def _close(self, *_where: object) -> None:
        self.hide()

    def _refresh(self, _tables: object) -> None:
        if self.isVisible() and self._typed.strip():
            self._debounce.start()

    def _show(self, hits: Hits) -> None:
        if hits.typed != self._typed:
            return
        self.hits = hits
        self._show_found(0)

    def _show_texts(self, found: TextHits) -> None:
        """Put what restricted texts have below the rest, where nothing that is chosen moves."""
        if found.typed != self._typed:
            return
        self.texts = found
        if self.hits.typed == found.typed and (self.isVisible() or self._enter_waits):
            self._show_found(max(0, self._rows.currentIndex().row()))

    @property
    def _found_texts(self) -> TextHits:
        return self.texts if self.texts.typed == self._typed else TextHits(self._typed)

    @property
    def _count(self) -> int:
        return len(self.hits) + len(self._found_texts)

    def _show_found(self, current: int) -> None:
        today, texts = self._workspace.today, self._found_texts
        rows = [*_people_rows(self.hits, today), *_contact_rows(self.hits, today), *text_rows(texts, today)]
        self._rows.show_rows(rows)
        self._rows.setVisible(bool(rows))
        if rows:
            self._rows.set_current(current)
        self._words.setText(self._count_words())
        self._words.setVisible(not rows)
        still = still_words(self._workspace.texts, texts) if self._typed.strip() else ""
        self._still.setText(still)
        self._still.setVisible(bool(still))
        self._place()
        announce(self._field, " ".join(filter(None, [self._count_words(), still])))
        if self._enter_waits and (rows or self.texts.typed == self._typed):
            self._enter_waits = False
            self._open_current()

    def _count_words(self) -> str:
        if not self._typed.strip():
            return _("Write an alias, a number, a code, or words of a note. Beginnings of words are enough.")
        if not self._count:
            return _("Nothing found for “{typed}”. Å, ä and ö are letters of their own.").format(
                typed=self._typed.strip()
            )
        return ngettext("{count} found", "{count} found", self._count).format(count=self._count)

    def _place(self) -> None:
        """Stand right below the field, no higher than what is found."""
        corner = self._field.mapTo(self._window, QPoint(0, self._field.height() + theme.px(4)))
        width = min(max(theme.scaled(_WIDTH), self._field.width()), self._window.width() - corner.x() - theme.px(8))
        frame = 2 * theme.px(Space.XS) + 2
        words = sum(each.heightForWidth(width - frame) for each in (self._words, self._still) if not each.isHidden())
        rows = list_height(self._rows) + 2 if not self._rows.isHidden() else 0
        most = min(theme.scaled(_MOST_HEIGHT), self._window.height() - corner.y() - theme.px(8))
        self.setGeometry(corner.x(), corner.y(), width, min(words + rows + frame, most))
        self.show()
        self.raise_()

    def _enter(self, typed: str) -> None:
        """Open what is chosen; where the answer is still on its way, open its first when it comes."""
        if self.isVisible() and self.hits.typed == typed and self._count:
            self._open_current()
        elif typed.strip():
            self._watch()
            self._typed = typed
            self._enter_waits = not self.hits.typed == self.texts.typed == typed
            self._debounce.start()

    def _open_current(self) -> None:
        if current := self._rows.current_row():
            self._open(current)

    def _open(self, row: Row) -> None:
        if not isinstance(row.key, tuple):
            return
        room, place = place_of(row.key)
        self.hide()
        self._window.search_field.set_quietly("")
        self._typed = ""
        self._window.go(room, place)
        if first := self._window.page.first_focus():
            first.setFocus()

    def _move(self, step: int) -> None:
        count = self._rows.model().rowCount()
        at = self._rows.currentIndex().row() + step
        while 0 <= at < count and self._rows.row(at).heading:
            at += step
        if 0 <= at < count:
            self._rows.set_current(at)
            announce(self._field, self._rows.row(at).spoken)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._hide_unless_searching()
        if watched is not self._window and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._hide_unless_searching)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.isVisible():
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _hide_unless_searching(self) -> None:
        if not self._field.hasFocus():
            self.hide()

    def _key(self, key: Qt.Key) -> bool:
        """Take the keys that choose and close; leave the rest to the field."""
        if step := _STEPS.get(key):
            self._move(step)
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False


def _people_rows(hits: Hits, today: date) -> list[Row]:
    heading = [Row(_("People"), aside=str(len(hits.people)), heading=True)] if hits.people else []
    return [*heading, *(_person_row(hit, today) for hit in hits.people)]


def _person_row(hit: PersonHit, today: date) -> Row:
    sign = permission_sign(hit.permission, today).quiet
    child = _("may be a child") if hit.row.may_be_child else ""
    detail = " · ".join(filter(None, [hit.row.code, chosen(hit.row.state), hit.known_by, child]))
    return Row(hit.row.alias, detail, sign.icon, sign.text, sign.tone, key=("person", hit.row.id))


def _contact_rows(hits: Hits, today: date) -> list[Row]:
    heading = [Row(_("Contacts"), aside=str(len(hits.contacts)), heading=True)] if hits.contacts else []
    return [*heading, *(_contact_row(hit, today) for hit in hits.contacts)]


def _contact_row(hit: ContactHit, today: date) -> Row:
    when = day_and_clock(hit.row.at, today) if hit.row.at else ""
    title = hit.piece or chosen(hit.row.outcome)
    detail = " · ".join(filter(None, [hit.row.alias, hit.row.code, when]))
    return Row(title, detail, "message-circle", key=("contact", hit.row.id))
