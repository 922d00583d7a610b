"""What a user can do to the organisation's profile, its platforms and its accounts."""

from datetime import datetime

from ..domain.attributes import Invalid, Problem
from ..domain.organisation import Account, Organisation
from ..domain.platform import Platform
from ..domain.retention import RetentionPlan
from ..storage.database import Database
from ..storage.reading import load_all
from .saving import save_record


def load_organisation(db: Database) -> Organisation:
    """Return the profile; an empty one with the usual periods until it is filled in."""
    found = load_all(db, Organisation)
    return found[0] if found else Organisation()


def load_plan(db: Database) -> RetentionPlan:
    """Return how long the organisation keeps what; the usual periods until somebody has changed them."""
    found = load_all(db, RetentionPlan)
    return found[0] if found else RetentionPlan()


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
    return save_record(db, platform, now)


def load_accounts(db: Database) -> dict[str, Account]:
    """Return the accounts by uid."""
    return {account.uid: account for account in load_all(db, Account)}


def save_account(db: Database, account: Account, now: datetime) -> Account:
    return save_record(db, account, now)
