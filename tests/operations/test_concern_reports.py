"""Concern reports: what may happen to one, and in which order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from makers import NOW, TODAY, a_report

from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.concern_report import LawBasis, ReportState, SentHow
from outreach_desktop.domain.organisation import Organisation, ReportStatus
from outreach_desktop.operations.concern_reports import (
    AlreadySent,
    Sending,
    back_to_draft,
    hand_to_second_reader,
    look_at_report,
    new_report,
    note_feedback,
    note_receipt,
    open_report,
    save_report,
    send_report,
    sibling_report,
)
from outreach_desktop.operations.organisation import load_accounts

BY_POST = Sending(SentHow.POST, "Mottagningen", TODAY)


@pytest.fixture
def handed(db):
    return hand_to_second_reader(db, save_report(db, a_report(), NOW), "Moa", NOW)


@pytest.fixture
def sent(db, handed):
    return send_report(db, handed, BY_POST, NOW)


def fields_of(told):
    return [problem.field for problem in told.value.problems]


def test_a_new_report_is_under_the_law_of_the_organisation(db):
    account = next(iter(load_accounts(db).values()))
    under_duty = Organisation(name="Kvällsljus", report_status=ReportStatus.DUTY, phone="070-174 06 05")

    report = new_report(under_duty, account, TODAY, 3)
    assert (report.basis, report.person_id, report.reporter_phone) == (LawBasis.DUTY, 3, "070-174 06 05")
    assert new_report(Organisation(), account, TODAY, None).basis is LawBasis.RECOMMENDATION


def test_a_draft_may_lack_anything_but_what_is_handed_on_may_not(db):
    draft = save_report(db, replace(a_report(), seen="", municipality="", child_told_why=""), NOW)
    with pytest.raises(Invalid) as told:
        hand_to_second_reader(db, draft, " ", NOW)

    assert fields_of(told) == ["municipality", "seen", "child_told_why", "second_reader"]
    assert look_at_report(db, draft.id).state is ReportState.DRAFT


def test_the_day_of_a_report_has_come(db):
    with pytest.raises(Invalid) as told:
        save_report(db, a_report(written_on=TODAY + timedelta(days=1)), NOW)

    assert [(each.field, each.text) for each in told.value.problems] == [("written_on", "Cannot be in the future.")]
    assert save_report(db, a_report(written_on=TODAY), NOW).written_on == TODAY


@pytest.mark.parametrize("reader", ["Anna", " anna "])
def test_nobody_is_the_second_reader_of_what_they_wrote_themselves(db, reader):
    with pytest.raises(Invalid) as told:
        hand_to_second_reader(db, save_report(db, a_report(), NOW), reader, NOW)

    assert fields_of(told) == ["second_reader"]


def test_a_report_goes_back_to_draft_and_keeps_its_reader(db, handed):
    again = back_to_draft(db, handed, NOW)

    assert (again.state, again.second_reader) == (ReportState.DRAFT, "Moa")


def test_sending_says_all_that_is_missing(db, handed):
    with pytest.raises(Invalid) as told:
        send_report(db, handed, Sending(SentHow.NONE, " ", None), NOW)

    assert fields_of(told) == ["sent_how", "sent_to", "sent_on"]


def test_nothing_is_sent_without_a_second_reader(db):
    with pytest.raises(Invalid):
        send_report(db, save_report(db, a_report(), NOW), BY_POST, NOW)


def test_what_was_sent_stands_also_against_an_old_draft_of_it(db, sent):
    for old in (sent, replace(sent, state=ReportState.DRAFT), replace(sent, state=ReportState.SECOND_READER)):
        with pytest.raises(AlreadySent):
            save_report(db, old, NOW)


def test_answers_come_after_sending(db, handed, sent):
    with pytest.raises(Invalid):
        note_receipt(db, handed, TODAY, NOW)
    with pytest.raises(Invalid):
        note_receipt(db, sent, TODAY - timedelta(days=1), NOW)
    with pytest.raises(Invalid):
        note_feedback(db, sent, "Ja.", None, NOW)

    received = note_receipt(db, sent, TODAY, NOW)
    answered = note_feedback(db, received, "Utredning har inletts.", TODAY, NOW)
    assert (received.state, answered.state) == (ReportState.RECEIVED, ReportState.FEEDBACK)
    assert note_receipt(db, answered, TODAY, NOW).state is ReportState.FEEDBACK


def test_a_day_that_has_not_come_is_no_receipt(db, sent):
    with pytest.raises(Invalid):
        note_receipt(db, sent, date(2026, 11, 25), NOW)


def test_a_sibling_shares_receiver_and_reporter_and_nothing_about_the_child():
    whole = a_report(person_id=4, guardian_one="Mamma", how_known="Chatten", heard="Granne", unit="Mottagningen")
    sibling = sibling_report(whole, TODAY)

    kept = ("municipality", "unit", "reporter_name", "basis", "language")
    assert [getattr(sibling, name) for name in kept] == [getattr(whole, name) for name in kept]
    words = str(sibling)
    assert not [word for word in ("Tova", "Mamma", "Chatten", "Granne", whole.seen) if word in words]
    assert (sibling.id, sibling.person_id, sibling.state) == (0, None, ReportState.DRAFT)


def test_opening_is_noted_and_looking_again_is_not(db, sent):
    open_report(db, sent.id, NOW)
    look_at_report(db, sent.id)

    assert db.value("SELECT count(*) FROM log WHERE action = 'read'") == 1
