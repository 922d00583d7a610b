"""Whatever is raised, wherever, nothing of what people typed is told: no message, no value, no local name."""

import importlib
import inspect
import logging
import pkgutil
import subprocess
import sys
import threading

import pytest

import outreach_desktop
from outreach_desktop import faults
from outreach_desktop.domain.errors import KnownError
from outreach_desktop.faults import Plain
from outreach_desktop.storage.database import Database

CANARY = "kanariefågeln Luna 070-174 06 05"
LAYERS = ("domain", "content", "storage", "vault", "export", "operations")
HARMLESS_NOT = {"hardening", "seccomp", "cost"}  # they change this process, or take a second
PLACES = 50


class Typed(str):
    """What somebody typed. It shows itself however it is asked."""

    __slots__ = ()

    def __repr__(self):
        return CANARY


def functions():
    """Return every function of the layers below the window that takes something."""
    for layer in LAYERS:
        package = importlib.import_module(f"{outreach_desktop.__name__}.{layer}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.rpartition(".")[2] not in HARMLESS_NOT and "practice" not in module.name:
                yield from _own_functions(importlib.import_module(module.name))


def _own_functions(module):
    for name, function in inspect.getmembers(module, inspect.isfunction):
        needed = [each for each in inspect.signature(function).parameters.values() if each.default is each.empty]
        plain = all(each.kind not in (each.VAR_KEYWORD, each.VAR_POSITIONAL) for each in needed)
        if function.__module__ == module.__name__ and needed and plain and not inspect.isgeneratorfunction(function):
            yield f"{module.__name__}.{name}", function, needed


def arguments(needed, db):
    given = {each.name: db if each.annotation is Database else Typed(CANARY) for each in needed}
    positional = [given[each.name] for each in needed if each.kind is not each.KEYWORD_ONLY]
    return positional, {each.name: given[each.name] for each in needed if each.kind is each.KEYWORD_ONLY}


@pytest.fixture
def raised(db, tmp_path, monkeypatch):
    """Call every function with what somebody typed in each place that is no database; return what was raised."""
    monkeypatch.chdir(tmp_path)  # where those that write a file of that name do no harm
    found = {}
    for name, function, needed in functions():
        positional, named = arguments(needed, db)
        try:
            function(*positional, **named)
        except Exception:  # noqa: BLE001 - whatever it is, it must not tell
            found[name] = sys.exc_info()
    return found


@pytest.fixture
def told(monkeypatch, capsys):
    """Put the program's hooks in place of pytest's; return what they have said."""
    for holder, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(holder, name, getattr(holder, name))
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    monkeypatch.setattr(logging.root, "handlers", list(logging.root.handlers))
    faults.install()
    faults.install_in_threads()
    return lambda: capsys.readouterr().err


def parts_of_canary():
    return ("kanarie", "Luna", "070-174")


def test_what_is_raised_in_fifty_places_is_told_without_what_was_typed(raised, told):
    assert len({name.rpartition(".")[0] for name in raised}) >= PLACES  # so many modules; many more functions
    assert sum(CANARY in str(error) for _kind, error, _trace in raised.values()) > 5  # the messages do hold it
    log = logging.getLogger("outreach_desktop.tried")
    for kind, error, trace in raised.values():
        sys.excepthook(kind, error, trace)
        threading.excepthook(threading.ExceptHookArgs((kind, error, trace, None)))
        log.error(Plain("bug %s"), error, exc_info=(kind, error, trace))
        log.error(str(error))
        log.error("%s", error)
    said = told()
    assert len(said.splitlines()) >= 5 * len(raised)
    assert [part for part in parts_of_canary() if part in said] == []
    assert "outreach_desktop." in said


def test_known_errors_carry_nothing_that_was_typed(raised):
    """What is given to a sentence as a value is the program's own: a file of its own, the number of a line, a step."""
    names = {f"outreach_desktop.{name}" for name in ("content.reading", "vault.recovery", "vault.recovery_parts")}
    known = [
        error
        for name, (_kind, error, _trace) in raised.items()
        if isinstance(error, KnownError) and name.rpartition(".")[0] not in names
    ]
    assert known
    assert [error for error in known if any(part in f"{error} {error.values}" for part in parts_of_canary())] == []


def test_a_fault_is_told_by_its_kind_module_and_line(told):
    try:
        int(CANARY)
    except ValueError:
        sys.excepthook(*sys.exc_info())
    assert told().startswith(f"ValueError at {__name__}:")


def test_a_thread_that_dies_is_told_without_data(told):
    def die():
        raise KeyError(CANARY)

    thread = threading.Thread(target=die)
    thread.start()
    thread.join()
    said = told()
    assert "KeyError at" in said
    assert "kanarie" not in said


def test_what_cannot_be_raised_is_told_without_data(told):
    class Holding:
        def __del__(self):
            raise RuntimeError(CANARY)

    Holding()
    said = told()
    assert "RuntimeError at" in said
    assert "kanarie" not in said


@pytest.mark.parametrize(
    ("message", "values", "said"),
    [
        (Plain("saved %s of %s"), (3, 4), "saved 3 of 4"),
        (Plain("kind %s"), (ValueError,), "kind ValueError"),
        (Plain("at %s"), (CANARY,), "at <str>"),
        (Plain("%d lines"), (CANARY,), "<str>"),
        (Plain("%s"), ({"name": CANARY},), ""),
        (CANARY, (), ""),
        (CANARY + " %s", (5,), "5"),
    ],
)
def test_a_log_line_lets_known_kinds_through_and_nothing_else(told, message, values, said):
    logging.getLogger("some.library").warning(message, *values)
    line = told()
    assert line.startswith("WARNING test_faults:")
    assert line.strip().endswith(said or line.split()[1])
    assert [part for part in parts_of_canary() if part in line] == []


def test_the_program_itself_tells_a_fault_without_data(tmp_path):
    """A process as it is started; the fault is put into the first thing that it does with its arguments."""
    code = (
        "import sys, outreach_desktop.cli as cli\n"
        f"def broken(arguments): raise LookupError({CANARY!r})\n"
        "cli.main = broken\nsys.argv = ['outreach-desktop', 'list']\n"
        "from outreach_desktop.__main__ import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("LookupError at __main__:")
    assert "kanarie" not in done.stderr
