"""The system is asked to stay awake while a clock runs; where it does not promise that, it is known."""

import pytest
from desk import wait_until

from outreach_desktop.ui.alarm import awake
from outreach_desktop.ui.alarm.awake import KeepAwake
from outreach_desktop.ui.session import bus as buses


class Reply:
    """What logind answers: a promise, or a refusal."""

    def __init__(self, promise):
        self.promise = promise

    def reply(self):
        return self

    def type(self):
        from PySide6.QtDBus import QDBusMessage

        kinds = QDBusMessage.MessageType
        return kinds.ReplyMessage if self.promise else kinds.ErrorMessage

    def arguments(self):
        return [self.promise] if self.promise else []

    def deleteLater(self):
        pass


@pytest.fixture
def keeper(dressed_app):
    return KeepAwake(lambda: "Anteckningar")


def test_without_a_bus_it_is_known_that_nobody_promises_it(keeper, monkeypatch):
    from PySide6.QtDBus import QDBusConnection

    monkeypatch.setattr(buses, "system_bus", lambda: QDBusConnection("nowhere"))
    told = []
    keeper.changed.connect(lambda: told.append(keeper.kept))
    keeper.hold()
    keeper.hold()
    wait_until(lambda: told == [False])


def test_where_the_lid_is_refused_less_is_asked_for(keeper, monkeypatch):
    asked = []
    monkeypatch.setattr(keeper, "_inhibit", asked.append)
    keeper.hold()
    keeper._heed(Reply(""), list(awake.WISHES[1:]))
    assert asked == [list(awake.WISHES), list(awake.WISHES[1:])]
    keeper._heed(Reply("promise"), [])
    assert (keeper.kept, keeper._held) == (True, "promise")


def test_what_was_promised_is_let_go_of_when_no_clock_runs(keeper, monkeypatch):
    monkeypatch.setattr(keeper, "_inhibit", lambda _wishes: None)
    keeper.hold()
    keeper._heed(Reply("promise"), [])
    keeper.release()
    assert (keeper.kept, keeper._held) == (None, None)


def test_a_promise_that_comes_too_late_is_not_kept(keeper, monkeypatch):
    monkeypatch.setattr(keeper, "_inhibit", lambda _wishes: None)
    keeper.hold()
    keeper.release()
    keeper._heed(Reply("promise"), [])
    assert keeper._held is None
