"""Which accounts a form offers where one ticks who does something."""

from collections.abc import Collection

from .workspace import Workspace


def accounts_to_tick(workspace: Workspace, ticked: Collection[str]) -> dict[str, str]:
    """Return the names of those in service by uid; who is ticked already stays, also after leaving."""
    return {uid: each.name for uid, each in workspace.accounts.items() if each.active or uid in ticked}
