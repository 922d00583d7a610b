"""The room of persons: the list, one person's page, contacts, and the forms that change them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..rooms import Room
    from ..workspace import Workspace


def room(workspace: "Workspace") -> "Room":
    """Return the room; its pages are loaded with the first of them."""
    from .room import room as room_of

    return room_of(workspace)
