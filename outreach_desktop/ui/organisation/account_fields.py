"""What an administrator says of an account: alias, role, language."""

from PySide6.QtWidgets import QWidget

from ...domain.organisation import Account, Role
from ...i18n import LANGUAGES, _
from ..look.buttons import Choice
from ..look.fields import field, line
from ..look.layouts import box, column
from ..look.tokens import Space
from ..look.words import label
from ..words import chosen

ROLES = (Role.STAFF, Role.VOLUNTEER, Role.COORDINATOR, Role.ADMINISTRATOR)
_LANGUAGES = tuple(LANGUAGES)


class AccountFields(QWidget):
    """Alias, language and, unless it is one's own account, role."""

    def __init__(self, account: Account, *, with_role: bool = True) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._account = account
        self.alias = line(account.alias, name="account.alias")
        self.languages = Choice(
            list(LANGUAGES.values()), _at(account.language), spoken=_("Language"), name="account.language"
        )
        self.roles = Choice(
            [chosen(role) for role in ROLES], ROLES.index(account.role), spoken=_("Role"), name="account.role"
        )
        hint = _("The first name that contacts see. Never a surname.")
        parts = [field(_("Outreach alias"), self.alias, hint), _under(_("Language"), self.languages)]
        if with_role:
            parts.append(_under(_("Role"), self.roles))
            parts.append(label(_role_words(), "caption", wrap=True))
        else:
            self.roles.hide()
        self.setLayout(column(*parts, gap=Space.L))

    @property
    def role(self) -> Role:
        return ROLES[max(0, self.roles.index)]

    @property
    def language(self) -> str:
        return _LANGUAGES[max(0, self.languages.index)]


def _at(language: str) -> int:
    return _LANGUAGES.index(language) if language in _LANGUAGES else 0


def _under(name: str, choice: Choice) -> QWidget:
    return box(column(label(name, "strong"), choice, gap=6))


def _role_words() -> str:
    return _(
        "Volunteers log contacts and add notes, and cannot read notes, assessments or reports: kept by encryption. "
        "Administrators decide who has an account."
    )
