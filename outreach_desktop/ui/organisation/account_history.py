"""What became of our accounts on a platform: when, under which name, in which state, and why."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from ...domain.organisation import Account
from ...domain.platform import AccountEvent, AccountState
from ...i18n import _
from ..look.layouts import box, card, column, row
from ..look.painted import Row, row_list
from ..look.theme import scaled
from ..look.words import label
from ..words import chosen, short_day, who

ICONS = {
    AccountState.ACTIVE: "circle-check",
    AccountState.IN_REVIEW: "clock",
    AccountState.PLANNED: "plus",
    AccountState.CLOSED: "x",
    AccountState.LEFT: "minus",
}
_WIDTH = 760


def account_history(events: Sequence[AccountEvent], accounts: Mapping[str, Account], today: date) -> QWidget:
    """Return a card with the newest first."""
    listed = row_list([_row(each, accounts, today) for each in events], _("History of our account"), name="history")
    listed.fit()
    framed = card(column(label(_("History of our account"), "lead"), listed), margin=16)
    framed.setMaximumWidth(scaled(_WIDTH))
    whole = row(framed, None)
    whole.setStretch(0, 9)
    return box(whole)


def _row(event: AccountEvent, accounts: Mapping[str, Account], today: date) -> Row:
    day = short_day(event.happened_on, today) if event.happened_on else ""
    detail = " · ".join(filter(None, [event.account_why.strip(), who(event.created_by, accounts)]))
    title = event.account.strip() or _("No name yet")
    return Row(title, detail, ICONS[event.account_state], f"{chosen(event.account_state)} · {day}")
