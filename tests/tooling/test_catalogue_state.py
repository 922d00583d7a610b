"""The Swedish catalogue is whole, and the check that says so can fail."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEADER = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


@pytest.fixture(name="tool")
def catalogue_tool():
    spec = importlib.util.spec_from_file_location("catalogue_tool", ROOT / "scripts" / "catalogues.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(name="problems_of")
def problems_of_a_small_house(tool, tmp_path, monkeypatch):
    """Return a function that checks one line of code against one catalogue."""

    def problems_of(code: str, catalogue: str) -> list[str]:
        package, po = tmp_path / "package", tmp_path / "i18n" / "sv" / "LC_MESSAGES" / "outreach.po"
        package.mkdir()
        po.parent.mkdir(parents=True)
        (package / "page.py").write_text(code, "utf-8")
        po.write_text(HEADER + catalogue, "utf-8")
        monkeypatch.setattr(tool, "ROOT", tmp_path)
        monkeypatch.setattr(tool, "PACKAGE", package)
        return tool.check()

    return problems_of


def test_every_text_in_the_code_has_its_swedish(tool):
    assert tool.check() == []


def test_a_whole_catalogue_has_no_problems(problems_of):
    assert problems_of('_("Save {name}")', 'msgid "Save {name}"\nmsgstr "Spara {name}"\n') == []


@pytest.mark.parametrize(
    ("catalogue", "complaint"),
    [
        ("", "not in the catalogue"),
        ('msgid "Save {name}"\nmsgstr ""\n', "untranslated"),
        ('#, fuzzy\nmsgid "Save {name}"\nmsgstr "Spara {name}"\n', "untranslated"),
        ('msgid "Save {name}"\nmsgstr "Spara {namn}"\n', "other placeholders"),
        ('msgid "Save {name}"\nmsgstr "Spara {name}:"\n', "ends otherwise"),
        ('msgid "Close"\nmsgstr "Stäng"\n', "not in the code"),
    ],
)
def test_a_catalogue_with_a_fault_is_found(problems_of, catalogue, complaint):
    assert any(complaint in problem for problem in problems_of('_("Save {name}")', catalogue))
