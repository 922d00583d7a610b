"""The window, the vault and the user of these tests."""

from keyboard_user import (
    child,
    drafted,
    handed,
    nothing_remembered,
    sent,
    stored,
    user,
    window,
    workspace,
)

__all__ = ["child", "drafted", "handed", "nothing_remembered", "sent", "stored", "user", "window", "workspace"]
