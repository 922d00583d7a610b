"""Places of the checklist that are worth a picture: in use with a version of our own, an item, the decision."""

from dataclasses import replace

from outreach_desktop.domain.safety_checklist import Level, OwnChecklist
from outreach_desktop.operations.checklists import list_in_use, save_checklist


def screens(workspace):
    if not list_in_use(workspace.db).number:
        now, own = (
            workspace.now(),
            OwnChecklist(decided_on=workspace.today, decided_by="Anna", why="Vi går alltid tre."),
        )
        workspace.write(workspace, lambda db: save_checklist(db, own, _items(db), 0, now))
        workspace.drain()
    return [
        ("organisation-checklist", "organisation", {"part": "checklist"}),
        ("organisation-checklist-item", "organisation", {"checklist_item": "public_place"}),
        ("organisation-checklist-item-new", "organisation", {"checklist_item": "new"}),
        ("organisation-checklist-decision", "organisation", {"checklist_decision": True}),
        ("organisation-checklist-version", "organisation", {"checklist_version": 1}),
    ]


def _items(db):
    """Return the list that ships with one item more, one asked less, and one left out."""
    items = [each for each in list_in_use(db).items if each.item != "location_off"]
    weaker = [replace(each, level=Level.SHOULD) if each.item == "our_phones" else each for each in items]
    text = {"text_sv": "Bilnyckeln är med och bilen står vänd", "text_en": "The car key is with us, the car faces out"}
    return [*weaker, replace(items[0], item="bilnyckeln", **text)]
