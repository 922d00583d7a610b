"""What is gathered during set-up. In memory only, until the vault is made."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ....paths import proposed_vault_folder
from ...recovery.making import Making
from ..new_passphrase import NewPassphrase

if TYPE_CHECKING:
    from ....operations.founding import Founded
    from ....vault.folder import Unlocked, Vault

MAKE, OPEN, RESTORE = 0, 1, 2


@dataclass
class SetUp:
    """`founded` once the vault is made, `vault` once it is in its place; `making` is its recovery key."""

    folder: Path = field(default_factory=proposed_vault_folder)
    way: int = MAKE
    name: str = ""
    alias: str = ""
    passphrase: NewPassphrase = field(default_factory=NewPassphrase)
    founded: "Founded | None" = None
    vault: "Vault | None" = None
    making: Making = field(default_factory=Making)

    @property
    def is_vault_there(self) -> bool:
        """Whether the folder holds a vault already."""
        return (self.folder / "CURRENT").exists()

    @property
    def keys(self) -> "Unlocked":
        if self.founded is None:
            raise ValueError("no vault is made yet")
        return self.founded.unlocked

    def make(self, language: str, now: datetime) -> "Founded":
        """Measure this machine and make the vault; some seconds. Raises what `founding.found` raises."""
        from ....domain.organisation import Account, Organisation, Role
        from ....operations import founding
        from ....operations.vaults import NewVault
        from ....vault.cost import calibrate

        account = Account(name=self.name, alias=self.alias, role=Role.ADMINISTRATOR, language=language)
        new = NewVault(self.folder, account, self.passphrase.text, Organisation())
        return founding.found(new, calibrate(), now, in_parts=self.making.in_parts)

    def begin_recovery(self, made: date) -> None:
        """Write the recovery key of the vault that was made on as many sheets as were chosen."""
        from ....vault import recovery

        if self.founded is None:
            raise ValueError("no vault is made yet")
        self.making.begin(recovery.parse("\n".join(self.founded.recovery)), self.founded.vault.vault_id, made)

    def finish(self) -> "Vault":
        """Put the vault in its place; raises what `founding.finish` raises."""
        from ....operations import founding

        if self.founded is None:
            raise ValueError("no vault is made yet")
        return founding.finish(self.founded)

    def abandon(self) -> None:
        """Take back a vault whose recovery key was not typed back."""
        if self.founded is not None and self.vault is None:
            from ....operations import founding

            founding.abandon(self.founded)
            self.founded = None
