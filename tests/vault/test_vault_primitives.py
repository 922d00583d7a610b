"""Argon2id against the reference implementation, and the limits of its cost."""

import json
from base64 import b64encode
from pathlib import Path

import pytest
from nacl.bindings import crypto_pwhash_str_verify

from outreach_desktop.vault import primitives
from outreach_desktop.vault.cost import DEFAULT, FLOOR, MIB, Cost, calibrate, fitting

KNOWN = json.loads((Path(__file__).parent.parent / "data" / "vault" / "argon2id.json").read_text("utf-8"))


def encoded(known: dict) -> bytes:
    parts = known["salt"].encode(), bytes.fromhex(known["hash"])
    salt, digest = (b64encode(part).rstrip(b"=").decode() for part in parts)
    return f"$argon2id$v=19$m={known['memory_kib']},t={known['passes']},p=1${salt}${digest}".encode()


@pytest.mark.parametrize("known", KNOWN["encoded"])
def test_the_library_agrees_with_the_vectors_of_the_reference_implementation(known):
    stored = encoded(known)
    assert crypto_pwhash_str_verify(stored, known["password"].encode())


@pytest.mark.parametrize("known", KNOWN["raw"])
def test_our_derivation_agrees_with_the_reference_implementation(known):
    derived = primitives.derive(
        known["secret"].encode(), bytes.fromhex(known["salt"]), known["memory_kib"] * 1024, known["passes"]
    )
    assert derived.hex() == known["derived"]


def test_too_little_memory_is_told_in_words():
    import resource

    from outreach_desktop.vault.errors import NotEnoughMemory

    before = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + 64 * MIB, before[1]))
    try:
        with pytest.raises(NotEnoughMemory, match="memory"):
            primitives.derive(b"x", bytes(16), 512 * MIB, 1)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.mark.parametrize(
    ("memory", "passes"),
    [(128 * MIB - 1, 3), (128 * MIB, 2), (64 * MIB, 20), (0, 0), (2048 * MIB + 1, 3), (256 * MIB, 21)],
)
def test_a_cost_under_the_floor_or_over_the_limits_cannot_be_made(memory, passes):
    with pytest.raises(ValueError, match="limits"):
        Cost(memory, passes)


def test_the_cheapest_cost_is_for_test_runs_only(monkeypatch):
    import sys

    assert Cost.cheapest_for_tests().memory_bytes == 64 * MIB
    monkeypatch.delitem(sys.modules, "pytest")
    with pytest.raises(RuntimeError):
        Cost.cheapest_for_tests()


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.1, 0.3, 0.5, 0.69, 0.7, 1.0, 1.5, 1.6, 2.0, 3.0, 10.0, 1000.0])
def test_the_cost_fits_the_machine_and_never_goes_under_the_floor(seconds):
    cost = fitting(seconds)
    assert cost.memory_bytes >= FLOOR.memory_bytes
    assert cost.passes >= FLOOR.passes
    expected = seconds * cost.memory_bytes * cost.passes / (DEFAULT.memory_bytes * DEFAULT.passes)
    assert 0.699 <= expected <= 1.501 or cost.passes == 20 or cost.memory_bytes == FLOOR.memory_bytes


def test_the_usual_machine_gets_256_mebibytes_and_three_passes():
    assert fitting(0.8) == DEFAULT == Cost(256 * MIB, 3)


def test_calibrating_measures_this_machine():
    assert calibrate().memory_bytes >= FLOOR.memory_bytes
