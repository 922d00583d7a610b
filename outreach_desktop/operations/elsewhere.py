"""To whom instead: who in the directory is there for persons of another age than ours."""

from ..content import DirectoryEntry, directory
from ..domain.person import Person

_HELP = ("ngo", "clinic", "advice_line")
MOST = 4


def whom_instead(person: Person, county: str) -> list[DirectoryEntry]:
    """Return whom to turn to, those who are for just this age first; empty where nothing is said of the age.

    `county` is a two-digit code, empty where it is not known: then only who serves all of Sweden.
    """
    years = person.possible_years
    if years is None:
        return []
    fitting = [each for each in directory().entries if each.kind in _HELP and _serves(each, years, county)]
    return sorted(fitting, key=lambda each: (not _has_limits(each), bool(each.counties)))[:MOST]


def _serves(entry: DirectoryEntry, years: tuple[int, int], county: str) -> bool:
    near = not entry.counties or county in entry.counties
    return near and entry.youngest <= years[1] and (not entry.oldest or years[0] <= entry.oldest)


def _has_limits(entry: DirectoryEntry) -> bool:
    return bool(entry.youngest or entry.oldest)
