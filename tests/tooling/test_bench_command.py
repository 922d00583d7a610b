"""The bench says how it is called, and measures nothing that it was not asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def bench(*arguments):
    command = [sys.executable, "-m", "tests.benchmarks", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(("asked", "status"), [("--help", 0), ("nonsense", 2)])
def test_it_says_how_it_is_called(asked, status):
    done = bench(asked)
    assert done.returncode == status
    assert "python -m tests.benchmarks" in done.stdout + done.stderr
    assert "people," not in done.stdout
