"""The room for meetings: the live view with its clock."""

from .room import room

__all__ = ["room"]
