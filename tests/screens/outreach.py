"""Places of the outreach room, and of the indicator assessment, that are worth a picture."""

from outreach_desktop.storage import assessments, people


def screens(workspace):
    """Return name, room and place of each picture."""
    from outreach_desktop.domain.person import PersonFilter

    person = people.find(workspace.db, PersonFilter())[0]
    assessed = assessments.find_all(workspace.db)[:1]
    return [
        ("outreach", "outreach", {}),
        ("assessment-new", "people", {"person": person, "assessment": "new"}),
        *(("assessment-signed", "people", {"person": person, "assessment": each}) for each in assessed),
    ]
