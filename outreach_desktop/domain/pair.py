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
