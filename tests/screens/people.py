"""Places of the room of persons that are worth a picture."""

from outreach_desktop.domain.contact import ContactFilter
from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.storage import contacts, people


def screens(workspace):
    """Return name, room and place of each picture."""
    db = workspace.db
    person = people.find(db, PersonFilter(order="last", descending=True))[0]
    child = people.find(db, PersonFilter(may_be_child=True))[:1]
    other = next(each for each in people.find(db, PersonFilter(order="code")) if each != person)
    return [
        ("people", "people", {}),
        ("contacts", "people", {"view": "contacts"}),
        ("person", "people", {"person": person}),
        *(("person-child", "people", {"person": each}) for each in child),
        ("person-edit", "people", {"person": person, "edit": "all"}),
        ("person-new", "people", {"person": "new"}),
        ("person-block", "people", {"person": person, "block": "no_contact"}),
        ("ads", "people", {"view": "ads"}),
        ("ad-new", "people", {"person": person, "ad": "new"}),
        ("merge-choose", "people", {"person": person, "merge": "choose"}),
        ("merge", "people", {"person": person, "merge": other}),
        ("split", "people", {"person": person, "split": True}),
        ("sheets", "people", {"sheets": "start"}),
        ("town-new", "people", {"person": person, "town": "new"}),
        ("contact", "people", {"contact": contacts.find(db, ContactFilter(), 1)[0]}),
    ]
