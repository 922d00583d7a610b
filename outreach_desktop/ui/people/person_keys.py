"""The keys that work on a person's page, part by part."""

from ...i18n import _


def keys_of(part: str) -> str:
    """Return the line of keys for a part of the page, by the name of its tab."""
    everywhere = _("F2 changes · Ctrl+M plans a meeting · Alt+1 to Alt+7 tabs")
    own = {
        "log": _("Enter logs · in the log, Enter opens a line or a step, and Delete removes a line"),
        "about": _("in a list, Enter opens and Delete removes"),
        "notes": _("Ctrl+S saves the note"),
        "assessments": _("Enter opens"),
        "meetings": _("Enter opens"),
        "reports": _("Enter opens"),
    }.get(part, "")
    return f"{everywhere} · {own}" if own else everywhere
