"""Fixtures for tests of the running program."""

import pytest
from desk import Desk

from outreach_desktop.vault import cost


@pytest.fixture
def cheap_keys(monkeypatch):
    """Keys cost little, so that a story takes a second."""
    monkeypatch.setattr(cost, "calibrate", cost.Cost.cheapest_for_tests)


@pytest.fixture
def desk(tmp_path, dressed_app, cheap_keys):
    made = Desk(tmp_path / "settings")
    yield made
    made.close()
