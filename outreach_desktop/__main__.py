"""Start: what the process forbids itself first, then the terminal's work or the window."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach_desktop.domain.errors import KnownError


def main() -> int:
    """Run the program; return its exit status."""
    from outreach_desktop.vault.hardening import harden

    harden()
    wanted = _window_only(sys.argv[1:])
    if wanted is not None:
        return show_window(wanted.vault, wanted.language)
    return _from_terminal(sys.argv[1:])


def _window_only(arguments: list[str]) -> argparse.Namespace | None:
    """Return what to open when nothing but the window is asked for: it opens without loading the terminal's part."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--vault", type=Path)
    parser.add_argument("--language", default="", choices=("sv", "en"))
    try:
        wanted, rest = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    return None if rest else wanted


def _from_terminal(arguments: list[str]) -> int:
    from outreach_desktop import cli

    wanted = cli.main(arguments)
    return wanted if isinstance(wanted, int) else show_window(wanted.vault, wanted.language or "")


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
