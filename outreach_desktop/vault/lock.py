"""The lock on a vault's folder. The system drops it when the process ends, however it ends."""

import os
import sys
from pathlib import Path

from .durable import PRIVATE_FILE
from .errors import CannotLock, CannotWrite, InUse

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Held from making until `release`; the file itself stays, since deleting it would let two in."""

    def __init__(self, path: Path) -> None:
        """Take the lock; raises `InUse`, `CannotLock`, `CannotWrite`."""
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        except OSError:
            raise CannotWrite from None
        try:
            _take(self._descriptor)
        except (BlockingIOError, PermissionError):
            self.release()
            raise InUse from None
        except OSError:
            self.release()
            raise CannotLock from None

    def release(self) -> None:
        """Let others in. May be called twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
