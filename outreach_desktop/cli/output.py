"""Results to standard output, messages to standard error, files in one step."""

import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..domain.errors import KnownError
from ..domain.progress import Progress, unwatched
from ..i18n import _


class CannotWriteFile(KnownError):
    def __init__(self) -> None:
        super().__init__("The file could not be written. Check that the folder is there and that the disk has space.")


class InsideVault(KnownError):
    def __init__(self) -> None:
        super().__init__("The file would lie in the vault's own folder. Choose another place for it.")


class CannotWriteResult(KnownError):
    def __init__(self) -> None:
        super().__init__("The result could not be written. Check that the disk has space.")


def use_utf8() -> None:
    """Let both streams speak UTF-8 with plain line ends, whatever the terminal says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def result(text: str, end: str = "\n") -> None:
    with _in_words():
        print(text, end=end)


def finish() -> None:
    """Hand on all that was printed; raises `BrokenPipeError`, `CannotWriteResult`."""
    with _in_words():
        sys.stdout.flush()


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError:
        leave()
        raise CannotWriteResult from None


def leave() -> None:
    """Let what is still to be printed go nowhere, since nobody can take it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def message(text: str) -> None:
    print(text, file=sys.stderr)


def shown_path(path: Path) -> str:
    """Return a path as it is called on the disk, also where the terminal's language cannot say it."""
    return os.fsencode(path).decode("utf-8", "replace")


def result_json(value: object) -> None:
    result(json.dumps(value, ensure_ascii=False, indent=2))


def result_array(values: Iterable[object]) -> None:
    """Print a JSON array as its members come, one a line."""
    before = "[\n"
    for value in values:
        result(before + json.dumps(value, ensure_ascii=False), end="")
        before = ",\n"
    result("[]" if before == "[\n" else "\n]")


def progress() -> Progress:
    """Return what shows progress on the terminal; nothing where nobody looks."""
    return _percent if sys.stderr.isatty() else unwatched


def _percent(done: int, total: int) -> None:
    print(f"\r{done * 100 // max(total, 1)} %", end="\r" if done < total else "\n", file=sys.stderr)


def require_outside(path: Path, vault: Path) -> None:
    """Raise `InsideVault` where a file would come among those of the vault, or in the place of one of them."""
    if path.parent.resolve().is_relative_to(vault.resolve()):
        raise InsideVault


def write_file(path: Path, contents: bytes) -> None:
    """Write a file for the user alone, in one step: one that was there stays as it was until the new one is whole."""
    if not path.name:
        raise CannotWriteFile
    new = path.with_name(f".{path.name}.new")
    try:
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(contents)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        raise CannotWriteFile from None
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
    message(_("Written: {file}").format(file=shown_path(path)))
