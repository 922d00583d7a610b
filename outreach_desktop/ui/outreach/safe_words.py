"""Safe ways and times, as they stand beside the button that copies."""

from ...domain.person import Person
from ...domain.safe_times import are_days_limited, are_hours_limited
from ...i18n import _, window_texts
from ..words import chosen


def safe_words(person: Person) -> str:
    """Return what is known of safe ways, with the days and hours; empty where nothing is."""
    return " · ".join(filter(None, [person.safe_ways.strip(), _days(person), _hours(person)]))


def _days(person: Person) -> str:
    return window_texts().listed([chosen(each) for each in person.safe_days]) if are_days_limited(person) else ""


def _hours(person: Person) -> str:
    hours = {"since": person.safe_from, "until": person.safe_until}
    return _("between {since} and {until} o'clock").format(**hours) if are_hours_limited(person) else ""
