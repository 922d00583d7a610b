"""One account: alias, language, role, and the way out."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ...domain.attributes import Invalid
from ...domain.errors import KnownError
from ...domain.organisation import Account
from ...i18n import _, window_texts
from ...operations.accounts import Office, change_person, change_role
from ...storage.database import Database
from ..dialogs import known_error_text
from ..gate.problem_line import ProblemLine
from ..look.buttons import button
from ..look.layouts import Item, card, narrow
from ..look.tokens import Space
from ..look.words import fact
from ..main_window import MainWindow
from ..page import Page
from ..workspace import Workspace
from .account_fields import AccountFields
from .new_account_page import LIST


class AccountPage(Page):
    """A role with fewer keys, and leaving, have a page of their own, since all keys change."""

    def __init__(self, window: MainWindow, workspace: Workspace, account: Account) -> None:
        super().__init__()
        self._window, self._workspace, self._account = window, workspace, account
        own = account.uid == workspace.account.uid
        self.fields = AccountFields(account, with_role=not own)
        self._problem = ProblemLine()
        self._save = button(_("Save"), "check", "primary", big=True, name="account.save")
        self._save.clicked.connect(self.save)
        remove = button(_("Remove the person …"), big=True, name="account.remove")
        remove.clicked.connect(lambda: self._go_on({"leaving": True}))
        form = card(self.fields, *_agreed(account), gap=Space.L)
        text = _("This is your own account. Another administrator changes your role.") if own else ""
        self.compose(
            account.name, text, [*([] if own else [remove]), self._save], narrow(form, 600), self._problem, None
        )

    def first_focus(self) -> QWidget | None:
        return self.fields.alias

    def save(self) -> None:
        """Store what was changed; a role that takes keys away is asked about first."""
        role, account = self.fields.role, self._account
        changes_role = not self.fields.roles.isHidden() and role is not account.role
        takes_keys = changes_role and self._workspace.vault.loses_keys(account.uid, role.value)
        edited = replace(account, alias=self.fields.alias.text(), language=self.fields.language)
        workspace, now = self._workspace, self._workspace.now()

        def work(db: Database) -> bool:
            change_person(db, edited, now)
            if changes_role and not takes_keys:
                change_role(Office(db, workspace.vault, workspace.unlocked), account.uid, role, now)
            return takes_keys

        self._save.setEnabled(False)
        workspace.write(self, work, self._saved, self._failed)

    def _saved(self, takes_keys: bool) -> None:  # noqa: FBT001 - what the writing thread answers
        if takes_keys:
            self._go_on({"role": self.fields.role.value})
            return
        self._window.replace("organisation", LIST)
        self._window.tell(lambda: _("Saved"))

    def _go_on(self, how: dict[str, object]) -> None:
        self._window.replace("organisation", {"account": self._account.uid, **how})

    def _failed(self, error: Exception) -> None:
        self._save.setEnabled(True)
        if isinstance(error, KnownError):
            self._problem.say(known_error_text(error))
        elif isinstance(error, Invalid):
            problem = error.problems[0]
            self._problem.say(_(problem.text).format(*problem.values))
        else:
            raise error


def _agreed(account: Account) -> list[Item]:
    if account.agreed_on is None:
        return [fact(_("Confidentiality agreement"), _("Not accepted yet: it is shown at the first unlocking."))]
    words = _("Accepted {day}, version {version}")
    return [
        fact(
            _("Confidentiality agreement"),
            words.format(day=window_texts().day(account.agreed_on), version=account.agreement),
        )
    ]
