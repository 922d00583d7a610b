"""Places of next steps that are worth a picture."""

from outreach_desktop.domain.follow_up import FollowUp
from outreach_desktop.storage.reading import load_all
from outreach_desktop.ui.follow_ups.weeks import monday_of


def screens(workspace):
    step = next(each for each in load_all(workspace.db, FollowUp) if each.is_open)
    here = {"person": step.person_id}
    return [
        ("step", "people", {**here, "step": step.id}),
        ("step-new", "people", {**here, "step": "new"}),
        ("week", "today", {"week": monday_of(workspace.today).isoformat()}),
    ]
