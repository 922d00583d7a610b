"""Where a passphrase comes from: a prompt, a file that others cannot read, or a file descriptor. Never an argument."""

import getpass
import os
import stat
import sys
from pathlib import Path
from typing import Any

from ..domain.errors import KnownError
from ..i18n import _

_LONGEST = 8192


class WrongUse(Exception):
    """Something was typed that cannot be done; the text is in the language of the terminal."""


class OthersCanRead(KnownError):
    def __init__(self) -> None:
        super().__init__("Others can read the passphrase file. Let only yourself read it: chmod 600.")


class NoPassphraseThere(KnownError):
    def __init__(self) -> None:
        super().__init__("There is no passphrase to read there. It must stand on the first line, as UTF-8.")


def passphrase(wanted: Any, label: str) -> str:
    """Return the passphrase of the account named `label`; raises `WrongUse` where nobody can be asked."""
    if hasattr(wanted, "passphrase_file"):
        return _from_file(wanted.passphrase_file)
    if hasattr(wanted, "passphrase_fd"):
        return _from_descriptor(wanted.passphrase_fd)
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUse(_("There is no terminal to ask for the passphrase: give --passphrase-file or --passphrase-fd."))
    try:
        return getpass.getpass(_("Passphrase for {account}: ").format(account=label))
    except EOFError:
        raise KeyboardInterrupt from None  # Ctrl+D means the same here


def _from_file(path: Path) -> str:
    """Read the first line; the check and the reading are of the same open file."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        raise NoPassphraseThere from None
    if os.name == "posix" and os.fstat(descriptor).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        os.close(descriptor)
        raise OthersCanRead
    return _first_line(descriptor)


def _from_descriptor(number: int) -> str:
    try:
        os.fstat(number)
    except OSError:
        raise WrongUse(_("The file descriptor {number} is not open.").format(number=number)) from None
    return _first_line(number)


def _first_line(descriptor: int) -> str:
    try:
        with os.fdopen(descriptor, "rb") as file:
            line = file.readline(_LONGEST).decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise NoPassphraseThere from None
    if not line:
        raise NoPassphraseThere
    return line
