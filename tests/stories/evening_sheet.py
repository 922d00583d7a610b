"""The evening of `test_evening` as two people would write it down in a spreadsheet: a row for each profile."""

import csv
from datetime import datetime, time
from io import BytesIO, StringIO

import openpyxl
from makers import NOW, TODAY

from tests.stories.test_evening import (
    BLOCKED,
    CHILD,
    COLLEAGUE,
    NEW,
    PLATFORM,
    REPLIED,
    SEEN_ALREADY,
    STEP,
    STEP_ON,
    note_of,
)

HEADINGS = [
    "Datum", "Tid", "Alias", "Telefon", "Annons", "Sajt", "Via", "Från", "Svar", "Barn?", "Kontakta ej", "Kollega",
    "Anteckning", "Nästa steg", "Följ upp",
]  # fmt: skip


def rows():
    """Yield the rows in the order of the evening; an empty cell is a place where nobody wrote anything."""
    for at, (typed, alias) in enumerate(NEW):
        where = {"Annons": typed, "Via": "chatt"} if typed.startswith("http") else {"Telefon": typed, "Via": "sms"}
        yield _row(Alias=alias, **where, Från="oss", Svar="inget")
        if at < len(BLOCKED):
            number = BLOCKED[at]
            yield _row(Alias=f"Nej {number[-2:]}", Telefon=number, Svar="kontaktades inte", **{"Kontakta ej": "x"})
        if at < len(SEEN_ALREADY):
            number = SEEN_ALREADY[at]
            yield _row(Alias=f"Redan {number[-2:]}", Telefon=number, Svar="redan kontaktad")
        if at < len(REPLIED):
            yield _reply(REPLIED[at], first=not at)
    yield _row(Alias=CHILD, Via="chatt", Från="oss", Svar="inget", **{"Barn?": "ja"})


def _reply(alias, *, first):
    step = {"Nästa steg": STEP, "Följ upp": STEP_ON} if first else {}
    return _row(Alias=alias, Via="chatt", Från="henne", Svar="vill prata", Anteckning=note_of(alias), **step)


def _row(**cells):
    usual = {"Datum": "24/11", "Tid": "19.31", "Sajt": PLATFORM.lower(), "Kollega": COLLEAGUE}
    found = usual | cells
    assert set(found) <= set(HEADINGS)
    return [found.get(heading, "") for heading in HEADINGS]


def as_csv():
    """Return the sheet as a Swedish spreadsheet program saves it."""
    written = StringIO(newline="")
    csv.writer(written, delimiter=";").writerows([HEADINGS, *rows()])
    return written.getvalue().encode("cp1252")


def as_xlsx():
    """Return the sheet as a workbook, whose days and times are days and times."""
    book = openpyxl.Workbook()
    for at, row in enumerate([HEADINGS, *rows()], 1):
        for place, cell in enumerate(row, 1):
            value = {"24/11": datetime.combine(TODAY, time()), "19.31": NOW.time()}.get(cell, cell)
            book.active.cell(at, place, value or None)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
