"""Goals about starting and about the window: whole processes on a display, ours and bare ones in turns."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from .large_vault import PLACE, Built
from .measuring import Measured

CHILD = [sys.executable, "-P", "-m", "tests.benchmarks.child"]
ROUNDS = 11
GAP, FRAME = 33, 20


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """Give the surroundings of a process with a display of its own; without Xvfb, those of none.

    What is compiled once is kept, as it is on a user's machine, whatever this shell says.
    """
    usual = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    usual |= {"PYTHONPATH": os.pathsep.join([os.getcwd(), "tests"]), "PYTHONPYCACHEPREFIX": str(PLACE / "compiled")}  # noqa: PTH109
    if not shutil.which("Xvfb"):
        yield usual | {"QT_QPA_PLATFORM": "offscreen"}
        return
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        yield usual | {"DISPLAY": f":{server.stdout.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


def rows(built: Built) -> Iterator[Measured]:
    with display() as surroundings:
        ours, bare = _starts(built, surroundings)
        yield Measured("start -> lock window painted", ours, bare, "bare PySide6 window", most_ratio=1.15)
        done = subprocess.run(
            [*CHILD, "work", str(built.folder), built.label, built.passphrase],
            env=surroundings, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr)
        yield from _window_rows(json.loads(done.stdout.splitlines()[-1]), bare)


def _starts(built: Built, surroundings: dict[str, str]) -> tuple[float, float]:
    commands = ([*CHILD, "lock", str(built.folder)], [*CHILD, "bare"])
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS + 1):
        for which in ((0, 1), (1, 0))[number % 2]:
            begun = time.perf_counter()
            subprocess.run(commands[which], env=surroundings, capture_output=True, check=True)
            times[which].append((time.perf_counter() - begun) * 1000)
    return statistics.median(times[0][1:]), statistics.median(times[1][1:])


def _window_rows(found: dict[str, float], bare: float) -> Iterator[Measured]:
    unlocked = found["unlock"] - found["keys"]
    yield Measured("unlock -> Today painted, less the keys", unlocked, bare, "bare start", most_ratio=0.35, most=300)
    yield Measured("deriving the keys of the practice vault", found["keys"])
    for name in ("people", "contacts"):
        yield Measured(f"enter the list of {name}: to painted rows", found[f"open {name}"], most=100)
    yield Measured("key in the filter -> painted rows, median", found["key to rows"], found["frame"], "one full frame",
                   most_ratio=1.5, most=50)  # fmt: skip
    yield Measured("key in the filter -> painted rows, most", found["key to rows, most"], found["frame"],
                   "one full frame", most_ratio=2)  # fmt: skip
    yield Measured("page-down frame", found["page down"], found["page down, naive"], "the same cells from a bare list",
                   most=FRAME)  # fmt: skip
    yield Measured("enter statistics: to painted figures", found["statistics page"], most=200)
    for name in ("unlock", "people", "contacts", "search", "statistics"):
        beside = f"{found[f'busy {name}']:.0f} ms of the processor in one turn"
        yield Measured(f"longest gap of the main thread: {name}", found[f"gap {name}"], most=GAP, beside=beside)
    yield Measured("memory right after all of it", found["rss at once"], unit="MB")
    yield Measured("memory with everything open, after a rest", found["rss"], unit="MB", most=120)
