"""What is loaded before the lock window is painted, and what is said where no window can be shown."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from outreach_desktop.__main__ import window_only
from outreach_desktop.ui.gate import display

ROOT = Path(__file__).parents[3]
HEAVY = (
    *("dataclasses", "inspect", "logging", "ast", "argparse", "asyncio", "sqlcipher3"),
    *("babel", "reportlab", "phonenumbers", "nacl", "pikepdf", "pypdfium2", "zxcvbn"),
)
FIRST_PAINT = """
import json, sys
from pathlib import Path
from outreach_desktop.ui.gate import qt_loading
qt_loading.load_qt()
from outreach_desktop import app as program
app, desktop = program.made(program.Start(Path(sys.argv[1])))
def painted():
    print(json.dumps({"modules": sorted(sys.modules), "waiting": sorted(qt_loading._waiting)}))
    app.exit()
    sys.stdout.flush()
    import os
    os._exit(0)
desktop.open()
desktop.gate.window.painted.disconnect()
desktop.gate.window.painted.connect(painted)
app.exec()
"""

WRONG_CALL = """
import threading
from outreach_desktop.ui.gate import qt_loading
qt_loading.load_qt()
from PySide6.QtCore import QPoint
def call():
    try:
        QPoint("a", "b")
    except TypeError as error:
        said.append(str(error))
said = []
other = threading.Thread(target=call)
other.start()
other.join()
call()
assert len(said) == 2
assert all("QPoint.__init__(xpos: int, ypos: int" in each for each in said), said
import PySide6.support.signature.lib.pyi_generator as generator
assert generator.generate_pyi and not qt_loading._waiting
"""
AFTER_WARM_UP = """
import builtins, linecache, sys
from importlib import import_module
from outreach_desktop.ui.gate import qt_loading
qt_loading.load_qt()
assert builtins.__import__ is builtins.__orig_import__
from outreach_desktop import app as program
from outreach_desktop.ui.gate import opening
opening.warm_up()
before = set(sys.modules)
for name in program.ROOMS:
    assert callable(import_module(f"outreach_desktop.ui.{name}").room), name
for name in ("workspace", "main_window", "search.popup", "settings_room", "idle_notice"):
    import_module(f"outreach_desktop.ui.{name}")
assert not [name for name in set(sys.modules) - before if name.startswith("outreach_desktop")]
assert not [file for file in linecache.cache if "outreach_desktop" in file], "the sources were read once more"
"""
KINDS_OF_WIDGETS = """
import enum
from outreach_desktop.ui.gate import opening, qt_loading
qt_loading.load_qt()
assert len(list(opening.kinds_of_widgets())) > 100
from PySide6.QtWidgets import QApplication, QTableView
app = QApplication([])
made, make = [], enum.EnumType.__new__
def noted(kind, name, *rest, **more):
    made.append(name)
    return make(kind, name, *rest, **more)
