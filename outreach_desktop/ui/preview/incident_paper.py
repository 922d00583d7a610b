"""The report of an incident as a paper, at a meeting or during a shift."""

from ...i18n import _
from .paper_page import Content, Noted, Paper


def incident_paper(content: Content, noted: Noted) -> Paper:
    return Paper(
        title=_("Incident report"),
        subtitle=_("For whoever follows it up. What you wrote is printed as it stands."),
        spoken=_("The report as it is printed"),
        inside=_("The file holds what happened, as you wrote it, and who follows it up."),
        content=content,
        noted=noted,
        is_read=True,
    )
