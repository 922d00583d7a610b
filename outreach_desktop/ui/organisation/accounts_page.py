"""Who has an account in this vault."""

from ...domain.organisation import Account
from ...i18n import _
from ..look.layouts import card
from ..look.painted import Row, RowList, row_list
from ..main_window import MainWindow
from ..page import Page
from ..workspace import Workspace
from .parts_bar import parts_bar


class AccountsPage(Page):
    """Names and roles, as they are."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        accounts = sorted(workspace.accounts.values(), key=lambda account: account.name.casefold())
        rows = [_row(account, own=account.uid == workspace.account.uid) for account in accounts if account.active]
        view = row_list(rows, _("Accounts"), name="accounts")
        view.fit()
        subtitle = _("Each person who works in the vault has an account and a passphrase of their own.")
        self.compose(
            _("Organisation"), subtitle, [], parts_bar(window, workspace, "accounts"), card(view, margin=4), None
        )
        self._view = view

    def first_focus(self) -> RowList:
        return self._view


def _row(account: Account, *, own: bool) -> Row:
    role = _(account.role.label.text)
    alias = _("Outreach alias {alias}").format(alias=account.alias) if account.alias else ""
    return Row(account.name, alias, "user", f"{role} ({_('you')})" if own else role)
