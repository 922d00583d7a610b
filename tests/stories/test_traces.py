"""A whole run of the program under strace: what it wrote, and where, and that it never asked for the network.

The run is the self-test, which does the main job through the real windows. So that a test that is not root can
look on, the process does not hide its memory here; everything else that it forbids itself holds.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from outreach_desktop.ui.self_test import names_of_steps, steps

RUN = (
    "import sys; from outreach_desktop.vault import hardening; hardening._hide_memory = lambda: None;"
    "from outreach_desktop.__main__ import main; sys.argv = ['outreach-desktop', '--self-test', '--language', 'sv'];"
    "sys.exit(main())"
)
FILES = "openat,open,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,mknod,mknodat"
WRITES = ("write", "pwrite64", "writev", "pwritev")
TRACED = f"%network,{FILES},truncate,memfd_create,execve,{','.join(WRITES)}"
MAKES = ("creat", "rename", "link", "symlink", "mkdir", "mknod", "truncate", "memfd_create")
TYPED = (steps.ALIAS, steps.NOTE, steps.REASON, steps.CHILD, steps.SEEN, steps.PASSPHRASE)

IN_GENERATION = r"case\.db(-wal|-shm|-journal)?|(keys\.json(\.bak)?|manifest\.json)(\.new)?"
# A run that takes long enough makes its first backup by itself.
A_BACKUP = r"\d{4}-\d\d-\d\d-\d{6}-[0-9a-f]{8}\.backup"
IN_BACKUPS = rf"{A_BACKUP}|\.[0-9a-f]{{8}}-[0-9a-f]{{8}}\.(part|scratch(-wal|-shm|-journal)?)"
# In clear, while a meeting is under way: tests/vault/test_clock_file.py says what may stand in it.
CLOCK = r"clock(\.new)?"
IN_VAULT = rf"lock|ballast|{CLOCK}|backups(/({IN_BACKUPS}))?|CURRENT(\.new)?|gen-000001(/({IN_GENERATION}))?"
ALLOWED = re.compile(
    r"self-test-\w+(/("
    rf"vault(/({IN_VAULT}))?"
    r"|settings(/settings\.json(\.new)?)?"
    r"|(report|statistics)\.pdf|\.[0-9a-f]{12}\.new"  # exported on purpose, under another name until they are whole
    r"))?"
)
TRIED = re.compile(
    r"[a-z0-9_]{8}"
)  # Python looks whether a folder for temporary files can be written, and writes b"blat"


def whole_lines(text):
    """Put together what strace splits where threads run at once; yield each call as (name, the rest)."""
    begun = {}
    for line in text.splitlines():
        pid, _space, call = line.partition(" ")
        call = call.strip()
        if call.endswith("<unfinished ...>"):
            begun[pid] = call.removesuffix("<unfinished ...>")
            continue
        if resumed := re.match(r"<\.\.\. \w+ resumed>", call):
            call = begun.pop(pid, "") + call[resumed.end() :]
        if found := re.match(r"(\w+)\((.*)", call):
            yield found[1], found[2]


def written_places(calls):
    """Yield the path of every file or folder that was made, or opened so that it could be written."""
    for name, rest in calls:
        paths = re.findall(r'"((?:[^"\\]|\\.)*)"', rest)
        if name in ("openat", "open"):
            yield from paths[:1] if re.search(r"O_(WRONLY|RDWR|CREAT|TMPFILE)", rest) else ()
        elif name.startswith(MAKES):
            yield from paths


def forms(text):
    """Return how strace shows the longest plain part of a text: in UTF-8, and in UTF-16 as Qt has it."""
    plain = max(re.findall(r"[ -~]+", text), key=len).replace('"', "")
    return plain, "".join(f"{letter}\\0" for letter in plain)[:-2]


class Trace:
    def __init__(self, folder):
        self.folder = folder
        for name in ("home", "tmp"):
            (folder / name).mkdir()
        log = folder / "trace"
        places = {"HOME": "home", "TMPDIR": "tmp", "OUTREACH_SETTINGS": "settings"}
        surroundings = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")}
        surroundings = {key: value for key, value in surroundings.items() if not key.startswith("XDG_")}
        surroundings |= {name: str(folder / place) for name, place in places.items()} | {"PYTHONPATH": os.getcwd()}  # noqa: PTH109
        command = ["strace", "-f", "-qq", "-s", "100000", "-e", f"trace={TRACED}", "-o", log, sys.executable, "-c", RUN]
        self.done = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=False)
        self.calls = list(whole_lines(log.read_text("utf-8", "replace")))

    def places(self):
        """Return what was written, below the folder for temporary files where it is there."""
        devices = ("/dev/null", "/dev/tty")
        found = {path for path in written_places(self.calls) if path not in devices}
        return {
            str(Path(path).relative_to(self.folder / "tmp")) if str(self.folder) in path else path for path in found
        }


@pytest.fixture(scope="module")
def trace(tmp_path_factory):
    made = Trace(tmp_path_factory.mktemp("traced"))
    assert made.done.returncode == 0, made.done.stdout + made.done.stderr
    return made


@pytest.mark.timeout(300)
def test_the_whole_job_is_done_and_every_file_that_is_made_or_written_is_on_the_list(trace):
    assert len(trace.done.stdout.splitlines()) == len(names_of_steps())
    inside = {path for path in trace.places() if not TRIED.fullmatch(path)}
    assert {path for path in inside if not ALLOWED.fullmatch(path)} == set()
    ends = {path.rpartition("/")[2] for path in inside}
    assert {"case.db", "case.db-wal", "keys.json", "settings.json", "report.pdf", "ballast"} <= ends


def test_nothing_that_was_typed_is_ever_written_in_clear(trace):
    """Looks at the bytes of each write, so that a file that is gone again is seen too."""
    written = [rest for name, rest in trace.calls if name in WRITES]
    assert len(written) > 100
    assert any("Skapa ett" in rest for rest in written)  # what the terminal is told: the search does find
    found = [each for each in TYPED for form in forms(each) if any(form in rest for rest in written)]
    assert found == []


def test_no_socket_but_local_ones_is_asked_for(trace):
    """Our own question to the filter, for a family that does not exist, is all that is asked besides."""
    asked = {rest.split(",")[0] for name, rest in trace.calls if name in ("socket", "socketpair")}
    assert {family.split(" ")[0] for family in asked} <= {"AF_UNIX", "0x4f555452"}
    assert any(family.startswith("0x4f555452") for family in asked)


def test_the_part_of_qt_for_networks_is_never_opened(trace):
    opened = [rest for name, rest in trace.calls if name == "openat"]
    assert any("QtWidgets" in rest for rest in opened)
    assert [rest for rest in opened if re.search(r"(Qt6?Network|QtWebEngine|_ssl\.)", rest)] == []


def test_nothing_remains_but_what_was_there_before(trace):
    assert [each for name in ("home", "tmp") for each in (trace.folder / name).iterdir()] == []


def test_the_list_itself_finds_what_is_not_on_it():
    """The searching is tried on calls as strace writes them."""
    calls = list(
        whole_lines(
            '7 openat(AT_FDCWD, "/x/a", O_RDONLY) = 3\n7 openat(AT_FDCWD, "/x/b", O_WRONLY|O_CREAT <unfinished ...>\n'
            '8 rename("/x/c", "/x/d") = 0\n7 <... openat resumed>) = 4\n7 write(4, "Mira\\303\\245", 6) = 6\n'
        )
    )
    assert list(written_places(calls)) == ["/x/c", "/x/d", "/x/b"]
    assert any(forms("Mira åä")[0].strip() in rest for name, rest in calls if name in WRITES)
    assert not ALLOWED.fullmatch("self-test-abc/vault/gen-000001/notes.txt")
