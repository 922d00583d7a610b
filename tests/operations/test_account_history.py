"""Platforms and our accounts on them: what became of each stays in the history."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW

from outreach_desktop.domain.organisation import Role
from outreach_desktop.domain.platform import AccountState, Platform
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.operations.organisation import load_account_history, replacing, save_platform

LATER = NOW + timedelta(days=3)


@pytest.fixture
def site(db):
    return save_platform(db, Platform(name="Sida ett", account="Lisa K", account_state=AccountState.ACTIVE), NOW)


def history(db, platform):
    return [(each.account, each.account_state) for each in load_account_history(db, platform.id)]


def test_closing_and_replacing_stand_in_the_history_newest_first(db, site):
    closed = replace(site, account_state=AccountState.CLOSED, account_why="Sidan stängde utan skäl.")
    closed = save_platform(db, closed, LATER)
    fresh = save_platform(db, replace(replacing(closed), account="Maja"), LATER)
    assert (fresh.account_state, fresh.account_why) == (AccountState.PLANNED, "")
    assert history(db, site) == [
        ("Maja", AccountState.PLANNED),
        ("Lisa K", AccountState.CLOSED),
        ("Lisa K", AccountState.ACTIVE),
    ]
    closing = load_account_history(db, site.id)[1]
    assert (closing.account_why, closing.happened_on) == ("Sidan stängde utan skäl.", LATER.date())
    assert closing.created_by == db.sealer.account


def test_an_edit_of_something_else_leaves_the_history_alone(db, site):
    save_platform(db, replace(site, cost="299 kr i månaden", active_times="kvällar", paid=True), LATER)
    assert len(history(db, site)) == 1


def test_a_refused_edit_leaves_no_history(db, site, monkeypatch):
    monkeypatch.setattr(type(db.sealer), "role", property(lambda _sealer: Role.STAFF))
    with pytest.raises(NotPermitted):
        save_platform(db, replace(site, account_state=AccountState.LEFT), LATER)
    assert len(history(db, site)) == 1
