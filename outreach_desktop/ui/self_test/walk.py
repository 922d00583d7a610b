"""What the steps share: the vault, the running program, and what they have made so far."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from ...i18n import _
from ...operations import vaults
from ...storage.database import Database
from ...vault.folder import Unlocked, Vault
from ..main_window import MainWindow
from ..workspace import Workspace
from .hand import Hand

T = TypeVar("T")


class Desktop(Protocol):
    """The running program, as `app` makes it."""

    window: MainWindow | None
    workspace: Workspace | None

    def open(self) -> None: ...


Opener = Callable[[Path, Path], Desktop]  # from the folders of the vault and of the settings


class Failed(Exception):
    """A check did not hold; `why` says it in a sentence for a terminal."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def require(why: str, holds: object) -> None:
    """Raise `Failed` unless something holds."""
    if not holds:
        raise Failed(why)


@dataclass
class Walk:
    """`folder` holds all that the test makes and is removed in the end."""

    folder: Path
    opener: Opener
    hand: Hand
    language: str
    passphrase: str = ""
    desktop: Desktop | None = None
    keys: Unlocked | None = None
    person_id: int = 0
    papers: dict[str, Path] = field(default_factory=dict)

    @property
    def vault_folder(self) -> Path:
        return self.folder / "vault"

    @property
    def window(self) -> MainWindow:
        if self.desktop is None or self.desktop.window is None:
            raise Failed(_("The main window is not open."))
        return self.desktop.window

    @property
    def workspace(self) -> Workspace:
        if self.desktop is None or self.desktop.workspace is None:
            raise Failed(_("The vault is not open."))
        return self.desktop.workspace

    def go(self, room: str) -> None:
        """Enter a room by its button."""
        if self.window.here[0] == room:
            return
        button = self.window.findChild(QWidget, f"room.{room}")
        if not isinstance(button, QWidget):
            raise Failed(_("There is no room {room}.").format(room=room))
        self.hand.take(button)
        self.hand.press("Return")
        self.hand.wait(room, lambda: self.window.here[0] == room)

    def ask_vault(self, question: Callable[[Database], T]) -> T:
        """Answer from the open vault, after all writing is done."""
        self.workspace.drain()
        return question(self.workspace.db)

    def ask_file(self, question: Callable[[Database], T]) -> T:
        """Answer from the closed vault, opened anew from the disk with its passphrase."""
        vault = Vault.open(self.vault_folder)
        with closing(vault):
            keys = vault.unlock(vault.accounts[0].label, self.passphrase)
            with closing(vaults.connect(vault, keys)) as db:
                return question(db)
