"""The room of meetings: the calendar, one meeting with its checklist, and what came of it."""

from .room import room

__all__ = ["room"]
