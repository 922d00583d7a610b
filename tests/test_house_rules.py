"""The rules of the house that no linter knows (docs/BUILDING.md, ARCHITECTURE.md)."""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import outreach_desktop

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "outreach_desktop"
LOCKS = ("requirements.lock", "requirements-dev.lock")

# Written in pieces, so that this file does not break its own rules.
MACHINE_PATHS = re.compile("(?<![\\w.])/" + "(home|root|work|Users|opt/(pypi|wheels))/[\\w.]")
REGISTRIES = re.compile(
    "|".join(
        left + r"\." + right
        for left, right in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "(org|com)"),
            ("deb.debian", "org"),
            ("archive.ubuntu", "com"),
            ("pkg", "dev"),
            ("crates", "io"),
        )
    )
)
PUT_OFF = re.compile("TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK|(?i:for " + "now|placeholder " + "data)")
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "misc", "shared"}


def tracked_files() -> list[Path]:
    """Return what the repository holds and would hold after the next commit."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each tracked file that is text."""
    for file in tracked_files():
        content = file.read_bytes()
        if b"\0" not in content[:8000]:
            yield file.relative_to(ROOT).as_posix(), content.decode("utf-8", "replace")


def modules(folder: Path = PACKAGE) -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(folder.rglob("*.py")):
        yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))


