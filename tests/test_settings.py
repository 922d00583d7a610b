"""What stands outside a vault, in clear."""

import json
import stat
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as few
from hypothesis import strategies as st

from outreach_desktop.settings import (
    FILE,
    Remembered,
    Settings,
    Window,
    failed,
    load,
    save,
    seconds_left,
    succeeded,
    wait_after,
)

MONDAY = datetime(2026, 11, 16, 21, 30, tzinfo=UTC)
FULL = Settings(
    language="sv",
    scheme="dark",
    text_size="larger",
    zoom=125,
    window=Window(-20, 10, 1200, 800, maximised=True, screen="DP-1"),
    vaults=("/srv/asa/valv", "/media/två ord"),
    neutral_name="Anteckningar",
    capture_allowed=True,
    remembered={"a" * 32: Remembered(7, "ff" * 32, 2, MONDAY, MONDAY + timedelta(minutes=1))},
)


def test_settings_come_back_as_they_were_saved(tmp_path):
    save(tmp_path / "new" / "folder", FULL)
    assert load(tmp_path / "new" / "folder") == (FULL, False)
    save(tmp_path / "new" / "folder", Settings())
    assert load(tmp_path / "new" / "folder") == (Settings(), False)


def test_only_the_user_can_read_them_and_nothing_is_left_beside(tmp_path):
    save(tmp_path / "s", FULL)
    save(tmp_path / "s", FULL)
    assert stat.S_IMODE((tmp_path / "s").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "s" / FILE).stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "s").iterdir()] == [FILE]


def test_nothing_else_may_stand_outside_the_vault():
    assert list(Settings._fields) == [
        "language",
        "scheme",
        "text_size",
        "zoom",
        "window",
        "vaults",
        "neutral_name",
        "capture_allowed",
        "remembered",
    ]
    assert list(Remembered._fields) == [
        "counter",
        "log_head",
        "failures",
        "first_failure_at",
        "last_failure_at",
    ]


def test_without_a_file_the_defaults_hold_and_nothing_is_wrong(tmp_path):
    assert load(tmp_path) == (Settings(), False)
    assert load(tmp_path / "absent") == (Settings(), False)


@pytest.mark.parametrize(
    "contents", [b"", b"{", b"\xff\xfe", b"[]", b"null", b"1", b"[" * 100_000, b"9" * 5000, b" " * (1 << 20) + b"{}"]
)
def test_a_damaged_file_gives_the_defaults_and_says_so(tmp_path, contents):
    (tmp_path / FILE).write_bytes(contents)
    assert load(tmp_path) == (Settings(), True)


def test_what_cannot_be_read_gives_the_defaults_and_says_so(tmp_path):
    (tmp_path / FILE).mkdir()
    assert load(tmp_path) == (Settings(), True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", 1),
        ("zoom", "100"),
        ("zoom", True),
        ("zoom", 1e9),
        ("window", {"left": 1}),
        ("window", []),
        ("vaults", "text"),
        ("vaults", [1]),
        ("vaults", ["x" * 5000]),
        ("remembered", {"a": {}}),
        (
            "remembered",
            {"a": {"counter": -1, "log_head": "", "failures": 0, "first_failure_at": None, "last_failure_at": None}},
        ),
        (
            "remembered",
            {"a": {"counter": 1, "log_head": "", "failures": 0, "first_failure_at": "x", "last_failure_at": None}},
        ),
        (
            "remembered",
            {
                "a": {
                    "counter": 1,
                    "log_head": "",
                    "failures": 0,
                    "first_failure_at": "2026-01-01",
                    "last_failure_at": None,
                }
            },
        ),
    ],
)
def test_one_damaged_value_costs_only_itself(tmp_path, name, value):
    save(tmp_path, FULL)
    stored = json.loads((tmp_path / FILE).read_text("utf-8"))
    (tmp_path / FILE).write_text(json.dumps(stored | {name: value}), "utf-8")
    found, damaged = load(tmp_path)
    assert damaged
    for other in Settings._fields:
        expected = Settings() if other == name else FULL
        assert getattr(found, other) == getattr(expected, other)


