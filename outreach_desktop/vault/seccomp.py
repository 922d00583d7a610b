"""On Linux the kernel itself refuses this process every socket but those between processes of this machine.

A filter holds for good, through each exec, and filters pile up until the kernel takes no more. So ours answers a
question that nobody else knows the answer to: a process that gets it was filtered before it became this program.
"""

import ctypes
import errno
import os
from typing import NamedTuple

from .errors import NetworkNotRefused

_PR_SET_NO_NEW_PRIVS, _SET_MODE_FILTER, _EVERY_THREAD = 38, 1, 1
_AF_UNIX = 1
_QUESTION, _ANSWER = 0x4F555452, errno.EXFULL  # a family that does not exist, an error that sockets never give
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # the instructions of BPF that are used
_NUMBER_AT, _MACHINE_AT, _FAMILY_AT = 0, 4, 16  # in what the kernel tells of a call
_X32 = 0x40000000  # calls of x86_64 with short pointers, under other numbers
_IO_URING = 425  # makes sockets past every filter


class Machine(NamedTuple):
    """How the kernel calls a machine, and the numbers of its system calls."""

    audit: int
    seccomp: int
    socket: int
    socketpair: int


MACHINES = {
    "x86_64": Machine(audit=0xC000003E, seccomp=317, socket=41, socketpair=53),
    "aarch64": Machine(audit=0xC00000B7, seccomp=277, socket=198, socketpair=199),
}
Instruction = tuple[int, int, int, int]  # code, steps over when true, steps over when false, value


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("when_true", ctypes.c_ubyte),
        ("when_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.POINTER(_Instruction)))


def refuse_sockets() -> None:
    """Have the kernel refuse every family of sockets but AF_UNIX; raises `NetworkNotRefused`."""
    machine = MACHINES.get(os.uname().machine)
    if machine is None:
        raise NetworkNotRefused
    library = ctypes.CDLL(None, use_errno=True)
    if not _is_filtered(library):
        _filter(library, machine)
        if not _is_filtered(library):
            raise NetworkNotRefused


def _is_filtered(library: ctypes.CDLL) -> bool:
    """Ask what only our filter answers."""
    return library.socket(_QUESTION, 0, 0) == -1 and ctypes.get_errno() == _ANSWER


def _filter(library: ctypes.CDLL, machine: Machine) -> None:
    instructions = program(machine)
    array = (_Instruction * len(instructions))(*(_Instruction(*each) for each in instructions))
    wanted = _Program(len(instructions), array)
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise NetworkNotRefused
    if library.syscall(machine.seccomp, _SET_MODE_FILTER, _EVERY_THREAD, ctypes.byref(wanted)) != 0:
        raise NetworkNotRefused


def program(machine: Machine) -> list[Instruction]:
    """Return the filter: each step is a comparison that goes to a verdict at the end, or on to the next."""
    return [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_EQUAL, 0, 10, machine.audit),  # calls of another machine's kind are all refused
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, 8, 0, _X32),
        (_EQUAL, 7, 0, _IO_URING),
        (_EQUAL, 2, 0, machine.socket),
        (_EQUAL, 1, 0, machine.socketpair),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, _FAMILY_AT),
        (_EQUAL, 3, 0, _AF_UNIX),
        (_EQUAL, 0, 1, _QUESTION),
        (_RETURN, 0, 0, _ERROR | _ANSWER),
        (_RETURN, 0, 0, _ERROR | errno.EACCES),
        (_RETURN, 0, 0, _ALLOW),
    ]
