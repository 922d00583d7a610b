"""The periods that one chooses among, from the day it is."""

from datetime import date, timedelta
from enum import Enum

from ...domain.statistics import Period
from ...i18n import _


class Span(Enum):
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    QUARTER = "quarter"
    MONTH = "month"
    OWN = "own"


def period_of(span: Span, today: date) -> Period:
    """Return the period of a span, whole even where its end has not come; for one's own, this year until today."""
    year = today.year
    if span is Span.LAST_YEAR:
        return Period(date(year - 1, 1, 1), date(year - 1, 12, 31))
    if span is Span.QUARTER:
        first = (today.month - 1) // 3 * 3 + 1
        return Period(date(year, first, 1), _end_of_month(date(year, first + 2, 1)))
    if span is Span.MONTH:
        return Period(today.replace(day=1), _end_of_month(today))
    return Period(date(year, 1, 1), today if span is Span.OWN else date(year, 12, 31))


def _end_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def span_words() -> list[str]:
    """Return the spans in words, in their order."""
    words = {
        Span.THIS_YEAR: _("This year"),
        Span.LAST_YEAR: _("Last year"),
        Span.QUARTER: _("This quarter"),
        Span.MONTH: _("This month"),
        Span.OWN: _("Own period"),
    }
    return [words[span] for span in Span]
