"""The page on which one says whom it is about: one types, and Enter takes the first that is found."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ...i18n import _, ngettext
from ...operations.searching import PersonHit, search_everything
from ..look.fields import field, line
from ..look.painted import Row, row_list
from ..look.parts import button, card, label
from ..look.tokens import Space
from ..look.words import announce
from ..page import Page
from ..words import chosen
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow

_HEIGHT = 360


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked. `name` begins the names of the controls; `take` is told the id of the one that was chosen.

    `typed` stands in the field from the beginning, `without` is the id of a person who is not offered.
    """

    name: str
    title: str
    subtitle: str
    question: str
    listed: str
    nobody: str
    take: Callable[[int], None]
    typed: str = ""
    without: int = 0


class ChoosePage(Page):
    """Asks at each keystroke."""

    def __init__(self, window: "MainWindow", workspace: Workspace, asking: Asking) -> None:
        super().__init__()
        self._workspace, self._asking = workspace, asking
        self._typed = line(asking.typed, name=f"{asking.name}.typed")
        self._typed.textChanged.connect(self._ask)
        self._typed.returnPressed.connect(self._take_first)
        self._rows = row_list([], asking.listed, name=f"{asking.name}.found")
        self._rows.setMinimumHeight(_HEIGHT)
        self._rows.activated.connect(lambda at: self._take(self._rows.row(at.row())))
        self._told = label("", "muted", wrap=True)
        back = button(_("Back"), hint="Alt+←", big=True, name=f"{asking.name}.back")
        back.clicked.connect(window.back)
        asked = field(asking.question, self._typed, hint=_("An alias, a number, an address or a code"))
        sheet = card(asked, self._told, self._rows, margin=Space.XL)
        self.compose(asking.title, asking.subtitle, [back], sheet, None)
        self._ask()

    def _ask(self) -> None:
        typed, today = self._typed.text(), self._workspace.today
        self._workspace.ask(
            self, self._asking.name, lambda db: search_everything(db, typed, today).people, partial(self._show, typed)
        )

    def _show(self, typed: str, hits: tuple[PersonHit, ...]) -> None:
        if typed != self._typed.text():
            return
        found = [each for each in hits if each.row.id != self._asking.without]
        self._rows.show_rows([_hit_row(each) for each in found])
        self._rows.set_current(0)
        words = ngettext("{count} found", "{count} found", len(found)).format(count=len(found))
        if not found:
            words = self._asking.nobody if typed.strip() else ""
        self._told.setText(words)
        announce(self._typed, words)

    def _take_first(self) -> None:
        if found := self._rows.current_row():
            self._take(found)

    def _take(self, found: Row) -> None:
        if isinstance(found.key, int):
            self._asking.take(found.key)

    def first_focus(self) -> QWidget:
        return self._typed


def _hit_row(hit: PersonHit) -> Row:
    detail = " · ".join(filter(None, [hit.row.code, chosen(hit.row.state), hit.known_by]))
    return Row(hit.row.alias, detail, "user", key=hit.row.id)
