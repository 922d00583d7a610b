"""The platforms to choose among for a line: those where we have an account first, the others marked."""

from collections.abc import Iterable

from ...domain.platform import Platform
from ...i18n import _


def platform_choices(platforms: Iterable[Platform]) -> dict[int, str]:
    """Return names by id; a platform where our account is closed is told apart in words."""
    usable_first = sorted(platforms, key=lambda each: not each.account_state.can_be_used)
    return {each.id: _name(each) for each in usable_first}


def _name(platform: Platform) -> str:
    return platform.name if platform.account_state.can_be_used else _("{name} (closed)").format(name=platform.name)
