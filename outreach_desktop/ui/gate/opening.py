"""What is done with a vault before its database is opened. Runs in a thread; the vault is imported when needed."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ...vault.folder import Unlocked, Vault
    from ..workspace import Workspace

Older = Callable[[], None]


def _told_nobody() -> None:
    """Nobody waits for the words."""


class Known(NamedTuple):
    """What can be read of a vault without any key."""

    folder: Path
    vault_id: str
    practice: bool
    accounts: tuple[str, ...]
    with_second_key: frozenset[str] = frozenset()


class Opened(NamedTuple):
    """A vault and the keys of who unlocked it."""

    vault: "Vault"
    unlocked: "Unlocked"

    def close(self) -> None:
        self.vault.close()


def look_at(folder: Path) -> Known:
    """Read who is in a vault and let others in again; raises what `Vault.open` raises."""
    from ...vault.folder import Vault
    from .locked_copy import locked_copy

    locked_copy.give_way()
    vault = Vault.open(folder)
    try:
        entries = vault.accounts
        with_second_key = frozenset(entry.label for entry in entries if entry.needs_second_key)
        return Known(folder, vault.vault_id, vault.practice, tuple(entry.label for entry in entries), with_second_key)
    finally:
        vault.close()


def unlock(
    folder: Path, label: str, passphrase: str, second_key: Path | None = None, older: Older = _told_nobody
) -> Opened:
    """Open and unlock; about a second.

    Raises what `Vault.open`, `Vault.unlock` and `stick.read` raise, and `bring_up_to_date` where the vault is of an
    older version, which `older` hears first.
    """
    from ...vault import stick
    from ...vault.folder import Vault
    from .locked_copy import locked_copy

    locked_copy.end()
    second = stick.read(second_key) if second_key else b""
    vault = Vault.open(folder)
    try:
        return _of_today(Opened(vault, vault.unlock(label, passphrase, second)), older)
    except BaseException:
        vault.close()
        raise


def _of_today(opened: Opened, older: Older) -> Opened:
    """Bring a vault of an older version up to date, which takes seconds to a minute."""
    from ...operations.migrating import bring_up_to_date, is_of_older_version

    if is_of_older_version(opened.vault, opened.unlocked):
        older()
        bring_up_to_date(opened.vault, opened.unlocked, datetime.now(UTC))
    return opened


def unlock_with_paper(folder: Path, key: bytes, older: Older = _told_nobody) -> Opened:
    """Open and unlock with the recovery key; raises what `Vault.open` and `Vault.unlock_with_recovery` raise."""
    from ...vault.folder import Vault
    from .locked_copy import locked_copy

    locked_copy.end()
    vault = Vault.open(folder)
    try:
        return _of_today(Opened(vault, vault.unlock_with_recovery(key)), older)
    except BaseException:
        vault.close()
        raise


def change_passphrase(opened: Opened, new: str) -> Opened:
    """Set another passphrase, at a cost measured on this machine; raises what `Vault.change_passphrase` raises."""
    from ...vault.cost import calibrate

    opened.vault.change_passphrase(opened.unlocked, new, calibrate())
    return opened


def workspace_of(opened: Opened, now: Callable[[], datetime]) -> "Workspace":
    """Return the workspace of a vault; one that cannot be worked on is let go again."""
    from ..workspace import Workspace

    try:
        return Workspace(opened.vault, opened.unlocked, now)
    except BaseException:
        opened.close()
        raise


def warm_up() -> None:
    """Load what the next step needs, while a passphrase is typed: modules, files of content, how dates are written."""
    import importlib
    from datetime import date

    from ...i18n import window_texts

    for name in ("nacl.bindings", "nacl.public", "nacl.signing", "babel.numbers", *_NEXT):
        importlib.import_module(name)
    window_texts().weekday(date.min)
    window_texts().day_and_month(date.min)
    _read_content()


def _read_content() -> None:
    """Read the files that pages read in the main thread, and the rules of phone numbers: 20 to 40 ms each there."""
    from ...content import form_needs, indicators, municipality, templates
    from ...operations.phones import normalise

    municipality("0180")
    form_needs()
    indicators()
    templates()
    normalise("0701740605")


def kinds_of_widgets() -> Iterator[str]:
    """Have Qt's classes made that the first pages ask for, one after the other, and tell the name of each.

    The first time that a call gives back a widget which Qt itself made, PySide makes every kind of widget, with all
    enumerations, to find out which it is: 10 to 16 ms in the middle of building a page. For the main thread, before
    any other needs Qt: two threads that have PySide make the same class end the process.
    """
    from PySide6 import QtGui, QtPrintSupport, QtWidgets

    for module in (QtWidgets, QtPrintSupport):
        for name in dir(module):
            if not name.startswith(("QGesture", "QStyleOption")):
                getattr(module, name)
                yield name
    for name in (
        "QAccessible",
        "QAccessibleAnnouncementEvent",
        "QConicalGradient",
        "QLinearGradient",
        "QRadialGradient",
        "QTextDocument",
    ):
        getattr(QtGui, name)
        yield name


_NEXT = tuple(
    f"outreach_desktop.ui.{name}"
    for name in (
        *(
            "workspace",
            "main_window",
            "today.page",
            "outreach.page",
            "people.places",
            "meetings.live_page",
            "reports.list_page",
            "statistics.page",
        ),
        *(
            "organisation",
            "settings_room",
            "search.popup",
            "gate.older_vault",
            "gate.past",
            "idle_notice",
            "outreach.room",
            "people.room",
            "reports.room",
        ),
        *(("session.bus_idle",) if sys.platform == "linux" else ()),
    )
)
