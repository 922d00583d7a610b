"""How the drafts of this room are named, and where each is continued."""

from ..rooms import Place

KIND = "meeting"
_HOW = {"end": "how"}


def editor_of(place: Place) -> str:
    """Return the name of the draft of a form's place: `meeting:edit:7`, `meeting:end:7:cancelled`."""
    return ":".join([KIND, *(f"{each}" for pair in zip(place, place.values(), strict=True) for each in _part(*pair))])


def _part(name: str, value: object) -> tuple[object, ...]:
    return (value,) if name in ("how", "which") else (name, value)


def place_of(parts: list[str]) -> Place:
    """Return the place of a draft from what follows its kind: `["end", "7", "cancelled"]`."""
    name, identity, *more = parts
    further = {_HOW.get(name, "which"): _number(more[0])} if more else {}
    return {name: _number(identity), **further}


def whom_planned(place: Place) -> int | None:
    """Return the id of the person with whom a draft plans a meeting; other drafts name their meeting alone."""
    found = place.get("new")
    return found if isinstance(found, int) else None


def _number(part: str) -> int | str:
    return int(part) if part.isdigit() else part
