"""From a folder and a passphrase to an open database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .. import settings
from ..domain.errors import KnownError
from ..i18n import _
from ..operations.accounts import accounts_differ, match_accounts
from ..operations.agreements import is_due
from ..operations.migrating import bring_up_to_date, is_of_older_version
from ..operations.organisation import load_accounts
from ..operations.vaults import connect
from ..paths import settings_folder
from ..storage.database import Database
from ..vault import stick
from ..vault.errors import UnknownAccount, WrongPassphrase
from ..vault.folder import Unlocked, Vault
from . import output
from .passphrase import WrongUse, passphrase


class MustWait(KnownError):
    def __init__(self, seconds: int) -> None:
        super().__init__("The passphrase was wrong several times. Try again in {seconds} seconds.", seconds=seconds)


class AgreementDue(KnownError):
    def __init__(self) -> None:
        super().__init__("Unlock the vault in the window first, and accept the confidentiality agreement there.")


@contextmanager
def opened(folder: Path, wanted: Any, *, as_it_is: bool = False) -> Iterator[tuple[Vault, Unlocked]]:
    """Open and unlock a vault for the block; one of an older version is brought up to date, unless `as_it_is`.

    Raises `KnownError` in words, `WrongUse`.
    """
    vault = Vault.open(folder)
    try:
        unlocked = _unlocked(vault, wanted)
        if not as_it_is:
            _bring_up_to_date(vault, unlocked)
        yield vault, unlocked
    finally:
        vault.close()


@contextmanager
def database(folder: Path, wanted: Any) -> Iterator[Database]:
    """Open a vault's database for the block; at its end the journal is moved into the file."""
    with opened_database(folder, wanted) as (_vault, _keys, db):
        yield db


@contextmanager
def opened_database(folder: Path, wanted: Any) -> Iterator[tuple[Vault, Unlocked, Database]]:
    """Do the same, for what needs the vault and its keys too: a backup before much is changed."""
    with opened(folder, wanted) as (vault, unlocked):
        db = connect(vault, unlocked)
        try:
            if accounts_differ(db, vault):  # a process died between key file and database
                match_accounts(db, vault, datetime.now(UTC))
            if is_due(load_accounts(db)[unlocked.account]):
                raise AgreementDue
            yield vault, unlocked, db
            db.checkpoint()
        finally:
            db.close()


def _bring_up_to_date(vault: Vault, unlocked: Unlocked) -> None:
    if not is_of_older_version(vault, unlocked):
        return
    output.message(_("The vault is being brought up to date for this version of the program. It can take a minute."))
    before = bring_up_to_date(vault, unlocked, datetime.now(UTC), output.progress())
    output.message(_("As it was before: {file}").format(file=output.shown_path(vault.backups / before.name)))


def _unlocked(vault: Vault, wanted: Any) -> Unlocked:
    label = _label(vault, wanted)
    _require_no_wait(vault)
    try:
        second = stick.read(wanted.second_key) if hasattr(wanted, "second_key") else b""
        found = vault.unlock(label, passphrase(wanted, label), second)
    except WrongPassphrase:
        _remember(vault, settings.failed)
        raise
    if _stored().of_vault(vault.vault_id).failures:
        _remember(vault, lambda remembered, _now: settings.succeeded(remembered))
    return found


def _label(vault: Vault, wanted: Any) -> str:
    """Return the account: the one named, or the only one there is."""
    labels = [account.label for account in vault.accounts]
    named = getattr(wanted, "account", None)
    if named is None and len(labels) > 1:
        words = _("This vault has several accounts. Say which with --account: {accounts}")
        raise WrongUse(words.format(accounts=", ".join(labels)))
    if named is not None and named not in labels:
        raise UnknownAccount
    return labels[0] if named is None else str(named)


def _stored() -> settings.Settings:
    return settings.load(settings_folder())[0]


def _require_no_wait(vault: Vault) -> None:
    left = settings.seconds_left(_stored().of_vault(vault.vault_id), datetime.now(UTC))
    if left:
        raise MustWait(left)


def _remember(vault: Vault, change: Any) -> None:
    """Note a failed or good try among the settings, as the lock window does."""
    stored = _stored()
    remembered = change(stored.of_vault(vault.vault_id), datetime.now(UTC))
    try:
        settings.save(settings_folder(), stored.with_vault(vault.vault_id, remembered))
    except OSError:
        output.message(_("The failed try could not be noted on this computer."))
