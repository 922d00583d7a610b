import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def rows():
    lines = (ROOT / "THREATS.md").read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("| ") and not line.startswith(("| who", "| ---"))]


def test_every_threat_names_a_test_and_every_named_test_exists():
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    known = set(re.findall(r"^(?:async )?def (test_\w+)", code, re.MULTILINE))
    named = [re.findall(r"`(test_\w+)`", row) for row in rows()]
    assert rows()
    assert all(named)
    assert {name for names in named for name in names} - known == set()
