"""What storage asks of the vault: to seal restricted texts and to sign lines of the log."""

from dataclasses import dataclass
from typing import Protocol

from .errors import KnownError
from .organisation import Role


class CannotRead(KnownError):
    """A restricted text was asked for by an account that holds no key to it."""

    def __init__(self) -> None:
        super().__init__("Your account cannot read this text.")


class SealDamaged(KnownError):
    """A sealed text does not belong where it stands, or was changed."""

    def __init__(self) -> None:
        super().__init__("A sealed text is damaged or does not belong here. Check the vault.")


class NoSuchReader(KnownError):
    """A text was to be sealed for an account that is not in service, or not among those known at unlocking."""

    def __init__(self) -> None:
        super().__init__(
            "Whoever is to read this has no account that is known here yet, or no longer. Lock, unlock and try again."
        )


@dataclass(frozen=True, slots=True)
class SealedPlace:
    """Where a sealed value stands; bound to it, so that it cannot be moved."""

    table: str
    uid: str
    field: str
    version: int


class Sealer(Protocol):
    """Seals and opens restricted texts, drafts and fingerprints; signs the log. Made by `vault`."""

    @property
    def account(self) -> str:
        """The uid of the account whose keys these are, 32 hex digits."""

    @property
    def role(self) -> Role:
        """The account's role, from the signed roster."""

    @property
    def can_open(self) -> bool:
        """Whether restricted texts can be read back."""

    def seal(self, text: str, place: SealedPlace) -> bytes:
        """Seal a restricted text for those who hold the restricted key."""

    def open(self, sealed: bytes, place: SealedPlace) -> str:
        """Open a restricted text; raises `CannotRead` or `SealDamaged`."""

    def seal_own(self, text: str, place: SealedPlace) -> bytes:
        """Seal a text (a draft) that only this account may read."""

    def open_own(self, sealed: bytes, place: SealedPlace) -> str:
        """Open a text of this account; raises `SealDamaged`."""

    def seal_for(self, account: str, text: str, place: SealedPlace) -> bytes:
        """Seal a text that only another account may read, by `open_own`; raises `NoSuchReader`."""

    def sign(self, message: bytes) -> bytes:
        """Sign with the account's own key, 64 bytes."""

    def verify(self, account: str, message: bytes, signature: bytes) -> bool:
        """Say whether the account with this uid signed `message`."""

    def fingerprint(self, text: str) -> bytes:
        """Return a keyed fingerprint, 32 bytes."""
