"""The room of reports: concern reports from the first draft to the answer of the social services."""

from .room import room

__all__ = ["room"]
