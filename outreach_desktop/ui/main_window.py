"""The window after unlocking: top bar, rooms, the page, and the line that tells what was done.

Language, theme, text size and zoom switch live: everything is built anew, and what was typed and
chosen is put back. The way back (Alt+Left) keeps each page as it was left.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import delete

from ..i18n import _
from .language import apply_language
from .look import theme
from .look.focus import FocusRing
from .look.layouts import Item, box, column, fill, row, scrolling
from .look.tab_order import step
from .look.theme import Theme
from .look.tokens import SYSTEM
from .look.words import announce
from .page import Page, State, put_secrets, secrets_of
from .rooms import Place, Room, RoomBar
from .toast import Message, Toast
from .top_bar import SearchField, Signs, TopBar
from .visits import Visit, Visits
from .window_place import fit_on_screen

_MOST_HELD_MS = 120  # then a page is painted without what it waits for
_WIDEST_BAR = 0.3  # of the window: with larger text or zoom, the rooms show icons alone


class MainWindow(QMainWindow):
    """Shows rooms. What it cannot decide itself it tells: locking, hiding, search, a new look."""

    lock_wanted = Signal()
    quick_exit_wanted = Signal()  # the window is hidden already
    searched = Signal(str)  # whenever what stands in the search field changes, however it came there
    search_entered = Signal(str)
    arrived = Signal(str, dict)  # room and place, after the page is shown
    look_changed = Signal(Theme)
    language_changed = Signal(str)
    closing = Signal()
    _held = False  # what is to be painted waits; of the class, since Qt asks before `__init__` has ended

    def __init__(
        self,
        rooms: Sequence[Room],
        *,
        signs: Signs,
        help_of: Callable[[str], None] | None = None,
        quick_exit_key: str = "F12",
    ) -> None:
        """Show the first of `rooms`; `help_of` opens the help of a room, where there is help."""
        super().__init__()
        self._rooms = {room.id: room for room in rooms}
        self._signs, self._help_of, self._quick_exit_key = signs, help_of, quick_exit_key
        self._visits = Visits(Visit(next(iter(self._rooms))))
        self._message: Message | None = None
        self._kept_in_top: list[Callable[[], Item]] = []
        self._changing_look = False
        self._paint = QTimer(self, singleShot=True)
        self._paint.timeout.connect(self._paint_now)
        self.may_close: Callable[[], bool] = lambda: True
        self._ring = FocusRing(self)
        self._set_shortcuts()
        self._follow_system()
        self._build()
        self.page = Page()
        self._open(self._new_page(self._visits.here), {})
        theme.dress(self)
        fit_on_screen(self)

    @property
    def here(self) -> tuple[str, Place]:
        """The room and the place in it."""
        return self._visits.here.room, self._visits.here.place

    @property
    def search_field(self) -> SearchField:
        """The field in the top bar; another one after each rebuild."""
        return self._top.search

    def has_room(self, room_id: str) -> bool:
        """Say whether this is a room that may be entered."""
        return room_id in self._rooms

    def go(self, room_id: str, place: Place | None = None) -> None:
        """Show a place of a room, such as `go("people", {"person": 42})`; the way back leads here."""
        visit = Visit(room_id, place or {})
        if visit.key == self._visits.here.key:
            return
        self._visits.leave(self.page, self._capture_page())
        page = self._new_page(visit)
        self._visits.step_to(visit)
        self._show(page, visit)

    def replace(self, room_id: str, place: Place | None = None) -> None:
        """Show a place instead of this one, which is done with: the way back does not lead here."""
        visit = Visit(room_id, place or {})
        page = self._new_page(visit)
        self._visits.replace_by(visit)
        self._show(page, visit)

    def back(self) -> None:
        """Go back to where one came from, as it was left; nothing happens at the first place."""
        if visit := self._visits.last():
            self._visits.leave(self.page, self._capture_page())
            page = self._new_page(visit)
            self._visits.step_back()
            self._show(page, visit)

    def capture(self) -> State:
        """Return where one is, the way back, and all that is typed and not saved, as JSON can hold it."""
        self._visits.here.state = self._capture_page()
        return self._visits.capture()

    def resume(self, state: State) -> None:
        """Go on from what `capture` gave; rooms that may not be entered now are left out."""
        self._visits.resume(state, self._rooms)
        self._open(self._new_page(self._visits.here), self._visits.here.state)

    def _new_page(self, visit: Visit) -> Page:
        return self._rooms[visit.room].build(self, visit.place)

    def _show(self, page: Page, visit: Visit) -> None:
        self._dismiss()
        self._open(page, self._visits.state_of(visit))
        announce(self, page.title)
        self.arrived.emit(*self.here)

    def rebuild(self, change: Callable[[], None] = lambda: None) -> None:
        """Make `change` and build everything anew, with what is typed, chosen, scrolled to and focused kept."""
        search = self._top.search
        words, searching = search.text(), search.hasFocus()
        room_has_focus = self._bar.isAncestorOf(QApplication.focusWidget() or self)
        state, secrets = self._capture_page(), secrets_of(self.page)
        change()
        self._build()
        self._top.search.set_quietly(words)
        self._open(self._new_page(self._visits.here), state)
        put_secrets(self.page, secrets)
        if searching:
            self._top.search.setFocus()
        elif room_has_focus:
            self._bar.focus_room(self._visits.here.room)

    def use_language(self, language: str) -> None:
        """Speak another language at once, everywhere."""
        self.rebuild(lambda: apply_language(_app(), language))
        self.language_changed.emit(language)

    def use_look(self, look: Theme) -> None:
        """Show another scheme, text size or zoom at once.

        What is shown now ends before the new look is put on, since Qt would dress all of it once more: call this
        from the event loop, never from within a control of a page.
        """

        def change() -> None:
            if focus := self.focusWidget():
                focus.clearFocus()  # so that whoever follows the keyboard hears of it while all is still there
            delete(cast("QWidget", self.centralWidget()))
            theme.apply(_app(), look)
            theme.dress(self)

        self._changing_look = True
        try:
            self.rebuild(change)
        finally:
            self._changing_look = False
        self.look_changed.emit(look)

    def use_signs(self, signs: Signs) -> None:
        """Say something else of itself at once, such as another neutral name."""

        def change() -> None:
            self._signs = signs

        self.rebuild(change)

    def _capture_page(self) -> State:
        return {"page": self.page.state(), "scroll": self._area.verticalScrollBar().value()}

    def _build(self) -> None:
        self._bar = RoomBar(list(self._rooms.values()), self._keys())
        self._bar.chosen.connect(self.go)
        self._top = TopBar(self._signs, self._bar.wide)
        self._top.lock_pressed.connect(self.lock_wanted)
        self._top.search.textChanged.connect(self.searched)
        self._top.search.returnPressed.connect(lambda: self.search_entered.emit(self._top.search.text()))
        self._top.search.left.connect(self._focus_page)
        for make in self._kept_in_top:
            self._top.add(make())
        self._middle = column(gap=0)
        body = row(self._bar, self._middle, gap=0)
        body.setStretch(1, 1)
        old = self.takeCentralWidget() if self.centralWidget() else None
        self._set_content(body)
        if old:
            old.hide()
            old.deleteLater()
        self._show_message()
        self._fit_bars()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bars()

    def _fit_bars(self) -> None:
        compact = self._bar.wide > self.width() * _WIDEST_BAR
        self._bar.set_compact(compact=compact)
        self._top.set_compact(compact=compact)

    def _set_content(self, body: QHBoxLayout) -> None:
        whole: QVBoxLayout = column(self._top, body, gap=0)
        whole.setStretch(1, 1)
        self.setCentralWidget(box(whole, "page"))
        self.setWindowTitle(self._signs.shown_name)
        self._area = QScrollArea()
        self._toast: Toast | None = None

    def _open(self, page: Page, state: State) -> None:
        self.page.left = True
        old, self.page = self._area, page
        self._area = scrolling()
        self._paint_later(page)
        self._middle.insertWidget(0, self._area, 1)
        fill(self._area, self.page)
        old.hide()
        old.deleteLater()
        self._bar.show_room(self._visits.here.room)
        if state:
            self.page.restore(state.get("page", {}))
        self._focus_on_arrival()
        self._scroll_to(state.get("scroll", 0))

    def _paint_later(self, page: Page) -> None:
        """Show what is built now in the next turn of the event loop: whoever types is heard in between.

        A page that awaits an answer is painted once, with it: in the turn after the one in which rows and columns take
        their places. What was there before stays to be seen until then. Not by `setUpdatesEnabled`: ending that marks
        each part of the page by itself, and all of it was painted twice.
        """
        self._held = True
        self._paint.start(_MOST_HELD_MS if page.awaits_answer else 0)
        page.answered.connect(partial(self._paint_with_answer, page))

    def _paint_with_answer(self, page: Page) -> None:
        if self._held and page is self.page:
            QTimer.singleShot(0, self, partial(self._paint.start, 0))

    def _paint_now(self) -> None:
        self._held = False
        QApplication.postEvent(self, QEvent(QEvent.Type.UpdateRequest))

    def event(self, event: QEvent) -> bool:
        """Paint nothing while what is painted is held."""
        return (self._held and event.type() == QEvent.Type.UpdateRequest) or super().event(event)

    def _focus_on_arrival(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self.page.isAncestorOf(focus):
            self._focus_page()

    def _focus_page(self) -> None:
        if first := self.page.first_focus():
            first.setFocus()
        else:
            self._bar.focus_room(self._visits.here.room)

    def _scroll_to(self, pixels: int) -> None:
        """Scroll the page, which must have its size first."""
        if pixels:
            self.page.adjustSize()
            QApplication.sendPostedEvents()
            self._area.verticalScrollBar().setValue(pixels)

    def tell(self, words: Callable[[], str], undo: Callable[[], None] | None = None, *, tone: str = "good") -> None:
        """Say below the page what was done, aloud too; going to another page ends it, so go first.

        `words` is asked again when the language changes.
        """
        self._message = Message(words, undo, tone)
        self._show_message()
        announce(self, words())

    def keep_in_top(self, make: Callable[[], Item]) -> None:
        """Show what `make` gives in the top bar, and have it made anew at each rebuild."""
        self._kept_in_top.append(make)
        self._top.add(make())

    def _show_message(self) -> None:
        if self._toast:
            self._toast.hide()
            self._toast.deleteLater()
            self._toast = None
        if self._message:
            self._toast = Toast(self._message)
            self._toast.closed.connect(self._dismiss)
            self._toast.undone.connect(self._undo)
            self._middle.addWidget(self._toast)

    def _dismiss(self) -> None:
        had_focus = self._toast is not None and self._toast.isAncestorOf(QApplication.focusWidget() or self)
        self._message = None
        self._show_message()
        if had_focus:
            self._focus_page()

    def _undo(self) -> None:
        message = self._message
        if message and message.undo:
            self._dismiss()
            message.undo()

    def _set_shortcuts(self) -> None:
        for number, room_id in enumerate(list(self._rooms)[:9], 1):
            self._shortcut(f"Ctrl+{number}", partial(self.go, room_id))
        self._shortcut("Ctrl+K", self._focus_search)
        self._shortcut("Ctrl+L", self.lock_wanted.emit)
        self._shortcut("Alt+Left", self.back)
        self._shortcut("Esc", self._escape)
        self._shortcut("Ctrl+Z", self._undo)  # in a field where one types, its own comes first
        self._shortcut(self._quick_exit_key, self.quick_exit)
        for keys, steps in (("Ctrl++", 1), ("Ctrl+-", -1)):
            self._shortcut(keys, partial(self._zoom, steps))
        if help_of := self._help_of:
            self._shortcut("F1", lambda: help_of(self._visits.here.room))

    def _zoom(self, steps: int) -> None:
        self.use_look(theme.active().zoomed(steps))

    def _shortcut(self, keys: str, do: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(do)

    def _keys(self) -> list[str]:
        hide = _("{key}  Hide the window").format(key=self._quick_exit_key)
        return [_("F1  Help on this page"), hide] if self._help_of else [hide]

    def _focus_search(self) -> None:
        self._top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._top.search.selectAll()

    def _escape(self) -> None:
        if self._message:
            self._dismiss()
        else:
            self.back()

    def keys_everywhere(self) -> dict[str, Callable[[], None]]:
        """Return the keys that must do something also where no shortcut does: in dialogs and open lists."""
        return {"Ctrl+L": self.lock_wanted.emit, self._quick_exit_key: self.quick_exit}

    def quick_exit(self) -> None:
        """Hide everything at once, dialogs too, and tell."""
        for window in QApplication.topLevelWidgets():
            window.hide()
        self.quick_exit_wanted.emit()

    def _follow_system(self) -> None:
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        theme.system_hints().contrastPreferenceChanged.connect(self._system_changed)

    def _system_changed(self) -> None:
        if theme.active().scheme == SYSTEM and not self._changing_look:
            self.use_look(theme.active())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        return step(self, forward=forward) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo what was done last, where a field has nothing to undo in itself."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


def _app() -> QApplication:
    return cast("QApplication", QApplication.instance())
