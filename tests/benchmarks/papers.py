"""Goals about printing: our tagged pages beside plain ReportLab."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from unittest.mock import patch

from makers import a_report

from outreach_desktop.export.concern_report import concern_report_pdf
from outreach_desktop.export.pdf.canvas import TaggedCanvas
from outreach_desktop.export.pdf.finishing import plain
from tests.export.reports import a_frame

from .measuring import Measured, in_turns, milliseconds

MANY = 500
FIRST = """
import sys, time
sys.path[:0] = ["tests"]
from makers import a_report
from tests.export.reports import a_frame
report, frame = a_report(), a_frame("sv")
begun = time.perf_counter()
from outreach_desktop.export.concern_report import concern_report_pdf
concern_report_pdf(report, frame)
print((time.perf_counter() - begun) * 1000)
"""


def rows() -> Iterator[Measured]:
    frame = a_frame("sv")
    ours, bare = in_turns(lambda: concern_report_pdf(a_report(), frame), lambda: _untagged(frame), 15)
    yield Measured("concern report to PDF, warm", ours, bare, "the same pages without tags", most_ratio=1.8, most=30)
    ours, naive = in_turns(lambda: concern_report_pdf(a_report(), frame), lambda: _plain(frame), 15)
    yield Measured("concern report to PDF, beside plain ReportLab", ours, naive, "its words as platypus paragraphs")
    first = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True)
    yield Measured("concern report to PDF, the first one with imports", float(first.stdout), most=150)
    all_of_them = milliseconds(lambda: [concern_report_pdf(a_report(), frame) for _each in range(MANY)])
    yield Measured(f"{MANY} concern reports", all_of_them / 1000, unit="s", most=12)


def _untagged(frame) -> bytes:
    """Write the report without a tree and without marks in the pages: what it would cost untagged."""

    def finished(canvas, _root) -> bytes:
        return plain(canvas._doc.GetPDFData(canvas))

    with patch.multiple(TaggedCanvas, _mark=lambda *_each: None, finished=finished):
        return concern_report_pdf(a_report(), frame)


def _plain(frame) -> bytes:
    """Write the texts of the report with ReportLab's own paragraphs."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    report, style = a_report(), getSampleStyleSheet()["Normal"]
    texts = [str(getattr(report, name)) for name in report.__slots__ if isinstance(getattr(report, name), str)]
    file = BytesIO()
    SimpleDocTemplate(file).build([Paragraph(text or "-", style) for text in [*texts, frame.organisation.name]])
    return file.getvalue()
