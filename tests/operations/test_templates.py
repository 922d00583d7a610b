"""Messages of our own: checked, kept in versions, and told apart in statistics."""

from dataclasses import replace
from datetime import date

import pytest
from makers import NOW, a_contact, a_person

from outreach_desktop.content import templates
from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.contact import Channel, Sending
from outreach_desktop.domain.message_template import MessageTemplate, TemplateKind, TemplateLanguage
from outreach_desktop.domain.organisation import Role
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.domain.statistics import Period
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.saving import remove_record, restore_record
from outreach_desktop.operations.statistics import count_statistics
from outreach_desktop.operations.templates import (
    lacks_link,
    own_copy,
    own_templates,
    save_template,
    usable_templates,
    versions_of,
    words_to_avoid,
)

TEXT = "Hej {alias}, det är {sender}. {link}"


def a_message(**values):
    return MessageTemplate(**{"name": "Kort hälsning", "text": TEXT} | values)


def test_another_text_is_a_version_of_its_own_and_the_one_before_is_kept(db):
    first = save_template(db, a_message(), NOW)
    second = save_template(db, replace(first, text=f"{TEXT} Ta hand om dig."), NOW)
    assert (first.series, second.series) == ("kort_halsning", "kort_halsning")
    assert [(each.number, each.text) for each in versions_of(db, second)] == [(2, second.text), (1, TEXT)]
    assert [each.number for each in own_templates(db)] == [2]


def test_who_checked_the_language_makes_no_version(db):
    first = save_template(db, a_message(), NOW)
    checked = save_template(db, replace(first, checked_by="Oksana, tolk", checked_on=NOW.date()), NOW)
    assert (checked.id, checked.number) == (first.id, 1)


def test_two_of_one_name_are_two_messages(db):
    assert [save_template(db, a_message(), NOW).series for _each in range(3)] == [
        "kort_halsning",
        "kort_halsning_2",
        "kort_halsning_3",
    ]
    assert save_template(db, a_message(name="first sv"), NOW).series == "first_sv_2"


def test_a_place_that_nobody_fills_is_refused_in_words(db):
    with pytest.raises(Invalid) as refused:
        save_template(db, a_message(text="Hej {namn} och {alder}"), NOW)
    (problem,) = refused.value.problems
    assert (problem.field, problem.values) == ("text", ("namn, alder",))
    assert own_templates(db) == []


def test_ours_come_before_those_that_ship_and_the_bin_takes_them_out(db):
    stored = save_template(db, a_message(channel=Channel.SMS, language=TemplateLanguage.ROMANIAN), NOW)
    first = usable_templates(db)[0]
    assert (first.id, first.version, first.channel, first.language) == ("kort_halsning", 1, "sms", "ro")
    assert len(usable_templates(db)) == len(templates()) + 1
    remove_record(db, stored, NOW)
    assert usable_templates(db) == list(templates())
    restore_record(db, stored, NOW)
    assert usable_templates(db)[0].id == "kort_halsning"


@pytest.mark.parametrize("shipped", templates(), ids=lambda each: each.id)
def test_each_that_ships_can_become_our_own(db, shipped):
    stored = save_template(db, replace(own_copy(shipped), name="Vår egen"), NOW)
    assert (stored.text, stored.kind.value, stored.language.value) == (shipped.text, shipped.kind, shipped.language)
    assert not lacks_link(stored)
    assert words_to_avoid(stored) == []


def test_what_is_to_be_said_of_a_message(db):
    assert lacks_link(a_message(text="Hej {alias}"))
    assert not lacks_link(a_message(text="Hej {alias}", kind=TemplateKind.SECOND))
    assert words_to_avoid(a_message(text="Är du sexarbetare?")) == ["sexarbetare"]
    assert words_to_avoid(a_message(text="Are you an escort?", language=TemplateLanguage.ENGLISH)) == ["escort"]


def test_only_who_leads_changes_messages(db, monkeypatch):
    monkeypatch.setattr(type(db.sealer), "role", property(lambda _sealer: Role.STAFF))
    with pytest.raises(NotPermitted):
        save_template(db, a_message(), NOW)


@pytest.mark.parametrize(
    "period", [Period(date(2026, 11, 1), date(2026, 11, 30)), Period(date(2026, 11, 2), date(2026, 11, 29))]
)
def test_statistics_tell_the_versions_apart(db, period):
    luna, mira = (save_person(db, a_person(alias=alias), NOW) for alias in ("Luna", "Mira"))
    for person, template in ((luna, "kort@1"), (mira, "kort@1"), (luna, "kort@2"), (luna, "kort@2")):
        save_contact(db, a_contact(person_id=person.id, template=template, sending=Sending.SENT), NOW)
    save_contact(db, a_contact(person_id=mira.id, template="kort@2", sending=Sending.COPIED), NOW)
    tables = {each.id: each for each in count_statistics(db, period).tables}
    assert {row.key: row.values for row in tables["by_template"].rows} == {"kort@1": (2, 2), "kort@2": (1, 2)}
