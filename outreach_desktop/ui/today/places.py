"""Where a draft is continued: editors are named `kind:id` or `kind:new`, by the rooms that own them."""

from dataclasses import dataclass

from ...i18n import _
from ..rooms import Place

NEW = "new"


@dataclass(frozen=True, slots=True)
class Destination:
    """A place of a room."""

    room: str
    place: Place


_OWNERS = {
    "person": ("people", "person"),
    "contact": ("people", "contact"),
    "assessment": ("people", "assessment"),
    "outreach": ("outreach", ""),
    "line": ("outreach", ""),
    "report": ("reports", "report"),
    "organisation": ("organisation", "profile"),
    "platform": ("organisation", "platform"),
}


def destination(editor: str) -> Destination | None:
    """Return where the draft of this editor is continued; None where no room knows it."""
    kind, _colon, identity = editor.partition(":")
    if kind not in _OWNERS:
        return None
    room, key = _OWNERS[kind]
    return Destination(room, {key: int(identity) if identity.isdigit() else NEW} if key and identity else {})


def person_in(editor: str) -> int | None:
    """Return the id of the person that a draft is about, as far as its editor says."""
    kind, _colon, identity = editor.partition(":")
    return int(identity) if kind == "person" and identity.isdigit() else None


def what(editor: str) -> str:
    """Return what is being written."""
    kind, _colon, identity = editor.partition(":")
    if identity == NEW:
        new = {"person": _("New person"), "contact": _("New contact"), "report": _("New concern report")}
        if kind in new:
            return new[kind]
    kinds = {
        "person": _("Person"),
        "contact": _("Contact"),
        "assessment": _("Indicator assessment"),
        "outreach": _("Outreach"),
        "line": _("Outreach"),
        "report": _("Concern report"),
        "organisation": _("Your organisation"),
        "platform": _("Platform"),
    }
    return kinds.get(kind, _("Draft"))
