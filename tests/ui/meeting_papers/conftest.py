"""The vault and the user of these tests."""

from keyboard_user import nothing_remembered, stored, workspace

__all__ = ["nothing_remembered", "stored", "workspace"]
