"""Registers from spreadsheets: what is recognised, what is wrong, who is known, all or nothing, and back again."""

import csv
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from io import StringIO
from unittest.mock import ANY

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from makers import NOW, TODAY, a_contact, a_person

from outreach_desktop.domain.contact import Channel, Contact, Direction, Need, Outcome
from outreach_desktop.domain.do_not_disturb import DoNotDisturb
from outreach_desktop.domain.follow_up import FollowUp, Result
from outreach_desktop.domain.importing import Action, Imported, Rules, Sameness, targets
from outreach_desktop.domain.organisation import Role
from outreach_desktop.domain.person import AgeBand, Identifier, IdentifierKind, Note, Person, PersonFilter, State, Town
from outreach_desktop.domain.progress import Cancelled
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.i18n import ZONE, texts
from outreach_desktop.operations.checks import check_database
from outreach_desktop.operations.contacts import save_contact, save_first_line
from outreach_desktop.operations.do_not_disturb import erase_and_remember, known_by
from outreach_desktop.operations.due import tidy_up
from outreach_desktop.operations.erasing import erase_person, reduce_person
from outreach_desktop.operations.importing.carrying_out import NothingToImport, ProblemsLeft, carry_out
from outreach_desktop.operations.importing.headings import heading_of, recognise
from outreach_desktop.operations.importing.mapping import columns_for, keep_columns
from outreach_desktop.operations.importing.planning import plan_import
from outreach_desktop.operations.importing.undoing import UndoOver, last_import, undo_import
from outreach_desktop.operations.lookups import Answer, look_up
from outreach_desktop.operations.organisation import save_platform
from outreach_desktop.operations.people import (
    add_note,
    identifier_of,
    remove_person,
    save_identifier,
    save_person,
    save_town,
)
from outreach_desktop.operations.people_export import USUAL, WORKED_OUT, SheetFormat, column_name, export_people
from outreach_desktop.sheets.reading import read_sheet
from outreach_desktop.storage import people
from outreach_desktop.storage.reading import load_all, load_of

EVENING = """\
Alias;Telefon;Chatt;Ort;Datum;Utfall;Anteckning;Nästa steg;Kan vara barn
Alma;070-174 06 05;;Uppsala;2026-11-23 19:31;Inget svar;;;
Signe;0701740616, 070-174 06 25;@signe;Gävle;2026-11-23 20:10;Vill prata;om boende;Ring i morgon;ja
Alma;070-174 06 05;;;2026-11-24 18:05;Fråga;vem är ni;;
"""


def sheet_of(text):
    return read_sheet(text.encode())


def planned(db, text, now=NOW):
    sheet = sheet_of(text)
    return plan_import(db, sheet, columns_for(db, sheet), now)


def brought(db, text, rules=None):
    return carry_out(db, planned(db, text), rules or Rules(), NOW)


def told(plan):
    return [(each.row, each.column, each.text.format(*each.values)) for each in plan.problems]


def person_called(db, alias):
    (found,) = look_up(db, alias, TODAY).matches
    return found.person


def of(db, record_type, person):
    return load_of(db, record_type, "person_id", person.id)


# --- columns ---


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_heading_of_an_export_is_recognised_as_its_field(language):
    every = list(targets().values())
    assert recognise([heading_of(each, texts(language)) for each in every]) == tuple(each.id for each in every)


def test_headings_as_people_write_them_are_recognised():
    found = recognise(
        ["Namn", "Mobil:", "TELEFON", "Snapchat", "annonslänk", "Stad", "datum", "Svar", "Kommentar", "xyz"]
    )
    assert found == (
        "person.alias", "identifier.phone", "identifier.phone", "identifier.chat", "identifier.ad", "town.name",
        "contact.at", "contact.outcome", "contact.note", "",
    )  # fmt: skip


def test_a_comment_without_a_line_of_the_log_is_a_note_about_the_person():
    assert recognise(["Alias", "Kommentar"]) == ("person.alias", "note.text")


