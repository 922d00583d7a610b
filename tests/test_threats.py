import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def rows():
    table = (ROOT / "THREATS.md").read_text("utf-8").partition("| who")[2].partition("\n\n")[0]
    return [line for line in table.splitlines()[2:] if line.startswith("| ")]


def test_every_threat_names_a_test_and_every_named_test_exists():
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    known = set(re.findall(r"^(?:async )?def (test_\w+)", code, re.MULTILINE))
    named = [re.findall(r"`(test_\w+)`", row) for row in rows()]
    assert rows()
    assert all(named)
    assert {name for names in named for name in names} - known == set()
