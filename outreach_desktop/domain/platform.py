"""A site, app or game on which the organisation does outreach. None ships with the program."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from .attributes import Choice, Hidden, Label, NotInFuture, Required
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
    """The account is the present one; earlier ones and earlier states stand in its history (`AccountEvent`)."""

    name: Annotated[str, Label("Name"), Required()] = ""
    kind: Annotated[PlatformKind, Label("Kind of platform")] = PlatformKind.OTHER
    account: Annotated[str, Label("Name of our account")] = ""
    account_state: Annotated[AccountState, Label("State of our account")] = AccountState.PLANNED
    account_why: Annotated[
        str, Label("What happened with it", "For example why the site closed it. Goes into the history.")
    ] = ""
    other_name_why: Annotated[
        str, Label("If it has another name than ours", "Who decided that, and why. It is an ethical decision.")
    ] = ""
    paid: Annotated[bool, Label("Needs a paid account")] = False
    face_picture: Annotated[bool, Label("Needs a face picture")] = False
    review: Annotated[bool, Label("The site reviews new accounts")] = False
    cost: Annotated[str, Label("Cost", "For example 299 kr a month.")] = ""
    active_times: Annotated[str, Label("When ads are active", "For example evenings from 20, and weekends.")] = ""
    notes: Annotated[str, Label("Notes", long=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent(Record):
    """One step in the history of our account on a platform, as the program kept it: name, state, and why."""

    platform_id: int = 0
    happened_on: Annotated[date | None, Label("Day"), Hidden(), NotInFuture()] = None
    account: Annotated[str, Label("Name of our account"), Hidden()] = ""
    account_state: Annotated[AccountState, Label("State of our account"), Hidden()] = AccountState.PLANNED
    account_why: Annotated[str, Label("What happened with it")] = ""