def test_which_column_is_what_is_kept_for_the_next_file_with_these_headings(db):
    sheet = sheet_of("Alias;Xyz\nMira;x\n")
    keep_columns(db, sheet, ["person.alias", "person.gender"], NOW)
    assert columns_for(db, sheet_of("Alias;Xyz\nLuna;y\n")) == ("person.alias", "person.gender")


# --- what comes in ---


def test_an_evening_comes_in_as_if_it_had_been_logged_line_by_line(db, tmp_path):
    assert brought(db, EVENING) == brought_counts(2)
    alma, signe = person_called(db, "Alma"), person_called(db, "Signe")
    assert (alma.state, signe.state) == (State.ANSWERED, State.IN_CONVERSATION)
    assert (alma.code, signe.code, signe.may_be_child) == ("P-2026-0001", "P-2026-0002", True)
    assert [(line.outcome, line.direction, line.contact_on) for line in of(db, Contact, alma)] == [
        (Outcome.NO_ANSWER, Direction.OUT, date(2026, 11, 23)),
        (Outcome.QUESTION, Direction.OUT, date(2026, 11, 24)),
    ]
    assert [each.key for each in of(db, Identifier, signe)] == ["+46701740616", "+46701740625", "signe"]
    assert [(each.name, each.municipality) for each in of(db, Town, alma)] == [("Uppsala", "0380")]
    assert people.load_summary(db, alma.id).contacts == 2
    assert look_up(db, "070-174 06 25", TODAY).answer is Answer.KNOWN
    assert look_up(db, "signe", TODAY).answer is Answer.KNOWN
    assert all(check.ok for check in check_database(db, texts("en")))


def brought_counts(added, merged=0, skipped=0):
    return Imported(ANY, added, merged, skipped)


def test_the_same_lines_logged_by_hand_leave_the_same_persons(db):
    brought(db, EVENING)
    person, _ = save_first_line(
        db,
        a_person(alias="Alma hand"),
        "0701740699",
        a_contact(at=datetime(2026, 11, 23, 19, 31, tzinfo=ZONE), channel=Channel.SITE_CHAT),
        NOW,
    )
    save_contact(
        db,
        a_contact(person_id=person.id, at=datetime(2026, 11, 24, 18, 5, tzinfo=ZONE), outcome=Outcome.QUESTION),
        NOW,
    )
    by_hand, imported = person_called(db, "Alma hand"), person_called(db, "Alma")
    for name in ("state", "retention_on", "follow_up", "follow_up_on", "earliest_on"):
        assert getattr(by_hand, name) == getattr(imported, name)
    assert replace(people.load_summary(db, by_hand.id)) == people.load_summary(db, imported.id)


def test_a_line_without_outcome_or_direction_is_an_observation_and_no_try(db):
    brought(db, "Alias;Datum;Anteckning\nMira;2026-11-20;ny annons\n")
    assert [each.direction for each in of(db, Contact, person_called(db, "Mira"))] == [Direction.NOTE]
    assert people.load_summary(db, person_called(db, "Mira").id).tries == 0


def test_next_steps_are_planned_and_done_as_when_lines_are_logged(db):
    brought(
        db,
        "Alias;Datum;Utfall;Log: Next step;Log: Next step on;Nästa steg;Nästa steg den\n"
        "Mira;2026-11-18;Fråga;Ring;2026-11-20;;\nMira;2026-11-21;Inget svar;Skriv igen;2026-12-01;Fika;2026-11-30\n",
    )
    mira = person_called(db, "Mira")
    steps = [(each.step, each.due_on, each.result) for each in of(db, FollowUp, mira)]
    assert steps == [
        ("Ring", date(2026, 11, 20), Result.CONTACT),
        ("Skriv igen", date(2026, 12, 1), None),
        ("Fika", date(2026, 11, 30), None),
    ]
    assert (mira.follow_up, mira.follow_up_on) == ("Fika", date(2026, 11, 30))
    assert all(check.ok for check in check_database(db, texts("en")))


