"""What the process forbids itself before anything else happens. Called first by `__main__`."""

import os
import sys
from pathlib import Path

_REFUSED = frozenset(
    {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}
)
_RESOLVING = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})
_PR_SET_DUMPABLE = 4
_FLATPAK = Path("/.flatpak-info")


class NetworkRefused(RuntimeError):
    """Something tried to reach the network: a bug, since nothing here may."""


def harden() -> None:
    """Keep new files to the user, leave no memory on the disk, and refuse the network; not to be undone.

    Raises `NetworkNotRefused`, and then nothing may go on.
    """
    os.umask(0o077)
    _leave_no_core()
    _hide_memory()
    sys.addaudithook(_refuse_network)
    _have_sockets_refused()


def _leave_no_core() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _hide_memory() -> None:
    """Be not dumpable; in Flatpak one must stay so, or the portal's file dialog refuses us."""
    if sys.platform == "linux" and not _FLATPAK.exists():
        import ctypes

        library = ctypes.CDLL(None, use_errno=True)
        if library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl refused")


def _have_sockets_refused() -> None:
    """Have the kernel hold libraries too, where it can: the hook sees what Python does and nothing else."""
    if sys.platform == "linux":
        from .seccomp import refuse_sockets

        refuse_sockets()


def _refuse_network(occasion: str, arguments: tuple[object, ...]) -> None:
    if occasion in _REFUSED and not _is_local(occasion, arguments):
        raise NetworkRefused("This program does not use the network.")


def _is_local(occasion: str, arguments: tuple[object, ...]) -> bool:
    """Sockets between processes of this machine have a path for an address."""
    if occasion in _RESOLVING or sys.platform == "win32":
        return False
    import socket

    return getattr(arguments[0], "family", None) == socket.AF_UNIX
