"""The verb `lookup`: answers as the quick line does, and stores nothing."""

import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..domain.errors import KnownError
from ..domain.folding import search_form
from ..domain.organisation import Account
from ..domain.permission import Reason, Why
from ..domain.platform import Platform
from ..domain.reason_sentences import sentence_of
from ..i18n import ZONE, _, window_texts
from ..operations.lookups import MOST_PIECES, Answer, Likeness, LookUp, Match, look_up
from ..operations.organisation import load_accounts, load_platforms
from ..operations.pieces import LONGEST_TEXT
from ..storage.database import Database
from . import output
from .unlocking import database

STANDARD_INPUT = "-"
_LONGEST_INPUT = 1 << 20  # bytes that are read


class UnknownPlatform(KnownError):
    def __init__(self, name: str) -> None:
        super().__init__("There is no platform called {name}.", name=name)


def lookup(wanted: Any) -> int:
    typed, now = _typed(wanted.text), datetime.now(ZONE)
    with database(wanted.folder, wanted) as db:
        platform = _platform(db, wanted.platform) if wanted.platform else None
        answer, accounts = look_up(db, typed, now.date(), now, platform), load_accounts(db)
    if answer.cut:
        words = _("Only the first {signs} characters and {count} things in them were looked up.")
        output.message(words.format(signs=LONGEST_TEXT, count=MOST_PIECES))
    if wanted.json:
        output.result_json(as_json(answer, accounts))
    else:
        _show(answer, accounts)
    return 0


def _platform(db: Database, name: str) -> Platform:
    """Return the platform of that name, however it is spelled in capitals; raises `UnknownPlatform`."""
    asked = search_form(name).strip()
    found = next((each for each in load_platforms(db) if search_form(each.name).strip() == asked), None)
    if found is None:
        raise UnknownPlatform(name)
    return found


def _typed(text: str) -> str:
    if text != STANDARD_INPUT:
        return text
    return sys.stdin.buffer.read(_LONGEST_INPUT).decode("utf-8", "replace")


def as_json(answer: LookUp, accounts: Mapping[str, Account]) -> dict[str, Any]:
    """Return the answer by stable ids.

    Of a reason, `until` is the last day on which it holds, null for until further notice; `at` is when a colleague
    wrote, or when the next safe time begins; `text` is what somebody wrote, or who or where it is.
    """
    plain = Answer.NEW if answer.answer is Answer.NOTHING else answer.answer
    return {"answer": plain.value, "people": [_person(match, accounts) for match in answer.matches]}


def _person(match: Match, accounts: Mapping[str, Account]) -> dict[str, Any]:
    reasons = [_reason(reason, accounts) for reason in match.permission.reasons]
    more = [*([match.like.value] if match.like else []), *(["may_be_child"] if _may_be_child(match) else [])]
    more += ["colleague_today"] if match.colleague else []
    named = [{"id": each, "until": None, "at": None, "text": ""} for each in more]
    return {"code": match.person.code, "reasons": [*reasons, *named]}


def _reason(reason: Reason, accounts: Mapping[str, Account]) -> dict[str, Any]:
    return {
        "id": reason.why.value,
        "until": reason.until.isoformat() if reason.until else None,
        "at": reason.at.isoformat() if reason.at else None,
        "text": reason.text or _name_of(reason.by, accounts),
    }


def _name_of(account: str, accounts: Mapping[str, Account]) -> str:
    return accounts[account].name if account in accounts else ""


def _may_be_child(match: Match) -> bool:
    return match.person.may_be_child or match.person.age_band.is_child


def _show(answer: LookUp, accounts: Mapping[str, Account]) -> None:
    """Print the answer, and a line for each person with tabs between: code, alias, why."""
    output.result(_answer_words(answer.answer))
    for match in answer.matches:
        output.result("\t".join([match.person.code, match.person.alias, " ".join(_words(match, accounts))]))


def _answer_words(answer: Answer) -> str:
    return {
        Answer.MAYBE: _("Maybe known"),
        Answer.KNOWN: _("Known"),
        Answer.HOLD: _("On hold: do not contact"),
        Answer.DO_NOT_CONTACT: _("Do not contact"),
    }.get(answer, _("New"))


def _words(match: Match, accounts: Mapping[str, Account]) -> list[str]:
    likeness = {
        Likeness.NUMBER: _("Number nearly the same: {number}").format(number=match.like_what),
        Likeness.SPELLING: _("Spelled alike: {alias}").format(alias=match.like_what),
        Likeness.PART: _("Has this in it"),
        Likeness.NAMED: _("Named in the text"),
    }
    found = [f"{likeness[match.like]}."] if match.like else []
    found += [_reason_words(reason, accounts) for reason in match.permission.reasons]
    found += [_("May be a child") + "."] if _may_be_child(match) else []
    told = any(reason.why is Why.COLLEAGUE for reason in match.permission.reasons)
    return [*found, *([_("A colleague has written today.")] if match.colleague and not told else [])]


def _reason_words(reason: Reason, accounts: Mapping[str, Account]) -> str:
    texts = window_texts()
    sentence = _(sentence_of(reason.why, until=reason.until is not None)).format(
        day=texts.day(reason.until) if reason.until else "",
        when=texts.instant(reason.at) if reason.at else "",
        name=reason.text if reason.why is Why.ACCOUNT else _name_of(reason.by, accounts) or _("somebody"),
    )
    written = "" if reason.why is Why.ACCOUNT else reason.text
    return f"{sentence} {written}".strip()
