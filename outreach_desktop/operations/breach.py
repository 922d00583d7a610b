"""If something has leaked: what to do within 72 hours, with the facts that the vault knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..content import BreachStep, breach
from ..domain.backups import State
from ..domain.log_line import Action
from ..domain.organisation import Account
from ..domain.rights import Right
from ..export.log import headings, line_words
from ..export.paper import Facts, Grid, Paper, Said, Section, paper_pdf
from ..i18n import Texts, texts
from ..storage import backups as registry
from ..storage import breach as asked
from ..storage import log, log_lines
from ..storage.accounts import load_last_unlocked
from ..storage.database import Database
from .exports import report_frame
from .log_reading import account_names
from .organisation import load_accounts
from .saving import local_day, require_right

DAYS = 14  # before the day it was noticed
HOURS = timedelta(hours=72)
MOST_LINES = 300
_STAGES = ("now", "first_day", "within_72_hours", "after")
# What lets data out, changes who comes in, or puts another state of the vault in its place.
_TOLD = (
    *(Action.EXPORT, Action.PRINT, Action.IMPORT, Action.RESTORE, Action.ACCEPT_OLDER, Action.CHANGE_PASSPHRASE),
    *(Action.NEW_RECOVERY_SHEET, Action.NEW_RECOVERY_PARTS, Action.PROVE_RECOVERY_SHEET, Action.CHANGE_ROLE),
    *(Action.LEAVE, Action.ROTATE, Action.DOUBT_CLOCK),
)


@dataclass(frozen=True, slots=True)
class _Asker:
    """What the sections are made from: the vault, the words, and the period."""

    db: Database
    texts: Texts
    since: datetime
    now: datetime

    @property
    def names(self) -> Mapping[str, str]:
        return account_names(self.db)


def breach_paper(db: Database, language: str, now: datetime, days: int = DAYS) -> Paper:
    """Return the steps and the facts of the last `days` days; raises `NotPermitted`."""
    require_right(db, Right.READ_LOG)
    wanted, content = texts(language), breach()
    asker = _Asker(db, wanted, now - timedelta(days=days), now)
    notice = (_deadline(wanted, now), content.intro.in_language(language))
    steps = tuple(_steps(content.steps, wanted))
    title, marking = wanted.gettext("If something has leaked"), wanted.gettext("For internal use")
    return Paper(title, marking, notice, (*steps, *_facts(asker, days)), facts_at=len(steps))


def _deadline(texts: Texts, now: datetime) -> str:
    words = texts.gettext("If you learned of it now, the 72 hours end on {when}.")
    return words.format(when=texts.instant(now + HOURS))


def _steps(steps: Sequence[BreachStep], texts: Texts) -> Iterator[Section]:
    """Return each stage as a chapter with its steps, which are numbered through."""
    titles = dict(zip(_STAGES, _stage_titles(texts), strict=True))
    for number, step in enumerate(steps, 1):
        if number == 1 or steps[number - 2].stage != step.stage:
            yield Section(titles[step.stage])
        source = texts.gettext("Source: {source}. Checked on {day}.")
        named = source.format(source=step.source.in_language(texts.language), day=texts.day(step.checked_on))
        parts = (Said(step.text.in_language(texts.language)), Said(named, small=True))
        yield Section(f"{number}. {step.heading.in_language(texts.language)}", parts, level=3)


def _stage_titles(texts: Texts) -> tuple[str, str, str, str]:
    return (
        texts.gettext("At once"),
        texts.gettext("The first day"),
        texts.gettext("Within 72 hours"),
        texts.gettext("Afterwards"),
    )


def _facts(asker: _Asker, days: int) -> Iterator[Section]:
    texts = asker.texts
    period = texts.ngettext("In the last {count} day", "In the last {count} days", days).format(count=days)
    yield Section(texts.gettext("What this vault knows"), (Said(_known_words(texts)),))
    yield Section(texts.gettext("What could be read"), (_held(asker),), level=3)
    yield Section(texts.gettext("Who can unlock"), (_accounts(asker),), level=3)
    yield Section(f"{texts.gettext('Who unlocked')}. {period}", (_unlockings(asker),), level=3)
    yield Section(f"{texts.gettext('What left the vault or changed who comes in')}. {period}", (_done(asker),), level=3)
    yield Section(texts.gettext("The backups that are known"), (_backups(asker),), level=3)


def _known_words(texts: Texts) -> str:
    return texts.gettext(
        "From the log and the settings, when this was made. What somebody does with a copy outside the program stands "
        "in no log."
    )


def _held(asker: _Asker) -> Facts:
    words = {
        "person": asker.texts.gettext("Persons"),
        "contact": asker.texts.gettext("Lines in the contact log"),
        "note": asker.texts.gettext("Notes, sealed"),
        "assessment": asker.texts.gettext("Assessments, sealed"),
        "concern_report": asker.texts.gettext("Concern reports, sealed"),
    }
    counts = asked.count_held(asker.db)
    return Facts(tuple((words[table], asker.texts.number(count)) for table, count in counts.items()))


def _accounts(asker: _Asker) -> Grid:
    texts, unlocked = asker.texts, load_last_unlocked(asker.db)
    accounts = sorted(load_accounts(asker.db).values(), key=lambda each: (not each.active, each.name.casefold()))
    heads = (texts.gettext("Account"), texts.gettext("Role"), texts.gettext("Last unlocked"))
    rows = tuple((each.name, _role(each, texts), _when(unlocked.get(each.uid), texts)) for each in accounts)
    return Grid(heads, rows, (36, 30, 34))


def _role(account: Account, texts: Texts) -> str:
    role = texts.gettext(account.role.label.text)
    return role if account.active else texts.gettext("{role}, has left").format(role=role)


def _when(moment: datetime | None, texts: Texts) -> str:
    return texts.instant(moment) if moment else texts.gettext("never")


def _unlockings(asker: _Asker) -> Grid:
    texts, names = asker.texts, asker.names
    heads = (texts.gettext("Account"), texts.gettext("Times"), texts.gettext("First"), texts.gettext("Last"))
    found = asked.load_unlockings(asker.db, asker.since, asker.now)
    rows = tuple(
        (
            names.get(each.account) or texts.gettext("somebody"),
            texts.number(each.times),
            texts.instant(each.first_at),
            texts.instant(each.last_at),
        )
        for each in found
    )
    return Grid(heads, rows, (28, 12, 30, 30), texts.gettext("Nobody."))


def _done(asker: _Asker) -> Grid:
    actions = [action.value for action in _TOLD]
    found = asked.find_done(asker.db, actions, asker.since, asker.now, MOST_LINES)
    rows = tuple(line_words(each, asker.names, asker.texts) for each in log_lines.load(asker.db, found))
    return Grid(headings(asker.texts), rows, (37, 20, 27, 16), asker.texts.gettext("Nothing."))


def _backups(asker: _Asker) -> Grid:
    texts = asker.texts
    heads = (texts.gettext("Made"), texts.gettext("Where"), texts.gettext("Kept until"), texts.gettext("State"))
    states = {
        State.GOOD: texts.gettext("checked, whole"),
        State.UNCHECKED: texts.gettext("not yet checked"),
        State.DAMAGED: texts.gettext("damaged"),
    }
    rows = tuple(
        (
            texts.instant(each.made_at),
            each.place or texts.gettext("in the vault's own folder"),
            texts.day(each.ends_on),
            states[each.state],
        )
        for each in registry.copies(asker.db)
    )
    return Grid(heads, rows, (27, 37, 20, 16), texts.gettext("There are none."))


def breach_bytes(db: Database, language: str, now: datetime, days: int = DAYS) -> bytes:
    """Return the page as PDF in `language`, without a line in the log; raises `NotPermitted`."""
    frame = report_frame(db, texts(language), local_day(now))
    return paper_pdf(breach_paper(db, language, now, days), frame)


def note_breach_left(db: Database, action: str, now: datetime) -> None:
    """Write into the log that the page left the vault: `action` is print or export."""
    with db.transaction():
        log.note(db, action, "breach", "", now)
