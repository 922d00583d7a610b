"""What runs from the right stays within itself, in sentences, messages and lists of names."""

import pytest

from outreach_desktop.content.templates import Template, fill
from outreach_desktop.i18n import isolated, texts
from outreach_desktop.ui.outreach.answer_words import name_of
from tests.makers import a_person

ARABIC, OVERRIDE, MARK = "ليلى", "\u202eMia", "Mia\u200f"
KEPT = "\u2068{}\u2069"


@pytest.mark.parametrize("alias", [ARABIC, MARK])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_sentence_goes_on_in_its_own_direction_after_an_alias_from_the_right(language, alias):
    said = texts(language).gettext("{alias} is back in the register").format(alias=alias)
    assert said.startswith(KEPT.format(alias))
    some = texts(language).ngettext("{n} day late", "{n} days late", 2).format(n=2)
    assert some.startswith("2 ")


def test_marks_that_turn_what_follows_are_not_said_and_other_texts_are_left_as_they_are():
    assert isolated(OVERRIDE) == "Mia"
    assert isolated("\u2067Mia\u2069\u2069 hej") == "Mia hej"
    assert isolated("Åsa-Ärla 👩‍👧") == "Åsa-Ärla 👩‍👧"


def test_a_message_and_a_name_keep_the_alias_to_itself():
    template = Template("first", 1, "first", "any", "sv", "Hej {alias}, jag heter {sender}.")
    filled = fill(template, {"alias": ARABIC, "sender": "Åsa"})
    assert filled == f"Hej {KEPT.format(ARABIC)}, jag heter Åsa."
    assert name_of(a_person(alias=ARABIC, code="P-2026-0001")) == f"{KEPT.format(ARABIC)} · P-2026-0001"
