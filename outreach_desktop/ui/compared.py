"""What the kinds of records are called that a backup is compared by."""

from ..i18n import _


def kind_name(kind: str) -> str:
    """Return the words of one of `storage.comparing.KINDS`."""
    return {
        "person": _("Persons"),
        "contact": _("Contacts"),
        "assessment": _("Assessments"),
        "meeting": _("Meetings"),
        "concern_report": _("Concern reports"),
    }[kind]
