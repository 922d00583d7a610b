"""Places of the outreach room, and of the indicator assessment, that are worth a picture."""

from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.storage import assessments, people


def screens(workspace):
    """Return name, room and place of each picture."""
    person = people.find(workspace.db, PersonFilter())[0]
    signed = assessments.load(workspace.db, assessments.find_all(workspace.db)[0])
    two = assessments.find_versions(workspace.db, signed.person_id)[:2]
    compared = {"person": signed.person_id, "assessment": two[0].id, "with": two[-1].id}
    return [
        ("outreach", "outreach", {}),
        ("assessment-new", "people", {"person": person, "assessment": "new"}),
        ("assessment-signed", "people", {"person": signed.person_id, "assessment": signed.id}),
        *([("assessment-compared", "people", compared)] if len(two) > 1 else []),
    ]
