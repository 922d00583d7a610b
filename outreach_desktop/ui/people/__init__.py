"""The room of persons: the list, one person's page, contacts, and the forms that change them."""

from typing import TYPE_CHECKING

from ..assessment.page import assessment_page
from .room import room as room_of  # loaded before `room` is defined: a later import would put the module in its place

if TYPE_CHECKING:
    from ..rooms import Room
    from ..workspace import Workspace


def room(workspace: "Workspace") -> "Room":
    """Return the room, with the page of assessments."""
    return room_of(workspace, assessment_page)
