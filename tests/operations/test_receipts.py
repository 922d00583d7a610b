"""A receipt of erasure says what went and why, holds nothing of it, and is signed."""

import hashlib
from datetime import date, timedelta

import pytest
from decrypted import words_left
from makers import NOW, TODAY, a_person

from outreach_desktop.domain.erasure import Cause
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.receipts import make_receipt, receipt_bytes, written
from tests.export.reports import failures, printed_text
from tests.operations.test_erasing import WORDS, somebody


@pytest.mark.parametrize(("language", "cause"), [("sv", "Personen bad om det"), ("en", "The person asked for it")])
def test_the_receipt_names_codes_and_causes_and_nothing_else(db, language, cause):
    person = somebody(db)
    erase_person(db, person.id, NOW, Cause.ASKED)
    pdf = receipt_bytes(db, language, NOW, TODAY, TODAY)
    text = printed_text(pdf)
    assert person.code in text
    assert cause in text
    assert words_left(text.encode(), WORDS) == []
    assert failures(pdf) == []
    assert receipt_bytes(db, language, NOW, TODAY, TODAY) == pdf


def test_the_signature_is_that_of_the_account_over_the_list(db):
    for day in range(3):
        person = save_person(db, a_person(), NOW)
        erase_person(db, person.id, NOW + timedelta(days=day))
    receipt = make_receipt(db, TODAY, date(2026, 11, 25))
    assert len(receipt.lines) == 2
    assert receipt.digest == hashlib.sha256(written(receipt.since, receipt.until, receipt.lines)).digest()
    assert db.sealer.verify(db.sealer.account, receipt.digest, receipt.signature)
    fewer = hashlib.sha256(written(receipt.since, receipt.until, receipt.lines[:1])).digest()
    assert not db.sealer.verify(db.sealer.account, fewer, receipt.signature)
