"""What the content files say: both languages, right lengths, the promises of the domain."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from outreach_desktop import content
from outreach_desktop.content import Bilingual
from outreach_desktop.domain.contact import Channel
from outreach_desktop.domain.errors import KnownError

VALUES = {
    "alias": "Mia",
    "sender": "Anna",
    "organisation": "Ljusglimten",
    "phone": "070-174 06 05",
    "link": "ljusglimten.example/om",
}
ALL = [
    content.indicators(),
    content.laws(),
    content.form_needs(),
    content.checklist(),
    content.question_cards(),
    content.limits(),
    content.conversation_guide(),
    content.on_call_steps(),
    content.breach(),
    content.protection(),
]


def bilinguals(value: Any) -> Iterator[Bilingual]:
    if isinstance(value, Bilingual):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from bilinguals(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from bilinguals(getattr(value, field.name))


@pytest.mark.parametrize("text", [text for part in ALL for text in bilinguals(part)], ids=lambda text: text.en[:40])
def test_the_two_languages_say_it_in_their_own_words(text):
    assert text.sv != text.en
    assert "!" not in text.sv + text.en
    assert text.in_language("sv") == text.sv
    assert text.in_language("en") == text.en
    assert len(text.en) < 30 or 0.5 < len(text.sv) / len(text.en) < 1.7


def test_another_language_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="de"):
        Bilingual("a", "b").in_language("de")


def test_the_twelve_indicators_stand_in_their_order():
    assert [item.id for item in content.indicators().items] == [
        "third_person",
        "same_place_photos",
        "shared_phone",
        "offers_everything",
        "low_price",
        "language_mismatch",
        "not_from_sweden",
        "face_shown",
        "moves_around",
        "told_not_to_talk",
        "swedish_ad_english_talk",
        "third_party_present",
    ]


def test_only_origin_and_face_say_little_alone():
    alone = [item.id for item in content.indicators().items if item.says_little_alone]
    assert alone == ["not_from_sweden", "face_shown"]


def test_the_list_says_that_one_can_be_enough_and_none_clears_nobody():
    notes = {note.id: note.text for note in content.indicators().notes}
    assert "enough" in notes["one_can_be_enough"].en
    assert "does not mean that nobody is being harmed" in notes["none_clears_nobody"].en
    assert "1,263" in notes["red_flags_reversed"].en
    assert "1 263" in notes["red_flags_reversed"].sv


def test_no_indicator_text_scores_anybody():
    for text in bilinguals(content.indicators().items):
        assert not any(word in (text.sv + text.en).lower() for word in ("risk", "poäng", "score", "safe", "säker"))


INTRODUCING = [template for template in content.templates() if template.kind != "reminder"]


def test_each_language_has_a_first_and_a_second_message_and_a_reminder():
    kinds = {(template.language, template.kind) for template in content.templates()}
    assert kinds == {(language, kind) for language in ("sv", "en") for kind in ("first", "second", "reminder")}


def test_a_reminder_tells_who_else_reads_it_neither_who_we_are_nor_where_nor_when():
    reminders = [template for template in content.templates() if template.kind == "reminder"]
    for template in reminders:
        text = content.fill(template, VALUES)
        assert VALUES["alias"] in text
        assert not [name for name in ("organisation", "phone", "link") if VALUES[name] in text]
        assert not any(sign.isdigit() for sign in text)
        assert "!" not in text


@pytest.mark.parametrize("template", INTRODUCING, ids=lambda template: template.id)
def test_a_message_is_short_and_says_who_we_are_and_that_answering_is_voluntary(template):
    text = content.fill(template, VALUES)
    assert all(value in text for value in VALUES.values())
    assert 200 <= len(text) <= 600
    assert 10 <= content.seconds_to_read(text) <= 40
    assert any(words in text for words in ("Du väljer", "Du bestämmer", "You choose", "You decide"))
    assert "!" not in text
    assert template.channel == "any" or template.channel in {channel.value for channel in Channel}


@pytest.mark.parametrize("template", INTRODUCING, ids=lambda template: template.id)
@pytest.mark.parametrize("place", VALUES)
@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_a_message_is_not_filled_while_something_is_missing(template, place, nothing):
    values = {name: value for name, value in VALUES.items() if name != place}
    if nothing is not None:
        values[place] = nothing
    with pytest.raises(KnownError):
        content.fill(template, values)


def test_what_stands_in_a_value_is_not_filled_again():
    text = content.fill(content.templates()[0], {**VALUES, "alias": "{phone} \\1 {0}"})
    assert "Hej {phone} \\1 {0}," in text


def test_a_first_message_without_the_link_is_noticed():
    first = next(template for template in content.templates() if template.kind == "first")
    without = content.Template(first.id, 2, "first", "any", "sv", first.text.replace("{link}", ""))
    assert not content.lacks_privacy_link(first)
    assert content.lacks_privacy_link(without)
    assert not content.lacks_privacy_link(content.Template("x", 1, "second", "any", "sv", "Hej"))


def test_a_place_that_the_program_does_not_know_is_named():
    assert content.unknown_places("Hej {alias} {surname} {x}") == ["surname", "x"]
    with pytest.raises(KnownError) as caught:
        content.fill(content.Template("x", 1, "second", "any", "sv", "Hej {surname}"), VALUES)
    assert caught.value.values == {"place": "surname"}


def test_reading_time_grows_with_the_text():
    assert content.seconds_to_read("") == 0
    assert content.seconds_to_read("ett") == 1
    assert content.seconds_to_read("ord " * 150) == 60


def test_the_duty_names_its_paragraph_and_the_recommendation_names_none():
    duty, recommendation = content.report_wording("duty"), content.report_wording("recommendation")
    assert "19 kap. 1 § socialtjänstlagen (2025:400)" in duty.text.sv
    assert "Chapter 19, Section 1" in duty.text.en
    for language in ("sv", "en"):
        text = recommendation.text.in_language(language)
        assert "2025:400" in text
        assert not any(word in text for word in ("§", "kap.", "Chapter", "Section"))


def test_the_old_acts_paragraph_stands_nowhere():
    assert not any("14 kap" in text.sv or "2001:453" in text.sv for text in bilinguals(content.laws()))


def test_no_other_legal_sentence_prints_a_paragraph():
    with_paragraph = [entry.id for entry in content.laws() if "§" in entry.text.sv]
    assert with_paragraph == ["duty"]


def test_a_report_is_made_under_duty_or_recommendation_and_nothing_else():
    with pytest.raises(ValueError, match="mixed"):
        content.report_wording("mixed")
    with pytest.raises(KeyError):
        content.law("unheard_of")


def test_the_sentences_that_the_report_page_shows_are_there():
    for entry_id in ("suspicion_is_enough", "danger_112", "guardian_warning", "not_legal_advice"):
        assert content.law(entry_id).source
    assert "112" in content.law("danger_112").text.sv
    assert "1 juli 2025" in content.law("purchase_at_distance").text.sv
    assert len(content.offences()) == 4


def test_the_needs_form_has_the_needs_of_the_domain():
    assert [need.id for need in content.form_needs()] == [
        "housing",
        "money",
        "protection",
        "health_care",
        "trauma_treatment",
        "addiction_care",
        "legal_advice",
        "residence_permit",
        "children_family",
        "work_studies",
        "interpreter",
        "practical",
        "safe_return",
        "social_network",
        "other",
    ]


def test_two_go_and_somebody_is_on_call_before_any_meeting():
    phases = {phase.id: phase for phase in content.checklist().phases}
    assert list(phases) == ["prepare", "during", "parting", "afterwards"]
    prepare = {item.id: item for item in phases["prepare"].items}
    musts = {
        each.id for each in prepare.values() if each.level == "must" and "physical" in (each.ways or ("physical",))
    }
    assert musts == {"two_of_us", "on_call", "if_threatened", "our_phones", "location_off", "address_kept"}
    assert prepare["address_kept"].shown_when == ("secret_address",)
    assert prepare["public_place"].must_when == ("secret_address", "first_meeting")
    assert prepare["hidden_channel"].must_when == ("third_party",)


def test_checklist_ids_are_unique_across_phases():
    ids = [item.id for phase in content.checklist().phases for item in phase.items]
    assert len(ids) == len(set(ids))


def test_a_card_begins_openly_and_its_questions_are_questions():
    for card in content.question_cards().cards:
        assert 2 <= len(card.narrower) <= 5
        for text in (card.opening, *card.narrower):
            assert text.sv.endswith("?") or card.id == "who_decides"
            assert text.en.endswith("?") or card.id == "who_decides"
            assert not text.sv.startswith("Varför")
            assert not text.en.startswith("Why")


@pytest.mark.parametrize("way", ["physical", "phone", "digital", "chat"])
def test_who_is_on_call_reads_of_112_and_of_leaving_the_person_alone_whatever_the_kind_of_meeting(way):
    steps = content.on_call_steps().of_way(way)
    for language, words in (("sv", ("Ring dem", "112", "ontakta inte personen", "rutin")),
                            ("en", ("Call them", "112", "do not contact the person", "routine"))):  # fmt: skip
        said = " ".join(step.text.in_language(language) for step in steps)
        assert [word for word in words if word.lower() not in said.lower()] == []
    assert len(steps) == 5
