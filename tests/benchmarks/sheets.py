"""Goals about spreadsheets: 50 000 rows in, from the file to the register, in a vault of its own."""

import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from makers import a_new_vault

from outreach_desktop.domain.importing import Rules
from outreach_desktop.i18n import ZONE
from outreach_desktop.operations import vaults
from outreach_desktop.operations.importing.carrying_out import carry_out
from outreach_desktop.operations.importing.headings import recognise
from outreach_desktop.operations.importing.planning import plan_import
from outreach_desktop.sheets.reading import read_sheet
from outreach_desktop.sheets.writing import csv_bytes
from outreach_desktop.sheets.xlsx_writing import xlsx_bytes
from outreach_desktop.vault.cost import FLOOR

from .large_vault import PLACE
from .measuring import Measured

ROWS = 50_000
NOW = datetime(2026, 11, 24, 19, 31, tzinfo=ZONE)
HEADINGS = ["Alias", "Telefon", "Annons", "Ort", "Datum", "Utfall", "Anteckning", "Nästa steg"]


def _row(number: int) -> list[str]:
    address = f"https://annonssidan.example/annons/{number}"
    day = f"2026-11-{number % 22 + 1:02d} 19:{number % 60:02d}"
    return [
        f"Mira {number}",
        f"07{number:08d}",
        address,
        "Uppsala",
        day,
        "Inget svar",
        "frågade om boende",
        "ring igen",
    ]


def rows() -> Iterator[Measured]:
    table = [HEADINGS, *map(_row, range(ROWS))]
    PLACE.mkdir(parents=True, exist_ok=True)
    for name, content in (("CSV", csv_bytes(table)), ("XLSX", xlsx_bytes("Personer", table))):
        with tempfile.TemporaryDirectory(dir=PLACE) as folder:
            yield _measured(name, content, Path(folder) / "vault")


def _measured(name: str, content: bytes, folder: Path) -> Measured:
    vault, keys, _lines = vaults.make_vault(a_new_vault(folder), FLOOR, NOW)
    db = vaults.connect(vault, keys)
    try:
        begun, of_processor = time.perf_counter(), time.process_time()
        sheet = read_sheet(content)
        plan = plan_import(db, sheet, recognise(sheet.headings), NOW)
        planned = time.process_time()
        done = carry_out(db, plan, Rules(), NOW)
        seconds, ended = time.perf_counter() - begun, time.process_time()
    finally:
        db.close()
        vault.close()
    assert done.added == ROWS
    beside = f"{ended - of_processor:.0f} s of the processor, {planned - of_processor:.0f} of them before writing"
    return Measured(f"{ROWS} rows from {name} into the register", seconds, unit="s", most=60, beside=beside)
