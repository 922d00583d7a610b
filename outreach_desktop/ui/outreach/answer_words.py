"""What the quick line answers, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ...domain.organisation import Account, Organisation
from ...domain.permission import ContactSummary, Permission, Verdict, Why
from ...domain.person import Person
from ...i18n import _, isolated, ngettext, window_texts
from ...operations.lookups import LookUp, Match
from ..look.words import spoken
from ..words import ago, clock, permission_reasons, who

_SHOWN = 80  # characters


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the words are about besides the answer itself."""

    today: date
    organisation: Organisation
    accounts: Mapping[str, Account]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in words: tone and icon, a bold line, what follows it, and facts with their names."""

    tone: str
    icon: str
    title: str
    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def spoken(self) -> str:
        return spoken(self.title, self.text, *(f"{name}: {value}" for name, value in self.facts))


def name_of(person: Person) -> str:
    """Return `Alma · P-2026-0033`."""
    return f"{isolated(person.alias)} · {person.code}"


def shortened(typed: str) -> str:
    """Return what was typed as far as a line can show it: somebody may paste a whole page."""
    bare = typed.strip()
    return bare if len(bare) <= _SHOWN else f"{bare[: _SHOWN - 1]}…"


def said_of_new(typed: str) -> Said:
    text = _("{typed} is not in the register. Enter begins a first line. Nothing is stored before you save it.")
    return Said("accent", "plus", _("New"), text.format(typed=shortened(typed)))


def said_of_known(match: Match, around: Surroundings, *, with_reasons: bool = True) -> Said:
    """Say of somebody we may write to whether it is time to; an open line says itself why not."""
    name = name_of(match.person)
    if match.colleague:
        title = _("Known: {name}. A colleague has written today").format(name=name)
        others = tuple(each for each in match.permission.reasons if each.why is not Why.COLLEAGUE)
        reasons = permission_reasons(replace(match.permission, reasons=others), around.today) if with_reasons else ""
        words = [f"{colleague_words(match, around)}.", reasons or _history(match.summary, around)]
        return Said("warning", "users", title, " ".join(words))
    if match.permission.verdict is Verdict.WAIT:
        title = _("Known: {name}. Not now").format(name=name)
        reasons = permission_reasons(match.permission, around.today, around.accounts) if with_reasons else ""
        return Said("warning", "clock", title, f"{reasons} {_history(match.summary, around)}".strip())
    title = _("Known: {name}. You may write now").format(name=name)
    return Said("good", "user-check", title, _history(match.summary, around))


def colleague_words(match: Match, around: Surroundings) -> str:
    """Return `Sara skrev i dag 19.31`; nothing where no other of us has."""
    if not match.colleague or match.colleague_at is None:
        return ""
    name = who(match.colleague, around.accounts)
    return _("{name} wrote today at {time}").format(name=name, time=clock(match.colleague_at))


def _history(summary: ContactSummary, around: Surroundings) -> str:
    if summary.last_contact_at is None:
        return _("No contact yet.")
    when = ago(summary.last_contact_at, around.today)
    if summary.last_direction == "in":
        return _("The person got in touch last, {when}.").format(when=when)
    name = who(summary.last_by, around.accounts)
    wrote = _("{name} wrote last, {when}.").format(name=name, when=when)
    return " ".join(filter(None, [wrote, _waiting(summary, around.organisation)]))


def _waiting(summary: ContactSummary, organisation: Organisation) -> str:
    """Say that we wait for an answer and how often we have tried."""
    if not summary.tries:
        return ""
    number, most = summary.tries + 1, organisation.most_tries
    if number > most:
        return _("We still wait for an answer.")
    return _("We still wait for an answer. This will be try {number} of {most}.").format(number=number, most=most)


def said_of_blocked(match: Match) -> Said:
    """Say that we must not write, until when, and why."""
    icon = "pause" if match.permission.verdict is Verdict.HOLD else "octagon-x"
    facts = [*_why(match.permission), *_since(match)]
    return Said("danger", icon, _blocked_title(match.permission), name_of(match.person), tuple(facts))


def _blocked_title(permission: Permission) -> str:
    reason = permission.reasons[0]
    until = window_texts().day(reason.until) if reason.until else ""
    match reason.why:
        case Why.DECLINED:
            return _("Do not contact: the person has declined")
        case Why.HOLD:
            return _("On hold until {day}: do not contact").format(day=until) if until else _("On hold: do not contact")
        case _other:
            return _("Do not contact until {day}").format(day=until) if until else _("Do not contact")


def _why(permission: Permission) -> list[tuple[str, str]]:
    found = []
    for reason in permission.reasons:
        name = _("Hold asked by") if reason.why is Why.HOLD else _("Why")
        if reason.text.strip():
            found.append((name, reason.text.strip()))
    return found or [(_("Why"), _("No reason is written down."))]


def _since(match: Match) -> list[tuple[str, str]]:
    since = {
        Why.DO_NOT_CONTACT: match.person.no_contact_since,
        Why.HOLD: match.person.hold_since,
    }.get(match.permission.reasons[0].why)
    return [(_("Since"), window_texts().day(since))] if since else []


def said_of_left_alone(answer: LookUp) -> Said:
    """Say that somebody who was forgotten has asked not to be disturbed; who it was nobody knows any more."""
    day = window_texts().day(answer.left_alone_until) if answer.left_alone_until else ""
    text = _("Somebody with this has asked to be forgotten and left alone. Nothing else is known, and nothing is kept.")
    return Said("danger", "octagon-x", _("Do not contact until {day}").format(day=day), text)


def said_of_several(count_exact: int) -> Said:
    """Say that one must choose among persons; `count_exact` is 0 when they are only alike."""
    choose = _("Choose with the arrow down and Enter.")
    if count_exact:
        text = _("{count} persons in the register have this.").format(count=count_exact)
        return Said("warning", "users", _("Known: more than one"), f"{text} {choose}")
    return Said("accent", "circle-help", _("Maybe known"), _("These are alike.") + " " + choose)


def said_of_text(answer: LookUp) -> Said:
    """Say how much a pasted text names, and at once when somebody in it must not be contacted."""
    count = len(answer.pieces)
    found = ngettext("{count} thing found in the text", "{count} things found in the text", count).format(count=count)
    text = _("Choose with the arrow down and Enter.")
    if answer.cut:
        text = f"{text} {_('Only the beginning of the text was looked through.')}"
    if answer.answer.blocks:
        return Said("danger", "octagon-x", _("Do not contact somebody in this text"), f"{found}. {text}")
    return Said("accent", "search", found, text)


def child_words() -> tuple[str, str]:
    """Return what is said at once of somebody who may be a child: a bold line, and what it changes."""
    text = _("The child's best interest comes first, and a concern report may be needed. Suspicion is enough.")
    return _("May be a child"), text
