"""How backups are put into words: where they lie, in which state they are, what is late."""

from datetime import date, datetime

from ...domain.backups import Copy, State, Status
from ...i18n import _, ngettext, window_texts
from ..words import Sign, day_and_clock, days_ago, short_day

_MEGA = 1_000_000


def state_sign(copy: Copy) -> Sign:
    """Return the state of a copy: an icon and a word."""
    signs = {
        State.GOOD: Sign("circle-check", _("checked, whole"), "good"),
        State.UNCHECKED: Sign("clock", _("not yet checked")),
        State.DAMAGED: Sign("octagon-x", _("damaged"), "danger"),
    }
    return signs[copy.state]


def place_words(copy: Copy) -> str:
    return copy.place or _("in the vault's own folder")


def breakable(path: str) -> str:
    """Return a path that may go on in the next line after each folder."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")


def copy_details(copy: Copy, today: date, *, seen: bool) -> str:
    """Return where a copy lies, how large it is, when it ends, and that it was not seen for some time."""
    parts = [place_words(copy), _size(copy.size), _("kept until {day}").format(day=short_day(copy.ends_on, today))]
    if not seen:
        parts.append(_("last seen {when}").format(when=days_ago(copy.seen_at.date(), today)))
    return " · ".join(parts)


def _size(size: int) -> str:
    if size < _MEGA:
        return _("less than 1 MB")
    return _("{n} MB").format(n=window_texts().number(round(size / _MEGA)))


def last_words(copy: Copy | None, today: date) -> str:
    """Return when the last one was made: `i dag 19.31`; that there is none."""
    return day_and_clock(copy.made_at, today) if copy else _("none yet")


def late_elsewhere(status: Status, now: datetime) -> str:
    """Return how long there has been no copy on other media."""
    if status.elsewhere is None:
        return _("No backup on other media yet")
    days = (now - status.elsewhere.made_at).days
    return ngettext("No backup on other media for {n} day", "No backup on other media for {n} days", days).format(
        n=days
    )


def lost_with_computer(status: Status) -> str:
    """Return what would be lost with the computer, and what to do."""
    if status.elsewhere is None:
        return _(
            "If this computer is lost or breaks, everything in the vault is lost too. Plug in the stick, or choose a "
            "second place."
        )
    return _("If this computer is lost or breaks, what was written since is lost too. Plug in the stick.")


def status_line(status: Status, today: date) -> str:
    """Return the one line for Today."""
    return _("Last backup {own}, on other media {elsewhere}.").format(
        own=last_words(status.newest, today), elsewhere=last_words(status.elsewhere, today)
    )