def test_what_the_file_says_of_the_person_goes_before_what_the_lines_say(db):
    brought(db, "Alias;Status;Datum;Utfall\nMira;Avslutad;2026-11-20;Fråga\n")
    assert person_called(db, "Mira").state is State.CLOSED


def test_somebody_without_an_alias_is_called_by_their_number_or_handle(db):
    brought(db, "Chatt;Telefon\n@nattfjaril;\n;070-174 06 05\n")
    assert {each.alias for each in load_all(db, Person)} == {"@nattfjaril", "070-174 06 05"}


def test_answers_are_understood_by_every_name_of_theirs_in_both_languages(db):
    text = "Alias;Ålder;Behov;Datum;Log: Channel\nMira;15–17;Boende, Hot;2026-11-20;SMS\nLuna;15_17;housing;20/11;sms\n"
    brought(db, text)
    lines = [of(db, Contact, person_called(db, alias))[0] for alias in ("Mira", "Luna")]
    assert [each.needs for each in lines] == [(Need.HOUSING, Need.THREAT), (Need.HOUSING,)]
    assert [each.channel for each in lines] == [Channel.SMS, Channel.SMS]
    assert person_called(db, "Mira").age_band is AgeBand.FROM_15


def test_a_note_comes_in_sealed(db):
    brought(db, "Alias;Om personen\nMira;kanariefågeln sjunger\n")
    assert [note.text for note in of(db, Note, person_called(db, "Mira"))] == ["kanariefågeln sjunger"]
    assert b"kanarie" not in b"".join(row[0] for row in db.rows("SELECT text FROM note"))


# --- what is wrong ---


def test_problems_are_told_row_by_row_and_nothing_is_stored(db):
    text = (
        "Alias;Telefon;Ålder;Datum;Utfall;Kan vara barn;Plattform\nMira;;uråldrig;2026-11-20;;;\n;;;20/11;;;\n"
        "Luna;;;2026-13-45;kanske;vet ej;Nattsidan\nSiri;;;2027-01-01;Fråga;;\nAlma;070-174 06 05;;;;;\n"
    )
    plan = planned(db, text)
    assert told(plan) == [
        (2, "Ålder", "This is none of the answers that the field has."),
        (3, "", "Nobody is named here: alias, number and handle are missing."),
        (4, "Datum", "This day is not in the calendar."),
        (4, "Utfall", "This is none of the answers that the field has."),
        (4, "Kan vara barn", "Must be yes or no."),
        (4, "Plattform", "No platform has this name. Add it under Organisation, or leave the column out."),
        (5, "Datum", "Cannot be in the future."),
    ]
    with pytest.raises(ProblemsLeft):
        carry_out(db, plan, Rules(), NOW)
    assert people.count(db) == 0
    done = carry_out(db, plan, Rules(leave_out=True), NOW)
    assert (done.added, people.count(db)) == (1, 1)


def test_nothing_to_bring_in_is_said(db):
    with pytest.raises(NothingToImport):
        brought(db, "Alias;Telefon\n")


def test_a_role_that_may_not_is_refused(db, monkeypatch):
    monkeypatch.setattr(type(db.sealer), "role", Role.VOLUNTEER)
    with pytest.raises(NotPermitted):
        planned(db, EVENING)
    with pytest.raises(NotPermitted):
        export_people(db, USUAL, SheetFormat.CSV, texts("sv"), now=NOW)


@pytest.mark.parametrize("after", [0, 1])
def test_stopping_leaves_nothing_behind(db, after):
    calls = []

    def stop(*_far):
        calls.append(1)
        if len(calls) > after:
            raise Cancelled

    plan, before = planned(db, EVENING), db.value("SELECT count(*) FROM log")
    with pytest.raises(Cancelled):
        carry_out(db, plan, Rules(), NOW, stop)
    assert (people.count(db), db.value("SELECT count(*) FROM log")) == (0, before)
    assert last_import(db, NOW) is None
    assert all(check.ok for check in check_database(db, texts("en")))


