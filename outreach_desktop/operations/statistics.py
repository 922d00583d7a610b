"""The statistics of a period: the chain, contacts by month, channel, outcome, platform, indicators, meetings."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from ..content import indicators
from ..domain.attributes import Choice
from ..domain.contact import Channel, Outcome
from ..domain.errors import KnownError
from ..domain.meeting import MeetingState
from ..domain.permission import Why
from ..domain.platform import PlatformKind
from ..domain.rights import Right
from ..domain.shift import Debriefing
from ..domain.statistics import KeyKind, Period, Row, Statistics, Table
from ..storage import counting, going_past, meeting_figures, statistics
from ..storage.database import Database
from .saving import require_right
from .shifts import count_shifts

STEPS = ("seen", "contacted", "answered", "talked", "met", "in_support")
"""The chain. A line in the log reaches one step, and counts in that one and in all before it:

- seen: any line, observations too; besides, everybody who was registered in the period.
- contacted: a contact in either direction; our own tries without an answer reach just here.
- answered: a sign of life: a line from the person, or one from us that had an outcome other than
  *no answer* and *account gone*.
- talked: a sign of life in a call or by video, or with the outcome *wants to talk*, *wants to meet* or
  *wants support*.
- met: the outcome *met*, or a sign of life at a meeting in person.
- in_support: the outcome *support started*.

