"""What a person's menu offers about next steps."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from ...i18n import _
from ...operations.people import PersonPage
from .rows import step_words

_MOST, _LONGEST = 5, 60


def add_steps(menu: QMenu, known: PersonPage | None, go: Callable[[object], None]) -> None:
    """Offer the open steps, and a new one; `go` is told the id of a step, or "new"."""
    for step in [each for each in known.steps if each.is_open][:_MOST] if known else ():
        words = step_words(step)
        shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        menu.addAction(_("Next step: {step}").format(step=shown).replace("&", "&&"), partial(go, step.id))
    menu.addAction(_("Plan a next step …"), partial(go, "new"))
    menu.addSeparator()
