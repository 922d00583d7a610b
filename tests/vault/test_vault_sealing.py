"""Sealed texts, drafts, signatures and fingerprints."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach_desktop.domain.sealing import CannotRead, SealDamaged, SealedPlace
from outreach_desktop.vault.errors import MadeByNewerVersion
from tests.vault.opening import opened

PLACE = SealedPlace("people", "0123456789abcdef0123456789abcdef", "circumstances", 3)
KNOWN = Path(__file__).parent.parent / "data" / "vault"
few = settings(max_examples=40, deadline=None)


@given(text=st.text(st.characters(), max_size=700))
@few
def test_any_text_comes_back_for_those_who_may_read_and_for_its_writer(everybody, text):
    sealed, draft = everybody["Bo"].sealer.seal(text, PLACE), everybody["Bo"].sealer.seal_own(text, PLACE)
    assert all(everybody[label].sealer.open(sealed, PLACE) == text for label in ("Åsa", "Kim", "Sam"))
    assert everybody["Bo"].sealer.open_own(draft, PLACE) == text


def test_a_volunteer_can_write_restricted_texts_and_not_read_them(everybody):
    volunteer = everybody["Bo"]
    sealed = volunteer.sealer.seal("hemligt", PLACE)
    assert not volunteer.sealer.can_open
    with pytest.raises(CannotRead):
        volunteer.sealer.open(sealed, PLACE)
    with pytest.raises(SealDamaged):
        volunteer.sealer.open_own(sealed, PLACE)
    assert (volunteer.shared_keys.restricted, volunteer.shared_keys.roster) == (None, None)


def test_keys_are_held_by_role(everybody):
    held = {
        label: (account.shared_keys.restricted is not None, account.shared_keys.roster is not None)
        for label, account in everybody.items()
    }
    assert held == {"Åsa": (True, True), "Kim": (True, False), "Sam": (True, False), "Bo": (False, False)}


def test_nobody_else_reads_a_draft(everybody):
    draft = everybody["Bo"].sealer.seal_own("utkast", PLACE)
    for label in ("Åsa", "Kim", "Sam"):
        with pytest.raises(SealDamaged):
            everybody[label].sealer.open_own(draft, PLACE)
        with pytest.raises(SealDamaged):
            everybody[label].sealer.open(draft, PLACE)


@pytest.mark.parametrize(
    "moved",
    [
        replace(PLACE, table="contact"),
        replace(PLACE, uid="f" * 32),
        replace(PLACE, field="note"),
        replace(PLACE, version=4),
        SealedPlace("peoplecircumstances", PLACE.uid, "", 3),
    ],
)
def test_a_sealed_text_that_was_moved_is_refused(everybody, moved):
    sealer = everybody["Åsa"].sealer
    with pytest.raises(SealDamaged):
        sealer.open(sealer.seal("hemligt", PLACE), moved)
    with pytest.raises(SealDamaged):
        sealer.open_own(sealer.seal_own("hemligt", PLACE), moved)


def test_a_sealed_text_of_another_vault_is_refused(everybody, monkeypatch):
    from outreach_desktop.vault import sealer as module

    first = everybody["Åsa"]
    public, private = first.sealer._roster.restricted, first.shared_keys.restricted
    sealed = module.seal("hemligt", PLACE, "e" * 32, 1, public)
    assert module.open_sealed(sealed, PLACE, "e" * 32, private) == "hemligt"
    with pytest.raises(SealDamaged):
        first.sealer.open(sealed, PLACE)


def test_each_flipped_bit_is_found(everybody):
    sealer = everybody["Åsa"].sealer
    sealed = sealer.seal("hemligt", PLACE)
    for position in range(len(sealed)):
        flipped = bytearray(sealed)
        flipped[position] ^= 1 << position % 8
        with pytest.raises((SealDamaged, MadeByNewerVersion)):
            sealer.open(bytes(flipped), PLACE)


def test_each_cut_is_found_and_so_is_what_is_no_seal_at_all(everybody):
    sealer = everybody["Åsa"].sealer
    sealed = sealer.seal("hemligt", PLACE)
    for length in range(len(sealed)):
        with pytest.raises(SealDamaged):
            sealer.open(sealed[:length], PLACE)
    for other in (b"\x00" * 400, b"\x01" * 400, sealed + b"\x00"):
        with pytest.raises(SealDamaged):
            sealer.open(other, PLACE)
        with pytest.raises(SealDamaged):
            sealer.open_own(other, PLACE)


def test_a_seal_of_a_newer_version_is_refused_in_words(everybody):
    sealer = everybody["Åsa"].sealer
    newer = b"\x02" + sealer.seal("hemligt", PLACE)[1:]
    for read in (sealer.open, sealer.open_own):
        with pytest.raises(MadeByNewerVersion, match="newer version"):
            read(newer, PLACE)


def test_a_seal_of_another_generation_is_refused(everybody):
    sealer = everybody["Åsa"].sealer
    sealed = sealer.seal("hemligt", PLACE)
    assert sealed[:5] == b"\x01\x00\x00\x00\x01"
    with pytest.raises(SealDamaged):
        sealer.open(b"\x01\x00\x00\x00\x02" + sealed[5:], PLACE)


def test_the_length_of_a_text_shows_in_steps_of_256_bytes_only(everybody):
    lengths = {size: len(everybody["Bo"].sealer.seal("x" * size, PLACE)) for size in (0, 1, 255, 256, 511, 512)}
    assert lengths == {0: 381, 1: 381, 255: 381, 256: 637, 511: 637, 512: 893}


def test_the_same_text_is_never_sealed_the_same_way(everybody):
    assert len({everybody["Bo"].sealer.seal("hej", PLACE) for _ in range(20)}) == 20


def test_signatures_are_known_by_everybody_and_nothing_else_is(everybody):
    bo, first = everybody["Bo"], everybody["Åsa"].sealer
    signature = bo.sealer.sign(b"en rad")
    assert len(signature) == 64
    assert bo.sealer.account == bo.account
    assert first.verify(bo.account, b"en rad", signature)
    assert not first.verify(bo.account, b"en annan rad", signature)
    assert not first.verify(first.account, b"en rad", signature)
    assert not first.verify("f" * 32, b"en rad", signature)
    assert not first.verify(bo.account, b"en rad", signature[:-1])
    assert not first.verify(bo.account, b"en rad", b"")


def test_everybody_makes_the_same_fingerprints_and_another_vault_makes_others(everybody, tmp_path):
    prints = {account.sealer.fingerprint("+46701740605") for account in everybody.values()}
    assert len(prints) == 1
    assert len(prints.pop()) == 32
    assert everybody["Bo"].sealer.fingerprint("+46701740606") != everybody["Bo"].sealer.fingerprint("+46701740605")


def test_what_the_first_version_sealed_signed_and_fingerprinted_is_still_read(tmp_path):
    import shutil

    known = json.loads((KNOWN / "version_1.json").read_text("utf-8"))
    shutil.copytree(KNOWN / "version_1", tmp_path / "vault")
    with opened(tmp_path / "vault") as vault:
        sealer = vault.unlock("Åsa", known["passphrase"]).sealer
    place = SealedPlace(*known["place"])
    assert sealer.open(bytes.fromhex(known["sealed"]), place) == known["text"]
    assert sealer.open_own(bytes.fromhex(known["draft"]), place) == "Ett utkast"
    assert sealer.fingerprint(known["fingerprint_of"]).hex() == known["fingerprint"]
    assert sealer.verify(sealer.account, known["signed"].encode(), bytes.fromhex(known["signature"]))
