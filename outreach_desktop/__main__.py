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
    return show_window(sys.argv[1:])


def show_window(arguments: list[str]) -> int:
    """Open the window, or say in a sentence why it cannot be shown."""
    from outreach_desktop.domain.errors import KnownError
    from outreach_desktop.ui.gate import display

    wanted = _wanted(arguments)
    try:
        display.require_display()
        from outreach_desktop import app

        return app.run(app.Start(wanted.vault, wanted.language))
    except ImportError as error:
        missing = display.missing_library(error)
        if missing is None:
            raise
        return _refuse(missing, wanted.language)
    except KnownError as error:
        return _refuse(error, wanted.language)


def _wanted(arguments: list[str]) -> argparse.Namespace:
    """Return what concerns the window; the terminal's own options have been read before."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--vault", type=Path)
    parser.add_argument("--language", default="")
    return parser.parse_known_args(arguments)[0]


def _refuse(error: "KnownError", language: str) -> int:
    from outreach_desktop.i18n import LANGUAGES, texts

    chosen = (language, os.environ.get("LC_ALL", ""), os.environ.get("LANG", ""))
    spoken = next((each[:2] for each in chosen if each[:2] in LANGUAGES), "en")
    sys.stderr.write(texts(spoken).gettext(error.text).format(**error.values) + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
