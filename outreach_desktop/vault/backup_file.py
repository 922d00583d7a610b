"""The form of a backup: one file with a header, the key file, the encrypted database and its journal, and their hashes.

    16 bytes OUTREACH BACKUP | 4 bytes length | header | key file | database | journal | manifest

Header and manifest have the outer form of all small files of a vault (envelope.py). Nothing in the file is in clear but
what the header says, and the key file, which may be read. The hashes protect against nobody: they tell damage
from another key. Each way of being wrong leaves the parser as an `Unreadable`.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from ..domain.attributes import EARLIEST, LATEST
from ..domain.log_head import LogHead
from ..domain.progress import Progress, unwatched
from . import durable
from .backup_errors import BackupCut, BackupDamaged, NotABackup, not_read, not_written
from .envelope import MOST_BYTES as MOST_KEYS
from .envelope import Fields, Malformed, pack, unpack
from .layout import LAST_GENERATION

VERSION = 1
PAGE = 4096
_MAGIC = b"OUTREACH BACKUP\n"
_FORMAT, _MANIFEST = "outreach backup", "outreach backup manifest"
_LENGTH = 4
_MOST_HEADER = 1 << 16
_MOST_BYTES = 1 << 40
_CHUNK = 1 << 20
_HASH = 32
_PARTS = ("keys", "database", "journal")
_NAMES = ("uid", "vault_id", "practice", "generation", "made_at", "ends_on", "checked", "log_seq", "log_hash", *_PARTS)
_INSTANT = "%Y-%m-%dT%H:%M:%SZ"
UNKNOWN_HEAD = LogHead(0, bytes(32))


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup says of itself, readable without any key.

    `checked`: who made it could open it and found it whole; else it was copied unopened, and `log` is unknown. After
    `ends_on` it is removed wherever the program meets it. The last three are sizes in bytes.
    """

    uid: str
    vault_id: str
    practice: bool
    generation: int
    made_at: datetime
    ends_on: date
    checked: bool
    log: LogHead = UNKNOWN_HEAD
    keys: int = 0
    database: int = 0
    journal: int = 0

    @property
    def parts(self) -> tuple[int, int, int]:
        return self.keys, self.database, self.journal

    def written(self) -> dict[str, object]:
        return {
            "uid": self.uid,
            "vault_id": self.vault_id,
            "practice": self.practice,
            "generation": self.generation,
            "made_at": self.made_at.astimezone(UTC).strftime(_INSTANT),
            "ends_on": self.ends_on.isoformat(),
            "checked": self.checked,
            "log_seq": self.log.seq,
            "log_hash": self.log.hash.hex(),
            "keys": self.keys,
            "database": self.database,
            "journal": self.journal,
        }


@dataclass(frozen=True, slots=True)
class Sources:
    """What goes into a backup: the key file's contents, and files that nobody writes meanwhile."""

    keys: bytes
    database: Path
    journal: Path | None = None


def write(path: Path, header: Header, sources: Sources, progress: Progress = unwatched) -> Header:
    """Write a backup and have it on the disk; return its header with the sizes.

    `path` must not be there. Raises `PlaceFull`, `PlaceReadOnly`, `PlaceGone`, `PlaceFailed` and leaves nothing then.
    """
    try:
        sized = _sized(header, sources)
        with durable.new_file(path) as file:
            _write_parts(file, sized, sources, progress)
            durable.sync(file)
            _forget_cached(file)
    except OSError as error:
        _discard(path)
        raise not_written(error) from None
    except BaseException:
        _discard(path)
        raise
    return sized


def _sized(header: Header, sources: Sources) -> Header:
    journal = sources.journal.stat().st_size if sources.journal else 0
    return replace(header, keys=len(sources.keys), database=sources.database.stat().st_size, journal=journal)


def _write_parts(file: BinaryIO, header: Header, sources: Sources, progress: Progress) -> None:
    packed = pack(_FORMAT, VERSION, header.written())
    file.write(_MAGIC + len(packed).to_bytes(_LENGTH, "big") + packed)
    file.write(sources.keys)
    hashes = {"header": _digest(packed), "keys": _digest(sources.keys)}
    total = header.database + header.journal
    hashes["database"] = _copy_in(sources.database, header.database, file, _counted(progress, 0, total))
    journal = _counted(progress, header.database, total)
    empty = _digest(b"")
    hashes["journal"] = _copy_in(sources.journal, header.journal, file, journal) if sources.journal else empty
    file.write(pack(_MANIFEST, VERSION, hashes))


def _copy_in(source: Path, size: int, target: BinaryIO, moved: Callable[[int], None]) -> str:
    with source.open("rb") as file:
        return _copy(file, size, target, moved)


class _Takes(Protocol):
    def write(self, piece: bytes, /) -> object: ...


def _copy(source: BinaryIO, size: int, target: "_Takes | None", moved: Callable[[int], None]) -> str:
    """Copy exactly `size` bytes and return their hash; raises `BackupCut` where there are fewer."""
    digest, done = blake2b(digest_size=_HASH), 0
    while done < size:
        piece = _exactly(source, min(_CHUNK, size - done))
        digest.update(piece)
        if target is not None:
            target.write(piece)
        done += len(piece)
        moved(done)
    return digest.hexdigest()


