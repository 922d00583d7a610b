"""The quick line on a real vault: likenesses, texts that name several, and what a colleague did today."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import NOW, TODAY, a_contact, a_person

from outreach_desktop.domain.contact import Direction
from outreach_desktop.domain.permission import Verdict, Why
from outreach_desktop.domain.person import IdentifierKind
from outreach_desktop.domain.platform import AccountState, Platform
from outreach_desktop.i18n import ZONE
from outreach_desktop.operations import lookups
from outreach_desktop.operations.contacts import save_contact, save_first_line
from outreach_desktop.operations.lookups import Answer, Likeness, look_up
from outreach_desktop.operations.organisation import save_platform
from outreach_desktop.operations.people import (
    identifier_of,
    look_at_person,
    remove_part,
    remove_person,
    save_identifier,
    save_person,
)


@pytest.fixture
def stored(db):
    def store(*identifiers, **values):
        person = save_person(db, a_person(**values), NOW)
        for kind, value in identifiers:
            save_identifier(db, identifier_of(value, kind, person.id, TODAY), NOW)
        return person

    return store


def phone(value):
    return (IdentifierKind.PHONE, value)


def likenesses(found):
    return [(match.person.alias, match.like, match.like_what) for match in found.matches]


@pytest.mark.parametrize("typed", [
    "070-174 06 06", "0701740650", "+46 70 174 06 5", "070-174 060 5 5", "070-147 06 05", "0046701740604",
])  # fmt: skip
def test_a_number_with_one_slip_is_maybe_and_says_which_number_is_known(db, stored, typed):
    stored(phone("070-174 06 05"))
    found = look_up(db, typed, TODAY)
    assert found.answer is Answer.MAYBE
    assert likenesses(found) == [("Luna", Likeness.NUMBER, "070-174 06 05")]


def test_a_number_with_two_slips_is_another_number(db, stored):
    stored(phone("070-174 06 05"))
    assert look_up(db, "070-174 07 06", TODAY).answer is Answer.NEW


def test_a_number_that_is_known_is_never_offered_as_like_another(db, stored):
    stored(phone("070-174 06 05"), alias="Alma")
    stored(phone("070-174 06 06"), alias="Stina")
    found = look_up(db, "0701740606", TODAY)
    assert (found.answer, likenesses(found)) == (Answer.KNOWN, [("Stina", None, "")])


@pytest.mark.parametrize(("alias", "typed"), [
    ("Åsa", "Asa"), ("Kristina", "Christina"), ("Mira", "Mirra"), ("Alma", "Amla"), ("Jasmin ny", "jasmin_nu"),
    ("Snöflinga", "Snoflinga"), ("Милена", "Милана"),
])  # fmt: skip
def test_an_alias_spelled_alike_is_maybe_and_never_known(db, stored, alias, typed):
    stored(alias=alias)
    found = look_up(db, typed, TODAY)
    assert (found.answer, likenesses(found)) == (Answer.MAYBE, [(alias, Likeness.SPELLING, alias)])


def test_a_handle_spelled_alike_is_found_under_another_alias(db, stored):
    stored((IdentifierKind.CHAT, "@nattfjaril"), alias="Stina")
    assert likenesses(look_up(db, "nattfjäril", TODAY)) == [("Stina", Likeness.SPELLING, "@nattfjaril")]


def test_an_ad_with_the_next_number_is_another_ad(db, stored):
    stored((IdentifierKind.AD, "https://site.example/annons/12345"))
    assert look_up(db, "https://site.example/annons/12346", TODAY).answer is Answer.NEW


def test_the_beginning_of_an_address_is_maybe_its_ad_and_no_address_is_none(db, stored):
    stored((IdentifierKind.AD, "https://site.example/annons/12345"))
    found = look_up(db, "www.site.example/annons/12", TODAY)
    assert likenesses(found) == [("Luna", Likeness.PART, "https://site.example/annons/12345")]
    for typed in ("www.", "https://", "site.example/annons/2"):
        assert look_up(db, typed, TODAY).answer is Answer.NEW


def test_what_is_in_the_bin_is_like_nothing(db, stored):
    gone, kept = stored(phone("070-174 06 05"), alias="Alma"), stored((IdentifierKind.CHAT, "@nattfjaril"), alias="Bo")
    remove_person(db, gone.id, NOW)
    (handle,) = look_at_person(db, kept.id, TODAY).identifiers
    remove_part(db, handle, NOW)
    for typed in ("0701740606", "Allma", "nattfjäril"):
        assert look_up(db, typed, TODAY).answer is Answer.NEW


def test_somebody_who_must_not_be_contacted_is_still_only_maybe(db, stored):
    stored(phone("070-174 06 05"), no_contact_since=TODAY)
    found = look_up(db, "070-174 06 06", TODAY)
    assert found.answer is Answer.MAYBE
    assert found.matches[0].permission.verdict.blocks


def test_a_colleague_who_wrote_today_is_named_and_oneself_is_not(db, stored):
    alma, stina = stored(alias="Alma"), stored(alias="Stina")
    line = save_contact(db, a_contact(person_id=alma.id, by_account="c" * 32), NOW)
    save_contact(db, a_contact(person_id=stina.id), NOW)
    (match,) = look_up(db, "Alma", TODAY).matches
    assert (match.colleague, match.colleague_at) == ("c" * 32, line.at)
    assert look_up(db, "Stina", TODAY).matches[0].colleague == ""
    assert look_up(db, "Alma", TODAY + timedelta(days=1)).matches[0].colleague == ""


def test_what_the_person_wrote_to_a_colleague_is_no_writing_of_ours(db, stored):
    alma = stored(alias="Alma")
    save_contact(db, a_contact(person_id=alma.id, by_account="c" * 32, direction=Direction.IN), NOW)
    assert look_up(db, "Alma", TODAY).matches[0].colleague == ""


TEXT = (
    "Hej! Jag heter Mira, ring 070 174 06 05 eller +46 70 174 06 58. Se https://site.example/annons/77?utm_source=x, "
    "eller skriv till @natt.fjaril och natt@site.example."
)


def test_a_text_with_several_things_has_an_answer_for_each(db, stored):
    stored(phone("0701740605"), alias="Alma")
    stored((IdentifierKind.CHAT, "natt.fjaril"), alias="Stina", no_contact_since=TODAY)
    stored(alias="Mira")
    found = look_up(db, TEXT, TODAY)
    assert [(piece.typed, piece.answer) for piece in found.pieces] == [
        ("070-174 06 05", Answer.KNOWN),
        ("070-174 06 58", Answer.NEW),
        ("https://site.example/annons/77?utm_source=x", Answer.NEW),
        ("@natt.fjaril", Answer.DO_NOT_CONTACT),
        ("natt@site.example", Answer.NEW),
        ("Mira", Answer.MAYBE),
    ]
    assert found.answer is Answer.DO_NOT_CONTACT
    assert [match.person.alias for match in found.matches] == ["Stina", "Alma", "Mira"]
    assert not found.cut


def test_one_number_among_words_is_found(db, stored):
    stored(phone("0701740605"))
    found = look_up(db, "ring mig på 070/1740605 kram", TODAY)
    assert found.answer is Answer.KNOWN
    assert [piece.typed for piece in found.pieces] == ["070-174 06 05"]


@pytest.mark.parametrize("typed", ["Mira\t070-174 06 05", "Mira; 070-174 06 05", "Mira\n070-174 06 05\n"])
def test_a_list_has_its_names_too_and_makes_one_person_with_all_of_it(db, typed):
    assert [piece.typed for piece in look_up(db, typed, TODAY).pieces] == ["Mira", "070-174 06 05"]
    person, _ = save_first_line(db, a_person(alias="Mira"), typed, a_contact(), NOW)
    kept = look_at_person(db, person.id, TODAY).identifiers
    assert [(each.kind, each.value) for each in kept] == [
        (IdentifierKind.ALIAS, "Mira"),
        (IdentifierKind.PHONE, "070-174 06 05"),
    ]
    assert look_up(db, "0701740605", TODAY).answer is Answer.KNOWN


def test_an_alias_with_a_separator_in_it_is_still_known_as_a_whole(db, stored):
    stored(alias="Mira; natt")
    found = look_up(db, "mira; natt", TODAY)
    assert (found.answer, found.pieces) == (Answer.KNOWN, ())


def test_of_a_text_with_very_many_things_the_first_are_looked_up_and_that_is_said(db):
    many = " ".join(f"070-{number} 06 {number % 90 + 10}" for number in range(110, 160))
    found = look_up(db, many, TODAY)
    assert (len(found.pieces), found.cut) == (lookups.MOST_PIECES, True)


HOSTILE = st.text(
    st.characters() | st.sampled_from("\ud800\u202e\u0000@./:;+46 070-1740605åÅäÖ'\"%*()[]\\\t\n"), max_size=60
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=HOSTILE)
def test_anything_typed_has_an_answer_and_stores_nothing(db, typed):
    before = db.value("SELECT total_changes()")
    look_up(db, typed, TODAY)
    assert db.value("SELECT total_changes()") == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(alias=st.text(min_size=2, max_size=30).filter(lambda text: text.strip() and text.isprintable()))
def test_whoever_is_stored_is_known_by_the_alias_as_it_was_typed(db, alias):
    person = save_person(db, a_person(alias=alias), NOW)
    found = look_up(db, alias, TODAY)
    if len(alias.strip()) >= lookups.SHORTEST:
        assert found.answer is Answer.KNOWN
        assert replace(person, id=0) not in found.matches
    remove_person(db, person.id, NOW)


def test_a_profile_where_our_account_is_closed_says_so_and_the_same_person_by_phone_does_not(db, stored):
    person = stored(phone("070-174 06 05"), alias="Alma")
    closed = save_platform(db, Platform(name="Sida ett", account_state=AccountState.CLOSED), NOW)
    profile = identifier_of("alma_99", IdentifierKind.PROFILE, person.id, TODAY)
    save_identifier(db, replace(profile, platform_id=closed.id), NOW)
    here = NOW.astimezone(ZONE)
    by_profile, by_phone = (look_up(db, typed, TODAY, here).matches[0] for typed in ("alma_99", "0701740605"))
    assert [each.why for each in by_profile.permission.reasons] == [Why.ACCOUNT]
    assert by_phone.permission.verdict is Verdict.YES
    text = look_up(db, "alma_99\n070-174 06 05", TODAY, here)
    whys = [[each.why for each in piece.matches[0].permission.reasons] for piece in text.pieces]
    assert whys == [[Why.ACCOUNT], []]


def test_a_profile_that_stands_on_two_platforms_can_be_reached_on_the_one_that_is_open(db, stored):
    person = stored(alias="Alma")
    for name, state in (("Sida ett", AccountState.LEFT), ("Sida två", AccountState.ACTIVE)):
        platform = save_platform(db, Platform(name=name, account_state=state), NOW)
        profile = identifier_of("alma_99", IdentifierKind.PROFILE, person.id, TODAY)
        save_identifier(db, replace(profile, platform_id=platform.id), NOW)
    assert look_up(db, "alma_99", TODAY, NOW.astimezone(ZONE)).matches[0].permission.verdict is Verdict.YES
