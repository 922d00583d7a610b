"""On Today: texts that were copied and never confirmed as sent."""

from collections.abc import Iterator, Sequence
from datetime import date

from ...i18n import _, ngettext
from ...operations.contacts import LoggedLine
from ..look.painted import Row
from ..words import day_and_clock
from .places import Destination

_MOST = 3


def copied_rows(lines: Sequence[LoggedLine], today: date) -> Iterator[Row]:
    """Yield a row for each of the newest lines; all lead to where they are confirmed."""
    where = Destination("outreach", {})
    for each in lines[:_MOST]:
        when = day_and_clock(each.contact.at, today) if each.contact.at else ""
        text = _("A text was copied {when}. Was it sent?").format(when=when)
        yield Row(each.person.alias, text, "copy", _("confirm"), "warning", key=where)
    left = len(lines) - _MOST
    if left > 0:
        more = ngettext("{n} more text", "{n} more texts", left).format(n=left)
        yield Row(more, icon="ellipsis", key=where)
