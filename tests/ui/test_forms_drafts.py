"""Drafts are written in time, also while typing goes on."""

import json
import time

import pytest
from forms_shown import a_form, in_a_page
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from outreach_desktop.domain.person import Person
from outreach_desktop.ui.forms.drafts import DraftKeeper


@pytest.fixture
def kept(shown):
    form = a_form(Person(alias="Mia"))
    page = shown(in_a_page(form))
    drafts = []
    keeper = DraftKeeper("person/1", form.state, lambda key, text: drafts.append((time.monotonic(), key, text)), form)
    form.edited.connect(keeper.touch)
    form.editor("alias").focus()
    return form, page, drafts, keeper


def last_alias(drafts):
    return json.loads(drafts[-1][2])["values"]["alias"]


def test_a_draft_is_written_within_two_seconds_while_typing_goes_on(kept, qtbot, type_text):
    form, _page, drafts, _keeper = kept
    began = time.monotonic()
    while time.monotonic() < began + 2.2:
        type_text(form.editor("alias").line, "å")
        qtbot.wait(50)

    assert drafts[0][0] - began <= 2
    assert drafts[0][1] == "person/1"
    assert "å" in last_alias(drafts)


def test_leaving_a_field_writes_the_draft(kept, type_text):
    form, _page, drafts, _keeper = kept
    type_text(form.editor("alias").line, "Lova")
    assert not drafts
    QTest.keyClick(form.editor("alias").line, Qt.Key.Key_Tab)

    assert "Lova" in last_alias(drafts)


def test_hiding_the_form_writes_the_draft(kept, type_text):
    form, page, drafts, _keeper = kept
    type_text(form.editor("alias").line, "Lova")
    page.hide()

    assert "Lova" in last_alias(drafts)


def test_nothing_is_written_when_nothing_was_changed_or_it_was_discarded(kept, qtbot, type_text):
    form, page, drafts, keeper = kept
    QTest.keyClick(form.editor("alias").line, Qt.Key.Key_Tab)
    assert not drafts
    type_text(form.editor("alias").line, "Lova")
    keeper.discard()
    page.hide()
    qtbot.wait(1700)

    assert not drafts


def test_a_draft_takes_any_text(kept):
    form, _page, drafts, keeper = kept
    form.editor("alias").restore("\U0001f469 å \u202e")
    keeper.touch()
    keeper.keep_now()

    assert drafts[-1][2].isascii()
    assert last_alias(drafts) == "\U0001f469 å \u202e"
