"""Loading Qt, once nothing stands in its way."""

import builtins


def load_qt() -> None:
    """Load the windows' part of Qt, and let imports be what they were before.

    PySide puts a function of its own in the place of Python's import, for the features that a module may choose
    by `from __feature__ import`: it reads the source text of every module once more, ours and all others. We
    choose none, so without it the program starts a quarter faster.
    """
    import PySide6.QtWidgets  # noqa: F401

    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
