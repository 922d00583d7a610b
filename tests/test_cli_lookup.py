"""`lookup` answers from a terminal as the quick line does, and stores nothing."""

import io
import json
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest
from makers import NOW, PASSPHRASE, TODAY, a_contact, a_person

from outreach_desktop.cli import lookup_command
from outreach_desktop.domain.contact import Direction
from outreach_desktop.domain.organisation import Account
from outreach_desktop.domain.person import Identifier, IdentifierKind, Person
from outreach_desktop.domain.platform import AccountState, Platform
from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.organisation import save_account, save_platform
from outreach_desktop.operations.people import identifier_of, save_identifier, save_person
from outreach_desktop.storage.reading import load_all, load_one
from outreach_desktop.ui.outreach import page
from outreach_desktop.vault.folder import Vault


@pytest.fixture
def register(vault_folder, tmp_path, monkeypatch):
    """Alma is known, Stina must not be contacted; the clock is the tests' own."""
    monkeypatch.setattr(lookup_command, "datetime", SimpleNamespace(now=lambda _zone: NOW))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    vault = Vault.open(vault_folder)
    db = vaults.connect(vault, vault.unlock("Anna", PASSPHRASE))
    for alias, number, values in (
        ("Alma", "070-174 06 05", {}),
        ("Stina", "070-174 06 58", {"no_contact_since": TODAY, "no_contact_reason": "Bad oss.", "may_be_child": True}),
    ):
        person = save_person(db, a_person(alias=alias, **values), NOW)
        save_identifier(db, identifier_of(number, IdentifierKind.PHONE, person.id, TODAY), NOW)
        save_contact(db, a_contact(person_id=person.id), NOW)
    db.close()
    vault.close()
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE, "utf-8")
    secret.chmod(0o600)
    return [vault_folder, "--passphrase-file", secret]


def answer(run, register, *typed):
    status, out, _ = run("lookup", register[0], *typed, "--json", *register[1:])
    assert status == 0
    return json.loads(out)


def reason(name, until=None, text="", at=None):
    return {"id": name, "until": until, "at": at, "text": text}


@pytest.fixture
def changed(register):
    """Have work done in the vault before it is asked; return what it gives."""

    def do(work):
        vault = Vault.open(register[0])
        db = vaults.connect(vault, vault.unlock("Anna", PASSPHRASE))
        try:
            return work(db)
        finally:
            db.close()
            vault.close()

    return do


def quiet(db, **values):
    """Let Alma have answered, so that only what a test is about says to wait."""
    (person,) = [each for each in load_all(db, Person) if each.alias == "Alma"]
    save_contact(db, a_contact(person_id=person.id, direction=Direction.IN, at=NOW), NOW)
    return save_person(db, replace(load_one(db, Person, person.id), **values), NOW)


def test_a_time_that_is_not_safe_for_the_person_is_answered_as_on_the_quick_line(run, register, changed):
    changed(lambda db: quiet(db, safe_from=9, safe_until=12))
    next_one = "2026-11-25T09:00:00+01:00"
    found = answer(run, register, "Alma")
    assert found["people"] == [{"code": "P-2026-0001", "reasons": [reason("unsafe_time", at=next_one)]}]
    said = run("lookup", register[0], "Alma", "--language", "sv", *register[1:])[1]
    told = "Det här är inte en tid som är trygg för personen. Nästa börjar 25 november 2026 09.00."
    assert said.splitlines() == ["Känd", f"P-2026-0001\tAlma\t{told}"]


