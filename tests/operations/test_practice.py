import inspect
import itertools
import json
import re
from dataclasses import fields
from datetime import date, datetime, time, timedelta

import pytest
from whole_meetings import KINDS_OF_MEETINGS

from outreach_desktop import content
from outreach_desktop.domain.assessment import Assessment
from outreach_desktop.domain.concern_report import ConcernReport, ReportState
from outreach_desktop.domain.contact import Contact, Outcome
from outreach_desktop.domain.follow_up import FollowUp
from outreach_desktop.domain.meeting import CheckIn, CheckInKind, GoingAnyway, Meeting, MeetingState
from outreach_desktop.domain.organisation import Role
from outreach_desktop.domain.person import Identifier, IdentifierKind, Note, Person, State, Town
from outreach_desktop.domain.progress import Cancelled
from outreach_desktop.domain.shift import Shift
from outreach_desktop.domain.statistics import Period
from outreach_desktop.i18n import ZONE, texts
from outreach_desktop.operations import agreements
from outreach_desktop.operations.checks import check_database
from outreach_desktop.operations.exports import show_statistics
from outreach_desktop.operations.listing import list_records
from outreach_desktop.operations.meetings import prepare
from outreach_desktop.operations.organisation import load_accounts
from outreach_desktop.operations.phones import normalise
from outreach_desktop.operations.practice import reports, stories, words
from outreach_desktop.operations.practice.making import PracticeTooLarge, make_practice_vault
from outreach_desktop.operations.practice.phones import invented_phone
from outreach_desktop.operations.saving import require_sound
from outreach_desktop.operations.statistics import count_statistics
from outreach_desktop.operations.vaults import connect
from outreach_desktop.storage import contacts, identity, people
from outreach_desktop.storage.reading import load_all
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.errors import FolderNotEmpty
from outreach_desktop.vault.folder import Vault

TODAY = date(2026, 11, 24)
CHEAP = Cost.cheapest_for_tests()
LISTED = (Person, Contact, Assessment, ConcernReport, Meeting)


def open_first(made):
    vault = Vault.open(made.folder)
    return vault, connect(vault, vault.unlock(made.accounts[0].label, made.accounts[0].passphrase))


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    """A practice vault of the usual size, open: what was made, and its database."""
    made = make_practice_vault(tmp_path_factory.mktemp("practice") / "vault", CHEAP, TODAY)
    vault, db = open_first(made)
    yield made, db
    db.close()
    vault.close()


def everything(db):
    now = people_now(db)
    return {kind.__name__: list(list_records(db, kind, now)) for kind in LISTED}


def people_now(db):
    return load_all(db, Person)[0].created_at


def make_and_list(folder, **values):
    made = make_practice_vault(folder, CHEAP, **{"today": TODAY, "people": 25} | values)
    vault, db = open_first(made)
    try:
        return made, everything(db)
    finally:
        db.close()
        vault.close()


def test_the_same_seed_and_day_give_the_same_people_and_other_secrets(tmp_path):
    first, listed = make_and_list(tmp_path / "one")
    second, again = make_and_list(tmp_path / "two")
    assert json.dumps(listed) == json.dumps(again)
    assert [one.passphrase for one in first.accounts] != [one.passphrase for one in second.accounts]
    assert first.recovery_key != second.recovery_key


@pytest.mark.parametrize("other", [{"seed": 2}, {"today": TODAY - timedelta(days=1)}])
def test_another_seed_or_day_gives_other_content(tmp_path, other):
    assert make_and_list(tmp_path / "one")[1] != make_and_list(tmp_path / "two", **other)[1]


def test_it_has_as_many_people_and_contacts_as_were_asked_for(tmp_path):
    _, listed = make_and_list(tmp_path / "vault", people=30, contacts=411)
    assert (len(listed["Person"]), len(listed["Contact"])) == (30, 411)


def test_people_may_be_without_contacts(tmp_path):
    _, listed = make_and_list(tmp_path / "vault", people=12, contacts=0)
    assert (len(listed["Person"]), len(listed["Contact"])) == (12, 0)


@pytest.mark.parametrize("wanted", [{"people": 0}, {"people": 3, "contacts": 3001}, {"contacts": -1}])
def test_sizes_that_cannot_be_are_refused(tmp_path, wanted):
    with pytest.raises(PracticeTooLarge):
        make_practice_vault(tmp_path / "vault", CHEAP, TODAY, **wanted)
    assert not (tmp_path / "vault").exists()


def test_there_is_an_account_of_each_role_and_each_has_accepted_the_agreement(practice):
    made, db = practice
    assert {one.role for one in made.accounts} == set(Role)
    assert [(one.label, one.role.value) for one in made.accounts[:2]] == [("Karin", "administrator"), ("Anna", "staff")]
    assert not any(agreements.is_due(account) for account in load_accounts(db).values())
    assert db.value("SELECT count(DISTINCT account) FROM log WHERE action = 'agree'") == len(Role)


