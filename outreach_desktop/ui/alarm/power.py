"""Whether the computer runs on its battery, as far as the system says."""

import ctypes
import sys
from dataclasses import dataclass
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")
_UNKNOWN, _NO_BATTERY = 255, 128


@dataclass(frozen=True, slots=True)
class Power:
    """`plugged` is None where nobody says; `percent` is what the battery holds, None where there is none or unknown."""

    plugged: bool | None = None
    percent: int | None = None


def read() -> Power:
    """Return how it stands; macOS is not asked."""
    if sys.platform == "win32":
        return _windows()
    return of_supplies(SUPPLIES) if sys.platform == "linux" else Power()


def of_supplies(folder: Path) -> Power:
    """Return what the kernel's list of supplies says."""
    try:
        supplies = sorted(folder.iterdir())
    except OSError:
        return Power()
    kinds = {each: _said(each, "type") for each in supplies if _said(each, "scope") != "Device"}
    mains = [_said(each, "online") == "1" for each, kind in kinds.items() if kind in ("Mains", "USB")]
    batteries = [each for each, kind in kinds.items() if kind == "Battery"]
    percents = [int(found) for each in batteries if (found := _said(each, "capacity")).isdigit()]
    return Power(_plugged(mains, [_said(each, "status") for each in batteries]), min(percents, default=None))


def _plugged(mains: list[bool], batteries: list[str]) -> bool | None:
    if any(mains):
        return True
    if "Discharging" in batteries:
        return False
    if batteries and all(status in ("Charging", "Full", "Not charging") for status in batteries):
        return True
    return False if mains else None


def _said(supply: Path, what: str) -> str:
    try:
        return (supply / what).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


class _Status(ctypes.Structure):
    """SYSTEM_POWER_STATUS of Windows."""

    _fields_ = (
        ("line", ctypes.c_ubyte),
        ("battery", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saving", ctypes.c_ubyte),
        ("seconds", ctypes.c_uint32),
        ("seconds_full", ctypes.c_uint32),
    )


def of_windows(line: int, battery: int, percent: int) -> Power:
    """Return what Windows says, in our words."""
    plugged = {0: False, 1: True}.get(line)
    known = battery != _UNKNOWN and not battery & _NO_BATTERY and percent != _UNKNOWN
    return Power(plugged, percent if known else None)


def _windows() -> Power:
    status = _Status()
    if sys.platform != "win32" or not ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status)):
        return Power()
    return of_windows(status.line, status.battery, status.percent)
