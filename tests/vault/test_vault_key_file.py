"""The parser of the key file under mutation, and what tampering with a key file comes to."""

import json
import random
from copy import deepcopy
from pathlib import Path

import pytest

from outreach_desktop.domain.errors import KnownError
from outreach_desktop.vault import envelope, errors, key_file
from outreach_desktop.vault.cost import MIB
from outreach_desktop.vault.envelope import pack
from tests.vault.opening import opened, passphrase_of, unlocked

HOSTILE = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2**63,
    10**400,
    1.5,
    "",
    "x",
    "00",
    "ff" * 32,
    "å" * 70,
    "\ud800",
    [],
    {},
    [[]],
    "\x00",
)


@pytest.fixture(scope="session")
def contents(made) -> bytes:
    return (made[0] / "gen-000001" / "keys.json").read_bytes()


@pytest.fixture(scope="session")
def body(contents) -> dict:
    return json.loads(contents)["body"]


def repacked(body: object) -> bytes:
    return pack(key_file.FORMAT, key_file.VERSION, body)


def refused(contents: bytes) -> bool:
    """Whether the parser refuses; any other exception than its own is a failure of the test."""
    try:
        key_file.parse(contents)
    except errors.Unreadable:
        return True
    return False


def test_a_key_file_is_read_as_it_was_written(contents):
    assert key_file.parse(contents).packed() == contents


def test_every_flipped_byte_and_every_cut_is_refused(contents):
    rng = random.Random(1)
    for _ in range(400):
        position, bit = rng.randrange(len(contents)), 1 << rng.randrange(8)
        flipped = bytearray(contents)
        flipped[position] ^= bit
        if json_of(bytes(flipped)) != json_of(contents):
            assert refused(bytes(flipped)), (position, bit)
    assert [cut for cut in range(len(contents)) if not refused(contents[:cut])] == []


def json_of(contents: bytes) -> object:
    try:
        return json.loads(contents)
    except ValueError:
        return None


def test_spliced_and_shuffled_bytes_are_refused_with_the_one_exception(contents):
    rng = random.Random(2)
    for _ in range(300):
        piece = rng.randbytes(rng.randrange(1, 20))
        start, end = sorted(rng.randrange(len(contents)) for _ in range(2))
        mutated = contents[:start] + piece + contents[end:]
        assert refused(mutated)


def test_hostile_values_under_a_right_checksum_are_refused_or_do_no_harm(body):
    """Each place of the body takes each hostile value; what is still read is written the same way again."""
    rng = random.Random(3)
    places = list(places_in(body))
    for _ in range(600):
        mutated = deepcopy(body)
        *way, last = rng.choice(places)
        parent = mutated
        for step in way:
            parent = parent[step]
        mutate(rng, parent, last)
        packed = repacked(mutated)
        if not refused(packed):
            assert json.loads(key_file.parse(packed).packed())["body"] == mutated


def places_in(value, way=()):
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inside:
        yield (*way, name)
        yield from places_in(part, (*way, name))


def mutate(rng, parent, last):
    action = rng.randrange(4)
    if action == 0:
        del parent[last]
    elif action == 1 and isinstance(parent, dict):
        parent["other"] = parent[last]
    elif action == 2 and isinstance(parent, list):
        parent.append(deepcopy(parent[last]))
    else:
        parent[last] = rng.choice([value for value in HOSTILE if value != parent[last]])


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"null",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe{}",
        b"\xef\xbb\xbf{}",
        b"9" * 5000,
        b'{"format": NaN}',
        b'{"format": 1e999, "version": 1, "checksum": "", "body": {}}',
        b'{"format": "outreach key file", "format": "outreach key file", "version": 1, "checksum": "", "body": {}}',
        b" " * ((1 << 20) + 1),
    ],
)
def test_hostile_files_are_refused_with_the_one_exception(hostile):
    assert refused(hostile)
    assert refused(hostile + b"\n")


def test_a_file_over_a_mebibyte_is_refused_though_it_is_sound(contents):
    assert not refused(b" " * ((1 << 20) - len(contents)) + contents)
    assert refused(b" " * ((1 << 20) - len(contents) + 1) + contents)


def test_a_newer_version_is_refused_in_words_and_the_copy_is_not_used_instead(folder, body):
    newer = pack(key_file.FORMAT, key_file.VERSION + 1, {"anything": body})
    (folder / "gen-000001" / "keys.json").write_bytes(newer)
    with pytest.raises(errors.MadeByNewerVersion, match="newer version"), opened(folder):
        pass


@pytest.mark.parametrize("name", ["CURRENT", "gen-000001/manifest.json"])
def test_other_files_of_a_newer_version_are_refused_in_words_too(folder, name):
    stored = json.loads((folder / name).read_bytes())
    (folder / name).write_bytes(pack(stored["format"], 2, {}))
    with pytest.raises(errors.MadeByNewerVersion), opened(folder):
        pass


