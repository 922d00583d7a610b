"""The main job as somebody does it who cannot see the screen: through the accessibility bus alone.

The program runs as a user starts it, on a display and an accessibility bus of its own.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from makers import PASSPHRASE

DRIVER = Path(__file__).with_name("atspi_driver.py")
SYSTEM_PYTHON = "/usr/bin/python3"
BUS = next((path for path in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
            if Path(path).exists()), "")  # fmt: skip
SESSION = """
{bus} --launch-immediately &
Xvfb -displayfd 1 -screen 0 1366x768x24 -nolisten tcp &
wait
"""


class Session:
    """A display, a message bus and an accessibility bus; all of it ends with `close`."""

    def __init__(self, folder):
        self._folder = folder
        command = ["dbus-run-session", "--", "sh", "-c", f"env -0 >{folder}/env; {SESSION.format(bus=BUS)}"]
        self._errors = (folder / "session.err").open("w")
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self._errors, text=True, start_new_session=True
        )
        self.display = f":{self._process.stdout.readline().strip()}"
        self._started = []

    @property
    def surroundings(self):
        told = dict(line.split("=", 1) for line in (self._folder / "env").read_text().split("\0") if "=" in line)
        return told | {
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_ACCESSIBILITY": "1",
            "NO_AT_BRIDGE": "0",
            "HOME": str(self._folder),
            "OUTREACH_SETTINGS": str(self._folder / "settings"),
            "PYTHONPATH": os.getcwd(),  # noqa: PTH109 - where the package lies
        }

    def start(self, *command):
        errors = (self._folder / "program.err").open("w")
        process = subprocess.Popen(command, env=self.surroundings, stderr=errors, stdout=errors, start_new_session=True)
        self._started.append((process, errors))
        return process

    def read(self, steps):
        """Do the steps through the bus; fail with what the bus shows when one cannot be done."""
        wanted = json.dumps({"application": "outreach", "steps": steps})
        surroundings = {key: value for key, value in self.surroundings.items() if key != "PYTHONPATH"}
        done = subprocess.run(
            [SYSTEM_PYTHON, "-I", DRIVER], input=wanted, env=surroundings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        said = json.loads(done.stdout)
        if "failed" in said:
            shown = "\n".join(said["tree"])
            told = (self._folder / "program.err").read_text()
            pytest.fail(f"step {said['done']}, {steps[said['done']]}: {said['failed']}\n{told}\n{shown}")

    def close(self):
        for process, errors in self._started:
            end(process)
            errors.close()
        end(self._process)
        self._errors.close()


def end(process):
    """End a process with all that it started, and wait until it is gone."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(5)
            break
        except subprocess.TimeoutExpired:
            continue
    if process.stdout:
        process.stdout.close()


@pytest.fixture
def session(tmp_path):
    opened = Session(tmp_path)
    yield opened
    opened.close()


def wait_for(path, seconds=30):
    until = time.monotonic() + seconds
    while not (path.exists() and path.stat().st_size):
        assert time.monotonic() < until, f"{path.name} did not come"
        time.sleep(0.05)


@pytest.mark.timeout(300)
def test_the_main_job_by_the_accessibility_bus_alone(session, vault_folder, tmp_path):
    session.start(sys.executable, "-P", "-m", "outreach_desktop", "--vault", str(vault_folder), "--language", "sv")
    paper = tmp_path / "orosanmalan.pdf"
    session.read(UNLOCK)
    session.read(FIRST_CONTACT)
    session.read(OPEN_PERSON)
    session.read(REPORT)
    session.read(save_as(paper))
    wait_for(paper)
    text = subprocess.run(
        [shutil.which("pdftotext"), str(paper), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Orosanmälan" in text
    assert "Stockholm" in text
    assert "Tova Åkesson" in text
    assert "Annonsen flyttar mellan tre orter." in " ".join(text.split())


UNLOCK = [
    ["see", "combo box", "Vem är du?"],
    ["write", "password text", "Lösenfras", PASSPHRASE],
    ["press", "push button", "Lås upp"],
    ["see", "check box", "Uppsökande"],
]
FIRST_CONTACT = [
    ["press", "check box", "Uppsökande"],
    ["write", "text", "Alias, telefon eller annonsadress", "Mira Åkesson"],
    ["see", "panel", "Ny. Mira Åkesson*"],
    ["press", "push button", "Börja en rad"],
    ["see", "push button", "Spara raden"],
    ["write", "text", "Anteckning", "Hon undrar vilka vi är."],
    ["press", "check box", "2 Fråga"],
    ["press", "push button", "Spara raden"],
    ["gone", "push button", "Spara raden"],
]
OPEN_PERSON = [
    ["write", "text", "Alias, telefon eller annonsadress", "mira åkesson"],
    ["press", "push button", "Öppna"],
    ["see", "list item", "* Hon undrar vilka vi är. Fråga"],
]
REPORT = [
    ["press", "page tab", "Rapporter"],
    ["press", "push button", "Ny orosanmälan"],
    ["write", "text", "Barnets hemkommun", "Stockholm"],
    ["write", "text", "Barnets namn, så långt vi vet", "Tova Åkesson"],
    ["press", "page tab", "3 Det vi vet"],
    ["write", "text", "Vad vi har sett", "Annonsen flyttar mellan tre orter."],
    ["press", "push button", "Spara"],
    ["see", "label", "Sparad *"],
]


def save_as(paper):
    """Through both dialogs: what leaves the vault, and where to."""
    return [
        ["press", "push button", "Spara PDF"],
        ["press", "push button", "Välj plats"],
        ["write", "text", "Filnamn:", str(paper)],
        ["press_in", "Spara som", "push button", "Spara"],
        ["gone", "dialog", "Spara som"],
    ]
