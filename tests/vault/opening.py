"""Opening the vault that the tests share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.folder import Unlocked, Vault

CHEAP = Cost.cheapest_for_tests()
ROLES = {"Åsa": "administrator", "Kim": "coordinator", "Sam": "staff", "Bo": "volunteer"}


def passphrase_of(label: str) -> str:
    return f"en lång fras som är {label}s"


@contextmanager
def opened(folder: Path) -> Iterator[Vault]:
    vault = Vault.open(folder)
    try:
        yield vault
    finally:
        vault.close()


def unlocked(vault: Vault, label: str = "Åsa") -> Unlocked:
    return vault.unlock(label, passphrase_of(label))
