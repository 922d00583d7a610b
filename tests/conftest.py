"""For every test: Qt without a screen, and settings that are nobody's."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _own_settings_folder(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("OUTREACH_SETTINGS", str(tmp_path_factory.mktemp("settings")))
