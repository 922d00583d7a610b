"""Places of the rooms of reports and statistics that are worth a picture."""

from outreach_desktop.domain.concern_report import ReportState
from outreach_desktop.storage import concern_reports


def screens(workspace):
    """Return name, room and place of each picture."""
    db = workspace.db
    by_state = {state: concern_reports.find(db, state)[:1] for state in ReportState}
    of_states = [
        (f"report-{state.value.replace('_', '-')}", "reports", {"report": report})
        for state, found in by_state.items()
        for report in found
    ]
    return [
        ("reports", "reports", {}),
        *of_states,
        ("report-new", "reports", {"report": "new"}),
        ("statistics", "statistics", {}),
    ]