# --- who is known ---


@pytest.fixture
def stina(db):
    person = save_person(db, a_person(alias="Stina", gender="kvinna"), NOW)
    save_identifier(db, identifier_of("070-174 06 05", IdentifierKind.PHONE, person.id, TODAY), NOW)
    return person


def test_somebody_known_by_number_is_added_to_and_nothing_of_theirs_is_overwritten(db, stina):
    plan = planned(db, "Alias;Telefon;Kön, med personens egna ord;Språk;Ort\nTina;0701740605;man;svenska;Lund\n")
    assert (plan.people[0].known.by, plan.people[0].known.codes) == (Sameness.IDENTIFIER, ("P-2026-0001",))
    assert carry_out(db, plan, Rules(), NOW).merged == 1
    found = person_called(db, "Stina")
    assert (found.gender, found.languages) == ("kvinna", "svenska")
    assert [each.value for each in of(db, Identifier, found)] == ["070-174 06 05", "Tina"]
    assert [each.name for each in of(db, Town, found)] == ["Lund"]
    assert [(each.row, each.text) for each in plan.problems if not each.blocks] == [
        (2, "{0} has another value in the register, which stays.")
    ]


def test_the_same_file_again_changes_nothing(db):
    brought(db, EVENING)
    before = db.rows("SELECT count(*), sum(version) FROM person UNION ALL SELECT count(*), sum(version) FROM contact")
    assert brought(db, EVENING) == brought_counts(0, 0, 2)
    after = db.rows("SELECT count(*), sum(version) FROM person UNION ALL SELECT count(*), sum(version) FROM contact")
    assert [tuple(row) for row in before] == [tuple(row) for row in after]


def test_by_rule_somebody_known_is_left_out_or_made_anew(db, stina):
    text = "Alias;Telefon\nStina;0701740605\n"
    skipping = Rules(same_identifier=Action.SKIP)
    with pytest.raises(NothingToImport):
        brought(db, text, skipping)
    assert brought(db, f"{text}Siri;0701740616\n", skipping) == brought_counts(1, 0, 1)
    assert brought(db, text, Rules(same_identifier=Action.NEW)).added == 1
    assert people.count(db) == 3


def test_an_alias_that_somebody_has_is_another_person_unless_that_is_decided(db, stina):
    text = "Alias;Telefon\nStina;070-174 06 16\n"
    plan = planned(db, text)
    assert plan.people[0].known.by is Sameness.ALIAS
    assert carry_out(db, plan, Rules(decided={0: Action.MERGE}), NOW).merged == 1
    assert len(of(db, Identifier, stina)) == 2


def test_an_alias_alone_that_one_person_has_is_that_person_as_in_the_quick_line(db, stina):
    assert brought(db, "Alias;Datum;Utfall\nStina;2026-11-23;Fråga\n").merged == 1
    assert person_called(db, "Stina").state is State.ANSWERED


def test_numbers_of_two_persons_are_decided_by_nobody_but_the_user(db, stina):
    other = save_person(db, a_person(alias="Bo"), NOW)
    save_identifier(db, identifier_of("070-174 06 16", IdentifierKind.PHONE, other.id, TODAY), NOW)
    plan = planned(db, "Alias;Telefon\nX;0701740605\nX;\n".replace("0701740605", "0701740605, 0701740616"))
    assert plan.people[0].known.by is Sameness.SEVERAL
    with pytest.raises(NothingToImport):
        carry_out(db, replace(plan, people=plan.people[:1]), Rules(), NOW)


def test_a_code_names_somebody_in_the_register(db, stina):
    assert brought(db, "Kod;Språk\np-2026-0001;svenska\n").merged == 1
    assert person_called(db, "Stina").languages == "svenska"


def test_do_not_contact_in_the_file_blocks_from_then_on(db, stina):
    brought(db, "Alias;Telefon;Kontakta inte till\nStina;0701740605;2027-03-03\n")
    assert look_up(db, "Stina", TODAY).answer is Answer.DO_NOT_CONTACT


