"""How often each fault is tried: a short stage on every run, a long one by `make faults`."""

import os

LONG = "OUTREACH_LONG_FAULTS" in os.environ


def times(short: int, long: int) -> int:
    return long if LONG else short
