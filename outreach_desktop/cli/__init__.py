"""The program from a terminal: the same operations, no window, no display."""

from .main import WindowWanted, main

__all__ = ["WindowWanted", "main"]