def test_who_was_forgotten_and_wants_to_be_left_alone_does_not_come_back_by_a_file(db, stina):
    person = person_called(db, "Stina")
    consent = DoNotDisturb(consent_on=TODAY, consent_how="sagt i chatten", ends_on=TODAY + timedelta(days=365))
    erase_and_remember(db, person.id, consent, known_by(db, person.id, person.alias), NOW)
    plan = planned(db, "Alias;Telefon\nNågon;070-174 06 05\nStina;\nTova;0701740699\n")
    assert [(row, text) for row, _column, text in told(plan)] == [
        (2, "Has asked to be forgotten and not disturbed. Leave the row out."),
        (3, "Has asked to be forgotten and not disturbed. Leave the row out."),
    ]
    assert [each.person.alias for each in plan.people] == ["Tova"]


# --- undoing ---


def test_one_undo_takes_all_of_it_back(db, stina):
    before = person_called(db, "Stina")
    brought(db, EVENING.replace("Alma", "Stina"))
    assert people.count(db) == 2
    undone = undo_import(db, last_import(db, NOW).uid, NOW)
    assert (undone.removed, undone.kept, people.count(db)) == (1, 0, 1)
    after = person_called(db, "Stina")
    for each in fields(Person):
        if each.name not in ("version", "changed_at"):
            assert getattr(after, each.name) == getattr(before, each.name)
    assert (of(db, Contact, after), len(of(db, Identifier, after))) == ([], 1)
    with pytest.raises(UndoOver):
        undo_import(db, "x", NOW)
    assert all(check.ok for check in check_database(db, texts("en")))


def test_what_undoing_needs_goes_when_it_is_over(db, stina):
    brought(db, EVENING.replace("Alma", "Stina"))
    tidy_up(db, NOW + timedelta(days=30))
    assert db.value("SELECT count(*) FROM import_part") > 0
    tidy_up(db, NOW + timedelta(days=31))
    assert (db.value("SELECT count(*) FROM import_part"), db.value("SELECT count(*) FROM import")) == (0, 0)


def test_what_somebody_has_worked_on_since_stays_and_is_counted(db):
    brought(db, EVENING)
    later = NOW + timedelta(hours=1)
    save_contact(db, a_contact(person_id=person_called(db, "Alma").id, at=later), later)
    undone = undo_import(db, last_import(db, later).uid, later)
    assert (undone.removed, undone.kept) == (1, 1)
    assert person_called(db, "Alma").removed_on is None


def test_undoing_ends_with_the_first_person_that_is_erased(db):
    brought(db, EVENING)
    erase_person(db, person_called(db, "Signe").id, NOW)
    assert last_import(db, NOW) is None
    assert db.value("SELECT count(*) FROM import_part") == 0


def test_undoing_ends_when_all_but_the_alias_of_one_of_them_is_erased(db, stina):
    brought(db, "Alias;Telefon;Språk\nStina;0701740605;svenska\n")
    assert "svenska" in db.value("SELECT group_concat(fields) FROM import_part")
    person = person_called(db, "Stina")
    save_person(db, replace(person, state=State.DECLINED), NOW)
    reduce_person(db, person.id, NOW)
    assert last_import(db, NOW) is None
    assert db.value("SELECT count(*) FROM import_part") == 0


def test_undoing_ends_after_thirty_days(db):
    brought(db, EVENING)
    assert last_import(db, NOW + timedelta(days=31)) is None


# --- out and in again ---


