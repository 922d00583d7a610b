"""The kernel refuses sockets to whatever is loaded into the process, and the filter is what it is meant to be."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from outreach_desktop.vault.seccomp import MACHINES, program

HARDENED = "import ctypes, os, socket, sys\nfrom outreach_desktop.vault import hardening\n"
ALLOWED, REFUSED = 0x7FFF0000, 0x00050000 | errno.EACCES
OTHER_CALL, IO_URING = 0, 425
UNIX, INET, INET6, NETLINK, PACKET, VSOCK, QUESTION = 1, 2, 10, 16, 17, 40, 0x4F555452


def run(code, **environment):
    command = [sys.executable, "-c", HARDENED + code]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=60, env=os.environ | environment
    )


def verdict(machine, called, family=0, audit=None):
    """Go through the filter as the kernel does."""
    told = {0: called, 4: machine.audit if audit is None else audit, 16: family}
    steps, at, held = program(machine), 0, 0
    while True:
        code, when_true, when_false, value = steps[at]
        if code == 0x06:
            return value
        if code == 0x20:
            held = told[value]
            at += 1
        else:
            holds = held == value if code == 0x15 else held >= value
            at += 1 + (when_true if holds else when_false)


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_on_both_machines_only_local_sockets_pass(machine):
    for call in (machine.socket, machine.socketpair):
        assert verdict(machine, call, UNIX) == ALLOWED
        assert {verdict(machine, call, each) for each in (INET, INET6, NETLINK, PACKET, VSOCK, 0)} == {REFUSED}
        assert verdict(machine, call, QUESTION) not in (ALLOWED, REFUSED)
    assert verdict(machine, OTHER_CALL) == ALLOWED
    assert verdict(machine, IO_URING) == REFUSED


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_calls_in_the_manner_of_another_machine_are_refused(machine):
    assert verdict(machine, OTHER_CALL, audit=0x40000003) == REFUSED
    assert verdict(machine, machine.socket | 0x40000000, UNIX) == REFUSED


def test_a_library_that_asks_the_kernel_itself_gets_no_socket_either():
    done = run(
        "hardening.harden()\nlibrary = ctypes.CDLL(None, use_errno=True)\n"
        "for family in (2, 10, 16, 17): print(library.socket(family, 1, 0), ctypes.get_errno())\n"
        "print(library.socket(1, 1, 0) >= 0)\nleft, right = socket.socketpair()\nleft.send(b'x'); print(right.recv(1))"
    )
    assert done.stdout.splitlines() == [*[f"-1 {errno.EACCES}"] * 4, "True", "b'x'"], done.stderr


def test_the_filter_is_set_once_however_often_the_process_is_replaced():
    again = "import os, sys; from outreach_desktop.vault import hardening; hardening.harden(); left = int(sys.argv[1]);"
    go_on = "os.execv(sys.executable, [sys.executable, '-c', sys.argv[2], str(left - 1), sys.argv[2]]) if left else 0;"
    say = (
        "from pathlib import Path; lines = Path('/proc/self/status').read_text().splitlines();"
        "print([l.split()[1] for l in lines if l.startswith('Seccomp_filters')])"
    )
    code = f"{again} {go_on}{say}"
    status = Path("/proc/self/status").read_text().splitlines()
    filters = [line.split()[1] for line in status if line.startswith("Seccomp_filters")]
    done = subprocess.run([sys.executable, "-c", code, "3", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str([str(int(each) + 1) for each in filters]), done.stderr


def test_a_kernel_that_refuses_the_filter_stops_the_program_in_words():
    done = run(
        "from outreach_desktop.vault import seccomp\nseccomp.MACHINES['x86_64'] = seccomp.MACHINES['aarch64'] = "
        "seccomp.Machine(audit=0, seccomp=-1, socket=-2, socketpair=-3)\n"
        "sys.argv = ['outreach-desktop', '--language', 'sv']\n"
        "from outreach_desktop.__main__ import main\nsys.exit(main())"
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Den här datorn låter inte programmet stänga av sig självt från nätet"), done.stderr


def test_an_unknown_machine_stops_the_program_too():
    done = run(
        "from outreach_desktop.vault import seccomp, errors\nseccomp.MACHINES.clear()\n"
        "try: hardening.harden()\nexcept errors.NetworkNotRefused: print('refused')"
    )
    assert done.stdout == "refused\n", done.stderr
