"""What the verbs about backups do. Each returns the exit status."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from .. import settings
from ..domain.comparison import Comparison, Difference
from ..domain.log_head import LogHead
from ..i18n import ZONE, _, ngettext, window_texts
from ..operations.checks import Check
from ..paths import settings_folder
from ..vault.errors import Unreadable
from ..vault.folder import Unlocked, Vault
from . import output
from .unlocking import opened

DONE, REFUSED = 0, 1


@contextmanager
def as_vault(place: Path) -> Iterator[Path]:
    """Return the folder of a vault; a backup is unpacked into one of its own, encrypted as it is, for the block."""
    if not place.is_file():
        yield place
        return
    from ..vault.unpacking import unpack

    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        unpack(place, Path(folder) / "vault", output.progress())
        yield Path(folder) / "vault"


def sound_file(place: Path) -> list[Check]:
    """Say that a backup is as it was written, where `place` is one; who unpacked it has proved that."""
    return [Check("backup", ok=True, text=_("The backup is as it was written."))] if place.is_file() else []


def damaged_file(error: Unreadable) -> list[Check]:
    return [Check("backup", ok=False, text=_(error.text).format(**error.values))]


def backup(wanted: Any) -> int:
    checked = wanted.check or hasattr(wanted, "passphrase_file") or hasattr(wanted, "passphrase_fd")
    path = _checked_backup(wanted) if checked else _unopened_backup(wanted)
    if wanted.json:
        output.result_json({"backup": output.shown_path(path), "checked": checked})
    else:
        words = _("Checked: {file}") if checked else _("Copied, not yet checked: {file}")
        output.result(words.format(file=output.shown_path(path)))
    return DONE


def _checked_backup(wanted: Any) -> Path:
    from ..operations.backup_upkeep import back_up_before
    from ..operations.vaults import connect

    with opened(wanted.folder, wanted) as (vault, unlocked):
        db = connect(vault, unlocked)
        try:
            place = None if _is_own(vault, wanted.to) else wanted.to
            made = back_up_before(vault, unlocked, db, _now(), output.progress(), place=place)
            db.checkpoint()
        finally:
            db.close()
        return (place or vault.backups) / made.name


def _is_own(vault: Vault, place: Path) -> bool:
    return place.resolve() == vault.backups.resolve()


def _unopened_backup(wanted: Any) -> Path:
    from ..operations.unopened_backups import copy_unopened

    vault = Vault.open(wanted.folder)
    try:
        return copy_unopened(vault, wanted.to, _now(), output.progress())
    finally:
        vault.close()


def restore(wanted: Any) -> int:
    if (wanted.to / "CURRENT").exists():
        return _restore_over(wanted)
    return _restore_anew(wanted)


def _restore_anew(wanted: Any) -> int:
    """Unpack beside, open, check, and only then let it be a vault."""
    from ..operations import restoring

    inner = restoring.lay_out(wanted.backup, wanted.to, output.progress())
    try:
        with opened(inner, wanted, as_it_is=True) as (vault, unlocked):
            found = _accepted(vault, unlocked, wanted.backup)
        restoring.put_in_place(wanted.to)
    finally:
        restoring.abandon(wanted.to)
    if wanted.json:
        output.result_json({"restored": True, "vault": output.shown_path(wanted.to), **_as_json(found)})
    else:
        _show(found)
        output.result(_("Restored: {folder}").format(folder=output.shown_path(wanted.to)))
    return DONE


def _accepted(vault: Vault, unlocked: Unlocked, backup: Path) -> Comparison:
    from ..operations import restoring

    seen = settings.load(settings_folder())[0].of_vault(vault.vault_id).counter
    return restoring.accept_alone(vault, unlocked, backup, _now(), seen)


def _restore_over(wanted: Any) -> int:
    """Compare, and go through with it only where that was asked for."""
    from ..operations import restoring

    with opened(wanted.to, wanted) as (vault, unlocked):
        found = restoring.compare(vault, unlocked, wanted.backup)
        if wanted.replace:
            head, before = restoring.restore(vault, unlocked, wanted.backup, _now(), output.progress())
            _remember(vault, head)
            found_before = vault.backups / before.name
    if wanted.json:
        output.result_json({"restored": wanted.replace, "vault": output.shown_path(wanted.to), **_as_json(found)})
    else:
        _show(found)
    if not wanted.replace:
        output.message(_("Nothing was changed. Go through with it by giving --replace too."))
        return REFUSED
    output.message(_("As it was before: {file}").format(file=output.shown_path(found_before)))
    return DONE


def _remember(vault: Vault, head: LogHead) -> None:
    """Note where the log ends now, so that nobody takes the restored vault for one that was slipped in."""
    stored = settings.load(settings_folder())[0]
    known = stored.of_vault(vault.vault_id)._replace(counter=head.seq, log_head=head.hash.hex())
    try:
        settings.save(settings_folder(), stored.with_vault(vault.vault_id, known))
    except OSError:
        output.message(_("That the vault was restored could not be noted on this computer: it will seem older."))


def _as_json(found: Comparison) -> dict[str, object]:
    def instant(moment: datetime | None) -> str | None:
        return moment.isoformat() if moment else None

    return {
        "made_at": found.made_at.isoformat(),
        "erasures_unknown_since": instant(found.erasures_unknown_since),
        "later_lines": found.later_lines,
        "differences": [
            {
                "kind": each.kind,
                "here": each.here,
                "there": each.there,
                "gained": each.gained,
                "lost": each.lost,
                "changed": each.changed,
                "erased": each.erased,
                "newest_here": instant(each.newest_here),
                "newest_there": instant(each.newest_there),
            }
            for each in found.differences
        ],
    }


def _show(found: Comparison) -> None:
    output.result(_("The backup was made {when}.").format(when=window_texts().instant(found.made_at)))
    for each in found.differences:
        output.result(_counted(each))
        parts = [
            _("{n} come back").format(n=each.gained),
            _("{n} are lost").format(n=each.lost),
            _("{n} become as they were").format(n=each.changed),
            *([_("{n} stay erased").format(n=each.erased)] if each.erased else []),
        ]
        output.result("  " + ", ".join(parts))
    for line in _unknown(found):
        output.result(line)


def _unknown(found: Comparison) -> Iterator[str]:
    """Say what cannot be known where there is no vault beside the backup."""
    if found.erasures_unknown_since is not None:
        when = window_texts().instant(found.erasures_unknown_since)
        yield _(
            "What was erased after {when} is not known here, and may be in the vault again. Erase it once more."
        ).format(when=when)
    if found.later_lines:
        yield ngettext(
            "This computer has seen {n} later line of the vault's log. What was done then is not in this backup.",
            "This computer has seen {n} later lines of the vault's log. What was done then is not in this backup.",
            found.later_lines,
        ).format(n=window_texts().number(found.later_lines))


def _counted(each: Difference) -> str:
    words = {
        "person": ngettext("{n} person", "{n} persons", each.there),
        "contact": ngettext("{n} contact", "{n} contacts", each.there),
        "assessment": ngettext("{n} assessment", "{n} assessments", each.there),
        "meeting": ngettext("{n} meeting", "{n} meetings", each.there),
        "concern_report": ngettext("{n} concern report", "{n} concern reports", each.there),
    }
    line = words[each.kind].format(n=window_texts().number(each.there))
    if each.newest_there is None:
        return line
    return _("{what}, the newest change {when}").format(what=line, when=window_texts().instant(each.newest_there))


def _now() -> datetime:
    return datetime.now(ZONE)
