"""What lies where in a vault's folder, and the two small files that say so."""

import re
from dataclasses import dataclass
from pathlib import Path

from . import durable
from .clock_file import NAME as CLOCK
from .durable import PRIVATE_FOLDER
from .envelope import Fields, Malformed, pack, unpack
from .errors import CannotReadFolder, Damaged, KeyFileDamaged, KeyFileMissing, MadeByNewerVersion, NotAVault
from .key_file import KeyFile
from .key_file import parse as parse_keys

VERSION = 1
LAST_GENERATION = 999_999
_GENERATION = re.compile(r"gen-\d{6}")
_CURRENT, _MANIFEST = "outreach vault", "outreach generation"


def is_part(name: str) -> bool:
    """Say whether a file or folder of this name can be part of a vault's folder, CURRENT left out."""
    return name in ("backups", "lock", "ballast") or bool(_GENERATION.fullmatch(name))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself; the same stands signed in its key file."""

    generation: int
    vault_id: str
    practice: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths in a vault's folder."""

    folder: Path

    @property
    def current(self) -> Path:
        return self.folder / "CURRENT"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def ballast(self) -> Path:
        return self.folder / "ballast"

    @property
    def clock(self) -> Path:
        return self.folder / CLOCK

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    def generation(self, number: int) -> Path:
        return self.folder / f"gen-{number:06d}"

    def database(self, number: int) -> Path:
        return self.generation(number) / "case.db"

    def keys(self, number: int) -> Path:
        return self.generation(number) / "keys.json"

    def copy(self, number: int) -> Path:
        return self.generation(number) / "keys.json.bak"

    def manifest(self, number: int) -> Path:
        return self.generation(number) / "manifest.json"


def make_folders(layout: Layout, generation: int) -> None:
    layout.backups.mkdir(PRIVATE_FOLDER)
    layout.generation(generation).mkdir(PRIVATE_FOLDER)


def write_manifest(layout: Layout, manifest: Manifest) -> None:
    body = {"generation": manifest.generation, "vault_id": manifest.vault_id, "practice": manifest.practice}
    durable.write(layout.manifest(manifest.generation), pack(_MANIFEST, VERSION, body))


def point_at(layout: Layout, generation: int) -> None:
    """Make `generation` the current one, in one step."""
    durable.write(layout.current, pack(_CURRENT, VERSION, {"generation": generation}))


def current_generation(layout: Layout) -> int:
    """Read `CURRENT`; raises `NotAVault`, `Unreadable`, `CannotReadFolder`."""
    try:
        contents = durable.read(layout.current)
    except (FileNotFoundError, NotADirectoryError):
        raise NotAVault from None
    except OSError:
        raise CannotReadFolder from None
    try:
        return Fields(unpack(contents, _CURRENT, VERSION), ("generation",)).whole("generation", 1, LAST_GENERATION)
    except Malformed:
        raise Damaged from None


def read_manifest(layout: Layout, generation: int) -> Manifest:
    """Read what a generation says of itself; raises `Unreadable`, `CannotReadFolder`."""
    try:
        body = unpack(durable.read(layout.manifest(generation)), _MANIFEST, VERSION)
        fields = Fields(body, ("generation", "vault_id", "practice"))
        return Manifest(
            fields.whole("generation", generation, generation), fields.uid("vault_id"), fields.flag("practice")
        )
    except (Malformed, FileNotFoundError):
        raise Damaged from None
    except OSError:
        raise CannotReadFolder from None


def read_keys(layout: Layout, generation: int) -> tuple[bytes, KeyFile, bool]:
    """Return the key file's contents, what they say, and whether the second copy had to be used.

    Raises `Unreadable`, `CannotReadFolder`.
    """
    try:
        contents = _contents(layout.keys(generation))
        return contents, parse_keys(contents), False
    except MadeByNewerVersion:
        raise
    except (KeyFileDamaged, KeyFileMissing) as first:
        return *_copied_keys(layout, generation, first), True


def _copied_keys(layout: Layout, generation: int, first: KeyFileDamaged | KeyFileMissing) -> tuple[bytes, KeyFile]:
    try:
        contents = _contents(layout.copy(generation))
        return contents, parse_keys(contents)
    except KeyFileMissing:
        raise first from None


def _contents(path: Path) -> bytes:
    try:
        return durable.read(path)
    except FileNotFoundError:
        raise KeyFileMissing from None
    except OSError:
        raise CannotReadFolder from None
