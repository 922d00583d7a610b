"""Municipalities, counties, police regions, and whom to turn to in each."""

from collections import Counter

import pytest

from outreach_desktop import content


def test_there_are_290_municipalities_in_21_counties():
    assert len(content.municipalities()) == 290
    assert len(content.counties()) == 21
    assert len({municipality.code for municipality in content.municipalities()}) == 290
    assert len({municipality.name for municipality in content.municipalities()}) == 290


def test_a_municipality_code_begins_with_its_county():
    codes = {county.code for county in content.counties()}
    for municipality in content.municipalities():
        assert len(municipality.code) == 4
        assert municipality.code[:2] == municipality.county_code
        assert municipality.county_code in codes


def test_the_counties_have_as_many_municipalities_as_they_should():
    counted = Counter(municipality.county_code for municipality in content.municipalities())
    assert (counted["01"], counted["12"], counted["14"], counted["09"]) == (26, 33, 49, 1)


@pytest.mark.parametrize(
    ("code", "name", "county"),
    [
        ("0330", "Knivsta", "Uppsala län"),
        ("0331", "Heby", "Uppsala län"),
        ("1814", "Lekeberg", "Örebro län"),
        ("0140", "Nykvarn", "Stockholms län"),
        ("1535", None, None),
        ("1443", "Bollebygd", "Västra Götalands län"),
        ("1384", "Kungsbacka", "Hallands län"),
        ("0980", "Gotland", "Gotlands län"),
        ("2584", "Kiruna", "Norrbottens län"),
    ],
)
def test_known_municipalities_stand_where_they_belong(code, name, county):
    if name is None:
        with pytest.raises(KeyError):
            content.municipality(code)
        return
    found = content.municipality(code)
    assert found.name == name
    assert content.county(found.county_code).name.sv == county


@pytest.mark.parametrize(
    ("county", "region"),
    [("13", "vast"), ("14", "vast"), ("09", "stockholm"), ("03", "mitt"), ("08", "syd"), ("06", "ost")],
)
def test_a_county_belongs_to_a_police_region(county, region):
    assert content.police_region(county).id == region


def test_the_seven_police_regions_of_geography_and_directory_agree():
    listed = {entry.id.removeprefix("police_"): set(entry.counties) for entry in of_kind("police")}
    by_region: dict[str, set[str]] = {region.id: set() for region in content.police_regions()}
    for county in content.counties():
        by_region[county.police_region].add(county.code)
    assert listed == by_region
    assert len(by_region) == 7


def test_municipalities_stand_in_swedish_order():
    names = [municipality.name for municipality in content.municipalities()]
    assert names[0] == "Ale"
    assert names[-3:] == ["Östra Göinge", "Överkalix", "Övertorneå"]
    assert names.index("Åtvidaberg") < names.index("Älmhult") < names.index("Ödeshög")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("stock", "Stockholm"),
        ("MALM", "Malmö"),
        ("göinge", "Östra Göinge"),
        ("1480", "Göteborg"),
        ("Umeå kommun", "Umeå"),
        ("  Heby ", "Heby"),
    ],
)
def test_a_municipality_is_found_by_beginning_part_or_code(text, first):
    assert content.find_municipality(text)[0].name == first


def test_beginnings_come_before_parts_and_nothing_twice():
    names = [municipality.name for municipality in content.find_municipality("berg")]
    assert names[0] == "Berg"
    assert "Falkenberg" in names
    assert len(names) == len(set(names))


@pytest.mark.parametrize("text", ["", "  ", "Malmo", "Oslo", "\x00", "å" * 500])
def test_what_is_no_municipality_is_not_found(text):
    assert content.find_municipality(text) == ()


@pytest.mark.parametrize(
    ("town", "county"), [("Malmö", "12"), ("visby", "09"), ("Märsta", "01"), (" Sveg ", "23"), ("Hisingen", "14")]
)
def test_the_county_of_a_town_is_known(town, county):
    found = content.county_of_town(town)
    assert found is not None
    assert found.code == county


def test_an_unknown_town_has_no_county():
    assert content.county_of_town("Paris") is None
    assert content.county_of_town("") is None


def test_every_town_lies_in_a_municipality():
    from outreach_desktop.content.geography import _geography

    for town in _geography(None).towns:
        assert content.municipality(town.municipality)


def of_kind(kind: str) -> list[content.DirectoryEntry]:
    return [entry for entry in content.directory().entries if entry.kind == kind]


def test_the_directory_has_all_that_the_handbook_lists():
    counted = Counter(entry.kind for entry in content.directory().entries)
    assert counted == {
        "ngo": 12,
        "federation": 2,
        "clinic": 8,
        "coordinators": 7,
        "police": 7,
        "advice_line": 1,
    }
    assert sum(entry.id.startswith("mika_") for entry in of_kind("clinic")) == 7


def test_every_county_but_halland_has_region_coordinators():
    without = [c.name.sv for c in content.counties() if not content.entries_for(c.code, "coordinators")]
    assert without == ["Hallands län"]
    assert content.entries_for("13", "advice_line")[0].phone == "020-39 00 00"


def test_nothing_in_the_directory_claims_to_be_checked_before_somebody_did():
    assert all(entry.checked_on is None for entry in content.directory().entries)
    assert content.directory().source


def test_a_directory_town_is_a_municipality_and_a_page_is_https():
    names = {municipality.name for municipality in content.municipalities()}
    for entry in content.directory().entries:
        assert not entry.town or entry.town in names
        assert not entry.web or entry.web.startswith("https://")
        assert not entry.oldest or entry.youngest < entry.oldest


def test_counties_stand_in_swedish_order_of_names():
    swedish = list(content.counties_by_name("sv").values())
    assert swedish[:2] == ["Blekinge län", "Dalarnas län"]
    assert swedish[-3:] == ["Västra Götalands län", "Örebro län", "Östergötlands län"]
    assert set(content.counties_by_name("en")) == {each.code for each in content.counties()}
