"""Where the program's own files are, and where a user's settings belong."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESOURCES = ROOT / "resources"
CATALOGUES = ROOT / "i18n"


def settings_folder() -> Path:
    """Return the folder for what may stand outside a vault; it need not exist yet."""
    if override := os.environ.get("OUTREACH_SETTINGS"):
        return Path(override)
    if sys.platform == "win32":
        return Path(os.environ["APPDATA"]) / "outreach-desktop"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "outreach-desktop"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "outreach-desktop"


def proposed_vault_folder() -> Path:
    """Return a local folder for a first vault, outside what is usually synchronised."""
    if sys.platform == "win32":
        return Path(os.environ["LOCALAPPDATA"]) / "outreach-desktop" / "vault"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "outreach-desktop" / "vault"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "outreach-desktop" / "vault"
