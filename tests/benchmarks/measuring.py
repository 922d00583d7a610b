"""Rows of the table, and measuring two things in turns so that what disturbs one disturbs the other too."""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

Timed = Callable[[], object]


@dataclass(frozen=True)
class Measured:
    """One goal. `ours` and `reference` are in `unit`; the limit is on the ratio, or on `ours` itself."""

    goal: str
    ours: float
    reference: float | None = None
    beside: str = ""
    unit: str = "ms"
    most_ratio: float | None = None
    most: float | None = None
    least: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.reference if self.reference else None

    @property
    def met(self) -> bool | None:
        """None where there is no limit, or the reference that it is about is not there."""
        if self.most_ratio is not None and self.ratio is None:
            return None
        if self.most_ratio is None and self.most is None:
            return None
        by_ratio = self.most_ratio is None or self.ratio <= self.most_ratio
        return by_ratio and (self.least or 0) <= self.ours <= (self.most if self.most is not None else self.ours)

    @property
    def limit(self) -> str:
        by_ratio = [f"{self.most_ratio:g} x"] if self.most_ratio is not None else []
        span = f"{self.least:g} to {self.most:g}" if self.least is not None else f"{self.most or 0:g}"
        return " and ".join([*by_ratio, *([f"{span} {self.unit}"] if self.most is not None else [])])


def typical(times: list[float]) -> float:
    """Return the median; with --least the least, which holds on a machine that is busy with other things too."""
    return min(times) if "--least" in sys.argv else statistics.median(times)


def milliseconds(work: Timed) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def in_turns(ours: Timed, reference: Timed, rounds: int = 15) -> tuple[float, float]:
    """Return what both typically take in milliseconds, after one warm-up each, done A B B A A B ..."""
    ours()
    reference()
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        for which in ((0, 1), (1, 0))[number % 2]:
            times[which].append(milliseconds((ours, reference)[which]))
    return typical(times[0]), typical(times[1])


def typical_of(work: Timed, rounds: int = 15) -> float:
    work()
    return typical([milliseconds(work) for _ in range(rounds)])


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def table(rows: list[Measured]) -> str:
    head = f"{'goal':<58}{'ours':>12}{'reference':>12}{'ratio':>8}  {'at most':<18}{'':<9}beside"
    return "\n".join([head, "-" * len(head), *map(_line, rows)])


def _line(row: Measured) -> str:
    ours = f"{_number(row.ours)} {row.unit}"
    reference = f"{_number(row.reference)} {row.unit}" if row.reference is not None else "none"
    ratio = f"{row.ratio:.3g}" if row.ratio is not None else "-"
    met = {True: "met", False: "NOT MET", None: "-"}[row.met]
    return f"{row.goal:<58}{ours:>12}{reference:>12}{ratio:>8}  {row.limit:<18}{met:<9}{row.beside}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def bare_copy(database: Path, key: bytes, target: Path) -> None:
    """Copy a database in one go by sqlcipher3, without anything that proves the copy, and take the copy away."""
    source, copy = sqlcipher.connect(str(database)), sqlcipher.connect(str(target))
    for connection in (source, copy):
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    source.backup(copy)
    copy.close()
    source.close()
    target.unlink()
