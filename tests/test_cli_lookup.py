"""`lookup` answers from a terminal as the quick line does, and stores nothing."""

import io
import json
import sys
from types import SimpleNamespace

import pytest
from makers import NOW, PASSPHRASE, TODAY, a_contact, a_person

from outreach_desktop.cli import lookup_command
from outreach_desktop.domain.person import IdentifierKind
from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import identifier_of, save_identifier, save_person
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


def reason(name, until=None, text=""):
    return {"id": name, "until": until, "text": text}


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
