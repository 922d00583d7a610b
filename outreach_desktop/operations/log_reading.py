"""The log for who may read it: checked from its first line to its last, and on paper."""

from collections.abc import Callable, Mapping
from datetime import datetime

from ..domain.log_closing import Closing
from ..domain.log_head import LogHead
from ..domain.log_line import LogFilter, LogState
from ..domain.rights import Right
from ..export.log import Shown, log_pdf
from ..i18n import Texts, texts
from ..storage import log, log_chain, log_closing, log_lines
from ..storage.database import Database
from .exports import report_frame
from .organisation import load_accounts
from .saving import local_day, require_right

MOST_PRINTED = 2000  # lines; some forty pages
_TOLD_EVERY = 2000


def check_log(db: Database, seen: LogHead, told: Callable[[int], None] = lambda _line: None) -> LogState:
    """Check every line's hash, its place in the chain and its signature; `told` hears how far it has come.

    `seen` is where the log ended when this computer saw it last, 0 where it has not. Raises `NotPermitted`.
    """
    require_right(db, Right.READ_LOG)
    damaged, first = 0, 0
    for number in log_chain.damaged_lines(db, lambda line: told(line) if line % _TOLD_EVERY == 0 else None):
        damaged, first = damaged + 1, first or number
    ends_early = seen.seq > 0 and not log_chain.holds(db, seen)
    closing = log_closing.load(db)
    closed = closing.last if closing else 0
    return LogState(log.head(db).seq - closed, damaged, first, ends_early, closed)


def state_words(state: LogState, texts: Texts) -> str:
    """Return what the check found, and what to do."""
    if state.whole:
        well = texts.gettext("All {count} lines are there, in their order, unchanged and signed.")
        return " ".join(filter(None, (well.format(count=texts.number(state.lines)), _closed_words(state, texts))))
    sentences = []
    if state.damaged:
        wrong = texts.ngettext(
            "{count} line was changed, moved or taken away, at line {first}.",
            "{count} lines were changed, moved or taken away, the first at line {first}.",
            state.damaged,
        )
        sentences.append(wrong.format(count=texts.number(state.damaged), first=texts.number(state.first_damaged)))
    if state.ends_early:
        sentences.append(texts.gettext("Lines at the end are missing that this computer has seen."))
    sentences.append(texts.gettext("Find out who had the laptop, and compare with a backup."))
    return " ".join(sentences)


def _closed_words(state: LogState, texts: Texts) -> str:
    if not state.closed:
        return ""
    words = texts.ngettext(
        "So is the closing line that stands for {count} older line.",
        "So is the closing line that stands for {count} older lines.",
        state.closed,
    )
    return words.format(count=texts.number(state.closed))


def closing_words(closing: Closing, names: Mapping[str, str], texts: Texts) -> str:
    """Return for which lines the closing line stands, and who signed it."""
    words = texts.ngettext(
        "{count} line up to {day} is replaced by a closing line, signed by {name} on {signed}.",
        "{count} lines up to {day} are replaced by a closing line, signed by {name} on {signed}.",
        closing.last,
    )
    days = {"day": texts.day(local_day(closing.until)), "signed": texts.day(local_day(closing.at))}
    who = names.get(closing.account) or texts.gettext("somebody")
    return words.format(count=texts.number(closing.last), name=who, **days)


def account_names(db: Database) -> dict[str, str]:
    return {uid: account.name for uid, account in load_accounts(db).items()}


def log_bytes(db: Database, wanted: LogFilter, language: str, now: datetime) -> bytes:
    """Return the newest fitting lines as PDF in `language`; raises `NotPermitted`."""
    require_right(db, Right.READ_LOG)
    words = texts(language)
    lines = log_lines.load(db, log_lines.find(db, wanted, most=MOST_PRINTED))
    frame, names = report_frame(db, words, local_day(now)), account_names(db)
    closing = log_closing.load(db)
    closed = closing_words(closing, names, words) if closing else ""
    return log_pdf(lines, log_lines.count(db, wanted), Shown(wanted, names, closed), frame)


def note_log_left(db: Database, now: datetime) -> None:
    """Write into the log that a part of it left the vault."""
    with db.transaction():
        log.note(db, "export", "log", "", now)