SIGNS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@';,\"å:/ ")
WORDS = (
    st.text(SIGNS, max_size=25).map(lambda text: " ".join(text.split())).filter(lambda text: not text.startswith("'"))
)
NAMED = WORDS.filter(lambda text: any(sign.isalnum() for sign in text))
DAYS = st.none() | st.dates(date(2020, 1, 1), TODAY)
PERSONS = st.builds(
    Person,
    alias=NAMED,
    state=st.sampled_from(State),
    age_band=st.sampled_from(AgeBand),
    may_be_child=st.booleans(),
    gender=WORDS,
    wishes=st.lists(WORDS, max_size=3).map("\n".join).map(str.strip),
    safe_ways=WORDS,
    consent_on=DAYS,
    no_contact_since=DAYS,
    no_contact_reason=WORDS,
    follow_up=WORDS,
    retention_on=st.dates(TODAY, date(2029, 1, 1)),
)
KINDS = st.sampled_from(IdentifierKind)
IDENTIFIERS = st.lists(st.tuples(KINDS, NAMED, st.booleans()), max_size=4)
TOWNS = st.lists(st.tuples(NAMED, DAYS), max_size=3)
LINES = st.lists(
    st.builds(
        Contact,
        at=st.integers(0, 1_500_000).map(lambda minutes: NOW - timedelta(minutes=minutes + 1)),
        direction=st.sampled_from(Direction),
        channel=st.sampled_from(Channel),
        outcome=st.sampled_from(Outcome),
        needs=st.lists(st.sampled_from(Need), unique=True, max_size=3).map(tuple),
        note=WORDS,
    ),
    max_size=3,
)  # fmt: skip
NOT_SHRUNK = [phase for phase in Phase if phase is not Phase.shrink]  # each example is a register of its own


class Over(Exception):
    """Takes an example back."""


EVERYTHING = [each.id for each in targets().values()]


def _register(db):
    """Return all that a sheet can hold of everybody in the register, by what does not depend on ids."""
    found = []
    for person in load_all(db, Person):
        own = {each.name: getattr(person, each.name) for each in targets().values() if each.id.startswith("person.")}
        del own["code"]
        identifiers = {(each.kind, each.value, each.key, each.active) for each in of(db, Identifier, person)}
        towns = {(each.name, each.seen_on, each.municipality) for each in of(db, Town, person)}
        lines = sorted(
            (each.at.timestamp(), each.direction.value, each.channel.value, each.outcome.value, each.needs, each.note)
            for each in of(db, Contact, person)
        )
        found.append((sorted((name, str(value)) for name, value in own.items()), identifiers, towns, lines))
    return found


def _store(db, number, stated):
    person, identifiers, towns, lines = stated
    stored = save_person(db, person, NOW)
    save_identifier(db, identifier_of(f"unik{number}", IdentifierKind.PROFILE, stored.id, TODAY), NOW)
    for kind, value, active in {(kind, f"{value}{number}q", active) for kind, value, active in identifiers}:
        save_identifier(db, Identifier(person_id=stored.id, kind=kind, value=value, active=active), NOW)
    for name, seen_on in towns:
        save_town(db, Town(person_id=stored.id, name=name, seen_on=seen_on), NOW)
    for line in dict.fromkeys(lines):  # the very same line twice is one line
        save_contact(db, replace(line, person_id=stored.id), NOW)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=NOT_SHRUNK)
@given(
    stated=st.lists(st.tuples(PERSONS, IDENTIFIERS, TOWNS, LINES), min_size=1, max_size=3),
    form=st.sampled_from(SheetFormat),
    language=st.sampled_from(["sv", "en"]),
)
def test_what_is_taken_out_and_brought_in_again_is_the_same_register(db, stated, form, language):
    with suppress(Over), db.transaction():
        for number, each in enumerate(stated):
            _store(db, number, each)
        before = _register(db)
        content = export_people(
            db, [each for each in EVERYTHING if each != "person.code"], form, texts(language), now=NOW
        )
        for person in load_all(db, Person):
            remove_person(db, person.id, NOW)
        sheet = read_sheet(content, separator="" if form is SheetFormat.XLSX else ",")
        plan = plan_import(db, sheet, recognise(sheet.headings), NOW)
        assert not plan.blocked_rows, told(plan)
        carry_out(db, plan, Rules(), NOW)
        assert _register(db) == before
        raise Over


