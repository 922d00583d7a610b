"""Those who do something together: outreach and meetings are done in pairs."""

from typing import Protocol


class Pair(Protocol):
    """`workers` are uids of accounts, `names` those of people without one."""

    @property
    def workers(self) -> tuple[str, ...]: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def is_alone(self) -> bool: ...


def names_in(others: str) -> tuple[str, ...]:
    """Return the names that are written with commas between them."""
    return tuple(name.strip() for name in others.split(",") if name.strip())


def are_fewer_than_two(workers: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Say whether nobody goes along: outreach is done in pairs."""
    return len(workers) + len(names) < 2  # noqa: PLR2004 - a pair