def test_names_of_other_versions_are_passed_over(tmp_path):
    (tmp_path / FILE).write_text('{"language": "en", "later": [1, 2]}', "utf-8")
    assert load(tmp_path) == (Settings(language="en"), False)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
@few(max_examples=50, deadline=None)
def test_any_json_loads_without_failing(tmp_path_factory, value):
    folder = tmp_path_factory.mktemp("any")
    stored = dict.fromkeys(list(Settings._fields), value)
    (folder / FILE).write_text(json.dumps(stored), "utf-8")
    load(folder)


def test_a_full_disk_leaves_the_settings_as_they_were(tmp_path, monkeypatch):
    import os

    save(tmp_path, FULL)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        save(tmp_path, Settings())
    assert load(tmp_path) == (FULL, False)


def test_the_wait_doubles_up_to_a_minute():
    assert [wait_after(n) for n in range(10)] == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert wait_after(10**9) == 60


def test_failed_tries_are_counted_from_the_first_and_forgotten_after_success():
    once = failed(Remembered(counter=5), MONDAY)
    thrice = failed(failed(once, MONDAY + timedelta(hours=1)), MONDAY + timedelta(hours=2))
    assert (thrice.failures, thrice.first_failure_at, thrice.counter) == (3, MONDAY, 5)
    assert succeeded(thrice) == Remembered(counter=5)


def test_the_time_left_counts_down_and_a_clock_set_back_adds_nothing():
    tried = Remembered(failures=4, first_failure_at=MONDAY, last_failure_at=MONDAY)
    passed = {
        seconds: seconds_left(tried, MONDAY + timedelta(seconds=seconds)) for seconds in (0, 0.5, 3, 7.9, 8, 900, -900)
    }
    assert passed == {0: 8, 0.5: 8, 3: 5, 7.9: 1, 8: 0, 900: 0, -900: 8}
    assert seconds_left(Remembered(), MONDAY) == 0


def test_the_vault_opened_last_comes_first():
    opened = Settings(vaults=("/a", "/b")).opened("/b").opened("/c")
    assert opened.vaults == ("/c", "/b", "/a")


def test_each_vault_is_remembered_by_its_id():
    kept = FULL.with_vault("b" * 32, Remembered(counter=1))
    assert kept.of_vault("b" * 32).counter == 1
    assert kept.of_vault("a" * 32) == FULL.of_vault("a" * 32)
    assert kept.of_vault("c" * 32) == Remembered()


def test_an_instant_before_the_calendar_begins_is_unfit_and_stops_nothing(tmp_path):
    odd = {"counter": 1, "log_head": "", "failures": 1, "last_failure_at": None}
    odd["first_failure_at"] = "0001-01-01T00:00:00+23:00"
    (tmp_path / FILE).write_text(json.dumps({"language": "sv", "remembered": {"a": odd}}))
    assert load(tmp_path) == (Settings(language="sv"), True)


@pytest.mark.parametrize("path", ["/home/\x00/vault", "/home/\ud800/vault"])
def test_what_can_be_no_path_is_unfit(tmp_path, path):
    (tmp_path / FILE).write_text(json.dumps({"language": "sv", "vaults": [path]}))
    assert load(tmp_path) == (Settings(language="sv"), True)


def test_very_many_vaults_do_not_make_the_newest_forgotten(tmp_path):
    settings = Settings()
    for number in range(130):
        settings = settings.with_vault(f"{number:032x}", Remembered(counter=number))
    save(tmp_path, settings)
    again, damaged = load(tmp_path)
    assert not damaged
    assert len(again.remembered) == 100
    assert again.of_vault(f"{129:032x}").counter == 129
