"""Counties, municipalities and police regions of Sweden, with their official codes."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .bilingual import Bilingual
from .reading import read, refuse

FILE = "geography.toml"
ORDER = str.maketrans("åäö", "{|}")  # the three last letters of the alphabet, in their order


@dataclass(frozen=True, slots=True)
class PoliceRegion:
    id: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class County:
    """`code` has two digits; `police_region` is the id of its region."""

    code: str
    name: Bilingual
    police_region: str


@dataclass(frozen=True, slots=True)
class Municipality:
    """`code` has four digits, of which the first two are the county's."""

    code: str
    name: str
    county_code: str


@dataclass(frozen=True, slots=True)
class _Municipality:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class _County:
    code: str
    name: Bilingual
    police_region: str
    municipalities: tuple[_Municipality, ...]


@dataclass(frozen=True, slots=True)
class _Town:
    name: str
    municipality: str


@dataclass(frozen=True, slots=True)
class _Geography:
    version: int
    police_regions: tuple[PoliceRegion, ...]
    counties: tuple[_County, ...]
    towns: tuple[_Town, ...]


@cache
def _geography(folder: Path | None) -> _Geography:
    found = read(_Geography, FILE, folder)
    regions = {region.id for region in found.police_regions}
    for county in found.counties:
        if county.police_region not in regions:
            refuse(FILE, f"counties.{county.code}.police_region")
        for municipality in county.municipalities:
            if not (municipality.code.startswith(county.code) and municipality.code.isdecimal()):
                refuse(FILE, f"counties.{county.code}.municipalities.{municipality.code}")
    return found


def police_regions(folder: Path | None = None) -> tuple[PoliceRegion, ...]:
    return _geography(folder).police_regions


@cache
def counties(folder: Path | None = None) -> tuple[County, ...]:
    """Return the 21 counties by code."""
    return tuple(County(c.code, c.name, c.police_region) for c in _geography(folder).counties)


@cache
def counties_by_name(language: str, folder: Path | None = None) -> dict[str, str]:
    """Return the counties' names by their codes, in Swedish order of names."""
    found = [(each.code, each.name.in_language(language)) for each in counties(folder)]
    return dict(sorted(found, key=lambda each: _sort_key(each[1])))


@cache
def municipalities(folder: Path | None = None) -> tuple[Municipality, ...]:
    """Return the 290 municipalities in Swedish order of names."""
    found = [Municipality(m.code, m.name, c.code) for c in _geography(folder).counties for m in c.municipalities]
    return tuple(sorted(found, key=lambda municipality: _sort_key(municipality.name)))


@cache
def _by_code(folder: Path | None) -> dict[str, Municipality]:
    return {municipality.code: municipality for municipality in municipalities(folder)}


def municipality(code: str, folder: Path | None = None) -> Municipality:
    """Return the municipality of a four-digit code; `KeyError` when there is none."""
    return _by_code(folder)[code]


def county(code: str, folder: Path | None = None) -> County:
    """Return the county of a two-digit code; `KeyError` when there is none."""
    return {county.code: county for county in counties(folder)}[code]


def police_region(county_code: str, folder: Path | None = None) -> PoliceRegion:
    """Return the police region that a county belongs to."""
    regions = {region.id: region for region in police_regions(folder)}
    return regions[county(county_code, folder).police_region]


def find_municipality(text: str, folder: Path | None = None) -> tuple[Municipality, ...]:
    """Return the municipalities whose name or code begins with `text`, then those that hold it, in Swedish order.

    Small and capital letters are the same; å, ä and ö are letters of their own. An empty text finds nothing.
    """
    wanted = text.strip().casefold().removesuffix(" kommun")
    if not wanted:
        return ()
    everywhere = municipalities(folder)
    first = [m for m in everywhere if m.name.casefold().startswith(wanted) or m.code.startswith(wanted)]
    return (*first, *(m for m in everywhere if wanted in m.name.casefold() and m not in first))


def county_of_town(name: str, folder: Path | None = None) -> County | None:
    """Return the county of a municipality or known town, `None` when the name is not known."""
    wanted = name.strip().casefold()
    for municipality_ in municipalities(folder):
        if municipality_.name.casefold() == wanted:
            return county(municipality_.county_code, folder)
    for town in _geography(folder).towns:
        if town.name.casefold() == wanted:
            return county(town.municipality[:2], folder)
    return None


def _sort_key(name: str) -> str:
    return name.casefold().translate(ORDER)
