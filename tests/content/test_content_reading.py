"""The loader refuses every broken copy of every file, naming the file and the entry."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach_desktop import content
from outreach_desktop.content.reading import FOLDER
from outreach_desktop.domain.errors import KnownError

LOADERS: dict[str, Callable[[Path | None], object]] = {
    "indicators.toml": content.indicators,
    "templates.toml": content.templates,
    "limits.toml": content.limits,
    "conversation.toml": content.conversation_guide,
    "on_call.toml": content.on_call_steps,
    "law.toml": content.laws,
    "needs.toml": content.form_needs,
    "checklist.toml": content.checklist,
    "directory.toml": content.directory,
    "question_cards.toml": content.question_cards,
    "geography.toml": content.municipalities,
    "avoid.toml": content.avoid_list,
    "agreement.toml": content.agreement,
    "breach.toml": content.breach,
    "protection.toml": content.protection,
}
files = pytest.mark.parametrize("name", LOADERS)


def broken(tmp_path: Path, name: str, change: Callable[[str], str]) -> KnownError:
    """Load a changed copy of a content file and return the refusal."""
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    before = (FOLDER / name).read_text("utf-8")
    after = change(before)
    assert after != before
    (tmp_path / name).write_text(after, "utf-8")
    with pytest.raises(KnownError) as caught:
        LOADERS[name](tmp_path)
    assert caught.value.values["file"] == name
    caught.value.text.format(**caught.value.values)
    return caught.value


def test_every_content_file_has_a_loader():
    assert {path.name for path in FOLDER.glob("*.toml")} == set(LOADERS)


@files
def test_each_file_loads_once_and_is_kept(name):
    assert LOADERS[name](None) is LOADERS[name](None)


@files
def test_a_missing_file_is_named(tmp_path, name):
    with pytest.raises(KnownError) as caught:
        LOADERS[name](tmp_path)
    assert caught.value.values == {"file": name}


@files
def test_a_file_that_is_no_toml_is_refused(tmp_path, name):
    assert "cannot be read" in broken(tmp_path, name, lambda text: text + "\n= what").text


@files
@pytest.mark.parametrize("version", ["0", "-1", '"1"', "true", "1.5"])
def test_the_version_is_a_positive_whole_number(tmp_path, name, version):
    error = broken(tmp_path, name, lambda text: re.sub(r"(?m)^version = 1$", f"version = {version}", text, count=1))
    assert error.values["entry"] == "version"


@files
def test_a_file_without_version_is_refused(tmp_path, name):
    error = broken(tmp_path, name, lambda text: re.sub(r"(?m)^version = 1$", "", text, count=1))
    assert error.values["entry"] == "version"


@files
def test_an_unknown_key_is_refused(tmp_path, name):
    error = broken(tmp_path, name, lambda text: text + '\ncolour = "red"\n')
    assert str(error.values["entry"]).endswith("colour")


BILINGUAL = [name for name in LOADERS if ".en = " in (FOLDER / name).read_text("utf-8")]


@pytest.mark.parametrize("name", BILINGUAL)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_text_in_one_language_only_is_refused(tmp_path, name, language):
    error = broken(tmp_path, name, lambda text: re.sub(rf"(?m)^\w+\.{language} = .*\n", "", text, count=1))
    assert "lacks" in error.text
    assert str(error.values["entry"]).endswith(f".{language}")


@pytest.mark.parametrize("name", BILINGUAL)
@pytest.mark.parametrize("text", ['""', '"  "', '" padded"', "3", '["list"]'])
def test_an_empty_or_odd_text_is_refused(tmp_path, name, text):
    error = broken(tmp_path, name, lambda whole: re.sub(r"(?m)(^\w+\.en) = .*", rf"\1 = {text}", whole, count=1))
    assert str(error.values["entry"]).endswith(".en")


@files
def test_an_id_or_code_stands_once(tmp_path, name):
    def repeat_first(text: str) -> str:
        keys = re.findall(r"(?m)^\[\[\w+\]\]\n((?:id|code) = .*)$", text)
        return text.replace(keys[1], keys[0], 1)

    error = broken(tmp_path, name, repeat_first)
    assert "twice" in error.text


@pytest.mark.parametrize("odd", ["Third Person", "ärta", "", "third-person", " third_person"])
def test_ids_are_stable_words(tmp_path, odd):
    error = broken(tmp_path, "indicators.toml", lambda text: text.replace('"third_person"', f'"{odd}"'))
    assert str(error.values["entry"]).endswith(".id")


@pytest.mark.parametrize("field", ["source", "checked_on"])
def test_a_legal_entry_without_source_or_day_is_refused(tmp_path, field):
    error = broken(tmp_path, "law.toml", lambda text: re.sub(rf"(?m)^{field} = .*\n", "", text, count=1))
    assert error.values["entry"] == f"entries.duty.{field}"


def test_a_legal_entry_with_a_time_instead_of_a_day_is_refused(tmp_path):
    error = broken(
        tmp_path,
        "law.toml",
        lambda text: re.sub(r"checked_on = .*", "checked_on = 2026-11-22T10:00:00", text, count=1),
    )
    assert error.values["entry"] == "entries.duty.checked_on"


@pytest.mark.parametrize(
    ("name", "old", "new", "entry"),
    [
        ("templates.toml", 'kind = "first"', 'kind = "third"', "templates.first_sv.kind"),
        ("templates.toml", "skyddar dina uppgifter: {link}", "skyddar dina uppgifter", "templates.first_sv.text"),
        ("templates.toml", "Hej {alias},", "Hej {surname},", "templates.first_sv.text"),
        ("templates.toml", '"first_sv"\nversion = 1', '"first_sv"\nversion = 0', "templates.first_sv.version"),
        ("checklist.toml", 'level = "must"', 'level = "may"', "phases.prepare.items.two_of_us.level"),
        ("directory.toml", 'counties = ["01"]', 'counties = ["99"]', "entries.mika_stockholm.counties"),
        ("directory.toml", "youngest = 12", 'youngest = "12"', "entries.alltid_sedd.youngest"),
        ("geography.toml", 'code = "0114"', 'code = "0214"', "counties.01.municipalities.0214"),
        ("geography.toml", 'code = "0114"', "code = 114", "counties.1.municipalities.1.code"),
        (
            "geography.toml",
            'police_region = "mitt"',
            'police_region = "middle"',
            "counties.03.police_region",
        ),
        ("avoid.toml", 'language = "sv"', 'language = "de"', "words.prostituerad.language"),
        ("indicators.toml", "says_little_alone = false", "says_little_alone = 0", "third_person.says_little_alone"),
    ],
)
def test_what_does_not_belong_is_refused_with_its_place(tmp_path, name, old, new, entry):
    error = broken(tmp_path, name, lambda text: text.replace(old, new, 1))
    where = str(error.values["entry"])
    assert where.endswith(entry.removeprefix("counties.1.")), where
