"""The clock that goes on while the computer sleeps and that nobody sets, and a name for this start of the computer.

- Linux: CLOCK_BOOTTIME, and the kernel's boot_id.
- Windows: GetTickCount64, and the number of the start that the kernel shows to every process.
- macOS: mach_continuous_time, and kern.bootsessionuuid.
"""

import ctypes
import sys
import time
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from ..domain.meeting_clock import Moment

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_BOOT_NUMBER = 0x7FFE02C4  # of KUSER_SHARED_DATA, which Windows maps there in every process from version 10 on
_NANOSECONDS = 1_000_000


def moment(wall: datetime) -> Moment:
    """Return the present moment; the wall clock is passed, since a practice vault has its own."""
    return Moment(boot(), ticks(), wall)


def boot() -> str:
    """Return what this start of the computer is called: 32 digits that tell nothing else."""
    return blake2b(_system_boot(), digest_size=16).hexdigest()


def _system_boot() -> bytes:
    if sys.platform == "win32":
        return b"%d" % ctypes.c_uint32.from_address(_BOOT_NUMBER).value
    if sys.platform == "darwin":
        return _sysctl(b"kern.bootsessionuuid")
    return _BOOT_ID.read_bytes()


def ticks() -> int:
    """Return the milliseconds since the computer was started, those in which it slept too."""
    if sys.platform == "win32":
        ask = ctypes.windll.kernel32.GetTickCount64
        ask.restype = ctypes.c_ulonglong
        return int(ask())
    if sys.platform == "darwin":
        return _mach_milliseconds()
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // _NANOSECONDS


class _Timebase(ctypes.Structure):
    _fields_ = (("numerator", ctypes.c_uint32), ("denominator", ctypes.c_uint32))


def _mach_milliseconds() -> int:
    library, base = ctypes.CDLL(None), _Timebase()
    library.mach_timebase_info(ctypes.byref(base))
    library.mach_continuous_time.restype = ctypes.c_uint64
    counted = int(library.mach_continuous_time())
    return counted * int(base.numerator) // int(base.denominator) // _NANOSECONDS


def _sysctl(name: bytes) -> bytes:
    library, size = ctypes.CDLL(None), ctypes.c_size_t(64)
    answer = ctypes.create_string_buffer(size.value)
    if library.sysctlbyname(name, answer, ctypes.byref(size), None, ctypes.c_size_t(0)) != 0:
        raise OSError("sysctl refused")
    return answer.value