def test_our_account_where_the_profile_is_has_been_closed(run, register, changed):
    def store(db):
        person = quiet(db)
        closed = save_platform(db, Platform(name="Sida ett", account_state=AccountState.CLOSED), NOW)
        profile = identifier_of("alma_99", IdentifierKind.PROFILE, person.id, TODAY)
        save_identifier(db, replace(profile, platform_id=closed.id), NOW)
        save_platform(db, Platform(name="Sida två", account_state=AccountState.ACTIVE), NOW)

    changed(store)
    account = [reason("account", text="Sida ett")]
    assert answer(run, register, "alma_99")["people"][0]["reasons"] == account
    assert answer(run, register, "Alma")["people"][0]["reasons"] == []
    assert answer(run, register, "Alma", "--platform", "sida ETT")["people"][0]["reasons"] == account
    assert answer(run, register, "alma_99", "--platform", "Sida två")["people"][0]["reasons"] == []
    status, _out, told = run("lookup", register[0], "Alma", "--platform", "Sida tre", *register[1:])
    assert (status, "Sida tre" in told) == (1, True)


def test_a_number_that_is_no_longer_the_persons_and_a_colleague_who_wrote_are_told(run, register, changed):
    def store(db):
        person = quiet(db)
        (phone,) = [each for each in load_all(db, Identifier) if each.person_id == person.id]
        save_identifier(db, replace(phone, active=False), NOW)
        moa = save_account(db, Account(name="Moa", alias="Moa"), NOW)
        save_contact(db, a_contact(person_id=person.id, at=NOW, by_account=moa.uid), NOW)

    changed(store)
    found = {each["id"]: each for each in answer(run, register, "070-174 06 05")["people"][0]["reasons"]}
    assert found["not_in_use"] == reason("not_in_use")
    assert found["colleague"] == reason("colleague", text="Moa", at="2026-11-24T19:31:00+01:00")
    said = run("lookup", register[0], "070-174 06 05", *register[1:])[1]
    assert said.count("Moa has just written") == 1
    assert "A colleague has written today." not in said


def test_the_terminal_answers_by_the_very_function_that_the_quick_line_asks():
    """Both call `look_up` with the moment: what one knows the other does."""
    assert lookup_command.look_up is page.look_up


def test_each_answer_has_its_word_and_its_people(run, register):
    assert answer(run, register, "Ronja") == {"answer": "new", "people": []}
    waits = [reason("interval", "2026-12-07")]
    assert answer(run, register, "+46701740605") == {
        "answer": "known",
        "people": [{"code": "P-2026-0001", "reasons": waits}],
    }
    near = [*waits, reason("one_digit_off")]
    assert answer(run, register, "0701740606") == {
        "answer": "maybe",
        "people": [{"code": "P-2026-0001", "reasons": near}],
    }
    no = [reason("do_not_contact", None, "Bad oss."), reason("may_be_child")]
    assert answer(run, register, "stina") == {
        "answer": "do_not_contact",
        "people": [{"code": "P-2026-0002", "reasons": no}],
    }


@pytest.mark.parametrize("typed", [(), ("-",)])
def test_a_text_from_standard_input_stays_out_of_the_history(run, register, monkeypatch, typed):
    text = "ring 070-174 06 05 eller 070-174 06 58 \xff kram"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("latin-1"))))
    found = answer(run, register, *typed)
    assert found["answer"] == "do_not_contact"
    assert [person["code"] for person in found["people"]] == ["P-2026-0002", "P-2026-0001"]


def test_without_json_it_says_so_in_words(run, register):
    status, out, _ = run("lookup", register[0], "0701740659", "--language", "sv", *register[1:])
    assert status == 0
    why = "Nästan samma nummer: 070-174 06 58. Kontakta inte, tills vidare. Bad oss. Kan vara ett barn."
    assert out.splitlines() == ["Kanske känd", f"P-2026-0002\tStina\t{why}"]


def test_a_look_up_leaves_no_line_in_the_log(run, register):
    def lines():
        vault = Vault.open(register[0])
        db = vaults.connect(vault, vault.unlock("Anna", PASSPHRASE))
        found = db.value("SELECT count(*) FROM log")
        db.close()
        vault.close()
        return found

    before = lines()
    answer(run, register, "Alma")
    assert lines() == before
