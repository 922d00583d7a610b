"""Texts that a spreadsheet program would take for a formula, and what such a text is when it comes back."""

import re

_FORMULA = re.compile("'*[=+\\-@\t\r]")
_GUARDED = re.compile("'+[=+\\-@\t\r]")


def harmless(cell: str) -> str:
    """Return the text as a cell that is opened as text, never as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_written(cell: str) -> str:
    """Return the text that `harmless` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell
