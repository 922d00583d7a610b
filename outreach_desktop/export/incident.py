"""The report of an incident, at a meeting or during a shift: restricted, for who follows it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..i18n import Texts
from .frame import ReportFrame
from .printed import is_there

if TYPE_CHECKING:
    from .pdf.story import Story

_SIZE = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPaper:
    """`around` are labels and values of the meeting or shift, in the language of the paper; names are first names."""

    around: tuple[tuple[str, str], ...]
    happened_at: datetime | None
    text: str
    evaluation: str
    follow_up_by: str
    follow_up_on: date | None
    followed_up_on: date | None
    written_by: str
    written_at: datetime | None


def incident_pdf(paper: IncidentPaper, frame: ReportFrame) -> bytes:
    """Return the report, with room to sign and, where nothing is decided yet, to write by hand."""
    from .pdf.story import Story
    from .pdf.styles import at_arms_length

    texts = frame.texts
    story = Story(texts.gettext("Incident report"), texts.gettext("Confidential"), frame, at_arms_length(_SIZE))
    story.title()
    happened = texts.instant(paper.happened_at) if paper.happened_at else ""
    story.facts(_filled(*paper.around, (texts.gettext("When it happened"), happened)))
    story.heading(2, texts.gettext("What happened"))
    story.text(paper.text)
    story.heading(2, texts.gettext("What we think of it afterwards"))
    story.text(paper.evaluation if is_there(paper.evaluation) else texts.gettext("Not written yet."))
    story.heading(2, texts.gettext("How it is followed up"))
    _write_follow_up(story, paper, texts)
    story.signature((texts.gettext("Place and date"), texts.gettext("Signature")), paper.follow_up_by)
    return story.finished()


def _write_follow_up(story: Story, paper: IncidentPaper, texts: Texts) -> None:
    written_at = texts.instant(paper.written_at) if paper.written_at else ""
    nobody = texts.gettext("Nobody is named yet.")
    story.facts(
        _filled(
            (texts.gettext("Who follows it up"), paper.follow_up_by if is_there(paper.follow_up_by) else nobody),
            (texts.gettext("By which day"), texts.day(paper.follow_up_on) if paper.follow_up_on else ""),
            (texts.gettext("Followed up on"), texts.day(paper.followed_up_on) if paper.followed_up_on else ""),
            (texts.gettext("Written down by"), ", ".join(filter(None, (paper.written_by, written_at)))),
        )
    )


def _filled(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in rows if is_there(value)]