def test_an_export_has_what_was_ticked_and_no_formula(db):
    person = save_person(db, a_person(alias="=cmd|' /C calc'!A0"), NOW)
    save_identifier(db, identifier_of("070-174 06 05", IdentifierKind.PHONE, person.id, TODAY), NOW)
    add_note(db, person.id, "kanariefågel", NOW)
    content = export_people(
        db, ["person.code", "person.alias", "identifier.phone"], SheetFormat.CSV, texts("sv"), now=NOW
    )
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert rows == [["Kod", "Alias", "Telefon"], ["P-2026-0001", "'=cmd|' /C calc'!A0", "070-174 06 05"]]


def test_an_export_leaves_out_the_bin_and_can_be_of_some(db):
    save_person(db, a_person(alias="Mira"), NOW)
    gone = save_person(db, a_person(alias="Luna"), NOW)
    remove_person(db, gone.id, NOW)
    save_person(db, a_person(alias="Stina", state=State.CLOSED), NOW)
    closed = PersonFilter(state=State.CLOSED)
    content = export_people(db, ["person.alias"], SheetFormat.CSV, texts("sv"), now=NOW, who=closed)
    assert content.decode("utf-8-sig").split() == ["Alias", "Stina"]


def test_platforms_are_named_in_the_log_and_found_again(db):
    from outreach_desktop.domain.platform import Platform

    save_platform(db, Platform(name="Nattsidan"), NOW)
    brought(db, "Alias;Datum;Utfall;Plattform\nMira;2026-11-20;Fråga;nattsidan\n")
    content = export_people(db, ["person.alias", "contact.platform_id"], SheetFormat.CSV, texts("sv"), now=NOW)
    assert content.decode("utf-8-sig").splitlines()[1] == "Mira,Nattsidan"


@pytest.mark.parametrize("name", [",Uppsala", "Uppsala;", "Uppsala, Gävle"])
def test_a_town_with_a_mark_in_its_name_comes_back_as_it_went_out(db, name):
    mira = save_person(db, a_person(alias="Mira"), NOW)
    save_town(db, Town(person_id=mira.id, name=name), NOW)
    content = export_people(db, ["person.alias", "town.name"], SheetFormat.CSV, texts("sv"), now=NOW)
    remove_person(db, mira.id, NOW)
    sheet = read_sheet(content, separator=",")
    carry_out(db, plan_import(db, sheet, recognise(sheet.headings), NOW), Rules(), NOW)
    assert [(each.name, each.seen_on) for each in load_all(db, Town)][-1] == (name, None)


def test_what_lists_work_out_goes_out_by_the_day_and_never_comes_in(db):
    mira = save_person(db, a_person(alias="Mira"), NOW)
    save_town(db, Town(person_id=mira.id, name="Uppsala", municipality="0380", seen_on=TODAY), NOW)
    save_contact(db, a_contact(person_id=mira.id), NOW)
    save_person(db, a_person(alias="Stina", no_contact_since=TODAY, no_contact_until=date(2027, 3, 3)), NOW)
    columns = ["person.alias", *WORKED_OUT]
    content = export_people(db, columns, SheetFormat.CSV, texts("sv"), now=NOW)
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert rows == [
        ["Alias", "Får vi kontakta?", "Senaste kontakten var", "Län"],
        ["Mira", "Vänta, 2026-12-07", "2026-11-24", "Uppsala län"],
        ["Stina", "Nej, 2027-03-03", "", ""],
    ]
    for language in ("sv", "en"):
        assert recognise([column_name(each, texts(language)) for each in WORKED_OUT]) == ("", "", "")


def test_an_export_comes_in_the_order_of_the_list_and_never_from_the_bin(db):
    for alias in ("Mira", "Alma", "Stina"):
        save_person(db, a_person(alias=alias), NOW)
    remove_person(db, save_person(db, a_person(alias="Borta"), NOW).id, NOW)
    listed = PersonFilter(order="alias", removed=True)
    content = export_people(db, ["person.alias"], SheetFormat.CSV, texts("sv"), now=NOW, who=listed)
    assert content.decode("utf-8-sig").split() == ["Alias", "Alma", "Mira", "Stina"]


