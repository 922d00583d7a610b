"""What a user can do to the organisation's profile, its platforms and its accounts."""

from dataclasses import replace
from datetime import datetime

from ..domain.attributes import Invalid, Problem
from ..domain.organisation import Account, Organisation
from ..domain.platform import AccountEvent, AccountState, Platform
from ..storage.database import Database
from ..storage.reading import load, load_all, load_of
from .keeping import load_plan
from .saving import local_day, save_record


def load_organisation(db: Database) -> Organisation:
    """Return the profile; an empty one with the usual periods until it is filled in."""
    found = load_all(db, Organisation)
    return found[0] if found else Organisation()


def save_organisation(db: Database, organisation: Organisation, now: datetime) -> Organisation:
    """Store the profile. Raises `Invalid`: no backup may become older than what the organisation keeps shortest."""
    most = load_plan(db).shortest_days
    if organisation.backup_days > most:
        text = "At most {0}, since you keep records no longer than that."
        raise Invalid([Problem("backup_days", text, (most,))])
    return save_record(db, organisation, now)


def load_platforms(db: Database) -> list[Platform]:
    """Return the platforms in the order of their names."""
    return load_all(db, Platform, order="name COLLATE NOCASE, id")


def save_platform(db: Database, platform: Platform, now: datetime) -> Platform:
    """Store a platform; another name or state of our account there goes into its history."""
    with db.transaction():
        before = next(iter(load(db, Platform, [platform.id])), None) if platform.id else None
        stored = save_record(db, platform, now)
        if before is None or _account_of(before) != _account_of(stored):
            save_record(db, _event_of(stored, now), now)
    return stored


def _account_of(platform: Platform) -> tuple[str, AccountState]:
    return platform.account, platform.account_state


def _event_of(platform: Platform, now: datetime) -> AccountEvent:
    return AccountEvent(
        platform_id=platform.id,
        happened_on=local_day(now),
        account=platform.account,
        account_state=platform.account_state,
        account_why=platform.account_why,
    )


def load_account_history(db: Database, platform_id: int) -> list[AccountEvent]:
    """Return what became of our accounts on a platform, newest first."""
    return load_of(db, AccountEvent, "platform_id", platform_id, order="id DESC")


def replacing(platform: Platform) -> Platform:
    """Return a platform on which another account is planned; the one before stays in the history."""
    return replace(platform, account="", account_state=AccountState.PLANNED, account_why="", other_name_why="")


def load_accounts(db: Database) -> dict[str, Account]:
    """Return the accounts by uid."""
    return {account.uid: account for account in load_all(db, Account)}


def save_account(db: Database, account: Account, now: datetime) -> Account:
    return save_record(db, account, now)
