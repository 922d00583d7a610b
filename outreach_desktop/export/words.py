"""Statistics in words: the same titles, labels and order in the window, in PDF and in CSV."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ..domain.attributes import Choice
from ..domain.chart import Bar, ChartModel
from ..domain.contact import Channel, Outcome
from ..domain.permission import Why
from ..domain.platform import PlatformKind
from ..domain.statistics import KeyKind, Period, Statistics, Table
from ..i18n import Texts
from .printed import figure

CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class ShownTable:
    """`headings` are those of the figures; None among them is shown as *hidden*."""

    id: str
    title: str
    key_heading: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class ShownStatistics:
    """`chart` shows the chain in persons, if it was counted."""

    period: Period
    audience: str
    threshold: int
    tables: tuple[ShownTable, ...]
    chart: ChartModel | None


Named = Mapping[KeyKind, Mapping[str, str]]  # what stable ids stand for in content: indicators, checklist items


def shown_statistics(statistics: Statistics, texts: Texts, named: Named) -> ShownStatistics:
    """Put statistics into words; `named` has the words of what content or the organisation names."""
    return ShownStatistics(
        statistics.period,
        statistics.audience,
        statistics.threshold,
        tuple(shown_tables(statistics, texts, named)),
        chain_chart(statistics, texts),
    )


def shown_tables(statistics: Statistics, texts: Texts, named: Named) -> list[ShownTable]:
    return [shown_table(table, texts, named) for table in statistics.tables]


def shown_table(table: Table, texts: Texts, named: Named) -> ShownTable:
    label = _labels(table.key_kind, texts, named.get(table.key_kind, {}))
    columns = _column_names(texts)
    return ShownTable(
        table.id,
        _titles(texts)[table.id],
        _key_headings(texts)[table.key_kind],
        tuple(columns[column] for column in table.columns),
        tuple((label(row.key) if row.key else texts.gettext("Not stated"), row.values) for row in table.rows),
    )


def chain_chart(statistics: Statistics, texts: Texts) -> ChartModel | None:
    """Return the chain in persons as a chart, None where it was not counted."""
    chain = next((table for table in statistics.tables if table.id == CHAIN), None)
    if chain is None:
        return None
    column = chain.columns.index("persons")
    steps = _steps(texts)
    bars = tuple(Bar(steps[row.key], row.values[column]) for row in chain.rows)
    title = texts.gettext("The chain in persons")
    spoken = "; ".join(f"{bar.label}: {figure(bar.value, texts)}" for bar in bars)
    return ChartModel(title, bars, f"{title}. {spoken}.")


def period_words(period: Period, texts: Texts) -> str:
    """Return `1 januari 2026 till 31 december 2026`."""
    return texts.gettext("{since} to {until}").format(since=texts.day(period.since), until=texts.day(period.until))


def _labels(kind: KeyKind, texts: Texts, named: Mapping[str, str]) -> Callable[[str], str]:
    return {
        KeyKind.STEP: lambda key: _steps(texts)[key],
        KeyKind.MONTH: lambda key: texts.month(date.fromisoformat(f"{key}-01")),
        KeyKind.CHANNEL: lambda key: _choice(Channel, key, texts),
        KeyKind.OUTCOME: lambda key: _choice(Outcome, key, texts),
        KeyKind.PLATFORM_KIND: lambda key: _choice(PlatformKind, key, texts),
        # An item of an older list may have no words any more: its id still says what was counted.
        KeyKind.INDICATOR: lambda key: named.get(key, key),
        KeyKind.CHECKLIST_ITEM: lambda key: named.get(key, key),
        KeyKind.MEETING: lambda key: _meeting_figures(texts)[key],
        KeyKind.SHIFT: lambda key: _shift_figures(texts)[key],
        KeyKind.TEMPLATE: lambda key: _template(key, texts, named),
        KeyKind.WHY: lambda key: _choice(Why, key, texts),
    }[kind]


def _choice(kind: type[Choice], key: str, texts: Texts) -> str:
    return texts.gettext(next(member for member in kind if member.value == key).label.text)


def _template(key: str, texts: Texts, names: Mapping[str, str]) -> str:
    """Return `First contact, Swedish, version 2`; one of our own by its id, which stays when it is renamed."""
    name, _at, number = key.rpartition("@")
    return texts.gettext("{name}, version {number}").format(name=names.get(name, name), number=number)


def _titles(texts: Texts) -> dict[str, str]:
    return {
        CHAIN: texts.gettext("From first sight to support"),
        "by_month": texts.gettext("Contacts by month"),
        "by_channel": texts.gettext("Contacts by channel"),
        "by_outcome": texts.gettext("Contacts by outcome"),
        "by_platform_kind": texts.gettext("Contacts by kind of platform"),
        "by_template": texts.gettext("Contacts by message and version"),
        "indicators": texts.gettext("Indicators observed"),
        "shifts": texts.gettext("Shifts"),
        "gone_past": texts.gettext("Written although told to wait"),
        "meetings": texts.gettext("Meetings"),
        "overrides": texts.gettext("Gone all the same, by what was open"),
    }


def _key_headings(texts: Texts) -> dict[KeyKind, str]:
    return {
        KeyKind.STEP: texts.gettext("Step"),
        KeyKind.MONTH: texts.gettext("Month"),
        KeyKind.CHANNEL: texts.gettext("Channel"),
        KeyKind.OUTCOME: texts.gettext("Outcome"),
        KeyKind.PLATFORM_KIND: texts.gettext("Kind of platform"),
        KeyKind.INDICATOR: texts.gettext("Indicator"),
        KeyKind.SHIFT: texts.gettext("Of the shifts"),
        KeyKind.TEMPLATE: texts.gettext("Message"),
        KeyKind.WHY: texts.gettext("What was gone past"),
        KeyKind.MEETING: texts.gettext("Of the meetings"),
        KeyKind.CHECKLIST_ITEM: texts.gettext("What was open"),
    }


def _column_names(texts: Texts) -> dict[str, str]:
    return {
        "persons": texts.gettext("Persons"),
        "contacts": texts.gettext("Contacts"),
        "times": texts.gettext("Times"),
        "number": texts.gettext("How many"),
    }


def _shift_figures(texts: Texts) -> dict[str, str]:
    return {
        "shifts": texts.gettext("Shifts"),
        "hours": texts.gettext("Hours"),
        "alone": texts.gettext("Shifts without a second person"),
        "profiles": texts.gettext("Profiles looked at, before the first step of the chain"),
        "debriefing_done": texts.gettext("Debriefings"),
        "debriefing_booked": texts.gettext("Debriefings booked"),
        "debriefing_not_needed": texts.gettext("Debriefing not needed"),
    }


def _meeting_figures(texts: Texts) -> dict[str, str]:
    return {
        "planned": texts.gettext("Meetings planned"),
        "held": texts.gettext("Meetings held"),
        "left_early": texts.gettext("Of those: left early"),
        "cancelled": texts.gettext("Cancelled by the person"),
        "called_off": texts.gettext("Called off by us"),
        "not_met": texts.gettext("The person did not come"),
        "moved": texts.gettext("Moved, in times"),
        "went_anyway": texts.gettext("Gone with a must open, decided by name"),
        "overdue": texts.gettext("Overdue check-ins"),
        "incidents": texts.gettext("Incidents"),
        "debriefing_done": texts.gettext("Debriefings"),
        "debriefing_booked": texts.gettext("Debriefings booked"),
        "debriefing_not_needed": texts.gettext("Debriefing not needed"),
    }


def _steps(texts: Texts) -> dict[str, str]:
    return {
        "seen": texts.gettext("Seen by us"),
        "contacted": texts.gettext("Contact made"),
        "answered": texts.gettext("Have answered"),
        "talked": texts.gettext("Have talked with us"),
        "met": texts.gettext("Have met us"),
        "in_support": texts.gettext("Receive support"),
    }
