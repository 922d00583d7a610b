"""What the vault cannot do stands before the door, behind it, and in the README, in both languages."""

from pathlib import Path

import pytest
from desk import find, wait_until
from PySide6.QtWidgets import QLabel
from ui.rules import problems_of

from outreach_desktop.content import limits

README = Path(__file__).parents[3] / "README.md"


def said(page):
    return [each.text() for each in page.findChildren(QLabel)]


def everything(language):
    return [part.in_language(language) for each in limits().limits for part in (each.heading, each.text)]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_is_read_before_unlocking_and_leads_back(desk, vault_folder, language):
    window = desk.start(vault_folder)
    window.resize(1366, 768)
    window.activateWindow()
    window.use_language(language)
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    find(window, "limits").click()
    assert set(everything(language)) <= set(said(window.page))
    assert problems_of(window) == []
    window._escape()
    assert find(window, "passphrase") is not None
    wait_until(lambda: hasattr(desk.desktop, "_collector"))  # what is prepared meanwhile is ready


def test_it_is_read_inside_from_the_settings(desk, vault_folder):
    window = desk.enter(vault_folder)
    window.go("settings")
    find(window, "settings.limits").click()
    assert set(everything("sv")) <= set(said(window.page))
    find(window, "limits.back").click()
    assert window.here == ("settings", {})


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_readme_says_the_same(language):
    text = " ".join(README.read_text("utf-8").split())
    assert [part for part in everything(language) if part not in text] == []


def test_the_list_of_the_design_is_whole():
    """Spyware, cameras, single files on an SSD, that a vault exists, what was exported; and what follows from each."""
    assert {"spyware", "shoulder", "disk", "existence", "exported"} <= {each.id for each in limits().limits}
