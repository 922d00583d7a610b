"""Loading Qt, once nothing stands in its way, and without what only a wrong call needs."""

import builtins
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Shiboken carries these as source text and compiles them at each start. They serve signatures: saying in words what
# was wrong with a call, and writing stubs. `tests/ui/gate/test_start.py` sees that they still do.
_FOR_SIGNATURES = frozenset(
    f"shibokensupport/signature/{name}.py"
    for name in ("mapping", "errorhandler", "layout", "parser", "lib/enum_sig", "lib/pyi_generator", "lib/tool")
)
_FEATURES = "shibokensupport/feature.py"

# The library looks `update_mapping` up in the module's own dictionary, where `__getattr__` is not asked.
_LATER = f"""
from {__name__} import now

def __getattr__(name):
    return now(globals(), FILE, name)

def update_mapping():
    return now(globals(), FILE, "update_mapping")()
"""
_NO_FEATURES = """
def feature_import(*_arguments):
    return None

def feature_imported(_module):
    return None
"""

_waiting: dict[str, bytes] = {}  # what was not compiled yet, by file
_turn = threading.RLock()  # one for all: they import each other


def load_qt() -> None:
    """Load the windows' part of Qt, and let imports be what they were before.

    PySide puts a function of its own in the place of Python's import, for the features that a module may choose
    by `from __feature__ import`: it reads the source text of every module once more, ours and all others. We
    choose none. Nor do we need to know the signature of every call before one was wrong. Without both, a window
    is there a third sooner.
    """
    with _signatures_later():
        import PySide6.QtCore

        plain = getattr(builtins, "__orig_import__", None)
        if plain is not None:
            builtins.__import__ = plain
        import PySide6.QtWidgets  # noqa: F401


@contextmanager
def _signatures_later() -> Iterator[None]:
    """Let `compile` put off what is for signatures until something in it is asked for."""
    usual = builtins.compile

    def compiled(source: bytes, filename: str, *rest: object, **more: object) -> object:
        if filename == _FEATURES:
            return usual(_NO_FEATURES, filename, *rest, **more)  # type: ignore[call-overload]
        if filename in _FOR_SIGNATURES:
            _waiting[filename] = source
            return usual(_LATER.replace("FILE", repr(filename)), filename, *rest, **more)  # type: ignore[call-overload]
        return usual(source, filename, *rest, **more)  # type: ignore[call-overload]

    builtins.compile = compiled  # type: ignore[assignment]
    try:
        yield
    finally:
        builtins.compile = usual


def now(module: dict[str, object], filename: str, name: str) -> object:
    """Run the module that was put off, if it was not run since, and return what has this name in it."""
    if name.startswith("__"):  # Python's own questions while importing
        raise AttributeError(name)
    with _turn:
        source = _waiting.pop(filename, None)
        if source is not None:
            exec(compile(source, filename, "exec"), module)  # noqa: S102 - the library's own, from inside it
    try:
        return module[name]
    except KeyError:
        raise AttributeError(name) from None
