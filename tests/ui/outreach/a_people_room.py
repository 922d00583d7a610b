"""Stands in for the room of persons: its page says which place was opened."""

from outreach_desktop.i18n import _
from outreach_desktop.ui.look.parts import label
from outreach_desktop.ui.page import Page
from outreach_desktop.ui.rooms import Room


class PlacePage(Page):
    def __init__(self, _window, place):
        super().__init__()
        self.compose(_("People"), "", [], label(str(place)), None)


def a_people_room():
    return Room("people", "users", lambda: _("People"), PlacePage)