def test_every_state_and_every_kind_of_limit_is_met(practice):
    _, db = practice
    found = load_all(db, Person)
    assert {person.state for person in found} == set(State)
    assert any(person.no_contact_since and person.no_contact_until for person in found)
    assert any(person.no_contact_since and not person.no_contact_until for person in found)
    assert any(person.hold_since for person in found)
    assert any(person.may_be_child for person in found)
    assert any(person.retention_on < TODAY for person in found)
    due = [person.follow_up_on for person in found if person.follow_up_on]
    assert {min(due) < TODAY, TODAY in due, max(due) > TODAY} == {True}
    assert load_all(db, Note)
    assert {report.state for report in load_all(db, ConcernReport)} == set(ReportState)
    assert any(assessment.number > 1 for assessment in load_all(db, Assessment))


def test_nobody_is_the_second_reader_of_their_own_report(practice):
    _, db = practice
    names = {uid: account.name for uid, account in load_accounts(db).items()}
    reports_made = load_all(db, ConcernReport)
    readers = {(names[report.created_by], report.second_reader) for report in reports_made if report.second_reader}
    assert readers <= {("Karin", "Anna"), ("Anna", "Karin")}
    assert readers
    assert all(report.reporter_name == names[report.created_by] for report in reports_made)


def test_every_record_would_be_accepted_by_its_form(practice):
    _, db = practice
    kinds = (Person, Identifier, Town, Note, Contact, Assessment, ConcernReport, Meeting, *KINDS_OF_MEETINGS)
    assert all(load_all(db, kind) for kind in kinds)
    for kind in kinds:
        for record in load_all(db, kind):
            require_sound(record, TODAY)


def test_meetings_lie_ahead_and_behind_and_have_come_out_in_every_way(practice):
    _, db = practice
    found = load_all(db, Meeting)
    ahead = [each for each in found if each.state.is_ahead]
    assert {each.state for each in found} == set(MeetingState) - {MeetingState.UNDER_WAY, MeetingState.REMINDED}
    assert all(TODAY < each.starts_at.date() <= TODAY + timedelta(days=12) for each in ahead)
    assert all(each.starts_at.date() <= TODAY for each in found if each.state.is_over)
    assert not any(each.is_live or each.is_alone for each in found)
    assert any(each.moved_times for each in found)


def test_a_meeting_that_was_held_has_its_line_its_checklist_and_its_clock(practice):
    _, db = practice
    lines = {line.id: line for line in load_all(db, Contact)}
    overridden = {each.meeting_id: each for each in load_all(db, GoingAnyway)}
    held = [each for each in load_all(db, Meeting) if each.state.took_place]
    assert overridden
    for each in held:
        line = lines[each.contact_id]
        assert (line.person_id, line.at, line.outcome) == (each.person_id, each.starts_at, Outcome.MET)
        assert each.went_at < each.started_at < each.ended_at
        left = prepare(db, each.id).missing
        assert left == (overridden[each.id].items if each.id in overridden else ())
    listed = list(list_records(db, Meeting, people_now(db)))
    went = [each["items"] for meeting in listed for each in meeting["going_anyway"]]
    assert went == [list(each.items) for each in overridden.values()] == [["if_threatened"]] * len(went)
    kinds = {each.meeting_id: set() for each in load_all(db, CheckIn)}
    for each in load_all(db, CheckIn):
        kinds[each.meeting_id].add(each.kind)
    assert {each.id for each in held} == set(kinds)
    assert all({CheckInKind.STARTED, CheckInKind.CHECKED_OUT} <= each for each in kinds.values())
    assert any(CheckInKind.OVERDUE in each for each in kinds.values())


def test_the_figures_of_meetings_have_something_of_all_that_is_counted(practice):
    _, db = practice
    period = Period(TODAY - timedelta(days=364), TODAY + timedelta(days=31))
    table = next(each for each in count_statistics(db, period).tables if each.id == "meetings")
    assert [row.key for row in table.rows if not row.values[0]] == ["debriefing_booked"]


def test_nothing_happens_after_the_last_day_nor_before_the_first(practice):
    _, db = practice
    days = [line.at.astimezone(ZONE).date() for line in load_all(db, Contact)]
    assert min(days) >= TODAY - timedelta(days=364)
    assert max(days) < TODAY
    assert all(line.contact_on == line.at.astimezone(ZONE).date() for line in load_all(db, Contact))


def test_nothing_lies_later_than_the_morning_on_which_somebody_may_open_it(practice):
    """The vault stands on its last day, by the clock of the computer: a line of that evening would be in the future."""
    _, db = practice
    nine = datetime.combine(TODAY, time(9), ZONE)
    late = [
        (kind.__name__, field.name)
        for kind in (Person, Contact, Assessment, ConcernReport, FollowUp, Note, Town, Identifier)
        for record in load_all(db, kind)
        for field in fields(record)
        if isinstance(at := getattr(record, field.name), datetime) and at > nine
    ]
    late += [
        ("Shift", str(each.started_at)) for each in load_all(db, Shift) if each.started_at and each.ended_at > nine
    ]
    assert late == []


