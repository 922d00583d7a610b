"""The log in words, for the window and on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..domain.log_line import Action, LogFilter, LogLine, Subject
from ..i18n import ZONE, Texts
from .frame import ReportFrame

_ID_SHOWN = 8  # letters of a record's id: enough to find it again, and to tell two apart


def headings(texts: Texts) -> tuple[str, str, str, str]:
    return texts.gettext("When"), texts.gettext("Who"), texts.gettext("What"), texts.gettext("Record")


def line_words(line: LogLine, names: Mapping[str, str], texts: Texts) -> tuple[str, str, str, str]:
    """Return when, who, what and which record; `names` are of accounts by uid."""
    who = names.get(line.account) or texts.gettext("somebody")
    what = f"{action_word(line.action, texts)} {_subject_word(line.subject, texts)}"
    return when_words(line, texts), who, what, line.code or line.uid[:_ID_SHOWN]


def when_words(line: LogLine, texts: Texts) -> str:
    at = line.at.astimezone(ZONE)
    return f"{texts.day(at.date())} {texts.clock(at)}"


def action_word(action: str, texts: Texts) -> str:
    """Return what was done; an action of a newer version stands by its own name."""
    known = {each.value: each.label.text for each in Action}
    return texts.gettext(known[action]) if action in known else action


def _subject_word(subject: str, texts: Texts) -> str:
    known = {each.value: each.label.text for each in Subject}
    return texts.gettext(known[subject]) if subject in known else subject


@dataclass(frozen=True, slots=True)
class Shown:
    """What was asked for, the names of accounts by uid, and the sentence about the lines that are closed, if any."""

    wanted: LogFilter
    names: Mapping[str, str]
    closed: str = ""


def log_pdf(lines: Sequence[LogLine], total: int, shown: Shown, frame: ReportFrame) -> bytes:
    """Return the lines as a table; `total` fit the filter, of which these are the newest."""
    from .pdf.story import Story

    texts = frame.texts
    story = Story(texts.gettext("The log"), texts.gettext("For internal use"), frame)
    story.title()
    story.facts(_filter_facts(shown.wanted, shown.names, texts))
    story.text(count_words(len(lines), total, texts))
    if lines:
        story.table(headings(texts), [line_words(each, shown.names, texts) for each in lines], widths=(37, 22, 32, 19))
    if shown.closed:
        story.text(shown.closed)
    return story.finished()


def count_words(shown: int, total: int, texts: Texts) -> str:
    """Return how many lines there are, and how many of them are on the pages."""
    all_words = texts.ngettext("{count} line", "{count} lines", total).format(count=texts.number(total))
    if shown == total:
        return all_words
    newest = texts.gettext("{lines}. The newest {count} are here; choose a shorter period for the others.")
    return newest.format(lines=all_words, count=texts.number(shown))


def _filter_facts(wanted: LogFilter, names: Mapping[str, str], texts: Texts) -> list[tuple[str, str]]:
    when, who, what, record = headings(texts)
    ends = [texts.day(each) if each else "" for each in (wanted.since, wanted.until)]
    facts = [
        (when, " – ".join(ends) if any(ends) else texts.gettext("Any time")),
        (who, names.get(wanted.account, "") or texts.gettext("Everybody")),
        (what, texts.gettext(wanted.action.label.text) if wanted.action else texts.gettext("Everything")),
    ]
    return [*facts, (record, wanted.record)] if wanted.record else facts