@pytest.mark.parametrize("name", ["CURRENT", "gen-000001/manifest.json"])
def test_every_flipped_byte_of_the_small_files_is_refused(folder, name):
    rng, good = random.Random(4), (folder / name).read_bytes()
    for _ in range(60):
        flipped = bytearray(good)
        flipped[rng.randrange(len(good))] ^= 1 << rng.randrange(8)
        if json_of(bytes(flipped)) == json_of(good):
            continue
        (folder / name).write_bytes(bytes(flipped))
        with pytest.raises(errors.Unreadable), opened(folder):
            pass
    for cut in range(len(good)):
        (folder / name).write_bytes(good[:cut])
        with pytest.raises(errors.Unreadable), opened(folder):
            pass


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory", 64 * MIB - 1),
        ("memory", 2048 * MIB + 1),
        ("passes", 0),
        ("passes", 21),
        ("passes", True),
        ("version", 2),
        ("derivation", "argon2i"),
        ("kind", "guess"),
        ("key_file", "00" * 16),
        ("salt", "00" * 15),
        ("uid", "A" * 32),
    ],
)
def test_limits_of_a_slot_are_checked_before_anything_is_derived(body, name, value):
    mutated = deepcopy(body)
    mutated["slots"][0][name] = value
    assert refused(repacked(mutated))


def test_more_than_64_slots_are_refused(body):
    mutated = deepcopy(body)
    mutated["slots"] = [dict(mutated["slots"][0], uid=f"{n:032x}") for n in range(65)]
    assert refused(repacked(mutated))


def test_two_slots_of_one_kind_for_one_user_or_a_slot_for_nobody_are_refused(body):
    for change in (lambda s: s.append(dict(s[0])), lambda s: s.append(dict(s[0], uid="0" * 32))):
        mutated = deepcopy(body)
        change(mutated["slots"])
        assert refused(repacked(mutated))


def test_depth_over_eight_is_refused():
    with pytest.raises(envelope.Malformed):
        envelope._parsed(b"[" * 9 + b"]" * 9 + b"\n")
    assert envelope._parsed(b"[" * 8 + b"]" * 8 + b"\n")


def tampered(folder: Path, body: dict) -> None:
    for name in ("keys.json", "keys.json.bak"):
        (folder / "gen-000001" / name).write_bytes(repacked(body))


def slot_of(body: dict, label: str) -> dict:
    uid = next(a["uid"] for a in body["roster"]["accounts"] if a["label"] == label)
    return next(s for s in body["slots"] if s["uid"] == uid)


def flip(written: str) -> str:
    return f"{int(written[0], 16) ^ 1:x}" + written[1:]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("salt", errors.WrongPassphrase),
        ("commit", errors.WrongPassphrase),
        ("nonce", errors.KeyFileDamaged),
        ("wrapped", errors.KeyFileDamaged),
    ],
)
def test_a_changed_slot_does_not_open(folder, body, name, told):
    mutated = deepcopy(body)
    slot = slot_of(mutated, "Åsa")
    slot[name] = flip(slot[name])
    tampered(folder, mutated)
    with opened(folder) as vault, pytest.raises(told):
        unlocked(vault)


@pytest.mark.parametrize("name", ["memory", "passes"])
def test_an_old_slot_with_changed_cost_does_not_open(folder, body, name):
    mutated = deepcopy(body)
    slot_of(mutated, "Åsa")[name] *= 2
    tampered(folder, mutated)
    with opened(folder) as vault, pytest.raises(errors.WrongPassphrase):
        unlocked(vault)


def test_a_slot_given_to_another_account_or_another_use_does_not_open(folder, body):
    swapped = deepcopy(body)
    mine, yours = slot_of(swapped, "Bo"), slot_of(swapped, "Åsa")
    mine["uid"], yours["uid"] = yours["uid"], mine["uid"]
    mine["kind"], yours["kind"] = yours["kind"], mine["kind"]
    swapped["slots"] = [
        s for s in swapped["slots"] if s is mine or s is yours or s["uid"] not in (mine["uid"], yours["uid"])
    ]
    tampered(folder, swapped)
    with opened(folder) as vault, pytest.raises(errors.KeyFileDamaged):
        vault.unlock("Åsa", passphrase_of("Bo"))


