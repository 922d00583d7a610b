"""The room of settings."""

from .room import room

__all__ = ["room"]
