"""Measure the goals of speed beside their references, in one run, and print the table."""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("OUTREACH_SETTINGS", str(Path(__file__).parents[2] / "build" / "bench" / "settings"))

from collections.abc import Callable, Iterable

from outreach_desktop.vault.cost import FLOOR, calibrate
from outreach_desktop.vault.primitives import derive
from tests.benchmarks import backups, large_vault, leaving, papers, questions, sheets, starting, texts
from tests.benchmarks.measuring import Measured, table, typical_of

PARTS: dict[str, Callable[[large_vault.Built], Iterable[Measured]]] = {
    "data": questions.rows,
    "window": starting.rows,
    "papers": lambda _built: papers.rows(),
    "leaving": lambda _built: leaving.rows(),
    "texts": lambda _built: texts.rows(),
    "backups": lambda _built: backups.rows(),
    "sheets": lambda _built: sheets.rows(),
}


def main(arguments: list[str]) -> None:
    wanted = _wanted(arguments)
    size = large_vault.SMALL if wanted.small else large_vault.LARGE
    built = large_vault.built(size)
    print(f"{size.people} people, {size.contacts} contacts, in {built.folder}")
    found = [_building(built), _size(built), _derivation()]
    for name in wanted.parts or PARTS:
        found += PARTS[name](built)
    print(table(found))
    missed = [row.goal for row in found if row.met is False]
    print(
        f"\n{len(found) - len(missed)} of {len(found)} met or without a limit; not met: {', '.join(missed) or 'none'}"
    )


def _wanted(arguments: list[str]) -> argparse.Namespace:
    """Return what the command line asks for; `--least` is read where times are taken (measuring.py)."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only some of {', '.join(PARTS)}")
    parser.add_argument("--small", action="store_true", help="2 000 people instead of 100 000")
    parser.add_argument("--least", action="store_true", help="least times instead of medians, on a busy machine")
    wanted = parser.parse_args(arguments)
    if unknown := set(wanted.parts) - set(PARTS):
        parser.error(f"no part of it: {', '.join(sorted(unknown))}")
    return wanted


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