ROSTER_CHANGES = {
    "role": lambda roster: roster["accounts"][3].update(role="staff", grants=roster["accounts"][2]["grants"]),
    "label": lambda roster: roster["accounts"][3].update(label="Boel"),
    "box key": lambda roster: roster["accounts"][3].update(box=roster["accounts"][2]["box"]),
    "grants": lambda roster: roster["accounts"][3]["grants"].update(
        data=roster["accounts"][3]["grants"]["fingerprint"]
    ),
    "restricted key": lambda roster: roster.update(restricted=roster["accounts"][3]["box"]),
    "order": lambda roster: roster["accounts"].reverse(),
    "serial": lambda roster: roster.update(serial=roster["serial"] + 1),
    "left": lambda roster: roster["accounts"][1].update(active=False, grants={}),
}


@pytest.mark.parametrize("change", ROSTER_CHANGES)
def test_a_roster_that_no_administrator_signed_is_refused(folder, body, change):
    mutated = deepcopy(body)
    ROSTER_CHANGES[change](mutated["roster"])
    if change == "left":
        mutated["slots"] = [s for s in mutated["slots"] if s["uid"] != mutated["roster"]["accounts"][1]["uid"]]
    tampered(folder, mutated)
    with opened(folder) as vault, pytest.raises(errors.KeyFileDamaged):
        unlocked(vault)


def test_a_roster_signed_by_somebody_elses_key_is_refused(folder, body):
    from outreach_desktop.vault import primitives, roster

    mutated, seed = deepcopy(body), primitives.random_key()
    mutated["roster"]["accounts"][3]["label"] = "Boel"
    mutated["roster_public"] = primitives.sign_public(seed).hex()
    mutated["signature"] = roster.parse(mutated["roster"]).signature(seed).hex()
    tampered(folder, mutated)
    with opened(folder) as vault, pytest.raises(errors.KeyFileDamaged):
        unlocked(vault)


def test_the_practice_mark_cannot_be_set_silently(folder, body):
    manifest = folder / "gen-000001" / "manifest.json"
    said = json.loads(manifest.read_bytes())
    manifest.write_bytes(pack(said["format"], 1, said["body"] | {"practice": True}))
    with pytest.raises(errors.Damaged), opened(folder):
        pass
    mutated = deepcopy(body)
    mutated["roster"]["practice"] = True
    tampered(folder, mutated)
    with opened(folder) as vault:
        assert vault.practice
        with pytest.raises(errors.KeyFileDamaged):
            unlocked(vault)


def test_a_practice_vault_says_so(tmp_path):
    from outreach_desktop.vault.folder import NewAccount, Vault
    from tests.vault.opening import CHEAP

    vault, _first, _lines = Vault.create(
        tmp_path / "p", NewAccount("Åsa", "administrator", "x" * 20), CHEAP, practice=True
    )
    vault.close()
    with opened(tmp_path / "p") as again:
        assert again.practice


def test_a_key_file_of_another_vault_is_refused(folder, tmp_path):
    from outreach_desktop.vault.folder import NewAccount, Vault
    from tests.vault.opening import CHEAP

    other, _first, _lines = Vault.create(tmp_path / "o", NewAccount("Åsa", "administrator", "x" * 20), CHEAP)
    other.close()
    for name in ("keys.json", "keys.json.bak"):
        (folder / "gen-000001" / name).write_bytes((tmp_path / "o" / "gen-000001" / name).read_bytes())
    with pytest.raises(errors.Damaged), opened(folder):
        pass


def test_who_left_is_not_listed_and_cannot_unlock_but_old_signatures_are_still_known(folder, everybody):
    """The place for people who leave: signed by an administrator, without slot and grants."""
    from dataclasses import replace

    path = folder / "gen-000001" / "keys.json"
    before, administrator = key_file.parse(path.read_bytes()), everybody["Åsa"]
    left = tuple(replace(m, active=False, grants={}) if m.label == "Bo" else m for m in before.roster.members)
    roster = replace(before.roster, members=left, serial=before.roster.serial + 1)
    slots = tuple(slot for slot in before.slots if slot.uid != everybody["Bo"].account)
    path.write_bytes(replace(before, slots=slots).signed(roster, administrator.shared_keys.roster).packed())
    with opened(folder) as vault:
        assert [account.label for account in vault.accounts] == ["Åsa", "Kim", "Sam"]
        with pytest.raises(errors.UnknownAccount):
            unlocked(vault, "Bo")
        assert unlocked(vault).sealer.verify(everybody["Bo"].account, b"rad", everybody["Bo"].sealer.sign(b"rad"))


def test_every_refusal_of_the_parser_is_a_known_error():
    assert issubclass(errors.Unreadable, KnownError)
    of_a_vault = [kind for kind in errors.Unreadable.__subclasses__() if kind.__module__ == errors.__name__]
    assert {kind.__name__ for kind in of_a_vault} == {
        "ClockUnreadable",
        "Damaged",
        "KeyFileDamaged",
        "KeyFileMissing",
        "MadeByNewerVersion",
    }
