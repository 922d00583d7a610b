"""Article 14: when and how a person was informed, or why not yet; a message with the link fills it in by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_person

from outreach_desktop.content import templates
from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.contact import Direction, Sending
from outreach_desktop.domain.message_template import MessageTemplate, TemplateKind
from outreach_desktop.domain.person import Informed, Person
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.extracts import extract_file
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.templates import save_template
from outreach_desktop.operations.writing import confirm_sent
from outreach_desktop.storage.reading import load_one

SHIPPED = next(each for each in templates() if each.kind == "first")
FIRST = f"{SHIPPED.id}@{SHIPPED.version}"


@pytest.fixture
def luna(db):
    return save_person(db, a_person(informed_note="kontot är nytt, vi skriver nästa vecka"), NOW)


def line(db, person, **values):
    usual = {"person_id": person.id, "template": FIRST, "sending": Sending.COPIED}
    return save_contact(db, a_contact(**usual | values), NOW)


def informed(db, person):
    found = load_one(db, Person, person.id)
    return found.informed_how, found.informed_on, found.informed_note


NOT_YET = (Informed.NOT_YET, None, "kontot är nytt, vi skriver nästa vecka")
BY_MESSAGE = (Informed.MESSAGE, TODAY, "")


def test_a_first_message_that_was_copied_informs_nobody_before_it_is_confirmed_as_sent(db, luna):
    copied = line(db, luna)
    assert informed(db, luna) == NOT_YET
    confirm_sent(db, copied.id, NOW + timedelta(days=1))
    assert informed(db, luna) == BY_MESSAGE


def test_a_line_that_is_saved_as_sent_at_once_does_it_too(db, luna):
    line(db, luna, sending=Sending.SENT)
    assert informed(db, luna) == BY_MESSAGE


def test_where_the_organisation_told_it_otherwise_that_stands(db, luna):
    told = (Informed.SPOKEN, TODAY - timedelta(days=3), "")
    values = dict(zip(("informed_how", "informed_on", "informed_note"), told, strict=True))
    save_person(db, replace(luna, **values), NOW)
    line(db, luna, sending=Sending.SENT)
    assert informed(db, luna) == told


@pytest.mark.parametrize(
    "values", [{"template": ""}, {"template": "okand@1"}, {"direction": Direction.IN}, {"sending": Sending.NONE}]
)
def test_what_carried_no_link_or_was_not_sent_by_us_informs_nobody(db, luna, values):
    line(db, luna, **{"sending": Sending.SENT} | values)
    assert informed(db, luna) == NOT_YET


def test_a_message_of_our_own_counts_by_the_text_of_the_version_that_was_used(db, luna):
    own = save_template(db, MessageTemplate(name="Kort", kind=TemplateKind.FIRST, text="Hej {alias}"), NOW)
    with_link = save_template(db, replace(own, text="Hej {alias} {link}"), NOW)
    line(db, luna, template=f"{own.series}@{own.number}", sending=Sending.SENT)
    assert informed(db, luna) == NOT_YET
    line(db, luna, template=f"{with_link.series}@{with_link.number}", sending=Sending.SENT)
    assert informed(db, luna) == BY_MESSAGE


def test_information_needs_its_day_and_a_day_needs_how(db):
    with pytest.raises(Invalid) as missing:
        save_person(db, a_person(informed_how=Informed.WRITTEN), NOW)
    assert [problem.field for problem in missing.value.problems] == ["informed_on"]
    with pytest.raises(Invalid) as alone:
        save_person(db, a_person(informed_on=TODAY), NOW)
    assert [problem.field for problem in alone.value.problems] == ["informed_how"]


def test_it_stands_in_the_persons_extract(db, luna):
    line(db, luna, sending=Sending.SENT)
    assert b'"informed_how": "message"' in extract_file(db, luna.id)