def _counted(progress: Progress, before: int, total: int) -> Callable[[int], None]:
    return lambda done: progress(before + done, total)


def _digest(contents: bytes) -> str:
    return blake2b(contents, digest_size=_HASH).hexdigest()


def _forget_cached(file: BinaryIO) -> None:
    """Let the next reading come from the disk itself, as far as the system does as it is asked."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def read_header(path: Path) -> Header:
    """Read what a backup says of itself; raises `Unreadable`, `BackupGone`, `CannotReadBackup`."""
    with _opened(path) as file:
        return _header(file)[0]


def read(path: Path, into: Path | None = None, progress: Progress = unwatched) -> tuple[Header, bytes]:
    """Read a whole backup and prove each hash; return the header and the key file's contents.

    The database goes to `into`, its journal beside with `-wal` after the name; nothing is left there when
    it fails. Raises what `read_header` raises, and `PlaceFull` and its like where `into` is not taken.
    """
    try:
        with _opened(path) as file:
            return _proven(file, into, progress)
    except BaseException:
        if into is not None:
            _discard(into)
            _discard(journal_of(into))
        raise


def journal_of(database: Path) -> Path:
    return database.with_name(database.name + "-wal")


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise not_read(error) from None
    except Malformed:
        raise BackupDamaged from None


def _proven(file: BinaryIO, into: Path | None, progress: Progress) -> tuple[Header, bytes]:
    header, packed = _header(file)
    _require_size(file, header)
    keys = _exactly(file, header.keys)
    found = {"header": _digest(packed), "keys": _digest(keys)}
    total = header.database + header.journal
    found["database"] = _extract(file, header.database, into, _counted(progress, 0, total))
    beside = journal_of(into) if into is not None and header.journal else None
    found["journal"] = _extract(file, header.journal, beside, _counted(progress, header.database, total))
    if _manifest(file.read(_MOST_HEADER + 1)) != found:
        raise BackupDamaged
    return header, keys


def _extract(file: BinaryIO, size: int, into: Path | None, moved: Callable[[int], None]) -> str:
    if into is None:
        return _copy(file, size, None, moved)
    try:
        target = durable.new_file(into)
    except OSError as error:
        raise not_written(error) from None
    with target:
        return _copy(file, size, _Told(target), moved)


class _Told:
    """A file whose failures to write are told apart from those of the file that is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, piece: bytes, /) -> None:
        try:
            self._file.write(piece)
            self._file.flush()
        except OSError as error:
            raise not_written(error) from None


def _header(file: BinaryIO) -> tuple[Header, bytes]:
    begin = file.read(len(_MAGIC))
    if begin != _MAGIC:
        raise BackupCut if _MAGIC.startswith(begin) else NotABackup
    length = int.from_bytes(_exactly(file, _LENGTH), "big")
    if length > _MOST_HEADER:
        raise BackupDamaged
    packed = _exactly(file, length)
    return _parsed(unpack(packed, _FORMAT, VERSION)), packed


def _exactly(file: BinaryIO, size: int) -> bytes:
    found = file.read(size)
    if len(found) < size:
        raise BackupCut
    return found


def _require_size(file: BinaryIO, header: Header) -> None:
    """Refuse a file that is shorter or longer than it says, before anything of it is copied."""
    left = os.fstat(file.fileno()).st_size - file.tell() - sum(header.parts)
    if left <= 0:
        raise BackupCut
    if left > _MOST_HEADER:
        raise BackupDamaged


def _parsed(body: object) -> Header:
    fields = Fields(body, _NAMES)
    return Header(
        uid=fields.uid("uid"),
        vault_id=fields.uid("vault_id"),
        practice=fields.flag("practice"),
        generation=fields.whole("generation", 1, LAST_GENERATION),
        made_at=_instant(fields.text("made_at", 20)),
        ends_on=_day(fields.text("ends_on", 10)),
        checked=fields.flag("checked"),
        log=LogHead(fields.whole("log_seq", 0, 1 << 62), fields.raw("log_hash", 32)),
        keys=fields.whole("keys", 1, MOST_KEYS),
        database=_whole_pages(fields.whole("database", PAGE, _MOST_BYTES)),
        journal=fields.whole("journal", 0, _MOST_BYTES),
    )


def _whole_pages(size: int) -> int:
    if size % PAGE:
        raise Malformed
    return size


def _instant(text: str) -> datetime:
    try:
        found = datetime.strptime(text, _INSTANT).replace(tzinfo=UTC)
    except ValueError:
        raise Malformed from None
    if found.strftime(_INSTANT) != text:
        raise Malformed
    _within(found.date())
    return found


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Malformed from None
    if found.isoformat() != text:
        raise Malformed
    return _within(found)


def _within(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise Malformed
    return day


def _manifest(contents: bytes) -> dict[str, Any]:
    if not contents.endswith(b"\n}\n"):
        raise BackupCut
    names = ("header", *_PARTS)
    fields = Fields(unpack(contents, _MANIFEST, VERSION), names)
    return {name: fields.raw(name, _HASH).hex() for name in names}
