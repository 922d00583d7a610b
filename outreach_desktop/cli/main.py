"""The way through the command line: language, arguments, verb, exit status."""

import locale
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import settings
from ..domain.attributes import Invalid
from ..domain.errors import KnownError
from ..i18n import LANGUAGES, _, use_language
from ..paths import settings_folder
from . import argparse_words, arguments, commands, output
from .passphrase import WrongUse


@dataclass(frozen=True, slots=True)
class WindowWanted:
    """Nothing was asked that a terminal does: open the window, with `vault` and in `language` if given."""

    vault: Path | None = None
    language: str = ""
    self_test: bool = False
    break_step: str = ""
    list_steps: bool = False


def main(typed: list[str]) -> int | WindowWanted:
    """Do what was typed and return the exit status: 0 done, 1 refused in words, 2 wrong use."""
    output.use_utf8()
    use_language(arguments.language_wanted(typed) or language_of_terminal())
    with argparse_words.translated():
        parser = arguments.parser()
        try:
            wanted = parser.parse_args(typed)
        except SystemExit as left:
            return int(left.code or 0)
    if wanted.verb is None:
        return _window(wanted)
    try:
        return _run(wanted)
    except WrongUse as wrong:
        output.message(str(wrong))
        return commands.WRONG_USE


def language_of_terminal() -> str:
    """Return the language that was chosen in the program, else the system's, as far as there is one of ours."""
    chosen = settings.load(settings_folder())[0].language
    if chosen in LANGUAGES:
        return chosen
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, names), "") or locale.getlocale()[0] or ""
    return "sv" if system.lower().startswith("sv") else "en"


def _window(wanted: Any) -> WindowWanted:
    language = getattr(wanted, "language", "")
    return WindowWanted(wanted.vault, language, wanted.self_test, wanted.break_step or "", wanted.list_steps)


def _run(wanted: Any) -> int:
    try:
        status = commands.run(wanted)
        output.finish()
    except KnownError as error:
        output.message(_(error.text).format(**error.values))
        return commands.REFUSED
    except Invalid as invalid:
        for problem in invalid.problems:
            output.message(_(problem.text).format(*problem.values))
        return commands.REFUSED
    except KeyboardInterrupt:
        output.message(_("Stopped."))
        return commands.REFUSED
    except BrokenPipeError:
        output.leave()  # who read us has gone, as `head` does
        return commands.DONE
    return status
