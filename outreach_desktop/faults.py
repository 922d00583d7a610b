"""What is told of a fault: kinds, modules and lines. What people typed never is, whatever is raised or logged.

Messages and values of exceptions may hold anything, so none is ever shown. A log line shows the program's own words
(`Plain`), numbers, flags and kinds; of everything else it says of what kind it is.
"""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import logging
    import threading

_KNOWN = (int, float, bool, type(None))


class Plain(str):
    """Words of the program itself: a literal, a code, a place in its source. Nothing else may be made one."""

    __slots__ = ()


def whereabouts(trace: TracebackType | None) -> Plain:
    """Return modules and lines, from the outermost call to where it happened."""
    steps = []
    while trace:
        steps.append(f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return Plain(" > ".join(steps))


def shown(value: object) -> object:
    """Return what a log may say of a value."""
    if isinstance(value, Plain) or type(value) in _KNOWN:
        return value
    return value.__name__ if isinstance(value, type) else f"<{type(value).__name__}>"


def install() -> None:
    """Have what nobody caught told without data: in the main thread, in others, and where nobody can catch it."""
    sys.excepthook = uncaught
    sys.unraisablehook = _unraisable


def install_in_threads() -> None:
    """Do the same in threads and logs; apart, since the modules take time to load and the lock window needs neither."""
    import logging
    import threading

    threading.excepthook = _uncaught_in_thread
    logging.raiseExceptions = False  # else a line that cannot be formatted is shown with its values
    logging.root.handlers[:] = [_handler()]


def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell a fault that ends what was going on."""
    del error
    _say(f"{kind.__name__} at {whereabouts(trace)}")


def _unraisable(fault: "sys.UnraisableHookArgs") -> None:
    _say(f"{fault.exc_type.__name__} at {whereabouts(fault.exc_traceback)}")


def _uncaught_in_thread(fault: "threading.ExceptHookArgs") -> None:
    if fault.exc_type is not SystemExit:
        _say(f"{fault.exc_type.__name__} at {whereabouts(fault.exc_traceback)}")


def _say(line: str) -> None:
    if sys.stderr is not None:  # a window on Windows has none
        sys.stderr.write(line + "\n")


def _handler() -> "logging.Handler":
    import logging

    class OnlyKnown(logging.Handler):
        """Shows a message only where it is `Plain`; else where it was written, and what may be shown of its values."""

        def emit(self, record: logging.LogRecord) -> None:
            _say(_line(record))

    return OnlyKnown()


def _line(record: "logging.LogRecord") -> str:
    values: Any = record.args
    safe = tuple(shown(each) for each in values) if isinstance(values, tuple) else ()
    words = f"{record.levelname} {record.module}:{record.lineno} "
    try:
        words += record.msg % safe if isinstance(record.msg, Plain) else " ".join(map(str, safe))
    except (TypeError, ValueError):
        words += " ".join(map(str, safe))
    if record.exc_info and record.exc_info[0]:
        words += f" {record.exc_info[0].__name__} at {whereabouts(record.exc_info[2])}"
    return words.strip()
