"""The program tests itself: whole it says that all is well, and each of its checks can fail."""

import os
import subprocess
import sys

import pytest

from outreach_desktop.ui.self_test import names_of_steps

PROGRAM = [sys.executable, "-P", "-m", "outreach_desktop", "--self-test"]


def run(*arguments, folder):
    """Run it as a user without a display would; whatever it leaves would be in `folder`."""
    surroundings = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")}
    places = {"TMPDIR": str(folder), "HOME": str(folder), "OUTREACH_SETTINGS": str(folder / "settings")}
    paths = {"PYTHONPATH": os.getcwd()}  # noqa: PTH109 - where the package lies
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, text=True, env=surroundings | places | paths, check=False
    )


def left_in(folder):
    return [each.name for each in folder.rglob("*") if each.name.startswith(("self-test", "vault", "keys", "case"))]


def test_it_does_the_main_job_and_leaves_nothing_behind(tmp_path):
    """In Swedish it runs under strace, see test_traces.py."""
    done = run("--language", "en", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == len(names_of_steps())
    assert done.stderr == ""
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("step", names_of_steps())
def test_each_of_its_checks_can_fail(tmp_path, step):
    done = run("--language", "en", "--break", step, folder=tmp_path)
    assert done.returncode == 1
    *passed, failed = done.stdout.splitlines()
    assert failed.split()[:2] == ["FAILED", step], done.stdout
    assert all(line.startswith("ok ") for line in passed)
    assert "Traceback" not in done.stderr, done.stderr
    assert left_in(tmp_path) == []


def test_it_says_which_steps_there_are(tmp_path):
    done = run("--language", "en", "--break", "nonsense", folder=tmp_path)
    assert done.returncode == 1
    assert all(step in done.stderr for step in names_of_steps())


def test_it_names_its_steps(tmp_path):
    done = run("--language", "sv", "--list", folder=tmp_path)
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == names_of_steps()
    assert "Skriv en orosanmälan" in done.stdout


def test_it_needs_nothing_that_only_tests_have(tmp_path):
    """What is not a dependency of the program is hidden from it."""
    hidden = "import sys; sys.modules.update(dict.fromkeys(('pytest', 'hypothesis', 'pikepdf', 'page', 'pypdf')));"
    start = "sys.argv[1:] = ['--self-test']; from outreach_desktop.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", f"{hidden} {start}"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
