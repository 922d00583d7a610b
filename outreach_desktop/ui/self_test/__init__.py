"""The application does its main job by itself, through its own window, and says how it went."""

from .run import Desktop, Opener, names_of_steps, run, say_steps

__all__ = ["Desktop", "Opener", "names_of_steps", "run", "say_steps"]
