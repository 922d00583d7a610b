"""The room organisation."""

from .room import room

__all__ = ["room"]