So each step's persons and contacts are among those of the step before. Somebody who came to us by
themselves stands in *contacted* as well. An observation is never more than *seen*. Every other table
counts contacts, without observations. Persons and lines in the bin are nowhere. A line whose text was copied
and not confirmed as sent is no contact yet: it counts as *seen*.
"""
_FIGURES = ("persons", "contacts")
_NEVER_GONE_PAST = (Why.DO_NOT_CONTACT, Why.DECLINED, Why.HOLD)
_MOST_MONTHS_WITH_ZEROS = 120
_ENDED_OTHERWISE = (MeetingState.LEFT_EARLY, MeetingState.CANCELLED, MeetingState.CALLED_OFF, MeetingState.NOT_MET)
_ITEM = "item:"


class PeriodTurned(KnownError):
    def __init__(self) -> None:
        super().__init__("The period ends before it begins. Choose a later last day.")


def count_statistics(db: Database, period: Period) -> Statistics:
    """Count a period for use inside the organisation: nothing is hidden. Raises `NotPermitted`, `PeriodTurned`."""
    require_right(db, Right.STATISTICS)
    if period.until < period.since:
        raise PeriodTurned
    counted = _Counting(db, period)
    tables = (
        counted.table("chain", KeyKind.STEP, STEPS),
        counted.by_month(),
        counted.table("by_channel", KeyKind.CHANNEL, _ids(Channel)),
        counted.table("by_outcome", KeyKind.OUTCOME, _ids(Outcome)),
        counted.table("by_platform_kind", KeyKind.PLATFORM_KIND, [*_ids(PlatformKind), ""]),
        counted.by_template(),
        counted.indicators(),
        counted.gone_past(),
        counted.shifts(),
        counted.meetings(),
        counted.overrides(),
    )
    return Statistics(period, audience="inside", threshold=0, tables=tables)


def _ids(choices: Iterable[Choice]) -> list[str]:
    return [choice.value for choice in choices]


class _Counting:
    """Counts one period, from the roll-up where it can be had, else from its lines, read once."""

    def __init__(self, db: Database, period: Period) -> None:
        self._db = db
        self._period = period
        self._whole_months = is_whole_months(db, period)
        self._lines: dict[str, counting.Figures] | None = None

    def table(self, subject: str, kind: KeyKind, keys: Iterable[str]) -> Table:
        """Return a table with a row for each key, also where nothing was counted."""
        found = self._figures(subject)
        return Table(subject, kind, _FIGURES, tuple(Row(key, found.get(key, (0, 0))) for key in keys))

    def _figures(self, subject: str) -> counting.Figures:
        """Return what counts of those who are in the register and of those who were erased: none is both."""
        erased = statistics.count_erased(self._db, subject, *self._kept_months)
        return statistics.added(self._figures_of_register(subject), erased)

    @property
    def _kept_months(self) -> tuple[str, str]:
        """Return the first and the last month of which counts of the erased belong to the period."""
        return _span_of(self._period) if self._whole_months else _whole_months_in(self._period)

    def _figures_of_register(self, subject: str) -> counting.Figures:
        since, until = self._period.since, self._period.until
        if self._whole_months:
            return statistics.count_by_tally(self._db, subject, since.isoformat()[:7], until.isoformat()[:7])
        if self._lines is None:
            self._lines = counting.count_lines(self._db, since, until)
        return self._lines[subject]

    def by_month(self) -> Table:
        """Return every month of the period, of more than ten years only those with contacts."""
        found = self._figures("by_month")
        months = months_of(self._period)
        shown = months if len(months) <= _MOST_MONTHS_WITH_ZEROS else [month for month in months if found.get(month)]
        rows = (Row(month, found.get(month, (0, 0))) for month in shown)
        return Table("by_month", KeyKind.MONTH, _FIGURES, tuple(rows))

    def by_template(self) -> Table:
        """Return a row for each message that was used, its versions apart."""
        found = statistics.count_templates(self._db, self._period.since, self._period.until)
        rows = tuple(Row(key, found[key]) for key in sorted(found))
        return Table("by_template", KeyKind.TEMPLATE, _FIGURES, rows)

    def indicators(self) -> Table:
        """Return the indicators in the order of the list, then those of older lists that were observed."""
        period = self._period
        found = statistics.count_indicators(self._db, period.since, period.until)
        listed = [item.id for item in indicators().items]
        keys = [*listed, *sorted(set(found) - set(listed))]
        rows = tuple(Row(key, (found.get(key, 0),)) for key in keys)
        return Table("indicators", KeyKind.INDICATOR, ("persons",), rows)

    def shifts(self) -> Table:
        """Return how many shifts began in the period, and what was told at their end."""
        found = count_shifts(self._db, self._period.since, self._period.until)
        told = {f"debriefing_{each.value}": number for each, number in found.debriefings.items()}
        figures = {
            "shifts": found.shifts,
            "hours": found.hours,
            "alone": found.alone,
            "profiles": found.profiles,
            **told,
        }
        rows = tuple(Row(key, (number,)) for key, number in figures.items())
        return Table("shifts", KeyKind.SHIFT, ("number",), rows)

    def meetings(self) -> Table:
        """Return what became of the meetings of the period, by their days, those of the erased included."""
        found = self._of_meetings
        figures = {
            "planned": sum(found[f"state_{each.value}"] for each in MeetingState),
            "held": sum(found[f"state_{each.value}"] for each in MeetingState if each.took_place),
            **{each.value: found[f"state_{each.value}"] for each in _ENDED_OTHERWISE},
            **{each: found[each] for each in ("moved", "went_anyway", "overdue", "incidents")},
            **{f"debriefing_{each.value}": found[f"debriefing_{each.value}"] for each in Debriefing},
        }
        return Table("meetings", KeyKind.MEETING, ("number",), tuple(Row(key, (n,)) for key, n in figures.items()))

    def overrides(self) -> Table:
        """Return how often a must was open when somebody let two of us go all the same, the most often first."""
        found = {what.removeprefix(_ITEM): n for what, n in self._of_meetings.items() if what.startswith(_ITEM)}
        rows = tuple(Row(item, (found[item],)) for item in sorted(found, key=lambda each: (-found[each], each)))
        return Table("overrides", KeyKind.CHECKLIST_ITEM, ("times",), rows)

    @cached_property
    def _of_meetings(self) -> Counter[str]:
        there = meeting_figures.count(self._db, self._period.since, self._period.until)
        return Counter(there) + Counter(meeting_figures.count_erased(self._db, *self._kept_months))

    def gone_past(self) -> Table:
        """Return how often each reason to wait was gone past; counts that erasing a person leaves."""
        found = going_past.counted(self._db, self._period.since, self._period.until)
        rows = tuple(Row(why.value, (found.get(why.value, 0),)) for why in Why if why not in _NEVER_GONE_PAST)
        return Table("gone_past", KeyKind.WHY, ("times",), rows)


def is_whole_months(db: Database, period: Period) -> bool:
    """Say whether the period counts the same as the whole months that it touches.

    It does when its ends are those of months, or nothing happened between: this year until today.
    """
    first = period.since.replace(day=1)
    after = _next_month(period.until)
    last = after - timedelta(days=1)
    early = first < period.since and statistics.has_lines(db, first, period.since - timedelta(days=1))
    late = period.until < last and statistics.has_lines(db, period.until + timedelta(days=1), last)
    return not early and not late


def _span_of(period: Period) -> tuple[str, str]:
    """Return the first and the last month that the period touches, as 2026-11."""
    return period.since.isoformat()[:7], period.until.isoformat()[:7]


def _whole_months_in(period: Period) -> tuple[str, str]:
    """Return the first and the last month that lie inside the period, as 2026-11: of the erased no days are kept."""
    day = timedelta(days=1)
    first = period.since if period.since.day == 1 else _next_month(period.since)
    return first.isoformat()[:7], ((period.until + day).replace(day=1) - day).isoformat()[:7]


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def months_of(period: Period) -> list[str]:
    """Return the months that the period touches, as 2026-11."""
    found, month = [], period.since.replace(day=1)
    while month <= period.until:
        found.append(month.isoformat()[:7])
        month = _next_month(month)
    return found
