"""What must be known of the person before and during a meeting: whether we may, safe ways, wishes."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...domain.meeting import Meeting
from ...domain.permission import Permission, may_write
from ...domain.person import MeetWish, Person
from ...i18n import _
from ...storage import people
from ...storage.reading import NotThere, load_one
from ..look import theme
from ..look.layouts import column
from ..look.parts import card, label, state
from ..look.tokens import Space
from ..words import chosen, permission_reasons, permission_sign
from ..workspace import Workspace

WIDTH = 280


def person_of(workspace: Workspace, person_id: int) -> Person:
    """Return a person who is in the register and not in the bin; raises `NotThere`."""
    person = load_one(workspace.db, Person, person_id)
    if person.removed_on is not None:
        raise NotThere
    return person


def about(person: Person) -> str:
    return f"{person.alias}, {person.code}"


def about_meeting(workspace: Workspace, meeting_id: int) -> tuple[Meeting, Person]:
    """Return a meeting and whom it is with; raises `NotThere`."""
    meeting = load_one(workspace.db, Meeting, meeting_id)
    if meeting.removed_on is not None:
        raise NotThere
    return meeting, person_of(workspace, meeting.person_id)


def permission_for(workspace: Workspace, person: Person) -> Permission:
    """Answer *May we contact?* for the day."""
    summary = people.load_summary(workspace.db, person.id)
    return may_write(person, summary, workspace.organisation, workspace.today)


def permission_fact(permission: Permission, workspace: Workspace) -> QVBoxLayout:
    sign = permission_sign(permission, workspace.today)
    why = permission_reasons(permission, workspace.today)
    below = [label(why, "caption", wrap=True)] if why and not permission.verdict.blocks else []
    return column(label(_("May we contact?"), "caption"), state(sign.icon, sign.text, sign.tone), *below, gap=2)


def wishes(person: Person) -> Iterator[QVBoxLayout]:
    """Yield the person's wishes as facts; what is not known is left out, but for the safe ways."""
    meet = "" if person.meet_wish is MeetWish.UNKNOWN else chosen(person.meet_wish)
    told = [
        (_("Safe ways and times"), person.safe_ways or _("None is written down.")),
        (_("Wants to meet"), meet or _("Not asked")),
        (_("Words the person wants us to use"), person.wanted_words),
        (_("Interpreter"), person.interpreter),
        (_("Wishes"), person.wishes),
        (_("When it becomes too much"), person.when_overwhelmed),
    ]
    yield from (wrapped(name, text) for name, text in told if text)


def wrapped(name: str, text: str) -> QVBoxLayout:
    """Return a fact for a narrow column."""
    return column(label(name, "caption", wrap=True), label(text, wrap=True), gap=2)


def wishes_card(workspace: Workspace, person: Person, permission: Permission) -> QWidget:
    """Return the card that stands beside the form of a plan."""
    title = label(_("What {alias} wants").format(alias=person.alias), "lead", wrap=True)
    result = card(title, permission_fact(permission, workspace), *wishes(person), gap=Space.M)
    result.setFixedWidth(theme.px(WIDTH))
    return result
