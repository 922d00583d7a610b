"""The verb `lookup`: answers as the quick line does, and stores nothing."""

import sys
from datetime import date, datetime
from typing import Any

from ..domain.permission import Reason, Why
from ..i18n import ZONE, _, window_texts
from ..operations.lookups import MOST_PIECES, Answer, Likeness, LookUp, Match, look_up
from ..operations.pieces import LONGEST_TEXT
from . import output
from .unlocking import database

STANDARD_INPUT = "-"
_LONGEST_INPUT = 1 << 20  # bytes that are read


def lookup(wanted: Any) -> int:
    typed = _typed(wanted.text)
    with database(wanted.folder, wanted) as db:
        answer = look_up(db, typed, datetime.now(ZONE).date())
    if answer.cut:
        words = _("Only the first {signs} characters and {count} things in them were looked up.")
        output.message(words.format(signs=LONGEST_TEXT, count=MOST_PIECES))
    if wanted.json:
        output.result_json(as_json(answer))
    else:
        _show(answer)
    return 0


def _typed(text: str) -> str:
    if text != STANDARD_INPUT:
        return text
    return sys.stdin.buffer.read(_LONGEST_INPUT).decode("utf-8", "replace")


def as_json(answer: LookUp) -> dict[str, Any]:
    """Return the answer by stable ids: `until` is the last day that a reason holds, null for until further notice."""
    plain = Answer.NEW if answer.answer is Answer.NOTHING else answer.answer
    return {"answer": plain.value, "people": [_person(match) for match in answer.matches]}


def _person(match: Match) -> dict[str, Any]:
    reasons = [
        {"id": reason.why.value, "until": reason.until.isoformat() if reason.until else None, "text": reason.text}
        for reason in match.permission.reasons
    ]
    more = [*([match.like.value] if match.like else []), *(["may_be_child"] if _may_be_child(match) else [])]
    more += ["colleague_today"] if match.colleague else []
    return {
        "code": match.person.code,
        "reasons": [*reasons, *({"id": each, "until": None, "text": ""} for each in more)],
    }


def _may_be_child(match: Match) -> bool:
    return match.person.may_be_child or match.person.age_band.is_child


def _show(answer: LookUp) -> None:
    """Print the answer, and a line for each person with tabs between: code, alias, why."""
    output.result(_answer_words(answer.answer))
    for match in answer.matches:
        output.result("\t".join([match.person.code, match.person.alias, " ".join(_words(match))]))


def _answer_words(answer: Answer) -> str:
    return {
        Answer.MAYBE: _("Maybe known"),
        Answer.KNOWN: _("Known"),
        Answer.HOLD: _("On hold: do not contact"),
        Answer.DO_NOT_CONTACT: _("Do not contact"),
    }.get(answer, _("New"))


def _words(match: Match) -> list[str]:
    likeness = {
        Likeness.NUMBER: _("Number nearly the same: {number}").format(number=match.like_what),
        Likeness.SPELLING: _("Spelled alike: {alias}").format(alias=match.like_what),
        Likeness.PART: _("Has this in it"),
        Likeness.NAMED: _("Named in the text"),
    }
    found = [f"{likeness[match.like]}."] if match.like else []
    found += [_reason_words(reason) for reason in match.permission.reasons]
    found += [_("May be a child") + "."] if _may_be_child(match) else []
    return [*found, *([_("A colleague has written today.")] if match.colleague else [])]


def _reason_words(reason: Reason) -> str:
    day = window_texts().day(reason.until) if reason.until else ""
    sentence = _sentence(reason.why, reason.until).format(day=day)
    return f"{sentence} {reason.text}".strip()


def _sentence(why: Why, until: date | None) -> str:
    match why:
        case Why.DO_NOT_CONTACT:
            return _("Do not contact until {day}.") if until else _("Do not contact, until further notice.")
        case Why.HOLD:
            return _("On hold until {day}.") if until else _("On hold until further notice.")
        case Why.DECLINED:
            return _("The person has declined.")
        case Why.EARLIEST:
            return _("The person wanted to be left alone until {day}.")
        case Why.INTERVAL:
            return _("Our last message waits for an answer. Wait until {day}.")
        case _other:
            return _(why.label.text) + "."
