"""The first run on a fresh machine, as far as it can be tried without taking anything away from this one."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SET_UP = ["scripts/setup.sh", "scripts/launcher", "scripts/system_packages.py", "scripts/catalogues.py"]


def run(*command, cwd=ROOT, **environment):
    environment = {name: value for name, value in (os.environ | environment).items() if value is not None}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(name="checkout", scope="module")
def a_checkout_in_a_folder_with_a_difficult_name(tmp_path_factory):
    """Return a folder that was set up: empty locks, and a program that tells how it was called.

    Making an environment takes seconds, so the tests share it; each leaves it ready but the last, which moves it.
    """
    folder = lay_out(tmp_path_factory.mktemp("fresh") / "Å ä's folder")
    first = set_up(folder)
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines()[-1] == "Ready."
    return folder


def lay_out(folder):
    for name in SET_UP:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    for name in ("requirements.lock", "requirements-dev.lock"):
        (folder / name).write_text("", "utf-8")
    (folder / "outreach_desktop").mkdir()
    (folder / "outreach_desktop" / "__main__.py").write_text("import sys\nprint(__file__, sys.argv[1:])\n", "utf-8")
    return folder


def set_up(folder, scope="run", **environment):
    return run(folder / "scripts" / "setup.sh", scope, cwd="/", PYTHON=sys.executable, **environment)


def test_the_first_set_up_makes_a_command_that_starts_from_any_folder(checkout, tmp_path):
    started = run(checkout / ".venv" / "bin" / "outreach-desktop", "--language", "sv", cwd=tmp_path)
    assert started.stdout == f"{checkout}/outreach_desktop/__main__.py ['--language', 'sv']\n"


def test_the_command_starts_through_a_link_and_from_its_own_folder(checkout, tmp_path):
    (tmp_path / "link").symlink_to(checkout / ".venv" / "bin" / "outreach-desktop")
    assert run(tmp_path / "link", cwd="/").returncode == 0
    assert run("sh", "outreach-desktop", cwd=checkout / ".venv" / "bin").returncode == 0


def test_a_folder_one_stands_in_cannot_slip_its_own_modules_in(checkout, tmp_path):
    (tmp_path / "outreach_desktop").mkdir()
    (tmp_path / "outreach_desktop" / "__main__.py").write_text("print('somebody else')\n", "utf-8")
    started = run(checkout / ".venv" / "bin" / "outreach-desktop", cwd=tmp_path)
    assert started.stdout.startswith(f"{checkout}/")


def test_the_second_set_up_says_and_does_nothing(checkout):
    before = {path: path.lstat().st_mtime_ns for path in checkout.rglob("*")}
    again = set_up(checkout, PATH="/usr/bin:/bin", PIP_INDEX_URL="nowhere")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert {path: path.lstat().st_mtime_ns for path in checkout.rglob("*")} == before


def test_what_the_tests_need_is_enough_to_run(checkout):
    (checkout / ".venv" / "ready-run").unlink()
    assert "requirements-dev.lock" in set_up(checkout, "test").stdout
    assert set_up(checkout, "run").stdout == ""
    (checkout / ".venv" / "ready-test").unlink()
    assert "requirements.lock" in set_up(checkout, "run").stdout


def test_other_locked_libraries_are_fetched_at_the_next_run(checkout):
    (checkout / "requirements.lock").write_text("# newer\n", "utf-8")
    assert "Fetching the libraries" in set_up(checkout).stdout
    assert set_up(checkout).stdout == ""


def test_a_set_up_that_was_cut_short_says_why_and_the_next_begins_anew(checkout, tmp_path):
    lock, stale = checkout / "requirements.lock", checkout / ".venv" / "half a library"
    lock.write_text(f"no-such-library==1.0 --hash=sha256:{'0' * 64}\n", "utf-8")
    stale.touch()
    failed = set_up(checkout, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path), PIP_CONFIG_FILE=os.devnull)
    assert failed.returncode == 1
    assert "The libraries could not be fetched" in failed.stderr
    lock.write_text("", "utf-8")
    assert "is not whole" in set_up(checkout).stdout
    assert not stale.exists()
    assert set_up(checkout).stdout == ""


def test_an_environment_whose_python_went_away_is_made_anew(checkout):
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nonexistent/python3")
    assert "is not whole" in set_up(checkout).stdout
    assert set_up(checkout).stdout == ""


@pytest.mark.parametrize("version", ["3.10", "none"])
def test_a_python_that_is_too_old_or_missing_is_a_sentence(tmp_path, version):
    folder, old = lay_out(tmp_path / "checkout"), tmp_path / "python3"
    if version != "none":
        old.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo "Python {version}"\nexit 1\n', "utf-8")
        old.chmod(0o755)
    failed = run(folder / "scripts" / "setup.sh", "run", PYTHON=old)
    assert failed.returncode == 1
    assert failed.stderr.startswith("Outreach Desktop needs Python 3.11 or newer")
    assert not (folder / ".venv").exists()


def test_an_environment_that_was_moved_is_made_anew(checkout):
    moved = checkout.rename(checkout.with_name("moved"))
    assert "is not whole" in set_up(moved).stdout
    assert run(moved / ".venv" / "bin" / "outreach-desktop").stdout.startswith(f"{moved}/")
    moved.rename(checkout)


# --- what the system has to provide ---


def test_nothing_is_missing_where_the_tests_run():
    found = run(sys.executable, "scripts/system_packages.py", "test")
    assert (found.returncode, found.stdout.strip(), found.stderr) == (0, "", "")


def test_a_missing_program_is_named_by_its_package(tmp_path):
    found = run(sys.executable, "scripts/system_packages.py", "test", PATH=str(tmp_path))
    assert {"xvfb", "poppler-utils", "qpdf", "strace"} <= set(found.stdout.split())


# --- the display ---


def show(**environment):
    nothing = {"DISPLAY": None, "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None, "XDG_RUNTIME_DIR": None}
    return run(sys.executable, "-I", "-S", "scripts/display_check.py", **nothing | environment)


@pytest.mark.parametrize(
    "places", [{}, {"DISPLAY": ":4711"}, {"WAYLAND_DISPLAY": "wayland-9"}, {"DISPLAY": "localhost:10.0"}]
)
def test_without_a_display_that_answers_there_is_a_sentence_and_no_crash(places):
    refused = show(**places)
    assert refused.returncode == 1
    assert refused.stderr.startswith("There is no display here")
    assert "(`ssh -X`) cannot be used" in refused.stderr


def test_whoever_chose_a_platform_for_qt_is_not_asked_for_a_display():
    assert show(QT_QPA_PLATFORM="offscreen").returncode == 0


def test_a_wayland_display_that_answers_is_enough(tmp_path):
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "wayland-0"))
        door.listen()
        assert show(WAYLAND_DISPLAY="wayland-0", XDG_RUNTIME_DIR=str(tmp_path)).returncode == 0


def test_an_x_display_that_answers_is_enough():
    shown = run(
        "xvfb-run", "-a", sys.executable, "scripts/display_check.py", QT_QPA_PLATFORM=None, WAYLAND_DISPLAY=None
    )
    assert (shown.returncode, shown.stderr) == (0, "")


def test_each_target_of_make_that_is_for_people_is_explained():
    targets = {line.split(":")[0] for line in Path(ROOT / "Makefile").read_text("utf-8").splitlines() if ": " in line}
    explained = {
        line.split()[0] for line in run("make", "--no-print-directory", "help", MAKEFLAGS=None).stdout.splitlines()
    }
    assert {"run", "test", "check", "lock", "self-test"} <= explained <= targets