def lines_matching(pattern: re.Pattern[str], files: Iterator[tuple[str, str]]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in files
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call with the last part of its name: `exec` for `self.dialog.exec()`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
            yield name, node


def lengths_of_functions() -> dict[str, int]:
    """Return lines per function, from its `def` to its end, its docstring not counted."""
    return {
        f"{name}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1 - _docstring_lines(node)
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if ast.get_docstring(node) is None:
        return 0
    return node.body[0].end_lineno - node.body[0].lineno + 1


# --- what is in the repository ---


def test_no_file_names_a_folder_of_somebodys_machine():
    assert lines_matching(MACHINE_PATHS, tracked_texts()) == []


def test_no_file_names_the_host_of_a_package_registry():
    assert lines_matching(REGISTRIES, tracked_texts()) == []


def test_the_lock_files_name_no_address_at_all():
    pattern = re.compile(r"https?://|file:|--(extra-)?index|--find-links")
    assert lines_matching(pattern, ((name, (ROOT / name).read_text()) for name in LOCKS)) == []


def test_nothing_is_put_off_to_later():
    code = (pair for pair in tracked_texts() if pair[0].endswith((".py", ".sh", ".sql", "Makefile", ".toml")))
    assert lines_matching(PUT_OFF, code) == []


def test_the_version_is_the_same_wherever_it_stands():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert declared == outreach_desktop.__version__
    assert f"## {declared}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "Version 3, 29 June 2007" in text
    assert text.count("\n") > 600


# --- how long and how named ---


def test_no_module_is_longer_than_400_lines():
    files = [*PACKAGE.rglob("*.py"), *(ROOT / "scripts").rglob("*.py")]
    lengths = {file.relative_to(ROOT).as_posix(): len(file.read_text("utf-8").splitlines()) for file in files}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_function_is_longer_than_50_lines():
    assert {name: length for name, length in lengths_of_functions().items() if length > 50} == {}


def test_half_of_the_functions_have_at_most_six_lines_and_95_of_100_at_most_25():
    lengths = sorted(lengths_of_functions().values())
    assert statistics.median(lengths) <= 6
    assert statistics.quantiles(lengths, n=20)[-1] <= 25


def test_no_module_or_folder_has_a_name_that_says_nothing():
    names = [path for path in PACKAGE.rglob("*") if path.suffix in ("", ".py")]
    assert [path for path in names if path.stem.strip("_") in NAMES_THAT_SAY_NOTHING] == []


# --- what the code may not do ---


def test_tests_type_letters_outside_ascii_another_way_than_by_keyclicks():
    """Qt aborts the whole process when its test keyboard meets å; `type_text` in conftest.py sends the letters."""
    found = [
        f"{name}:{call.lineno}"
        for name, tree in modules(ROOT / "tests")
        for called, call in calls(tree)
        if called in ("keyClicks", "keyClick", "keyPress", "keySequence") and not _ascii_only(call)
    ]
    assert found == []


def _ascii_only(call: ast.Call) -> bool:
    words = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return all(word.isascii() for word in words)


def test_nothing_runs_the_event_loop_from_inside():
    assert _calls_named("processEvents", PACKAGE) == []


def test_dialogs_are_opened_and_not_executed():
    """`exec()` stops the caller until the dialog closes: locking could not close it, a test would hang.

    The self-test's loop is none: it is the hand that waits, and ends by its own clock. Nor is Python's own `exec`,
    by which Qt's words for wrong calls are loaded late.
    """
    found = _calls_named("exec", PACKAGE / "ui") + _calls_named("exec_", PACKAGE / "ui")
    others = ("outreach_desktop/ui/self_test/", "outreach_desktop/ui/gate/qt_loading.py")
    assert [place for place in found if not place.startswith(others)] == []


def test_no_object_is_made_of_a_layouts_item():
    """It outlives what it stands for, and whatever then gets that place in memory ends the process when it goes.

    `itemAt` makes one, and so does `addLayout` on a layout that stands on a widget already: lay out first, then set.
    """
    assert _calls_named("itemAt", PACKAGE / "ui") + _calls_named("insertLayout", PACKAGE / "ui") == []
    assert [place.rsplit(":", 1)[0] for place in _calls_named("addLayout", PACKAGE)] == [
        "outreach_desktop/ui/look/layouts.py"
    ]


def test_only_the_command_line_prints():
    outside = [place for place in _calls_named("print", PACKAGE) if not place.startswith("outreach_desktop/cli")]
    assert outside == []


def test_translating_is_never_renamed():
    """A call of another name is not found when the texts are collected, and stays English."""
    assert [place for name, tree in modules() for place in _renamings(name, tree)] == []


def _renamings(name: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            renamed = [alias for alias in node.names if alias.name in ("_", "gettext", "ngettext") and alias.asname]
            yield from (f"{name}:{node.lineno}" for _alias in renamed)
        elif isinstance(node, ast.Assign):
            value = getattr(node.value, "attr", None) or getattr(node.value, "id", "")
            kept = [target for target in node.targets if getattr(target, "id", "") == value]
            if value in ("_", "gettext", "ngettext") and not kept:
                yield f"{name}:{node.lineno}"


def _calls_named(called: str, folder: Path) -> list[str]:
    return [f"{name}:{call.lineno}" for name, tree in modules(folder) for found, call in calls(tree) if found == called]


# --- the locked libraries ---


def pins(lock: str) -> dict[str, Requirement]:
    """Return what a lock file pins, by name."""
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    found = [Requirement(line.removesuffix("\\").strip()) for line in lines if line[:1].isalpha()]
    return {requirement.name.lower(): requirement for requirement in found}


def version_of(pin: Requirement) -> Version:
    (specifier,) = pin.specifier
    assert specifier.operator == "=="
    return Version(specifier.version)


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("python", ["3.10", "3.11"])
def test_pyside_6_12_never_meets_a_python_older_than_3_12(lock, python):
    """That pair loses a reference of None in every call and dies after some 100 000 of them."""
    here = {"python_version": python, "python_full_version": f"{python}.7"}
    for name in ("pyside6-essentials", "shiboken6"):
        pin = pins(lock)[name]
        if pin.marker is None or pin.marker.evaluate(here):
            assert version_of(pin) < Version("6.12")


def test_300_000_calls_of_qt_that_return_nothing_are_survived():
    calling = "from PySide6.QtCore import QObject\nqt = QObject()\nfor _ in range(300_000): qt.setObjectName('')\n"
    finished = subprocess.run([sys.executable, "-c", calling], capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr) == (0, "")


def test_the_tests_run_with_the_very_libraries_that_users_get():
    runtime, development = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: str(pin) for name, pin in runtime.items() if str(development.get(name)) != str(pin)} == {}


def test_the_locks_hold_every_declared_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    declared = {"requirements.lock": project["project"]["dependencies"]}
    declared["requirements-dev.lock"] = project["dependency-groups"]["dev"]
    for lock, wishes in declared.items():
        for wish in map(Requirement, wishes):
            pin = pins(lock)[wish.name.lower().replace("_", "-")]
            assert wish.specifier.contains(version_of(pin)), f"{lock}: {wish} is not met; run make lock"


def test_no_test_waits_with_pythons_lock_held():
    """`QTest.qWait` lets no other thread run: what waits for a worker waits for long, or in vain."""
    assert _calls_named("qWait", ROOT / "tests") == []
