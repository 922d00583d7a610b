"""The words that argparse says by itself, in the language of the terminal."""

import argparse
import contextlib
from collections.abc import Iterator
from typing import Any

from ..i18n import _, ngettext


def _own_words() -> dict[str, str]:
    """Return each of argparse's texts that can be met here with its translation."""
    return {
        "usage: ": _("usage: "),
        "positional arguments": _("what to give"),
        "options": _("options"),
        "%(heading)s:": "%(heading)s:",
        "show this help message and exit": _("show this help"),
        "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
        "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
        "the following arguments are required: %s": _("this is missing: %s"),
        "one of the arguments %s is required": _("one of these is needed: %s"),
        "unrecognized arguments: %s": _("this is not understood: %s"),
        "ambiguous option: %(option)s could match %(matches)s": _("%(option)s can mean several: %(matches)s"),
        "expected one argument": _("a value is missing"),
        "expected at least one argument": _("a value is missing"),
        "expected at most one argument": _("there is a value too many"),
        "not allowed with argument %s": _("cannot stand together with %s"),
        "ignored explicit argument %r": _("takes no value: %r"),
        "invalid %(type)s value: %(value)r": _("not possible: %(value)r"),
        "invalid choice: %(value)r (choose from %(choices)s)": _("not possible: %(value)r (choose %(choices)s)"),
        "unknown parser %(parser_name)r (choices: %(choices)s)": _(
            "not possible: %(parser_name)r (choose %(choices)s)"
        ),
    }


def _translate(text: str) -> str:
    return _own_words().get(text, text)


def _translate_number(one: str, many: str, count: int) -> str:
    if one == "expected %s argument":
        return ngettext("%s value is missing", "%s values are missing", count)
    return one if count == 1 else many


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Let argparse speak our language inside the block; it looks its words up in its own module."""
    module: Any = argparse
    before = module._, module.ngettext
    module._, module.ngettext = _translate, _translate_number
    try:
        yield
    finally:
        module._, module.ngettext = before
