"""Measure the goals of speed beside their references, in one run, and print the table.

python -m tests.benchmarks [--small] [--least] [WORD]

--small: 2 000 people; --least: least times instead of medians, on a busy machine; WORD: data, window, papers,
leaving, texts, backups or sheets only
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("OUTREACH_SETTINGS", str(Path(__file__).parents[2] / "build" / "bench" / "settings"))

from outreach_desktop.vault.cost import FLOOR, calibrate
from outreach_desktop.vault.primitives import derive
from tests.benchmarks import backups, large_vault, leaving, papers, questions, sheets, starting, texts
from tests.benchmarks.measuring import Measured, table, typical_of


def main(arguments: list[str]) -> None:
    small = "--small" in arguments
    word = next((each for each in arguments if not each.startswith("-")), "")
    size = large_vault.SMALL if small else large_vault.LARGE
    built = large_vault.built(size)
    print(f"{size.people} people, {size.contacts} contacts, in {built.folder}")
    parts = {
        "data": lambda: questions.rows(built),
        "window": lambda: starting.rows(built),
        "papers": papers.rows,
        "leaving": leaving.rows,
        "texts": texts.rows,
        "backups": backups.rows,
        "sheets": sheets.rows,
    }
    found = [_building(built), _size(built), _derivation()]
    for name, measure in parts.items():
        if word in name:
            found += measure()
    print(table(found))
    missed = [row.goal for row in found if row.met is False]
    print(
        f"\n{len(found) - len(missed)} of {len(found)} met or without a limit; not met: {', '.join(missed) or 'none'}"
    )


def _building(built: large_vault.Built) -> Measured:
    beside = f"{built.of_processor:.0f} s of the processor, {built.megabytes:.0f} MB at most; once, kept since"
    return Measured("building the practice vault", built.seconds, unit="s", most=600, beside=beside)


def _size(built: large_vault.Built) -> Measured:
    files = sum(each.stat().st_size for each in built.folder.rglob("*") if each.is_file())
    return Measured("the practice vault on the disk", files / 1e6, unit="MB", most=1000, beside="its whole folder")


def _derivation() -> Measured:
    """Derive a key at the cost that a new vault gets on this machine."""
    shipped = calibrate()
    seconds = typical_of(lambda: derive(b"bench", bytes(16), shipped.memory_bytes, shipped.passes), 3) / 1000
    enough = shipped.memory_bytes >= FLOOR.memory_bytes and shipped.passes >= FLOOR.passes
    beside = f"{shipped.memory_bytes >> 20} MiB, {shipped.passes} passes{'' if enough else ': TOO LITTLE'}"
    return Measured("deriving the keys of a new vault", seconds, unit="s", least=0.7, most=1.5, beside=beside)


if __name__ == "__main__":
    main(sys.argv[1:])
