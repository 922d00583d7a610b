"""Places of shifts that are worth a picture."""

from outreach_desktop.storage import shifts


def screens(workspace):
    past, planned = shifts.load_past(workspace.db, 1)[0], shifts.load_planned(workspace.db)[0]
    return [
        ("shifts", "outreach", {"shift": "all"}),
        ("shift-past", "outreach", {"shift": past.id}),
        ("shift-planned", "outreach", {"shift": planned.id}),
        ("shift-start", "outreach", {"shift": "new", "do": "start"}),
        ("shift-plan", "outreach", {"shift": "new", "do": "plan"}),
        ("shift-felt", "outreach", {"shift": past.id, "do": "felt"}),
        ("shift-incident", "outreach", {"shift": past.id, "do": "incident"}),
    ]
