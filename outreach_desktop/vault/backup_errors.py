"""What can go wrong with a backup and its place, each in its own sentence."""

import errno

from ..domain.errors import KnownError
from .errors import Unreadable


class NotABackup(Unreadable):
    def __init__(self) -> None:
        super().__init__("This file is not a backup that this program made. Choose another file.")


class BackupCut(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            "This backup is not whole: its end is missing, as when a stick is pulled out too early. Choose another one."
        )


class BackupDamaged(Unreadable):
    def __init__(self) -> None:
        super().__init__("This backup is damaged: it is not as it was written. Choose another one.")


class BackupOfAnother(KnownError):
    def __init__(self) -> None:
        super().__init__("This backup belongs to another vault. It can be restored into a new, empty folder.")


class BackupNotOpened(KnownError):
    """The account is not in the backup's roster, or with other keys."""

    def __init__(self) -> None:
        super().__init__(
            "Your account does not open this backup, since it was made when the account was not there. "
            "Somebody who was there then can."
        )


class BackupGone(KnownError):
    def __init__(self) -> None:
        super().__init__("The backup is not there. Check that the disk or the USB stick is plugged in, and try again.")


class CannotReadBackup(KnownError):
    def __init__(self) -> None:
        super().__init__("The backup cannot be read. Check that the stick sits well and that you may open the file.")


class PlaceFull(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "No backup was made: the disk is full. The older ones are still there. Make room, or choose another place."
        )


class PlaceReadOnly(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "No backup was made: the place is write-protected. Look for a switch on the stick, or choose another place."
        )


class PlaceGone(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "No backup was made: the place is not there. Plug in the stick or connect to the network, and try again."
        )


class PlaceFailed(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "No backup was made: the disk did not take it. Try again, and use another stick if it happens twice."
        )


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN}


def not_written(error: OSError) -> KnownError:
    """Return what to say of a place that does not take a backup."""
    for codes, said in ((_FULL, PlaceFull), (_READ_ONLY, PlaceReadOnly), (_GONE, PlaceGone)):
        if error.errno in codes:
            return said()
    return PlaceFailed()


def not_read(error: OSError) -> KnownError:
    """Return what to say of a backup that the system does not give."""
    if error.errno == errno.EISDIR:
        return NotABackup()
    return BackupGone() if error.errno in _GONE else CannotReadBackup()
