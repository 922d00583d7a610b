"""A person gets an account: the administrator says who, the person chooses a passphrase at the same computer."""

from PySide6.QtWidgets import QWidget

from ...domain.attributes import Invalid
from ...domain.errors import KnownError
from ...domain.organisation import Account
from ...i18n import _, window_texts
from ...operations.accounts import NewPerson, Office, add_person
from ...storage.database import Database
from ...vault.cost import Cost
from ..dialogs import known_error_text
from ..gate.background import Task
from ..gate.new_passphrase import Chooser, NewPassphrase, weakness
from ..gate.passphrase_field import PassphraseField
from ..gate.problem_line import ProblemLine
from ..look.buttons import button
from ..look.fields import field, line
from ..look.layouts import box, card, column, narrow
from ..look.tokens import Space
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page
from ..workspace import Workspace
from .account_fields import AccountFields

LIST = {"part": "accounts"}


class NewAccountPage(Page):
    """Nothing secret typed here is kept anywhere, so it is gone when the language is switched."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self.chosen = NewPassphrase()
        self._name = line(name="account.name")
        self.fields = AccountFields(Account(language=window_texts().language))
        self._chooser, self._problem = Chooser(self.chosen), ProblemLine()
        self._again = PassphraseField("again", _("The passphrase again"), tells_keyboard=False)
        self._add = button(_("Add the person"), "check", "primary", big=True, name="account.add")
        self._add.clicked.connect(self._try)
        self._again.line.returnPressed.connect(self._try)
        cancel = button(_("Cancel"), big=True, name="account.cancel")
        cancel.clicked.connect(window.back)
        text = _("The administrator fills in the first part. The person chooses the passphrase alone.")
        self.compose(
            _("Add a person"), text, [cancel, self._add], narrow(self._who(), 600), narrow(self._secret(), 600), None
        )

    def first_focus(self) -> QWidget | None:
        return self._name

    def _who(self) -> QWidget:
        hint = _("A short name that colleagues know. It can be read by anyone who finds the vault's folder.")
        self._name_field = field(_("Name shown in the program"), self._name, hint, must=True)
        return _framed(self._name_field, self.fields)

    def _secret(self) -> QWidget:
        text = _("Now the person sits down at the computer, and nobody else looks. The words open the account.")
        heading = label(_("A passphrase of their own"), "lead")
        return _framed(heading, label(text, wrap=True), self._chooser, self._again, self._problem)

    def _try(self) -> None:
        self._chooser.take()
        self._name_field.set_error("")
        if self._again.line.text() != self.chosen.text:
            self._refuse(_("The passphrase is not the same both times."), self._again.line)
            return
        name, alias = self._name.text(), self.fields.alias.text()
        self.chosen.guessed_first = tuple(filter(None, (name, alias, self._workspace.organisation.name)))
        self._set_busy(busy=True)
        task = Task(self, lambda: _judged(self.chosen))
        task.done.connect(self._store)
        task.failed.connect(self._failed)
        task.start()

    def _store(self, cost: Cost) -> None:
        workspace, now = self._workspace, self._workspace.now()
        account = Account(
            name=self._name.text(),
            alias=self.fields.alias.text(),
            role=self.fields.role,
            language=self.fields.language,
        )
        new = NewPerson(account, self.chosen.text)

        def work(db: Database) -> Account:
            return add_person(Office(db, workspace.vault, workspace.unlocked), new, cost, now)

        workspace.write(self, work, self._added, self._failed)

    def _added(self, account: Account) -> None:
        self.chosen.text = self.chosen.offered = ""
        self._window.replace("organisation", LIST)
        self._window.tell(lambda: _("{name} has an account and can unlock now").format(name=account.name))

    def _set_busy(self, *, busy: bool) -> None:
        self._add.setEnabled(not busy)
        for each in (self._chooser.field, self._again):
            each.set_busy(busy=busy)
        self._problem.say(_("The account is being made. It takes a few seconds.") if busy else "", tone="")

    def _failed(self, error: Exception) -> None:
        from ...vault.errors import LabelRefused, LabelTaken

        self._set_busy(busy=False)
        if isinstance(error, Invalid | LabelRefused | LabelTaken):
            words = known_error_text(error) if isinstance(error, KnownError) else _("Must be filled in.")
            self._name_field.set_error(words)
            self._name.setFocus()
        elif isinstance(error, KnownError):
            self._refuse(known_error_text(error), self._chooser.field.line)
        else:
            raise error

    def _refuse(self, text: str, at: QWidget) -> None:
        self._problem.say(text)
        at.setFocus()


def _framed(*parts: QWidget) -> QWidget:
    framed = card(*parts, gap=Space.L)
    return box(column(framed))


def _judged(chosen: NewPassphrase) -> Cost:
    """Judge the passphrase and measure this machine; raises why it will not do."""
    from ...vault.cost import calibrate

    if found := weakness(chosen):
        raise found
    return calibrate()
