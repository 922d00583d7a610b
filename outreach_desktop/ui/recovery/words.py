"""How sheets and the ways to keep them are called."""

from ...i18n import _, window_texts
from .making import Paper


def title_of(paper: Paper) -> str:
    """Return what stands above the letters of a sheet."""
    if paper.of == 1:
        return _("Recovery key")
    return _("Recovery key, sheet {n} of {all}").format(n=paper.number, all=paper.of)


def origin_of(paper: Paper) -> str:
    """Return of which vault a sheet is and when it was made, so that sheets are not mixed up."""
    return _("Vault {number} · {day}").format(number=paper.vault, day=window_texts().day(paper.made))


def forms() -> list[str]:
    """Return the ways to put the key on paper, in the order of `ONE` and `THREE`."""
    return [_("One sheet"), _("Three sheets, any two open")]


def held_forms() -> list[str]:
    """Return what somebody may have in hand, in the same order."""
    return [_("One sheet"), _("Two of three sheets")]


def not_this_line(number: int) -> str:
    return _("This is not line {n}. Compare it with the paper.").format(n=number)
