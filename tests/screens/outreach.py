"""Places of the outreach room, and of the indicator assessment, that are worth a picture."""

from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.storage import assessments, people


def screens(workspace):
    """Return name, room and place of each picture."""
    person = people.find(workspace.db, PersonFilter())[0]
    signed = assessments.load(workspace.db, assessments.find_all(workspace.db)[0])
    return [
        ("outreach", "outreach", {}),
        ("assessment-new", "people", {"person": person, "assessment": "new"}),
        ("assessment-signed", "people", {"person": signed.person_id, "assessment": signed.id}),
    ]
