"""Whether we may write, as the line stands: by its platform and number, at this very minute."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ...domain.permission import ContactSummary, Here, Permission, Why, may_write
from ...domain.person import Person
from ...domain.platform import Platform
from ...i18n import ZONE
from ...operations.identifiers import lookup_keys
from ...operations.lookups import Match
from ...operations.shifts import evening_start
from ..workspace import Workspace


class Allowance:
    """Asks the rule anew each time, since the clock goes on. `passed` are the reasons that were gone past here.

    `may_be_child` is what the line says of the person and the register does not yet.
    """

    def __init__(self, workspace: Workspace, match: Match | None, platforms: Iterable[Platform]) -> None:
        self._workspace, self._match = workspace, match
        self._platforms: Mapping[int, Platform] = {each.id: each for each in platforms}
        self.passed: frozenset[Why] = frozenset()
        self.may_be_child = False

    def heed(self, match: Match | None) -> None:
        """Take what the register says now."""
        self._match = match

    @property
    def person(self) -> Person:
        known = self._match.person if self._match else Person()
        return replace(known, may_be_child=True) if self.may_be_child else known

    def permission(self, platform_id: Any, identifier: str) -> Permission:
        """Return the answer for this person by this platform and number."""
        workspace, match = self._workspace, self._match
        now = workspace.now().astimezone(ZONE)
        gone = match.gone if match else frozenset()
        key = next((each for each in lookup_keys(identifier) if each in gone), "") if gone else ""
        here = Here(now, workspace.account.uid, evening_start(now), self._platforms.get(platform_id), key, gone)
        summary = match.summary if match else ContactSummary()
        return may_write(self.person, summary, workspace.organisation, workspace.today, here)

    def allows(self, permission: Permission) -> bool:
        return permission.gone_past(self.passed)
