"""What to say about a folder that is proposed for a vault."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from ..domain.errors import KnownError

_SYNCED_NAMES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "min enhet": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
_SYNCED_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
}
_ONEDRIVE_FOLDERS = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_SHARES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs"})
_MOUNTED_BY = frozenset({"sshfs", "davfs2", "davfs", "rclone", "gvfsd-fuse", "kio-fuse", "glusterfs", "curlftpfs"})
_DRIVE_REMOTE = 4


class InSyncedFolder(KnownError):
    """Told, not raised: the folder is copied elsewhere by `provider`."""

    def __init__(self, provider: str) -> None:
        super().__init__(
            "This folder is synchronised by {provider}. Two computers could damage the vault, and copies of it would "
            "lie with others. Choose a folder on this computer only.",
            provider=provider,
        )
        self.provider = provider


class OnNetworkShare(KnownError):
    """Told, not raised: a vault cannot be opened there."""

    def __init__(self) -> None:
        super().__init__(
            "This folder is on a network share, where a vault cannot be opened. Choose a folder on this computer. "
            "A share is a good place for backups."
        )


def about(folder: Path) -> KnownError | None:
    """Return what speaks against a vault in `folder`, which need not exist yet, or None."""
    if is_on_share(folder):
        return OnNetworkShare()
    provider = synced_by(folder)
    return InSyncedFolder(provider) if provider else None


def synced_by(folder: Path) -> str | None:
    """Return the name of what synchronises `folder`, or None where nothing is recognised."""
    for path in (folder.absolute(), folder.resolve()):
        for ancestor in (path, *path.parents):
            if provider := _named(ancestor.name) or _marked(ancestor) or _known_to_windows(ancestor):
                return provider
    return None


def _named(name: str) -> str | None:
    """`OneDrive - Name of the organisation`, `Dropbox (Team)` and the like count too."""
    lower = name.casefold()
    return next((provider for start, provider in _SYNCED_NAMES.items() if _begins(lower, start)), None)


def _begins(name: str, start: str) -> bool:
    rest = name[len(start) :]
    return name.startswith(start) and (not rest or not rest[0].isalpha() or start == "icloud")


def _marked(folder: Path) -> str | None:
    return next((provider for mark, provider in _SYNCED_MARKS.items() if _exists(folder / mark)), None)


def _exists(path: Path) -> bool:
    try:
        # The Dropbox program keeps a folder .dropbox in the home, which does not make the home synchronised.
        return path.exists() and not (path.name == ".dropbox" and path.is_dir())
    except OSError:
        return False


def _known_to_windows(folder: Path) -> str | None:
    told = (os.environ.get(name) for name in _ONEDRIVE_FOLDERS)
    return "OneDrive" if any(place and Path(place) == folder for place in told) else None


def is_on_share(folder: Path) -> bool:
    """Say whether `folder` is on a network share."""
    if sys.platform == "win32":
        return _is_remote_drive(folder.resolve())
    if sys.platform == "linux":
        return is_share_type(mounted_type(folder.resolve(), Path("/proc/self/mountinfo").read_text("utf-8", "replace")))
    return False


def is_share_type(name: str) -> bool:
    """Say whether a file system type, such as `nfs4` or `fuse.sshfs`, is a share."""
    return name in _SHARES or (name.startswith("fuse.") and name.removeprefix("fuse.") in _MOUNTED_BY)


def mounted_type(folder: Path, mounts: str) -> str:
    """Return the type of the file system that holds `folder`; `mounts` is written like /proc/self/mountinfo."""
    holding = [(place, kind) for place, kind in _mounts(mounts) if folder.is_relative_to(place)]
    # Of several mounts on one place the last is the one that is seen.
    return max(enumerate(holding), key=lambda m: (len(m[1][0].parts), m[0]))[1][1] if holding else ""


def _mounts(mounts: str) -> Iterator[tuple[Path, str]]:
    for line in mounts.splitlines():
        before, separator, after = line.partition(" - ")
        if separator:
            yield Path(_plain(before.split(" ")[4])), after.split(" ")[0]


def _plain(place: str) -> str:
    """Undo the octal escapes for space, tab, newline and backslash."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        place = place.replace(code, character)
    return place


def _is_remote_drive(folder: Path) -> bool:
    if folder.drive.startswith("\\\\"):
        return True
    import ctypes

    drive_type: int = ctypes.windll.kernel32.GetDriveTypeW(folder.drive + "\\")  # type: ignore[attr-defined]
    return drive_type == _DRIVE_REMOTE
