"""Making a vault that counts only when its recovery key has been typed back.

Until then it stands in a folder of its own inside the chosen one, where no vault is found. So a set-up
that is broken off, however, leaves nothing that somebody could come to rely on.
"""

import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ..domain.organisation import Organisation
from ..vault import layout
from ..vault.cost import Cost
from ..vault.errors import CannotReadFolder, CannotWrite, FolderNotEmpty
from ..vault.folder import Unlocked, Vault
from . import vaults
from .accounts import note_recovery_sheet
from .organisation import load_organisation, save_organisation

UNFINISHED = "unfinished"
_LAST = "CURRENT"  # names the generation: without it there is no vault


@dataclass(frozen=True, slots=True, repr=False)
class Founded:
    """A vault that is made and not yet in its place; `recovery` are the lines of the paper key."""

    folder: Path
    vault: Vault
    unlocked: Unlocked
    recovery: list[str]


def found(new: vaults.NewVault, cost: Cost, now: datetime, *, in_parts: bool = False) -> Founded:
    """Make a vault inside the chosen folder; raises `FolderNotEmpty`, `CannotReadFolder`, and as `make_vault` does.

    `in_parts`: its recovery key is to be on three sheets, which goes into the log.
    """
    clear(new.folder)
    inner = replace(new, folder=new.folder / UNFINISHED)
    vault, unlocked, recovery = vaults.make_vault(inner, cost, now)
    made = Founded(new.folder, vault, unlocked, recovery)
    if in_parts:
        _note_parts(made, now)
    return made


def _note_parts(made: Founded, now: datetime) -> None:
    try:
        db = vaults.connect(made.vault, made.unlocked)
        try:
            note_recovery_sheet(db, now, in_parts=True)
            db.checkpoint()
        finally:
            db.close()
    except BaseException:
        made.vault.close()
        raise


def clear(folder: Path) -> None:
    """Refuse a folder in use, and take away what an earlier try left behind."""
    left = left_behind(folder)
    try:
        if folder.exists() and any(entry.name not in left for entry in folder.iterdir()):
            raise FolderNotEmpty
    except NotADirectoryError:
        raise FolderNotEmpty from None
    except OSError:
        raise CannotReadFolder from None
    for name in sorted(left, key=lambda name: name == UNFINISHED):  # last, since by it the others are known
        _take_away(folder / name)


def _take_away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def left_behind(folder: Path) -> frozenset[str]:
    """Return the names of what a try that was broken off may have left in a folder, and that nobody has a use for.

    Where the process died while the parts of a vault were put in their place, those that were moved are among them:
    the last part, which makes a vault of them, is still inside.
    """
    inner = folder / UNFINISHED
    if not (inner / _LAST).exists() or (folder / _LAST).exists():
        return frozenset({UNFINISHED})
    return frozenset({UNFINISHED, *(entry.name for entry in folder.iterdir() if layout.is_part(entry.name))})


def finish(founded: Founded) -> Vault:
    """Put the vault in its place and return it, open; raises `CannotWrite` and what `Vault.open` raises."""
    founded.vault.close()
    put_in_place(founded.folder)
    return Vault.open(founded.folder)


def put_in_place(folder: Path) -> None:
    """Let the vault inside, which nobody has open, be the vault of `folder`; raises `CannotWrite`."""
    inner = folder / UNFINISHED
    try:
        folder.chmod(0o700)
        for entry in sorted(inner.iterdir(), key=lambda entry: entry.name == _LAST):
            entry.rename(folder / entry.name)
        inner.rmdir()
    except OSError:
        raise CannotWrite from None


def abandon(founded: Founded) -> None:
    """Take back a vault that holds nothing yet."""
    founded.vault.close()
    shutil.rmtree(founded.folder / UNFINISHED, ignore_errors=True)


def describe_organisation(vault: Vault, unlocked: Unlocked, profile: Organisation, now: datetime) -> Organisation:
    """Keep the profile given at set-up; raises `Invalid`."""
    db = vaults.connect(vault, unlocked)
    try:
        stored = load_organisation(db)
        kept = {name: getattr(stored, name) for name in ("id", "uid", "version", "created_at", "created_by")}
        saved = save_organisation(db, replace(profile, **kept), now)
        db.checkpoint()
    finally:
        db.close()
    return saved
