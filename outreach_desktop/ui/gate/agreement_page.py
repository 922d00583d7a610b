"""The confidentiality agreement, before any room opens."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ...content import agreement
from ...domain.organisation import Account
from ...i18n import _, window_texts
from ..look.buttons import button
from ..look.layouts import box, column, row
from ..look.tokens import Space
from ..look.words import label
from .problem_line import ProblemLine
from .window import GatePage

_WIDTH = 820


class AgreementPage(GatePage):
    """What is promised, point by point; `agreed` or `refused`."""

    agreed = Signal()
    refused = Signal()

    def __init__(self, account: Account) -> None:
        super().__init__()
        text, language = agreement(), window_texts().language
        points = [_point(point.text.in_language(language)) for point in text.points]
        self._agree = button(_("I promise this"), kind="primary", big=True, name="agree")
        self._agree.clicked.connect(self._promise)
        refuse = button(_("Lock instead"), big=True, name="agree.not")
        refuse.clicked.connect(self.refused)
        self._problem = ProblemLine()
        self._problem.hide()  # the promise and its buttons fit a small screen
        noted = _("The program notes that you promised it, on which day and in which version.")
        self.compose_card(
            "shield-check",
            text.title.in_language(language),
            *([label(_again_words(account), "strong", wrap=True)] if account.agreement else []),
            label(text.beginning.in_language(language), wrap=True),
            box(column(*points, gap=Space.M)),
            label(text.end.in_language(language), wrap=True),
            label(noted, "caption", wrap=True),
            self._problem,
            row(None, refuse, self._agree),
            width=_WIDTH,
        )

    def first_focus(self) -> QWidget | None:
        return self._agree

    def say(self, problem: str) -> None:
        """Say why it could not be noted; the promise can be given again."""
        self._agree.setEnabled(True)
        self._problem.show()
        self._problem.say(problem)

    def _promise(self) -> None:
        self._agree.setEnabled(False)
        self.agreed.emit()


def _again_words(account: Account) -> str:
    day = window_texts().day(account.agreed_on) if account.agreed_on else ""
    return _("The wording has changed since you promised it on {day}.").format(day=day)


def _point(text: str) -> QWidget:
    words = label(text, wrap=True)
    layout = row(label("•"), words, gap=Space.S)
    layout.setStretch(1, 1)
    return box(layout)
