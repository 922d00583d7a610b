"""The statistics of a period, printed and as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..i18n import Texts
from ..sheets.writing import csv_bytes
from .frame import ReportFrame
from .printed import figure
from .words import CHAIN, ShownStatistics, ShownTable, period_words

if TYPE_CHECKING:
    from .pdf.story import Story

INSIDE = "inside"


def statistics_pdf(shown: ShownStatistics, frame: ReportFrame) -> bytes:
    """Return the tables, and one chart of the chain with its numbers in the table below it."""
    from .pdf.story import Story
    from .pdf.styles import SMALL

    texts = frame.texts
    inside = shown.audience == INSIDE
    story = Story(
        texts.gettext("Statistics"),
        texts.gettext("For internal use") if inside else texts.gettext("For partners"),
        frame,
    )
    story.title()
    story.text(period_words(shown.period, texts))
    for sentence in _reading_notes(shown, texts):
        story.text(sentence, SMALL)
    for table in shown.tables:
        _write(story, table, shown, texts)
    return story.finished()


def _reading_notes(shown: ShownStatistics, texts: Texts) -> list[str]:
    notes = []
    if shown.audience == INSIDE:
        notes.append(texts.gettext("Small numbers can point to a person. Do not pass these pages on."))
    if shown.threshold:
        hidden = texts.gettext(
            "Numbers with fewer than {threshold} persons behind them are hidden, and numbers that would give them away."
        )
        notes.append(hidden.format(threshold=shown.threshold))
    return notes


def _write(story: Story, table: ShownTable, shown: ShownStatistics, texts: Texts) -> None:
    story.heading(2, table.title)
    if not table.rows:
        story.text(texts.gettext("There is nothing to count in this period."))
        return
    if table.id == CHAIN and shown.chart:
        story.chart(shown.chart)
    story.table((table.key_heading, *table.headings), _rows(table, texts))


def _rows(table: ShownTable, texts: Texts) -> list[tuple[str, ...]]:
    return [(label, *(figure(value, texts) for value in values)) for label, values in table.rows]


def statistics_csv(shown: ShownStatistics, texts: Texts, *, practice: bool) -> bytes:
    """Return all tables as one sheet: period, table, row, and a column for each kind of figure.

    Invented numbers say so in a first column, in each row, so that the mark is there however they are sorted or cut.
    """
    columns = list(dict.fromkeys(heading for table in shown.tables for heading in table.headings))
    period = (shown.period.since.isoformat(), shown.period.until.isoformat())
    head = [texts.gettext("From day"), texts.gettext("To day"), texts.gettext("Table"), texts.gettext("Row"), *columns]
    body = [
        [*period, table.title, label, *_sheet_cells(table, values, columns, texts)]
        for table in shown.tables
        for label, values in table.rows
    ]
    if practice:
        invented = texts.gettext("The persons and events here are invented.")
        head, body = [texts.gettext("PRACTICE"), *head], [[invented, *cells] for cells in body]
    return csv_bytes([head, *body])


def _sheet_cells(table: ShownTable, values: tuple[int | None, ...], columns: list[str], texts: Texts) -> list[str]:
    """Return plain digits, which spreadsheets can add up, in the order of the sheet's columns."""
    found = dict(zip(table.headings, values, strict=True))
    plain = {heading: figure(None, texts) if value is None else str(value) for heading, value in found.items()}
    return [plain.get(column, "") for column in columns]
