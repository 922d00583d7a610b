"""What a hardened process can no longer do. Each test hardens a process of its own."""

import subprocess
import sys

import pytest

HARDENED = "from outreach_desktop.vault.hardening import harden, NetworkRefused\nimport sys\nharden()\n"


def run(code: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", HARDENED + code]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_new_files_are_for_the_user_only(tmp_path):
    path = tmp_path / "new"
    assert run(f"open({str(path)!r}, 'w').close()").returncode == 0
    assert path.stat().st_mode & 0o777 == 0o600


def test_there_is_no_core_and_memory_is_hidden():
    done = run(
        "import resource, ctypes\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    assert done.stdout == "(0, 0) 0\n"


@pytest.mark.parametrize(
    "code",
    [
        "socket.create_connection(('192.0.2.1', 80), 1)",
        "socket.socket().connect(('127.0.0.1', 9))",
        "socket.socket().connect_ex(('127.0.0.1', 9))",
        "socket.socket().bind(('127.0.0.1', 0))",
        "socket.socket(socket.AF_INET6).bind(('::1', 0))",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendmsg([b'x'], [], 0, ('127.0.0.1', 9))",
        "socket.getaddrinfo('name.example', 80)",
        "socket.gethostbyname('name.example')",
        "__import__('urllib.request').request.urlopen('http://name.example/')",
    ],
)
def test_the_network_is_refused(code):
    """By the kernel where a socket would be made, by the hook before that."""
    done = run(f"import socket\ntry:\n    {code}\nexcept (NetworkRefused, PermissionError):\n    print('refused')")
    assert (done.stdout, done.returncode) == ("refused\n", 0), done.stderr


def test_where_no_kernel_refuses_sockets_the_hook_refuses_to_use_them():
    """Windows and macOS have the hook alone; here the sockets are made before it is set."""
    code = (
        "import socket, sys\nfrom outreach_desktop.vault import hardening\n"
        "made = [socket.socket(), socket.socket(socket.AF_INET6), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)]\n"
        "hardening.harden()\n"
        "def tried(call, *arguments):\n"
        "    try: call(*arguments)\n"
        "    except hardening.NetworkRefused as e: print(e)\n"
        "tried(made[0].connect, ('127.0.0.1', 9)); tried(made[0].connect_ex, ('127.0.0.1', 9))\n"
        "tried(made[1].bind, ('::1', 0)); tried(made[2].sendto, b'x', ('127.0.0.1', 9))\n"
        "tried(made[2].sendmsg, [b'x'], [], 0, ('127.0.0.1', 9))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "This program does not use the network.\n" * 5, done.stderr


def test_processes_of_this_machine_can_still_be_reached(tmp_path):
    path = tmp_path / "socket"
    done = run(
        "import socket\n"
        f"server = socket.socket(socket.AF_UNIX); server.bind({str(path)!r}); server.listen()\n"
        f"socket.socket(socket.AF_UNIX).connect({str(path)!r})\nprint('reached')"
    )
    assert done.stdout == "reached\n", done.stderr


def test_a_vault_works_in_a_hardened_process_and_nothing_heavy_is_loaded_by_hardening(made, tmp_path):
    import shutil

    shutil.copytree(made[0], tmp_path / "vault")
    done = run(
        "assert not {'nacl', 'zxcvbn', 'socket'} & set(sys.modules)\n"
        "from pathlib import Path\nfrom outreach_desktop.vault.folder import Vault\n"
        f"vault = Vault.open(Path({str(tmp_path / 'vault')!r}))\n"
        "assert not {'nacl', 'zxcvbn', 'socket'} & set(sys.modules)\n"
        "print(vault.unlock('Bo', 'en lång fras som är Bos').role)"
    )
    assert done.stdout == "volunteer\n", done.stderr
