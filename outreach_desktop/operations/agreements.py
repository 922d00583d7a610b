"""The confidentiality agreement: who has to accept it, and accepting."""

from dataclasses import replace
from datetime import datetime

from ..content import agreement
from ..domain.organisation import Account
from ..storage import log, records
from ..storage.database import Database
from .organisation import load_accounts
from .saving import local_day


def is_due(account: Account) -> bool:
    """Say whether an account has to accept the agreement, for the first time or in a new version."""
    return account.agreement < agreement().version


def accept(db: Database, now: datetime) -> Account:
    """Note that who is signed in accepts the agreement: version and day in the account, the text's hash in the log."""
    accepted, own = agreement(), load_accounts(db)[db.sealer.account]
    with db.transaction():
        signed = replace(own, agreement=accepted.version, agreed_on=local_day(now))
        stored = records.change(db, signed, now)
        log.note(db, "agree", "account", own.uid, now, digest=accepted.digest)
    return stored
