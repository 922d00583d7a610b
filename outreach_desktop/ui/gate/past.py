"""What happened here since the last time: failed tries, damage, an older vault in the place of this."""

from collections.abc import Callable
from datetime import datetime

from ...i18n import _
from ...operations import vaults
from ...settings import Remembered
from ..main_window import MainWindow
from ..workspace import Workspace
from .older_vault import ask_about_older_vault
from .waiting import failures_words


def tell_of_the_past(window: MainWindow, before: Remembered, now: datetime, *, damaged_drafts: bool) -> None:
    """Tell below the page of failed tries, and of drafts that could not be put back."""

    def words() -> str:
        told = [failures_words(before, now), _damaged_words() if damaged_drafts else ""]
        return " ".join(filter(None, told))

    if words():
        window.tell(words, tone="warning")


def older_vault_noticed(
    window: MainWindow, workspace: Workspace, before: Remembered, accepted: Callable[[], None], lock: Callable[[], None]
) -> bool:
    """Ask what to do where a newer vault was seen before; say whether that is so.

    Until somebody goes on with the older vault on purpose, which the log notes, the newer one stays remembered.
    """
    if not vaults.is_older(workspace.db, before.counter, before.log_head):
        return False

    def go_on() -> None:
        now = workspace.now()
        workspace.write(workspace, lambda db: vaults.accept_older(db, now))
        accepted()

    ask_about_older_vault(window, workspace, before, go_on, lock)
    return True


def _damaged_words() -> str:
    return _(
        "Something that you had typed and not saved is damaged and could not be put back. Everything else is here: "
        "look through what you were writing last."
    )
