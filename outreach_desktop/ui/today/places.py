"""Where a draft is continued: editors are named `kind:id` or `kind:new`, by the rooms that own them."""

from dataclasses import dataclass

from ...i18n import _
from ..meetings.editors import KIND as MEETING
from ..meetings.editors import place_of, whom_planned
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
    "identifier": ("people", "person", "identifier"),
    "town": ("people", "person", "town"),
    "lines": ("people", "person"),
    "step": ("people", "person", "step"),
    "note": ("people", "person"),
    "outreach": ("outreach",),
    "line": ("outreach",),
    "report": ("reports", "report"),
    "organisation": ("organisation", "profile"),
    "prolong": ("people", "person"),
    "retention_plan": ("organisation",),
    "platform": ("organisation", "platform"),
}
_BLOCKS = ("no_contact", "hold")


def destination(editor: str) -> Destination | None:
    """Return where the draft of this editor is continued; None where no room knows it."""
    kind, *parts = editor.split(":")
    if kind in _BLOCKS and parts:
        return Destination("people", {"person": _identity(parts[0]), "block": kind})
    if kind == "shift" and len(parts) > 1:
        return Destination("outreach", {"shift": _identity(parts[1]), "do": parts[0]})
    if kind == MEETING and len(parts) > 1:
        return Destination("meetings", place_of(parts))
    if kind not in _OWNERS:
        return None
    room, *keys = _OWNERS[kind]
    place: Place = dict(zip(keys, map(_identity, parts), strict=False))
    return Destination(room, place | _further(kind, parts))


def _identity(part: str) -> int | str:
    return int(part) if part.isdigit() else NEW


def _further(kind: str, parts: list[str]) -> Place:
    """Return what a place says besides: the form, or whom a new contact or report is about."""
    if kind == "person" and parts != [NEW]:
        return {"edit": "all"}
    if kind == "contact" and len(parts) > 1:
        return {"person": _identity(parts[1])}
    if kind == "prolong":
        return {"prolong": True}
    if kind == "retention_plan":
        return {"part": "retention"}
    if kind == "report" and parts[:1] == [NEW]:
        return {name: _identity(value) for name, value in zip(parts[1::2], parts[2::2], strict=True)}
    return {}


def person_in(editor: str) -> int | None:
    """Return the id of the person that a draft is about, as far as its editor says."""
    where = destination(editor)
    if where and where.room == "meetings":
        return whom_planned(where.place)
    found = where.place.get("assessment" if editor.startswith("assessment:") else "person") if where else None
    return found if isinstance(found, int) else None


def what(editor: str) -> str:
    """Return what is being written."""
    kind, identity, *_more = [*editor.split(":"), ""]
    if identity == NEW:
        new = {
            "person": _("New person"),
            "contact": _("New contact"),
            "report": _("New concern report"),
            "step": _("Next step"),
        }
        if kind in new:
            return new[kind]
    kinds = {
        "person": _("Person"),
        "contact": _("Contact"),
        "step": _("Next step"),
        "assessment": _("Indicator assessment"),
        "lines": _("The log"),
        "note": _("Notes"),
        "outreach": _("Outreach"),
        "line": _("Outreach"),
        "shift": _("Shift"),
        MEETING: _("Meeting"),
        "report": _("Concern report"),
        "organisation": _("Your organisation"),
        "platform": _("Platform"),
        "prolong": _("Keep longer"),
        "retention_plan": _("How long we keep"),
    }
    return kinds.get(kind, _("Draft"))
