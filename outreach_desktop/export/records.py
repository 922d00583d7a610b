"""Any records with all their labelled fields, printed and as a spreadsheet."""

from collections.abc import Sequence
from typing import Any

from ..domain.attributes import attributes
from ..i18n import Texts
from ..sheets.writing import csv_bytes
from .frame import ReportFrame
from .printed import labelled


def records_pdf(title: str, records: Sequence[Any], frame: ReportFrame) -> bytes:
    """Return each record as a list of labels and values; fields without a value are shown by a dash."""
    from .pdf.story import Story
    from .pdf.styles import CELL

    texts = frame.texts
    story = Story(title, texts.gettext("Confidential"), frame)
    story.title()
    for number, record in enumerate(records, 1):
        story.heading(2, texts.gettext("Entry {number} of {count}").format(number=number, count=len(records)))
        story.facts([labelled(attribute, record, texts) for attribute in attributes(type(record))], CELL)
    return story.finished()


def records_csv(record_type: type, records: Sequence[Any], texts: Texts) -> bytes:
    """Return a sheet with a row for each record, all of one type, and a column for each field."""
    fields = attributes(record_type)
    head = [texts.gettext(attribute.label.text) for attribute in fields]
    body = [[labelled(attribute, record, texts)[1] for attribute in fields] for record in records]
    return csv_bytes([head, *body])
