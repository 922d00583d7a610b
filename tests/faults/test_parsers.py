"""Whatever lies in a small file, its parser refuses it with the one kind of error, or takes what fits."""

import json
import random
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

import pytest
from stages import times

from outreach_desktop import settings
from outreach_desktop.domain.meeting_clock import Countdown
from outreach_desktop.vault import boot_clock, clock_file, envelope, key_file, layout
from outreach_desktop.vault.errors import Unreadable

MUTATIONS = times(20_000, 5_000_000)
HOSTILE = (None, True, -1, 10**30, "", "a" * 5000, "0" * 64, [], {}, [[[[[[[[[]]]]]]]]], "\u0000", 1.5)


def changed_bytes(contents, chance):
    """Turn, cut, double or put in bytes."""
    at, how = chance.randrange(len(contents) + 1), chance.randrange(4)
    if how == 0:
        return contents[:at]
    if how == 1:
        return contents[:at] + contents[at // 2 :]
    if how == 2:
        return contents[:at] + bytes([chance.randrange(256)]) + contents[at + 1 :]
    return contents[:at] + chance.randbytes(chance.randrange(1, 8)) + contents[at:]


def changed_value(value, chance):
    """Return a copy in which one value somewhere is another, missing, or there twice."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        name = chance.choice(list(value))
        changed = dict(value)
        if chance.random() < 0.1:
            del changed[name]
        else:
            changed[name] = changed_value(value[name], chance)
        return changed
    if isinstance(value, list) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        return [*value[:at], changed_value(value[at], chance), *value[at + chance.randrange(2) :]]
    return chance.choice(HOSTILE)


def with_right_checksum(whole, body):
    """Put a changed body into the outer form, so that the parser looks at it and not at the checksum alone."""
    checked = envelope.canonical([whole["format"], whole["version"], body])
    changed = whole | {"checksum": blake2b(checked, digest_size=32).hexdigest(), "body": body}
    return json.dumps(changed).encode() + b"\n"


@pytest.fixture
def keys(vault_folder):
    return (vault_folder / "gen-000001" / "keys.json").read_bytes()


def refused(parse, contents):
    try:
        parse(contents)
    except Unreadable:
        return True
    return False


@pytest.mark.timeout(36_000)
def test_a_key_file_of_any_bytes_is_refused_by_the_one_error(keys):
    chance = random.Random(1)
    taken = [turn for turn in range(MUTATIONS // 2) if not refused(key_file.parse, changed_bytes(keys, chance))]
    assert len(taken) < MUTATIONS // 500  # a blank put in between changes nothing


@pytest.mark.timeout(36_000)
def test_a_key_file_of_any_values_is_refused_by_the_one_error(keys):
    """Signatures and seals are proved with the passphrase: what fits the form may be taken here."""
    chance, whole = random.Random(2), json.loads(keys)
    refusals = sum(
        refused(key_file.parse, with_right_checksum(whole, changed_value(whole["body"], chance)))
        for _turn in range(MUTATIONS * 2 // 5)
    )
    assert MUTATIONS // 5 < refusals < MUTATIONS * 2 // 5


@pytest.mark.timeout(36_000)
def test_the_file_that_names_the_generation_is_refused_by_the_one_error(vault_folder):
    chance, places = random.Random(3), layout.Layout(vault_folder)
    whole = places.current.read_bytes()
    for _turn in range(MUTATIONS // 20):
        places.current.write_bytes(changed_bytes(whole, chance))
        refused(lambda _contents: layout.current_generation(places), b"")


@pytest.mark.timeout(36_000)
def test_settings_of_any_kind_are_read_as_far_as_they_fit(tmp_path):
    """They lie in clear and anybody may have written them: the program starts all the same."""
    chance = random.Random(4)
    known = settings.Settings(language="sv", vaults=("a", "b")).with_vault("0" * 32, settings.Remembered(counter=5))
    settings.save(tmp_path, known)
    whole = (tmp_path / settings.FILE).read_bytes()
    for turn in range(MUTATIONS // 20):
        value = json.dumps(changed_value(json.loads(whole), chance)).encode()
        (tmp_path / settings.FILE).write_bytes(value if turn % 2 else changed_bytes(whole, chance))
        read, _damaged = settings.load(tmp_path)
        assert isinstance(read, settings.Settings)


@pytest.mark.timeout(36_000)
def test_a_clock_file_of_any_bytes_or_values_is_refused_by_the_one_error():
    """Whoever writes it wrote it in clear: what is refused rings, and what is taken fits the form."""
    chance = random.Random(5)
    due = boot_clock.moment(datetime(2026, 11, 24, 19, 1, tzinfo=UTC))
    clock = clock_file.RunningClock((Countdown(due, timedelta(minutes=10)),) * 3, "Ring nu.", "070-174 06 09")
    contents = clock_file.packed(clock)
    whole = json.loads(contents)
    for turn in range(MUTATIONS // 4):
        changed = with_right_checksum(whole, changed_value(whole["body"], chance))
        mutated = changed if turn % 2 else changed_bytes(contents, chance)
        if not refused(clock_file.parse, mutated):
            taken = clock_file.parse(mutated)
            assert clock_file.parse(clock_file.packed(taken)) == taken
