"""Tags and any-text layout must not cost more than a plain document made with the same library."""

from io import BytesIO
from time import perf_counter
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from outreach_desktop.export.concern_report import concern_report_pdf
from outreach_desktop.export.pdf.fonts import typeface
from outreach_desktop.export.pdf.styles import REGULAR
from tests.export.reports import a_frame, a_report, printed_text

SEEN = "Den 19 november visade en annons samma hotellrum som två andra profiler.\n\n" * 15


def test_a_tagged_report_takes_at_most_1_8_times_an_untagged_one():
    typeface()
    frame, report = a_frame(), a_report(seen=SEEN)
    text = printed_text(concern_report_pdf(report, frame))
    assert text.count("\f") == 2
    parts = [part for part in text.splitlines() if part.strip()]
    # In turns, and the best of each, since the machine is shared.
    rounds = [(_seconds(concern_report_pdf, report, frame), _seconds(_untagged, parts)) for _ in range(7)]
    assert min(ours for ours, _ in rounds) <= 1.8 * min(theirs for _, theirs in rounds)


def _seconds(make, *arguments):
    start = perf_counter()
    make(*arguments)
    return perf_counter() - start


def _untagged(parts):
    style = ParagraphStyle("body", fontName=REGULAR, fontSize=10.5, leading=15.5)
    story = [part for text in parts for part in (Paragraph(escape(text), style), Spacer(1, 4))]
    file = BytesIO()
    SimpleDocTemplate(file, initialFontName=REGULAR).build(story)
    return file.getvalue()
