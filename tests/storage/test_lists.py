"""Lists of persons and contacts: every filter and order, alone and together."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from makers import NOW, TODAY, a_contact, a_person

from outreach_desktop.content import counties_by_name
from outreach_desktop.domain.contact import Channel, ContactFilter, Direction, Outcome
from outreach_desktop.domain.person import IdentifierKind, PersonFilter, State, Town
from outreach_desktop.i18n import ZONE
from outreach_desktop.operations.contacts import remove_contact, restore_contact, save_contact
from outreach_desktop.operations.people import identifier_of, remove_person, save_identifier, save_person, save_town
from outreach_desktop.operations.searching import piece_around, search_everything
from outreach_desktop.storage import contacts, people


def aliases(db, **wanted):
    rows = people.load_rows(db, people.find(db, PersonFilter(**wanted)))
    return [row.alias for row in rows]


def test_persons_are_in_swedish_order_both_ways(db):
    for alias in ("Åsa", "Zoe", "Ängla", "Örjan", "alma", "Éva"):
        save_person(db, a_person(alias=alias), NOW)
    in_order = ["alma", "Éva", "Zoe", "Åsa", "Ängla", "Örjan"]
    assert aliases(db, order="alias") == in_order
    assert aliases(db, order="alias", descending=True) == in_order[::-1]


@pytest.mark.parametrize("words", ["", "m", "mia", "070-174"])
def test_states_are_in_the_order_of_a_contact_that_grows_both_ways(db, words):
    for number, state in enumerate([State.MEETING, State.FOUND, State.DECLINED, State.CONTACTED, State.FOUND]):
        person = save_person(db, a_person(alias=f"Mia {number}", state=state), NOW)
        save_identifier(db, identifier_of("070-174 06 05", IdentifierKind.PHONE, person.id, TODAY), NOW)
    grown = ["Mia 1", "Mia 4", "Mia 3", "Mia 0", "Mia 2"]
    assert aliases(db, order="state", words=words) == grown
    assert aliases(db, order="state", words=words, descending=True) == grown[::-1]


def test_those_without_a_next_step_come_last_both_ways(db):
    for alias, days in (("Mia", 3), ("Lia", None), ("Nora", 1)):
        day = TODAY + timedelta(days=days) if days else None
        save_person(db, a_person(alias=alias, follow_up_on=day), NOW)
    assert aliases(db, order="follow_up") == ["Nora", "Mia", "Lia"]
    assert aliases(db, order="follow_up", descending=True) == ["Mia", "Nora", "Lia"]


def test_counties_come_in_the_order_that_is_asked_for_and_no_county_last(db):
    for alias, municipality in (("Mia", "0180"), ("Lia", "2580"), ("Nora", "1080"), ("Ida", "")):
        person = save_person(db, a_person(alias=alias), NOW)
        save_town(db, Town(person_id=person.id, name="Orten", municipality=municipality, seen_on=TODAY), NOW)
    by_name = tuple(counties_by_name("sv"))
    assert aliases(db, order="county", counties=by_name) == ["Nora", "Lia", "Mia", "Ida"]
    assert aliases(db, order="county", counties=by_name, descending=True) == ["Mia", "Lia", "Nora", "Ida"]
    assert aliases(db, order="county", counties=by_name, county="25") == ["Lia"]
    assert aliases(db, order="county", counties=by_name, words="orten") == ["Nora", "Lia", "Mia", "Ida"]
    assert aliases(db, order="county", counties=by_name, words="m", descending=True) == ["Mia"]


def test_each_filter_of_persons_works_with_each_order(db):
    found = save_person(db, a_person(alias="Mia", state=State.ANSWERED, may_be_child=True, follow_up_on=TODAY), NOW)
    save_town(db, Town(person_id=found.id, name="Stockholm", municipality="0180", seen_on=TODAY), NOW)
    save_person(db, a_person(alias="Någon annan"), NOW)
    filters = {"words": ("", "mi", "mia"), "state": (None, State.ANSWERED), "county": ("", "01"),
               "follow_up_until": (None, TODAY), "may_be_child": (False, True)}  # fmt: skip
    for order, descending, *values in product(people.ORDERS, (False, True), *filters.values()):
        wanted = dict(zip(filters, values, strict=True))
        expected = 1 if any(wanted.values()) else 2
        assert len(aliases(db, order=order, descending=descending, **wanted)) == expected
    remove_person(db, found.id, NOW)
    for order in people.ORDERS:
        assert aliases(db, order=order) == ["Någon annan"]
        assert aliases(db, order=order, removed=True) == ["Mia"]


def test_a_number_with_a_hyphen_can_be_searched_for(db):
    person = save_person(db, a_person(), NOW)
    save_identifier(db, identifier_of("070-174 06 05", IdentifierKind.PHONE, person.id, TODAY), NOW)
    save_contact(db, a_contact(person_id=person.id, note="ring 070-174 06 12 i kväll"), NOW)
    assert aliases(db, words="070-174") == ["Luna"]
    assert len(contacts.find(db, ContactFilter(words="070-174 06 12"))) == 1
    assert len(search_everything(db, "070-174", TODAY)) == 2


@pytest.mark.parametrize(
    "typed", ["-", "--", "a\u0301\u0302b", "\"'", "(", "*", "a-b-c", "💜", "NEAR(", "\x00", "å\u0308"]
)
def test_nothing_typed_breaks_the_search(db, typed):
    save_contact(db, a_contact(person_id=save_person(db, a_person(), NOW).id), NOW)
    search_everything(db, typed, TODAY)
    people.find(db, PersonFilter(words=typed))
    contacts.find(db, ContactFilter(words=typed))


def test_a_period_is_of_the_organisations_days(db):
    person = save_person(db, a_person(), NOW)
    just_after_midnight = datetime(2026, 11, 1, 0, 10, tzinfo=ZONE)
    save_contact(db, a_contact(person_id=person.id, at=just_after_midnight), NOW)
    first, last_of_october = date(2026, 11, 1), date(2026, 10, 31)
    assert len(contacts.find(db, ContactFilter(since=first, until=first))) == 1
    assert contacts.find(db, ContactFilter(until=last_of_october)) == []


def test_each_filter_of_contacts_works_with_the_others(db):
    person = save_person(db, a_person(), NOW)
    line = a_contact(person_id=person.id, channel=Channel.SMS, outcome=Outcome.MET, note="värme och mat")
    stored = save_contact(db, line, NOW)
    save_contact(db, a_contact(person_id=save_person(db, a_person(), NOW).id, at=NOW - timedelta(days=40)), NOW)
    filters = {"person_id": (None, person.id), "words": ("", "värm"), "since": (None, TODAY),
               "channel": (None, Channel.SMS), "outcome": (None, Outcome.MET)}  # fmt: skip
    for values in product(*filters.values()):
        wanted = dict(zip(filters, values, strict=True))
        assert len(contacts.find(db, ContactFilter(**wanted))) == (1 if any(wanted.values()) else 2)
    remove_contact(db, stored.id, NOW)
    assert contacts.find(db, ContactFilter(words="värm")) == []
    restore_contact(db, replace(stored), NOW)
    assert contacts.find(db, ContactFilter(words="värm")) == [stored.id]
    assert contacts.find(db, ContactFilter(words="varm")) == []


def test_the_search_says_by_what_a_person_is_known_and_shows_the_words_around(db):
    person = save_person(db, a_person(alias="Mia"), NOW)
    save_identifier(db, identifier_of("070-174 06 05", IdentifierKind.PHONE, person.id, TODAY), NOW)
    note = "hej och hallå igen, i dag var det kallt men de hade värme och mat på stationen när hon kom dit på kvällen"
    save_contact(db, a_contact(person_id=person.id, note=note), NOW)
    assert [hit.known_by for hit in search_everything(db, "+46 70 1740605", TODAY).people] == ["070-174 06 05"]
    assert [hit.known_by for hit in search_everything(db, "mia", TODAY).people] == [""]
    piece = search_everything(db, "värm", TODAY).contacts[0].piece
    assert piece.startswith("… ")
    assert "värme" in piece
    assert search_everything(db, "varm", TODAY).contacts == ()


def test_a_piece_of_a_short_note_is_the_note():
    assert piece_around("kan bara skriva på kvällen", ["skriv"]) == "kan bara skriva på kvällen"


def test_what_is_planned_stays_until_it_was_done(db):
    later = TODAY + timedelta(days=3)
    person = save_person(db, a_person(follow_up="Fråga om boende", follow_up_on=later), NOW)

    def step_after(at=NOW, **line):
        save_contact(db, a_contact(person_id=person.id, at=at, **line), at)
        row = people.load_rows(db, [person.id])[0]
        return row.follow_up, row.follow_up_on

    assert step_after() == ("Fråga om boende", later)
    assert step_after(direction=Direction.NOTE, at=NOW + timedelta(days=4)) == ("Fråga om boende", later)
    assert step_after(at=NOW + timedelta(days=3)) == ("", None)
    assert step_after(next_step="Ring upp", next_step_on=TODAY) == ("Ring upp", TODAY)


def test_the_history_of_a_person_has_what_hangs_on_them(db):
    person = save_person(db, a_person(), NOW)
    save_contact(db, a_contact(person_id=person.id), NOW)
    other = save_person(db, a_person(alias="Mia"), NOW)
    lines = [(line.action, line.subject) for line in people.load_history(db, person.id)]
    assert ("add", "contact") in lines
    assert lines[-1] == ("add", "person")
    assert len(people.load_history(db, other.id)) == 1
