"""Who has an account in this vault, and what each role may do."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame

from ...domain.organisation import Account
from ...domain.rights import RULES, Right
from ...i18n import LANGUAGES, _
from ...operations.accounts import AccountRow, account_rows
from ...operations.recovery_sheet import is_in_parts, sheet_proven_at
from ...operations.saving import local_day
from ..look.buttons import button
from ..look.layouts import card
from ..look.painted import Row, RowList, row_list
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page
from ..recovery.making import vault_number
from ..words import chosen, day_and_clock, near_day
from ..workspace import Workspace
from .parts_bar import parts_bar
from .sheet_page import FORM


class AccountsPage(Page):
    """For administrators; Enter opens an account."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._list = row_list(self._rows(account_rows(workspace.db)), _("Accounts"), name="accounts")
        self._list.fit()
        self._list.set_current(0)
        self._list.activated.connect(self._open)
        self._list.clicked.connect(self._open)
        sheet = button(_("New recovery key"), "file-text", big=True, name="account.sheet")
        sheet.clicked.connect(lambda: window.go("organisation", {"sheet": FORM}))
        drill = button(_("Try the recovery key"), "shield-check", big=True, name="account.drill")
        drill.clicked.connect(lambda: window.go("organisation", {"drill": True}))
        new = button(_("Add a person"), "plus", "primary", big=True, name="account.new")
        new.clicked.connect(lambda: window.go("organisation", {"account": "new"}))
        subtitle = _("Each person who works in the vault has an account and a passphrase of their own.")
        keys = label(_("Enter opens. Up and Down choose."), "caption")
        proven = label(_proven_words(workspace), "caption", wrap=True)
        tabs = parts_bar(window, workspace, "accounts")
        listed = card(self._list, margin=4)
        self.compose(_("Organisation"), subtitle, [drill, sheet, new], tabs, listed, keys, proven, _rights_card(), None)
        workspace.changed.connect(self._heed)

    def first_focus(self) -> RowList:
        return self._list

    def _rows(self, found: list[AccountRow]) -> list[Row]:
        own, today = self._workspace.account.uid, self._workspace.today
        rows = []
        for each in found:
            when = day_and_clock(each.unlocked_at, today) if each.unlocked_at else ""
            last = _("last unlocked {when}").format(when=when) if when else _("has never unlocked")
            rows.append(_row(each.account, last, own=each.account.uid == own))
        return rows

    def _heed(self, tables: frozenset[str]) -> None:
        if "account" in tables:
            self._workspace.ask(self, "accounts", account_rows, self._show)

    def _show(self, found: list[AccountRow]) -> None:
        self._list.show_rows(self._rows(found))
        self._list.fit()

    def _open(self, at: QModelIndex) -> None:
        self._window.go("organisation", {"account": self._list.row(at.row()).key})


def _proven_words(workspace: Workspace) -> str:
    at = sheet_proven_at(workspace.db)
    day = near_day(local_day(at), workspace.today)
    number = vault_number(workspace.vault.vault_id)
    if is_in_parts(workspace.db):
        words = _("The recovery key is on three sheets, any two open. Two were last typed in and fitted: {day}.")
    else:
        words = _("The recovery key is on one sheet. It was last typed in and fitted: {day}.")
    return " ".join((words.format(day=day), _("The vault's number on sheets is {number}.").format(number=number)))


def _row(account: Account, last: str, *, own: bool) -> Row:
    role = chosen(account.role)
    parts = (account.alias, LANGUAGES.get(account.language, ""), last)
    aside = f"{role} ({_('you')})" if own else role
    return Row(account.name, " · ".join(filter(None, parts)), "user", aside, key=account.uid)


def _rights_card() -> QFrame:
    """Say for each right who has it, and what keeps it from the others."""
    rows = [_right_row(right) for right in RULES]
    view = row_list(rows, _("What each role may do"), name="rights")
    view.fit()
    text = _(
        "By encryption holds against everybody who has the computer or a copy of the vault. By the program holds "
        "against who uses the program."
    )
    return card(label(_("What each role may do"), "lead"), label(text, "muted", wrap=True), view)


def _right_row(right: Right) -> Row:
    rule = RULES[right]
    who = ", ".join(chosen(role) for role in type(next(iter(rule.roles))) if role in rule.roles)
    return Row(chosen(right), who, "check", chosen(rule.kept_by))
