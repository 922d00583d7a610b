"""Start: what the process forbids itself first, then the terminal's work or the window."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach_desktop.domain.errors import KnownError


def main() -> int:
    """Run the program; return its exit status."""
    from outreach_desktop import faults
    from outreach_desktop.domain.errors import KnownError
    from outreach_desktop.vault.hardening import harden

    faults.install()
    wanted = window_only(sys.argv[1:])
    try:
        harden()
    except KnownError as error:
        return _refuse(error, wanted[1] if wanted else "")
    if wanted is not None:
        return show_window(*wanted)
    return _from_terminal(sys.argv[1:])


def window_only(arguments: list[str]) -> tuple[Path | None, str] | None:
    """Return vault and language when nothing but the window is asked for; None leaves it to the terminal's part.

    Read by hand: the window opens without loading the terminal's part, and much sooner.
    """
    wanted = {"--vault": "", "--language": ""}
    left = [part for each in arguments for part in (each.split("=", 1) if each.startswith("--") else [each])]
    while left:
        name = left.pop(0)
        if name not in wanted or not left:
            return None
        wanted[name] = left.pop(0)
    if wanted["--language"] not in ("", "sv", "en"):
        return None
    return (Path(wanted["--vault"]) if wanted["--vault"] else None), wanted["--language"]


def _from_terminal(arguments: list[str]) -> int:
    from outreach_desktop import cli, faults

    faults.install_in_threads()
    wanted = cli.main(arguments)
    if isinstance(wanted, int):
        return wanted
    if wanted.self_test and wanted.list_steps:
        return say_steps()
    if wanted.self_test:
        return test_itself(wanted.language or "sv", wanted.break_step)
    return show_window(wanted.vault, wanted.language or "")


def say_steps() -> int:
    from outreach_desktop.ui import self_test

    self_test.say_steps()
    return 0


def test_itself(language: str, broken: str) -> int:
    """Let the program do its main job by itself, unseen where there is no display; return the exit status."""
    from outreach_desktop.domain.errors import KnownError
    from outreach_desktop.ui.gate import display

    try:
        display.require_display()
    except KnownError:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from outreach_desktop import app

    try:
        return app.test_itself(language, broken)
    except KnownError as error:
        return _refuse(error, language)


def show_window(vault: Path | None, language: str) -> int:
    """Open the window, or say in a sentence why it cannot be shown."""
    import gc

    from outreach_desktop.domain.errors import KnownError
    from outreach_desktop.ui.gate import display, qt_loading

    gc.disable()  # what is loaded stays; the collector goes on once the window waits for its user
    try:
        display.require_display()
        qt_loading.load_qt()
        from outreach_desktop import app

        return app.run(app.Start(vault and vault.absolute(), language))
    except ImportError as error:
        missing = display.missing_library(error)
        if missing is None:
            raise
        return _refuse(missing, language)
    except KnownError as error:
        return _refuse(error, language)


def _refuse(error: "KnownError", language: str) -> int:
    from outreach_desktop.i18n import LANGUAGES, texts

    chosen = (language, os.environ.get("LC_ALL", ""), os.environ.get("LANG", ""))
    spoken = next((each[:2] for each in chosen if each[:2] in LANGUAGES), "en")
    sys.stderr.write(texts(spoken).gettext(error.text).format(**error.values) + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
