"""A disk that can be filled and given back, for tests of what happens then."""

import resource
import subprocess
from contextlib import contextmanager

import pytest


class SmallDisk:
    """A file system of some megabytes; what is free of it can be taken away and given back."""

    def __init__(self, folder):
        self.folder = folder
        self._filler = folder / "filler"

    @contextmanager
    def full(self):
        """Take all space away, the reserve of the vault too."""
        (self.folder / "vault" / "ballast").unlink(missing_ok=True)
        with self._filler.open("wb", buffering=0) as filler:
            while self._writes(filler):
                pass
        yield
        self._filler.unlink()

    @staticmethod
    def _writes(filler):
        try:
            return filler.write(b"\0" * 4096)
        except OSError:
            return 0


class SmallQuota:
    """Where no file system can be mounted: no file may grow."""

    def __init__(self, folder):
        self.folder = folder

    @contextmanager
    def full(self):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        yield
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    yield SmallDisk(place) if mounted else SmallQuota(place)
    if mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
