"""An older vault lies where a newer one was seen: what that means, and what one can do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...i18n import _, ngettext, window_texts
from ...operations import vaults
from ...settings import Remembered
from ..dialogs import Dialog
from ..look.buttons import button
from ..main_window import MainWindow
from ..workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton


def ask_about_older_vault(
    window: MainWindow, workspace: Workspace, before: Remembered, go_on: Callable[[], None], lock: Callable[[], None]
) -> Dialog:
    """Ask whether to lock again, which changes nothing, or to go on with the older vault, which the log notes."""
    dialog = Dialog(window, _("This vault is older than the one last seen here"), _words(workspace, before), "warning")
    on = button(_("Go on with it"), big=True, name="older.go_on")
    on.clicked.connect(dialog.accept)
    dialog.accepted.connect(go_on)
    away = _lock_button(lock)
    dialog.add(on)
    dialog.add(away, focus=True)
    dialog.open()
    return dialog


def _lock_button(lock: Callable[[], None]) -> "QPushButton":
    away = button(_("Lock it again"), kind="primary", big=True, name="older.lock")
    away.clicked.connect(lock)
    return away


def _words(workspace: Workspace, before: Remembered) -> str:
    missing = vaults.missing_lines(workspace.db, before.counter)
    lines = ngettext(
        "At least {count} line of the log that was here is missing, and what was written with it.",
        "At least {count} lines of the log that were here are missing, and what was written with them.",
        missing,
    )
    said = lines.format(count=window_texts().number(missing)) if missing else _("Its log is another than the one here.")
    what = _(
        "If you restored a backup yourself, go on: it is noted in the log. If not, lock it again, do not write in "
        "it, and find out who else had this computer or the vault's folder."
    )
    return f"{said} {what}"
