"""The form of a backup: what is read is what was written, and whatever else is refused by one kind of error."""

import errno
import os
import random
import secrets
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from outreach_desktop.domain.log_head import LogHead
from outreach_desktop.domain.progress import Cancelled
from outreach_desktop.vault import backup_errors, backup_file, durable
from outreach_desktop.vault.backup_file import Header, Sources
from outreach_desktop.vault.envelope import pack
from outreach_desktop.vault.errors import MadeByNewerVersion, Unreadable

CYCLES = 20_000 if "OUTREACH_LONG_FAULTS" in os.environ else 600
HEADER = Header(
    uid="ab" * 16,
    vault_id="cd" * 16,
    practice=False,
    generation=7,
    made_at=datetime(2026, 11, 24, 18, 31, 5, tzinfo=UTC),
    ends_on=date(2027, 2, 22),
    checked=True,
    log=LogHead(12, bytes(range(32))),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("form")
    database, journal, path = folder / "case.db", folder / "case.db-wal", folder / "one.backup"
    database.write_bytes(secrets.token_bytes(3 * backup_file.PAGE))
    journal.write_bytes(secrets.token_bytes(1000))
    header = backup_file.write(path, HEADER, Sources(b'{"keys": 1}\n', database, journal))
    return path, header, database, journal


def test_what_is_read_is_what_was_written(written, tmp_path):
    path, header, database, journal = written
    assert header == replace(HEADER, keys=12, database=3 * backup_file.PAGE, journal=1000)
    assert backup_file.read_header(path) == header
    assert backup_file.read(path, tmp_path / "out") == (header, b'{"keys": 1}\n')
    assert (tmp_path / "out").read_bytes() == database.read_bytes()
    assert (tmp_path / "out-wal").read_bytes() == journal.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def refused(path, contents, into):
    path.write_bytes(contents)
    with pytest.raises(Unreadable) as told:
        backup_file.read(path, into)
    assert not into.exists()
    return type(told.value)


def test_every_flipped_bit_is_refused(written, tmp_path):
    """All of the small parts, and places here and there in the database."""
    whole = written[0].read_bytes()
    chance = random.Random(3)
    edges = [*range(900), *range(len(whole) - 700, len(whole))]
    for at in chance.sample(edges, min(CYCLES, 400)) + [chance.randrange(len(whole)) for _ in range(60)]:
        torn = bytearray(whole)
        torn[at] ^= 1 << chance.randrange(8)
        refused(tmp_path / "torn", bytes(torn), tmp_path / "out")


def test_every_cut_is_told_as_a_cut(written, tmp_path):
    whole, chance = written[0].read_bytes(), random.Random(4)
    cuts = {0, 1, 15, 16, 19, 20, 21, len(whole) - 1, len(whole) - 2, *chance.sample(range(len(whole)), 80)}
    for size in cuts:
        assert refused(tmp_path / "cut", whole[:size], tmp_path / "out") is backup_errors.BackupCut, size


def test_what_is_spliced_doubled_or_foreign_is_refused_by_one_kind_of_error(written, tmp_path):
    whole, chance = written[0].read_bytes(), random.Random(5)
    for _cycle in range(CYCLES):
        pieces = [bytearray(whole)]
        for _change in range(chance.randrange(1, 4)):
            torn, at = pieces[-1], chance.randrange(len(whole))
            change = chance.choice(("drop", "double", "noise", "digits"))
            end = at + chance.choice((1, 4, 64, 4096))
            if change == "drop":
                del torn[at:end]
            elif change == "double":
                torn[at:at] = torn[at:end]
            else:
                letters = b"0123456789" if change == "digits" else bytes(range(256))
                torn[at % 900 : at % 900 + 2] = bytes(chance.choices(letters, k=2))
        if bytes(pieces[-1]) != whole:
            refused(tmp_path / "torn", bytes(pieces[-1]), tmp_path / "out")
    assert refused(tmp_path / "torn", b"%PDF-1.7 " * 500, tmp_path / "out") is backup_errors.NotABackup


def packed(path, version=1, **changes):
    """A backup whose header says something else, with sound checksums."""
    body = HEADER.written() | {"keys": 1, "database": backup_file.PAGE, "journal": 0} | changes
    header = pack("outreach backup", version, body)
    path.write_bytes(b"OUTREACH BACKUP\n" + len(header).to_bytes(4, "big") + header + bytes(9000))
    return path


@pytest.mark.parametrize(
    "changes",
    [
        {"uid": "../../etc/passwd"},
        {"generation": 0},
        {"made_at": "2026-11-24T18:31:05+01"},
        {"made_at": "9999-12-31T23:59:59Z"},
        {"ends_on": "2026-W48-2"},
        {"checked": 1},
        {"log_seq": -1},
        {"keys": 1 << 21},
        {"database": 4097},
        {"database": 1 << 60},
        {"journal": True},
        {"more": 1},
    ],
)
def test_a_header_beyond_the_limits_is_refused(tmp_path, changes):
    with pytest.raises(backup_errors.BackupDamaged):
        backup_file.read_header(packed(tmp_path / "odd", **changes))


def test_a_newer_version_is_refused_in_its_own_words(tmp_path):
    with pytest.raises(MadeByNewerVersion):
        backup_file.read_header(packed(tmp_path / "new", version=2))


def test_a_length_of_gigabytes_is_refused_before_anything_is_read(tmp_path):
    (tmp_path / "long").write_bytes(b"OUTREACH BACKUP\n" + b"\xff" * 4 + b"{")
    with pytest.raises(backup_errors.BackupDamaged):
        backup_file.read_header(tmp_path / "long")


def test_a_pulled_stick_a_folder_and_a_forbidden_file_have_their_own_sentences(written, tmp_path, monkeypatch):
    with pytest.raises(backup_errors.BackupGone):
        backup_file.read(tmp_path / "nowhere" / "x.backup")
    with pytest.raises(backup_errors.NotABackup):
        backup_file.read(tmp_path)

    def fails(*_arguments, **_named):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(type(tmp_path), "open", fails)
    with pytest.raises(backup_errors.CannotReadBackup):
        backup_file.read(written[0])


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOSPC, backup_errors.PlaceFull),
        (errno.EROFS, backup_errors.PlaceReadOnly),
        (errno.ENODEV, backup_errors.PlaceGone),
        (errno.EIO, backup_errors.PlaceFailed),
    ],
)
def test_each_failure_to_write_has_its_own_sentence_and_leaves_nothing(written, tmp_path, monkeypatch, code, told):
    def fails(_file):
        raise OSError(code, "")

    monkeypatch.setattr(durable, "sync", fails)
    with pytest.raises(told):
        backup_file.write(tmp_path / "new", HEADER, Sources(b"k", written[2]))
    assert not (tmp_path / "new").exists()


def test_a_cancelled_writing_leaves_nothing(written, tmp_path):
    def cancel(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        backup_file.write(tmp_path / "new", HEADER, Sources(b"k", written[2]), cancel)
    assert list(tmp_path.iterdir()) == []