enum.EnumType.__new__ = noted
view = QTableView()
view.viewport()
view.style()
print(made)
"""
FIRST_RUN_PARTS = ("PySide6.QtPrintSupport", "zoneinfo", "secrets", "outreach_desktop.ui.gate.first_run")


def run(arguments, **environment):
    usual = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LANG": "sv_SE.UTF-8"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=usual | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def modules_before_the_first_paint(folder, settings):
    return set(at_the_first_paint(folder, settings)["modules"])


def at_the_first_paint(folder, settings):
    done = run(["-c", FIRST_PAINT, str(folder)], QT_QPA_PLATFORM="offscreen", OUTREACH_SETTINGS=str(settings))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_nothing_heavy_is_loaded_before_the_lock_window_is_painted(vault_folder, tmp_path):
    loaded = modules_before_the_first_paint(vault_folder, tmp_path)
    assert [name for name in HEAVY if name in loaded] == []
    rooms = ("workspace", "main_window", "today", "organisation", "settings_room", "forms")
    assert [name for name in rooms if f"outreach_desktop.ui.{name}" in loaded] == []


def test_before_the_first_paint_only_what_the_lock_window_is_made_of_is_loaded(vault_folder, tmp_path):
    """A new entry costs every start: add it only when it must be there."""
    loaded = modules_before_the_first_paint(vault_folder, tmp_path)
    ours = {name.removeprefix("outreach_desktop.") for name in loaded if name.startswith("outreach_desktop.")}
    packages = {name.split(".")[0] if not name.startswith("ui.") else ".".join(name.split(".")[:2]) for name in ours}
    assert packages <= {
        *("app", "domain", "faults", "i18n", "paths", "settings", "ui"),
        *(
            "ui.dialogs",
            "ui.gate",
            "ui.idle",
            "ui.language",
            "ui.look",
            "ui.page",
            "ui.rooms",
            "ui.traces",
            "ui.window_place",
        ),
    }


def test_what_only_the_first_run_needs_is_not_loaded_for_the_lock_window(vault_folder, tmp_path):
    loaded = modules_before_the_first_paint(vault_folder, tmp_path)
    assert [name for name in FIRST_RUN_PARTS if name in loaded] == []


def test_what_shiboken_brings_for_signatures_is_not_compiled_for_the_lock_window(vault_folder, tmp_path):
    waiting = at_the_first_paint(vault_folder, tmp_path)["waiting"]
    assert len(waiting) == 7
    assert "shibokensupport/signature/parser.py" in waiting


def test_a_wrong_call_is_still_told_with_the_signatures_that_there_are():
    done = run(["-c", WRONG_CALL], QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr


def test_entering_finds_every_room_loaded_and_no_source_is_read_twice():
    done = run(["-c", AFTER_WARM_UP], QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr


def test_the_kinds_of_widgets_are_made_while_the_passphrase_is_typed_and_not_with_the_first_page():
    done = run(["-c", KINDS_OF_WIDGETS], QT_QPA_PLATFORM="offscreen")
    assert done.stdout.strip() == "[]", done.stderr


def test_without_a_display_it_says_so_and_how_to_see_it_anyway():
    done = run(["-m", "outreach_desktop"])
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Här finns ingen skärm")
    assert "xvfb-run" in done.stderr
    assert "--self-test" in done.stderr


def test_a_display_that_nobody_answers_at_is_told_in_the_same_way():
    done = run(["-m", "outreach_desktop", "--language", "en"], DISPLAY=":987")
    assert done.returncode == 1
    assert done.stderr.startswith("There is no display here")


def test_a_missing_library_is_named():
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert display.missing_library(error).values == {"library": "libEGL.so.1"}


def test_another_import_error_is_a_bug():
    assert display.missing_library(ImportError("cannot import name 'x'")) is None


def test_a_plugin_that_cannot_be_loaded_names_what_it_lacks(tmp_path, monkeypatch):
    source = tmp_path / "plugin.c"
    source.write_text("int nothing;")
    lacked = tmp_path / "liblacked.so.7"
    platforms = tmp_path / "PySide6" / "Qt" / "plugins" / "platforms"
    platforms.mkdir(parents=True)
    (platforms.parents[2] / "__init__.py").write_text("")
    subprocess.run(["cc", "-shared", "-o", lacked, source], check=True)
    subprocess.run(["cc", "-shared", "-Wl,--no-as-needed", "-o", platforms / "libqxcb.so", source, lacked], check=True)
    lacked.unlink()
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(display.LibraryMissing) as told:
        display._require_loadable("libqxcb.so")
    assert "liblacked.so.7" in told.value.values["library"]


def test_the_terminal_works_without_a_display():
    done = run(["-m", "outreach_desktop", "--help"])
    assert done.returncode == 0
    assert "demo" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], (None, "")),
        (["--vault", "/v"], (Path("/v"), "")),
        (["--language=en", "--vault=/a=b"], (Path("/a=b"), "en")),
        (["--language", "de"], None),
        (["--vault"], None),
        (["check", "/v"], None),
        (["--help"], None),
        (["--self-test"], None),
    ],
)
def test_the_window_is_opened_without_the_terminals_part_when_nothing_else_is_asked_for(arguments, expected):
    assert window_only(arguments) == expected
