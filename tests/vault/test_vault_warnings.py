"""Folders that are synchronised or on a share."""

from pathlib import Path

import pytest

from outreach_desktop.vault import warnings

MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 0:50 / /srv/asa/kontoret rw,relatime shared:1 - cifs //server/share rw
41 27 0:51 / /mnt/två\\040ord rw,relatime - nfs4 server:/export rw
42 40 0:52 / /srv/asa/kontoret/lokal rw,relatime - ext4 /dev/vdb rw
43 27 0:53 / /run/user/1000/gvfs rw,nosuid - fuse.gvfsd-fuse gvfsd-fuse rw
44 27 0:54 / /media/sticka rw - fuseblk /dev/sdb1 rw
45 27 0:55 / /byte rw - nfs server:/old rw
46 27 0:56 / /byte rw - tmpfs tmpfs rw
a damaged line
"""


@pytest.mark.parametrize(
    ("folder", "kind", "share"),
    [
        ("/srv/asa/vault", "ext4", False),
        ("/srv/asa/kontoret", "cifs", True),
        ("/srv/asa/kontoret/djupt/ned", "cifs", True),
        ("/srv/asa/kontoret/lokal/valv", "ext4", False),
        ("/srv/asa/kontoret2", "ext4", False),
        ("/mnt/två ord/valv", "nfs4", True),
        ("/run/user/1000/gvfs/smb-share:server=s/valv", "fuse.gvfsd-fuse", True),
        ("/media/sticka/valv", "fuseblk", False),
        ("/byte/valv", "tmpfs", False),
    ],
)
def test_the_file_system_that_holds_a_folder_is_found(folder, kind, share):
    assert warnings.mounted_type(Path(folder), MOUNTS) == kind
    assert warnings.is_share_type(kind) is share


@pytest.mark.parametrize(
    ("inside", "provider"),
    [
        ("OneDrive/valv", "OneDrive"),
        ("OneDrive - Nattljuset/valv", "OneDrive"),
        ("Dropbox (Nattljuset)/a/b", "Dropbox"),
        ("Google Drive/valv", "Google Drive"),
        ("GoogleDrive-asa/Min enhet/valv", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/valv", "iCloud"),
        ("iCloudDrive/valv", "iCloud"),
        ("NEXTCLOUD/valv", "Nextcloud"),
        ("ownCloud2/valv", "ownCloud"),
        ("dropboxes/valv", None),
        ("Dokument/valv", None),
    ],
)
def test_folders_of_well_known_programs_are_known_by_name(tmp_path, inside, provider):
    assert warnings.synced_by(tmp_path / inside) == provider


@pytest.mark.parametrize(("mark", "provider"), [(".dropbox", "Dropbox"), (".nextcloudsync.log", "Nextcloud")])
def test_folders_with_other_names_are_known_by_what_lies_in_them(tmp_path, mark, provider):
    (tmp_path / "annat namn").mkdir()
    (tmp_path / "annat namn" / mark).touch()
    assert warnings.synced_by(tmp_path / "annat namn" / "valv") == provider


def test_the_home_of_the_dropbox_program_is_not_synchronised_by_it(tmp_path):
    (tmp_path / ".dropbox").mkdir()
    assert warnings.synced_by(tmp_path / "valv") is None


def test_a_link_into_a_synchronised_folder_is_followed(tmp_path):
    (tmp_path / "Nextcloud").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Nextcloud")
    assert warnings.synced_by(tmp_path / "link" / "valv") == "Nextcloud"


def test_the_folder_that_onedrive_names_is_known(tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Delat"))
    assert warnings.synced_by(tmp_path / "Delat" / "valv") == "OneDrive"


def test_what_is_told_names_the_program_and_not_the_folder(tmp_path, monkeypatch):
    assert warnings.about(tmp_path / "valv") is None
    told = warnings.about(tmp_path / "Dropbox" / "valv")
    assert "Dropbox" in told.text.format(**told.values)
    assert str(tmp_path) not in told.text.format(**told.values)
    monkeypatch.setattr(warnings, "is_on_share", lambda _folder: True)
    assert isinstance(warnings.about(tmp_path), warnings.OnNetworkShare)
