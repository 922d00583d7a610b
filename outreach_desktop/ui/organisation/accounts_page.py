"""Who has an account in this vault, and the alias of one's own."""

from ...domain.organisation import Account
from ...i18n import _
from ...operations.organisation import save_account
from ..look.layouts import card
from ..look.painted import Row, RowList, row_list
from ..main_window import MainWindow
from ..workspace import Workspace
from .parts_bar import parts_bar
from .record_page import RecordPage


class AccountsPage(RecordPage[Account]):
    """Names and roles, as they are; the own alias can be changed, since messages to contacts say it."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(window, workspace, "account")
        accounts = sorted(workspace.accounts.values(), key=lambda account: account.name.casefold())
        rows = [_row(account, own=account.uid == workspace.account.uid) for account in accounts if account.active]
        self._view = row_list(rows, _("Accounts"), name="accounts")
        self._view.fit()
        form = self.compose_form(workspace.account, [(_("Your account"), ("alias",))], save_account, self._stay)
        subtitle = _("Each person who works in the vault has an account and a passphrase of their own.")
        tabs = parts_bar(window, "accounts")
        listed = card(self._view, margin=4)
        self.compose(_("Organisation"), subtitle, [self.save_button], tabs, self.notices, listed, form, None)

    def first_focus(self) -> RowList:
        return self._view

    def _stay(self, _saved: Account) -> None:
        self.window_.replace("organisation", {"part": "accounts"})
        self.window_.tell(lambda: _("Saved"))


def _row(account: Account, *, own: bool) -> Row:
    role = _(account.role.label.text)
    alias = _("Outreach alias {alias}").format(alias=account.alias) if account.alias else ""
    return Row(account.name, alias, "user", f"{role} ({_('you')})" if own else role)
