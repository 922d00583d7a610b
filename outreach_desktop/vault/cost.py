"""What one guess of a passphrase costs: memory and passes of Argon2id."""

import sys
import time
from dataclasses import dataclass
from typing import Self

MIB = 1 << 20
LEAST_MEMORY, MOST_MEMORY = 64 * MIB, 2048 * MIB
LEAST_PASSES, MOST_PASSES = 1, 20
_FLOOR_MEMORY, _FLOOR_PASSES = 128 * MIB, 3
_STEP = 16 * MIB
_QUICK, _AIM, _SLOW = 0.7, 1.0, 1.5


@dataclass(frozen=True, slots=True)
class Cost:
    """Memory in bytes and passes; never under `FLOOR`, never over what a reader accepts."""

    memory_bytes: int
    passes: int

    def __post_init__(self) -> None:
        enough = self.memory_bytes >= _FLOOR_MEMORY and self.passes >= _FLOOR_PASSES
        if not enough or self.memory_bytes > MOST_MEMORY or self.passes > MOST_PASSES:
            raise ValueError("a cost outside the limits")

    @classmethod
    def cheapest_for_tests(cls) -> Self:
        """Return the least that a reader accepts. Refused outside a test run."""
        if "pytest" not in sys.modules:
            raise RuntimeError("The cheapest cost is for tests only.")
        cost = object.__new__(cls)
        object.__setattr__(cost, "memory_bytes", LEAST_MEMORY)
        object.__setattr__(cost, "passes", LEAST_PASSES)
        return cost


FLOOR = Cost(_FLOOR_MEMORY, _FLOOR_PASSES)
DEFAULT = Cost(256 * MIB, 3)


def calibrate() -> Cost:
    """Return a cost of about one second on this machine, measured by deriving once or twice.

    Raises `NotEnoughMemory` when even the floor does not fit.
    """
    from .errors import NotEnoughMemory

    try:
        return fitting(_seconds(DEFAULT))
    except NotEnoughMemory:
        _seconds(FLOOR)
        return FLOOR


def fitting(seconds: float) -> Cost:
    """Return a cost of about one second where `DEFAULT` takes `seconds`."""
    if _QUICK <= seconds <= _SLOW:
        return DEFAULT
    if seconds < _QUICK:
        return Cost(DEFAULT.memory_bytes, min(MOST_PASSES, round(DEFAULT.passes * _AIM / max(seconds, 0.001))))
    memory = int(DEFAULT.memory_bytes * _AIM / seconds) // _STEP * _STEP
    return Cost(max(FLOOR.memory_bytes, memory), DEFAULT.passes)


def _seconds(cost: Cost) -> float:
    from .primitives import derive

    start = time.perf_counter()
    derive(b"calibration", bytes(16), cost.memory_bytes, cost.passes)
    return time.perf_counter() - start