def test_lines_of_a_person_follow_each_other_and_summaries_fit(practice):
    _, db = practice
    lines = load_all(db, Contact)
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    assert contacts.count(db) == 1200
    for person in load_all(db, Person)[:40]:
        mine = [line for line in lines if line.person_id == person.id and line.direction.value != "note"]
        assert people.load_summary(db, person.id).contacts == len(mine)


def test_numbers_are_those_of_fiction_or_such_as_nobody_can_have(practice):
    _, db = practice
    numbers = [one.value for one in load_all(db, Identifier) if one.kind is IdentifierKind.PHONE]
    fiction = {f"070-174 {digits[:2]} {digits[2:]}" for digits in (f"{n:04d}" for n in range(605, 700))}
    assert fiction & set(numbers)
    assert not [one for one in numbers if one not in fiction and normalise(one).valid]
    assert not [one for one in numbers if not normalise(one).e164]
    assert len({invented_phone(number) for number in range(2000)}) == 2000
    assert {invented_phone(number) for number in range(95)} == fiction


def test_some_numbers_are_shared_and_some_follow_each_other(practice):
    _, db = practice
    keys = [one.key for one in load_all(db, Identifier) if one.kind is IdentifierKind.PHONE]
    assert len(set(keys)) < len(keys)
    numbers = sorted(int(key) for key in set(keys))
    assert any(after - before == 1 for before, after in itertools.pairwise(numbers))


def test_sites_and_domains_exist_nowhere(practice):
    _, db = practice
    text = json.dumps(everything(db), ensure_ascii=False)
    assert {match.rpartition(".")[2] for match in re.findall(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", text)} <= {"example"}


def test_no_text_uses_a_word_that_is_never_used_of_persons(practice):
    _, db = practice
    assert content.avoided_words(json.dumps(everything(db), ensure_ascii=False), "sv") == []
    assert content.avoided_words(inspect.getsource(words), "sv") == []


def test_it_is_marked_as_practice_in_the_folder_and_in_the_database(practice):
    made, db = practice
    assert b'"practice":true' in (made.folder / "gen-000001" / "manifest.json").read_bytes().replace(b" ", b"")
    assert (identity.read(db).practice, identity.read(db).last_day) == (True, TODAY.isoformat())


def test_the_vault_is_whole_and_like_any_other(practice, vault_pattern):
    _, db = practice
    assert [check.id for check in check_database(db, texts("sv")) if not check.ok] == []


def test_indexes_and_triggers_are_all_back(practice, opened):
    schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    other = connect(*opened)
    assert [tuple(row) for row in practice[1].rows(schema)] == [tuple(row) for row in other.rows(schema)]
    other.close()


def test_it_uses_what_ships_as_content():
    assert [item.id for item in content.indicators().items] == list(reports.INDICATORS)
    assert content.indicators().version == reports.LIST_VERSION
    shipped = {f"{template.id}@{template.version}" for template in content.templates()}
    assert {stories.FIRST_TEMPLATE, stories.SECOND_TEMPLATE} <= shipped
    assert [content.municipality(code).name for _, code in words.TOWNS] == [name for name, _ in words.TOWNS]


def test_stopping_leaves_nothing_behind(tmp_path):
    def stop(done, _total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_practice_vault(tmp_path / "new", CHEAP, TODAY, people=20, progress=stop)
    (tmp_path / "empty").mkdir()
    with pytest.raises(Cancelled):
        make_practice_vault(tmp_path / "empty", CHEAP, TODAY, people=20, progress=stop)
    assert list(tmp_path.iterdir()) == [tmp_path / "empty"]
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "brev.txt").write_text("hej", "utf-8")
    with pytest.raises(FolderNotEmpty):
        make_practice_vault(tmp_path, CHEAP, TODAY, people=20)
    assert [path.name for path in tmp_path.iterdir()] == ["brev.txt"]


def test_progress_reaches_its_end(tmp_path):
    heard = []
    make_practice_vault(
        tmp_path / "vault", CHEAP, TODAY, people=20, progress=lambda done, total: heard.append((done, total))
    )
    assert heard[-1] == (191, 191)
    assert [done for done, total in heard].count(174) == 1
    assert heard == sorted(heard)


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "Första kontakten, svenska, version 1"), ("en", "First contact, Swedish, version 1")]
)
def test_statistics_call_the_messages_that_ship_by_words(practice, language, said):
    _, db = practice
    counted = count_statistics(db, Period(TODAY - timedelta(days=364), TODAY))
    table = next(each for each in show_statistics(db, counted, texts(language)).tables if each.id == "by_template")
    assert said in [label for label, _figures in table.rows]
