"""What is erased and kept, in words."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from ...content import municipality
from ...i18n import _, ngettext, window_texts
from ...operations.due import Due
from ...storage.bin import Removed

_MOST_CODES = 8
_OF_MEETINGS = ("meeting_risk", "checklist_answer", "going_anyway", "check_in", "meeting_parting")
_PARTS = frozenset({"finding", *_OF_MEETINGS, "meeting_incident", "meeting_lesson"})


def kind_words(subject: str) -> str:
    """Return what lies in the bin, by its table."""
    kinds = {
        "person": _("Person"),
        "contact": _("Contact"),
        "identifier": _("Identifier"),
        "town": _("Town"),
        "follow_up": _("Next step"),
        "seen_ad": _("Ad or profile"),
        "note": _("Note"),
        "concern_report": _("Concern report"),
        "platform": _("Platform"),
        "meeting": _("Meeting"),
        "meeting_risk": _("Risk before a meeting"),
        "meeting_incident": _("Incident at a meeting"),
        "meeting_lesson": _("What was learnt from a meeting"),
        "message_template": _("Message"),
        "shift": _("Shift"),
        "assessment": _("Assessment"),
    }
    return kinds.get(subject, _("Entry"))


def _counted() -> Mapping[str, Callable[[int], str]]:
    return {
        "contact": lambda n: ngettext("{n} line in the log", "{n} lines in the log", n),
        "follow_up": lambda n: ngettext("{n} next step", "{n} next steps", n),
        "seen_ad": lambda n: ngettext("{n} ad or profile", "{n} ads and profiles", n),
        "note": lambda n: ngettext("{n} note", "{n} notes", n),
        "identifier": lambda n: ngettext("{n} number, alias or address", "{n} numbers, aliases and addresses", n),
        "town": lambda n: ngettext("{n} town", "{n} towns", n),
        "assessment": lambda n: ngettext("{n} assessment", "{n} assessments", n),
        "concern_report": lambda n: ngettext(
            "{n} concern report that is not sent", "{n} concern reports that are not sent", n
        ),
        "meeting": lambda n: ngettext(
            "{n} meeting with all that was written about it", "{n} meetings with all that was written about them", n
        ),
        "draft": lambda n: ngettext("{n} draft", "{n} drafts", n),
    }


def counts_words(counts: Mapping[str, int]) -> list[str]:
    """Return how many of each kind there are; what is a part of another record goes unnamed."""
    named = [words(counts[name]).format(n=counts[name]) for name, words in _counted().items() if counts.get(name)]
    others = sum(count for name, count in counts.items() if name not in _counted() and name not in _PARTS)
    return [*named, *([ngettext("{n} more entry", "{n} more entries", others).format(n=others)] if others else [])]


def backups_words(until: date | None) -> str:
    """Return until when older backups still hold what is erased."""
    if until is None:
        return _("There are no backups that hold it.")
    text = _(
        "Older backups still hold it, the last until {day} at the latest. When one of them is restored, it is erased "
        "again at once."
    )
    return text.format(day=window_texts().day(until))


def removed_title(removed: Removed) -> str:
    """Return `Contact · Luna · P-2026-0042`."""
    return " · ".join(filter(None, (kind_words(removed.subject), removed.alias, removed.code)))


def removed_words(removed: Removed) -> str:
    """Return what of it can be shown: nothing restricted."""
    if removed.subject == "concern_report" and removed.words:
        return municipality(removed.words).name
    if removed.subject == "note":
        return _("Its text is sealed")
    return " ".join(removed.words.split())


def codes_words(due: Due) -> str:
    """Return the codes of whom it is about, the first of many."""
    rows = [*(each.row.code for each in due.persons), *(row.code for row in due.declined)]
    codes = list(dict.fromkeys(filter(None, [*rows, *(row.person_code for row in due.reports)])))
    more = len(codes) - _MOST_CODES
    shown = ", ".join(codes[:_MOST_CODES])
    return _("{codes} and {n} more").format(codes=shown, n=more) if more > 0 else shown


def next_day(today: date) -> str:
    """Return from which day on what is shown today goes by itself."""
    return window_texts().day(today + timedelta(days=1))


def when_words(due: Due, uid: str, person_id: int, today: date) -> str:
    """Return when something goes by itself, once it was shown; or that nothing but a decision erases it."""
    if person_id in due.held:
        return _("Goes by a decision only: a report is being written, or the police have asked you to wait")
    day = due.shown.get(uid)
    if day is None or due.last_at is not None:
        return ""
    if day < today:
        return _("Erased at the next unlocking")
    return _("Erased at the first unlocking from {day} on").format(day=next_day(day))


def held_words(due: Due) -> str:
    """Return whom nothing but a decision erases, in a sentence; empty for nobody."""
    rows = [*(each.row for each in due.persons), *due.declined]
    codes = [row.code for row in rows if row.id in due.held]
    if not codes:
        return ""
    text = _("Not by itself: {codes}. A report is being written, or the police have asked you to wait.")
    return text.format(codes=window_texts().listed(codes[:_MOST_CODES]))


def due_words(due: Due) -> str:
    """Return what is to be erased, in a sentence."""
    persons, declined, reports = len(due.persons), len(due.declined), len(due.reports)
    parts = []
    if persons:
        parts.append(ngettext("{n} person with everything", "{n} persons with everything", persons).format(n=persons))
    if declined:
        text = ngettext(
            "{n} person who declined, all but alias and platform",
            "{n} persons who declined, all but alias and platform",
            declined,
        )
        parts.append(text.format(n=declined))
    if reports:
        parts.append(
            ngettext("the text of {n} sent report", "the texts of {n} sent reports", reports).format(n=reports)
        )
    if due.incidents:
        count = len(due.incidents)
        parts.append(ngettext("{n} incident of a shift", "{n} incidents of shifts", count).format(n=count))
    return window_texts().listed(parts)


def what_words(due: Due) -> str:
    """Return `2 personer med allt: P-2026-0001, P-2026-0002`; without codes where nobody has one."""
    words, codes = due_words(due), codes_words(due)
    return f"{words[:1].upper()}{words[1:]}" + (f": {codes}" if codes else "")
