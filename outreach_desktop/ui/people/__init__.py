"""The room of persons: the list, one person's page, contacts, and the forms that change them."""

from typing import TYPE_CHECKING

from .room import room as room_of  # loaded first, or the module would take the place of the function below

if TYPE_CHECKING:
    from ..rooms import Room
    from ..workspace import Workspace


def room(workspace: "Workspace") -> "Room":
    """Return the room, with the page of assessments."""
    from ..assessment.page import assessment_page

    return room_of(workspace, assessment_page)
