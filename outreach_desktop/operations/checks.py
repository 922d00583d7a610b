"""Whether a vault is whole: every check, in words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ..domain.assessment import Assessment, Finding
from ..domain.concern_report import ConcernReport
from ..domain.errors import KnownError
from ..domain.going_past import GoingPast
from ..domain.meeting import MeetingIncident, MeetingLesson, MeetingParting, MeetingRisk
from ..domain.organisation import Organisation
from ..domain.person import Note
from ..domain.shift import ShiftIncident
from ..i18n import Texts
from ..storage import checks, log, statistics
from ..storage.database import Database, DatabaseFault
from ..storage.reading import load_all
from ..vault.folder import Unlocked, Vault
from .vaults import connect

SEALED_TYPES = (
    Note,
    GoingPast,
    Assessment,
    Finding,
    ConcernReport,
    ShiftIncident,
    MeetingRisk,
    MeetingParting,
    MeetingIncident,
    MeetingLesson,
)


@dataclass(frozen=True, slots=True)
class Check:
    """One check; `text` says what is well, or what is wrong and what to do."""

    id: str
    ok: bool
    text: str


def check_vault(vault: Vault, unlocked: Unlocked | None, texts: Texts, now: datetime) -> list[Check]:
    """Check the key file, and with the vault unlocked everything in the database; leaves a line in the log."""
    found = list(_key_file_checks(vault, texts))
    if unlocked is None:
        return found
    try:
        db = connect(vault, unlocked)
    except KnownError as error:
        return [*found, Check("database", ok=False, text=texts.gettext(error.text).format(**error.values))]
    try:
        found += check_database(db, texts)
        _leave_line(db, found, now)
    finally:
        db.close()
    return found


def _leave_line(db: Database, found: list[Check], now: datetime) -> None:
    """Note the check in the log, unless writing would make damage worse."""
    if all(check.ok for check in found):
        with db.transaction():
            log.note(db, "check", "vault", "", now)
        db.checkpoint()


def _key_file_checks(vault: Vault, texts: Texts) -> Iterator[Check]:
    yield Check("folder", ok=True, text=texts.gettext("The vault says which of its databases is in use."))
    yield _check(
        "key_file",
        not vault.used_copy,
        texts.gettext("The key file is whole."),
        texts.gettext("The key file is damaged or missing. Its copy is in use. Open the vault to mend it."),
    )
    yield _check(
        "key_file_copy",
        vault.copies_agree(),
        texts.gettext("Both copies of the key file are the same."),
        texts.gettext("The two copies of the key file are not the same. Open the vault to mend it."),
    )


def _check(check_id: str, ok: bool, well: str, wrong: str) -> Check:  # noqa: FBT001 - read beside its two texts
    return Check(check_id, ok, well if ok else wrong)


def check_database(db: Database, texts: Texts) -> list[Check]:
    """Check pages, structure, references, search texts, figures, log, sealed texts and the organisation."""
    wanted = {**_CHECKS, **({"sealed_texts": _sealed} if db.sealer.can_open else {})}
    return [_checked(check_id, check, db, texts) for check_id, check in wanted.items()]


def _checked(check_id: str, check: Callable[[Database, Texts], Check], db: Database, texts: Texts) -> Check:
    """Return what a check finds; where the damage stops the check itself, that is what it found."""
    try:
        return check(db, texts)
    except (KnownError, DatabaseFault):
        text = texts.gettext("This part of the database cannot be read. Restore a backup.")
        return Check(check_id, ok=False, text=text)


def _pages(db: Database, texts: Texts) -> Check:
    return _check(
        "pages",
        not checks.damaged_pages(db),
        texts.gettext("Every page of the database is as it was written."),
        texts.gettext("Pages of the database are damaged. Restore a backup."),
    )


def _structure(db: Database, texts: Texts) -> Check:
    return _check(
        "structure",
        not checks.broken_structure(db),
        texts.gettext("The structure of the database is sound."),
        texts.gettext("The structure of the database is damaged. Restore a backup."),
    )


def _references(db: Database, texts: Texts) -> Check:
    return _check(
        "references",
        not checks.broken_references(db),
        texts.gettext("Everything that belongs to a person has its person."),
        texts.gettext("Something in the database belongs to a person who is not there. Restore a backup."),
    )


def _search(db: Database, texts: Texts) -> Check:
    return _check(
        "search",
        not checks.broken_search(db),
        texts.gettext("The search finds what is in the register."),
        texts.gettext("The search does not fit the register. No record is lost. Restore a backup."),
    )


def _figures(db: Database, texts: Texts) -> Check:
    return _check(
        "figures",
        not statistics.tally_differs(db),
        texts.gettext("The statistics agree with the contact log."),
        texts.gettext("The statistics do not agree with the contact log. No record is lost. Restore a backup."),
    )


def _log(db: Database, texts: Texts) -> Check:
    damaged = checks.damaged_log_lines(db)
    wrong = texts.ngettext(
        "{count} line of the log was changed, moved or taken away. Find out who had the laptop.",
        "{count} lines of the log were changed, moved or taken away. Find out who had the laptop.",
        len(damaged),
    )
    return _check(
        "log",
        not damaged,
        texts.gettext("The log is unbroken and each line is signed."),
        wrong.format(count=texts.number(len(damaged))),
    )


def _organisation(db: Database, texts: Texts) -> Check:
    return _check(
        "organisation",
        len(load_all(db, Organisation)) == 1,
        texts.gettext("The organisation's profile is there."),
        texts.gettext("The organisation's profile is missing or there twice. Restore a backup."),
    )


def _sealed(db: Database, texts: Texts) -> Check:
    damaged = sum(len(checks.damaged_seals(db, record_type)) for record_type in SEALED_TYPES)
    wrong = texts.ngettext(
        "{count} sealed text does not open. Restore a backup.",
        "{count} sealed texts do not open. Restore a backup.",
        damaged,
    )
    return _check(
        "sealed_texts",
        not damaged,
        texts.gettext("All sealed texts open."),
        wrong.format(count=texts.number(damaged)),
    )


_CHECKS: Mapping[str, Callable[[Database, Texts], Check]] = {
    "pages": _pages,
    "structure": _structure,
    "references": _references,
    "search": _search,
    "figures": _figures,
    "log": _log,
    "organisation": _organisation,
}
