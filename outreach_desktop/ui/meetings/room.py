"""The room of meetings, and the places in it.

`{}` is the list, `{"week": "2026-11-23"}` the week from a Monday on. `{"new": "choose"}` asks with whom, `{"new": 42}`
plans a meeting with that person. `{"meeting": 7}` is a meeting with its checklist. Forms of a meeting: `{"edit": 7}`,
`{"move": 7}`, `{"go": 7}`, `{"after": 7}`, and `{"end": 7, "how": "cancelled"}` (or `called_off`, `not_met`). What is
sealed: `{"risk": 7, "which": "new"}` or the id of one, and the same with `incident` and `lesson`. `{"live": 7}` is what
stands before the start, then the live view. Papers: `{"plan_paper": 7}`, `{"incident_paper": 3}` and
`{"blank": "physical"}`.
"""

from typing import TYPE_CHECKING

from ...i18n import _
from ..rooms import Place, Room

if TYPE_CHECKING:
    from ..main_window import MainWindow
    from ..page import Page
    from ..workspace import Workspace


def room(workspace: "Workspace") -> Room:
    opened: set[int] = set()  # the meeting whose page stands: that it was opened is noted once

    def build(window: "MainWindow", place: Place) -> "Page":
        from .places import page_at

        return page_at(window, workspace, opened, place)

    return Room("meetings", "calendar-days", lambda: _("Meetings"), build)
