"""The room for an evening's outreach: ask, write, log, next."""

from .room import room

__all__ = ["room"]
