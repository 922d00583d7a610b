"""What the content file says of the list as a whole: what decides first, the rest below."""

from PySide6.QtWidgets import QWidget

from ...content import indicators
from ...i18n import window_texts
from ..look.parts import Notice, Space, box, column, label, notice

_FIRST = ("one_can_be_enough", "none_clears_nobody")
_THEN = "nothing_is_added_up"


def general_notes() -> Notice:
    """Return that one can be enough, that none clears nobody, and that nothing is added up."""
    said = _notes()
    return notice("accent", " ".join(said[each] for each in _FIRST), said[_THEN])


def more_notes() -> QWidget:
    """Return what else is known about the list."""
    said = [text for name, text in _notes().items() if name not in (*_FIRST, _THEN)]
    return box(column(*(label(text, "caption", wrap=True) for text in said), gap=Space.XS))


def _notes() -> dict[str, str]:
    language = window_texts().language
    return {each.id: each.text.in_language(language) for each in indicators().notes}
