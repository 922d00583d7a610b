"""If something has leaked: what to do within 72 hours, with what the vault knows, for the day on which it happens."""

from functools import partial

from PySide6.QtWidgets import QWidget

from ...export.paper import Paper
from ...i18n import _, ngettext, window_texts
from ...operations.breach import breach_paper
from ..look.buttons import Choice, button
from ..look.layouts import box, card, column, narrow, row
from ..look.messages import notice
from ..look.tokens import Space
from ..look.words import announce, label
from ..main_window import MainWindow
from ..page import Page
from ..people.slot import Slot
from ..workspace import Workspace
from .paper_view import sections_view

SPANS = (7, 14, 30, 90)  # days before
_USUAL = 1
_WIDTH = 940


class LeakPage(Page):
    """The steps stand first; the facts of the chosen days below them."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self.days = Choice([_days(each) for each in SPANS], _USUAL, spoken=_("Facts of the last"), name="leak.days")
        self.days.chosen.connect(lambda _at: self._ask())
        self.paper = button(_("Print or save"), "printer", "primary", big=True, name="leak.paper")
        self.paper.clicked.connect(self._go_to_paper)
        back = button(_("Back"), hint="Alt+←", big=True, name="leak.back")
        back.clicked.connect(lambda: window.go("organisation", {"part": "protection"}))
        chooser = row(label(_("Facts of the last"), "caption"), self.days, None, gap=Space.M)
        self._place = Slot()
        subtitle = _("What to do within 72 hours, and what the vault knows")
        self.compose(
            _("If something has leaked"), subtitle, [back, self.paper], chooser, narrow(self._place, _WIDTH), None
        )
        self._ask()

    def first_focus(self) -> QWidget:
        return self.paper

    def _go_to_paper(self) -> None:
        self._window.go("organisation", {"paper": "breach", "days": SPANS[self.days.index]})

    def _ask(self) -> None:
        language, days = window_texts().language, SPANS[self.days.index]
        work = partial(breach_paper, language=language, now=self._workspace.now(), days=days)
        self._workspace.compute(self, "leak", work, self._show)

    def _show(self, paper: Paper) -> None:
        deadline = notice("warning", *paper.notice)
        steps, facts = paper.sections[: paper.facts_at], paper.sections[paper.facts_at :]
        cards = [card(sections_view(each), margin=Space.XL) for each in (steps, facts)]
        self._place.put(box(column(deadline, *cards, gap=Space.L)))
        announce(self, paper.notice[0])


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=count)
