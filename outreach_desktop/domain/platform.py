"""A site, app or game on which the organisation does outreach. None ships with the program."""

from dataclasses import dataclass
from typing import Annotated

from .attributes import Choice, Label, Required
from .record import Record


class PlatformKind(Choice):
    PURCHASE = "purchase", Label("Purchase-of-sex site")
    SUGAR_DATING = "sugar_dating", Label("Sugar-dating site")
    SOCIAL = "social", Label("Social medium")
    GAME_OR_CHAT = "game_or_chat", Label("Game or chat app")
    PAYWALL = "paywall", Label("Pay-wall platform")
    OTHER = "other", Label("Other")


class AccountState(Choice):
    """The state of our own account there."""

    PLANNED = "planned", Label("Planned")
    IN_REVIEW = "in_review", Label("In review")
    ACTIVE = "active", Label("Active")
    CLOSED = "closed", Label("Closed by the site")
    LEFT = "left", Label("Left")

    @property
    def can_be_used(self) -> bool:
        """Whether nobody has said that we are there no more."""
        return self not in (AccountState.CLOSED, AccountState.LEFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform(Record):
    name: Annotated[str, Label("Name"), Required()] = ""
    kind: Annotated[PlatformKind, Label("Kind of platform")] = PlatformKind.OTHER
    account: Annotated[str, Label("Name of our account")] = ""
    account_state: Annotated[AccountState, Label("State of our account")] = AccountState.PLANNED
    notes: Annotated[str, Label("Notes", long=True)] = ""
