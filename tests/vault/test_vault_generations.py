"""The next generation counts only when it is whole; whatever stops it leaves the vault as it was."""

import pytest

from outreach_desktop.vault import errors, generations, layout
from outreach_desktop.vault.folder import Vault
from outreach_desktop.vault.layout import Layout
from tests.vault.opening import opened, unlocked


def fill(path):
    path.write_bytes(b"a database")


def verify(path):
    assert path.read_bytes() == b"a database"


def numbers(folder):
    return sorted(int(entry.name[4:]) for entry in folder.glob("gen-*"))


def test_the_next_generation_holds_at_once_and_the_old_one_goes_with_the_sweep(folder):
    with opened(folder) as vault:
        vault.move_on((folder / "gen-000001" / "keys.json").read_bytes(), fill, verify)
        assert vault.generation == 2
        assert numbers(folder) == [1, 2]
        vault.sweep()
    assert numbers(folder) == [2]
    with opened(folder) as vault:
        assert vault.database.read_bytes() == b"a database"
        assert unlocked(vault).role == "administrator"


@pytest.mark.parametrize("stage", ["fill", "verify"])
def test_what_fails_before_the_flip_leaves_nothing(folder, stage):
    def fail(_path):
        raise KeyboardInterrupt

    with opened(folder) as vault:
        stages = {"fill": fill, "verify": verify} | {stage: fail}
        with pytest.raises(KeyboardInterrupt):
            vault.move_on((folder / "gen-000001" / "keys.json").read_bytes(), **stages)
        assert (vault.generation, numbers(folder)) == (1, [1])


def test_a_flip_that_the_disk_refuses_leaves_the_old_one(folder, monkeypatch):
    def no_space(*_arguments):
        raise OSError(28, "No space left on device")

    with opened(folder) as vault:
        monkeypatch.setattr(layout, "point_at", no_space)
        with pytest.raises(errors.CannotWrite):
            vault.move_on((folder / "gen-000001" / "keys.json").read_bytes(), fill, verify)
        assert (vault.generation, numbers(folder)) == (1, [1])


def test_a_flip_whose_outcome_cannot_be_read_leaves_both(folder, monkeypatch):
    def gone(*_arguments):
        raise OSError(5, "Input/output error")

    def unreadable(_places):
        raise errors.CannotReadFolder

    with opened(folder) as vault:
        monkeypatch.setattr(layout, "point_at", gone)
        monkeypatch.setattr(layout, "current_generation", unreadable)
        with pytest.raises(errors.GenerationUncertain):
            vault.move_on((folder / "gen-000001" / "keys.json").read_bytes(), fill, verify)
    assert numbers(folder) == [1, 2]


def test_opening_clears_what_was_never_finished_and_leaves_what_was(folder):
    places = Layout(folder)
    places.generation(2).mkdir()
    places.database(2).write_bytes(b"half")
    keys = (folder / "gen-000001" / "keys.json").read_bytes()
    generations.make(places, 3, keys, fill, verify)
    Vault.open(folder).close()
    assert numbers(folder) == [1, 3]


def test_a_journal_left_beside_the_database_is_refused(folder):
    def with_journal(path):
        fill(path)
        path.with_name(path.name + "-wal").write_bytes(b"pages")

    with opened(folder) as vault, pytest.raises(errors.Damaged):
        vault.move_on((folder / "gen-000001" / "keys.json").read_bytes(), with_journal, verify)
    assert numbers(folder) == [1]
