"""Files that leave the vault: whole or not at all."""

import stat
from pathlib import Path

import pytest

from outreach_desktop.operations import exported_files
from outreach_desktop.operations.exported_files import NoRoom, NotWritten, write_file


def test_a_file_is_only_for_the_user_of_the_computer(tmp_path):
    write_file(tmp_path / "export.pdf", b"innan")
    write_file(tmp_path / "export.pdf", b"efter")

    assert (tmp_path / "export.pdf").read_bytes() == b"efter"
    assert stat.S_IMODE((tmp_path / "export.pdf").stat().st_mode) == 0o600
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotWritten):
        write_file(tmp_path / "nowhere" / "export.pdf", b"x")


def test_what_cannot_take_the_place_of_a_folder_leaves_nothing_behind(tmp_path):
    (tmp_path / "export.pdf" / "inside").mkdir(parents=True)
    with pytest.raises(NotWritten):
        write_file(tmp_path / "export.pdf", b"x")

    assert [each.name for each in tmp_path.iterdir()] == ["export.pdf"]


def test_a_full_disk_is_told_and_the_old_file_stays():
    """Linux has a file to which nothing can be written, as on a full disk."""
    with pytest.raises(OSError, match="No space") as full, Path("/dev/full").open("wb", buffering=0) as file:
        file.write(b"x")

    assert isinstance(exported_files.told(full.value), NoRoom)
