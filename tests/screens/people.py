"""Places of the room of persons that are worth a picture."""

from outreach_desktop.domain.contact import ContactFilter
from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.domain.seen_ad import SeenAd
from outreach_desktop.storage import contacts, people
from outreach_desktop.storage.reading import load_all

NOBODY = 999_999


def screens(workspace):
    """Return name, room and place of each picture."""
    db = workspace.db
    person = people.find(db, PersonFilter(order="last", descending=True))[0]
    child = people.find(db, PersonFilter(may_be_child=True))[:1]
    other = next(each for each in people.find(db, PersonFilter(order="code")) if each != person)
    removed = people.find(db, PersonFilter(removed=True))[:1]
    ads = load_all(db, SeenAd)[:1]
    return [
        ("people", "people", {}),
        ("contacts", "people", {"view": "contacts"}),
        ("people-due", "people", {"view": "due"}),
        ("people-bin", "people", {"view": "bin"}),
        ("people-gone", "people", {"person": NOBODY}),
        ("person", "people", {"person": person}),
        *(("person-child", "people", {"person": each}) for each in child),
        *(("person-removed", "people", {"person": each}) for each in removed),
        ("person-edit", "people", {"person": person, "edit": "all"}),
        ("person-new", "people", {"person": "new"}),
        ("person-block", "people", {"person": person, "block": "no_contact"}),
        ("person-hold", "people", {"person": person, "block": "hold"}),
        ("person-prolong", "people", {"person": person, "prolong": True}),
        ("person-erase", "people", {"person": person, "erase": "whole"}),
        ("person-reduce", "people", {"person": person, "erase": "rest"}),
        ("person-extract", "people", {"person": person, "extract": True}),
        ("identifier-new", "people", {"person": person, "identifier": "new"}),
        ("ads", "people", {"view": "ads"}),
        *(("ad", "people", {"ad": each.id}) for each in ads),
        ("ad-new", "people", {"person": person, "ad": "new"}),
        ("merge-choose", "people", {"person": person, "merge": "choose"}),
        ("merge", "people", {"person": person, "merge": other}),
        ("split", "people", {"person": person, "split": True}),
        ("sheets", "people", {"sheets": "start"}),
        ("town-new", "people", {"person": person, "town": "new"}),
        ("contact", "people", {"contact": contacts.find(db, ContactFilter(), 1)[0]}),
        ("contact-new", "people", {"person": person, "contact": "new"}),
    ]