def lines_of(db):
    found = load_all(db, Contact)
    return [
        (each.at.astimezone(ZONE).strftime("%d/%m %H.%M"), each.direction, each.channel, each.outcome) for each in found
    ]


@pytest.mark.parametrize("days", ["24/11", "2026-11-24", "igår"])
def test_a_time_in_a_column_of_its_own_belongs_to_the_day_beside_it(db, days):
    brought(db, f"Tid;Datum;Alias;Svar\n18.05;{days};Mira;inget\n")
    day = "23/11" if days == "igår" else "24/11"
    assert lines_of(db) == [(f"{day} 18.05", Direction.OUT, Channel.SITE_CHAT, Outcome.NO_ANSWER)]


def test_a_day_that_has_its_time_keeps_it_and_a_time_alone_is_both(db):
    brought(db, "Datum;Tid;Alias;Svar\n2026-11-23 19:31;18.05;Mira;inget\n")
    assert recognise(["Tid", "Alias", "Svar"]) == ("contact.at", "person.alias", "contact.outcome")
    assert [each[0] for each in lines_of(db)] == ["23/11 19.31"]


def test_a_time_without_a_day_is_a_problem_of_its_row(db):
    plan = planned(db, "Datum;Tid;Alias;Svar\n;18.05;Mira;inget\n")
    assert plan.blocked_rows == {2}


def test_what_people_write_in_their_own_words_is_understood(db):
    brought(db, "Datum;Alias;Via;Från;Svar\n2026-11-23;Mira;Mejl;henne;nej tack\n2026-11-22;Luna;telefon;Oss;–\n")
    assert [each[1:] for each in lines_of(db)] == [
        (Direction.IN, Channel.EMAIL, Outcome.DECLINED),
        (Direction.OUT, Channel.CALL, Outcome.NO_ANSWER),
    ]


def test_a_tick_under_do_not_contact_holds_from_the_day_of_its_row(db):
    brought(db, "Datum;Alias;Svar;Kontakta ej\n2026-11-20;Mira;vill inte ha kontakt;x\n;Luna;;ja\n;Stina;;nej\n")
    since = {each.alias: each.no_contact_since for each in load_all(db, Person)}
    assert since == {"Mira": date(2026, 11, 20), "Luna": TODAY, "Stina": None}


@pytest.mark.parametrize("note", ["", "bad oss sluta i mars"])
def test_a_row_of_somebody_who_was_left_alone_has_no_line_but_what_was_noted(db, note):
    text = f"Datum;Alias;Via;Svar;Anteckning\n2026-11-23;Mira;sms;redan kontaktad;{note}\n"
    plan = planned(db, text)
    assert [(each.row, each.column, each.blocks) for each in plan.problems] == [(2, "Svar", False)]
    brought(db, text)
    assert [(each[1], bool(note)) for each in lines_of(db)] == ([(Direction.NOTE, True)] if note else [])


def test_a_next_step_beside_a_line_is_planned_by_the_line(db):
    headings = ["Datum", "Alias", "Svar", "Nästa steg", "Följ upp"]
    assert recognise(headings)[3:] == ("contact.next_step", "contact.next_step_on")
    assert recognise(["Alias", "Nästa steg", "Följ upp"])[1] == "person.follow_up"
    brought(db, f"{';'.join(headings)}\n2026-11-23;Mira;vill prata;Ring upp;2026-12-08\n")
    assert [(each.step, each.due_on, each.contact_id) for each in load_all(db, FollowUp)] == [
        ("Ring upp", date(2026, 12, 8), load_all(db, Contact)[0].id)
    ]


def test_our_own_file_says_itself_whose_next_step_it_is():
    assert recognise(["Alias", "Logg: När", "Nästa steg"]) == ("person.alias", "contact.at", "person.follow_up")
