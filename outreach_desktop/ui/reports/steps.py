"""How far a report has come, step by step: what is done, who is waited for, what is left."""

from PySide6.QtWidgets import QWidget

from ...domain.concern_report import ConcernReport, ReportState
from ...i18n import _
from ..look.parts import Space, box, column, label, picture, row
from ..look.words import spoken
from .wording import day

ORDER = tuple(ReportState)


def steps(report: ConcernReport, writer: str) -> QWidget:
    """Return the five steps of a report, each with a word for where it is."""
    at = ORDER.index(report.state)
    details = _details(report, writer)
    ended = report.state is ReportState.FEEDBACK
    shown = [_step(step, details[step], at - number + ended) for number, step in enumerate(ORDER)]
    result = box(column(*shown, gap=Space.M))
    result.setAccessibleName(_("Steps of the report"))
    return result


def _step(step: ReportState, detail: str, passed: int) -> QWidget:
    """Return one step; `passed` is 0 for where the report is, positive for what lies behind it."""
    mark = ("circle-check", "good") if passed > 0 else ("arrow-right", "accent") if not passed else ("minus", "muted")
    title = _(step.label.text)
    words = column(label(title, "muted" if passed < 0 else "strong"), gap=2)
    if detail:
        words.addWidget(label(detail, "caption", wrap=True))
    line = row(picture(mark[0], mark[1], 20), words, gap=Space.M)
    line.setStretch(1, 1)
    result = box(line)
    result.setAccessibleName(spoken(title, detail))
    return result


def _details(report: ConcernReport, writer: str) -> dict[ReportState, str]:
    sent = [day(report.sent_on), _(report.sent_how.label.text), report.sent_to] if report.sent_on else []
    return {
        ReportState.DRAFT: _("Written by {name}").format(name=writer),
        ReportState.SECOND_READER: report.second_reader,
        ReportState.SENT: " · ".join(filter(None, sent)),
        ReportState.RECEIVED: day(report.received_on) if report.received_on else "",
        ReportState.FEEDBACK: " · ".join(filter(None, [day(report.feedback_on), report.feedback]))
        if report.feedback_on
        else "",
    }
