"""Measure the goals of speed beside their references, in one run, and print the table.

python -m tests.benchmarks [--small] [WORD]     --small: 2 000 people; WORD: data, window, papers or backups only
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("OUTREACH_SETTINGS", str(Path(__file__).parents[2] / "build" / "bench" / "settings"))

from tests.benchmarks import backups, large_vault, papers, questions, starting
from tests.benchmarks.measuring import Measured, table


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
        "backups": backups.rows,
    }
    found = [_building(built)]
    for name, measure in parts.items():
        if word in name:
            found += measure()
    print(table(found))
    missed = [row.goal for row in found if row.met is False]
    print(
        f"\n{len(found) - len(missed)} of {len(found)} met or without a limit; not met: {', '.join(missed) or 'none'}"
    )


def _building(built: large_vault.Built) -> Measured:
    beside = f"{built.megabytes:.0f} MB at most; once, kept since"
    return Measured("building the practice vault", built.seconds, unit="s", most=600, beside=beside)


if __name__ == "__main__":
    main(sys.argv[1:])
