"""The room today."""

from .room import room

__all__ = ["room"]
