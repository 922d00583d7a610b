"""The room of persons: the list, one person's page, contacts, and the forms that change them."""

from .room import room

__all__ = ["room"]
