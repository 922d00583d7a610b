"""Places of the rooms of reports and statistics that are worth a picture."""

from outreach_desktop.domain.concern_report import ConcernReport, ReportState
from outreach_desktop.storage import concern_reports
from outreach_desktop.storage.reading import load_all


def screens(workspace):
    """Return name, room and place of each picture."""
    db = workspace.db
    by_state = {state: concern_reports.find(db, state)[:1] for state in ReportState}
    of_states = [
        (f"report-{state.value.replace('_', '-')}", "reports", {"report": report})
        for state, found in by_state.items()
        for report in found
    ]
    every = load_all(db, ConcernReport)
    removed = [each.id for each in every if each.removed_on][:1]
    erased = [each.id for each in every if each.content_erased_on][:1]
    return [
        ("reports", "reports", {}),
        *of_states,
        *(("report-removed", "reports", {"report": each}) for each in removed),
        *(("report-erased", "reports", {"report": each}) for each in erased),
        ("report-new", "reports", {"report": "new"}),
        ("statistics", "statistics", {}),
    ]
