"""Whether the computer runs on its battery is said as far as the system says it, and not guessed."""

import pytest

from outreach_desktop.ui.alarm.power import Power, of_supplies, of_windows


@pytest.fixture
def supplies(tmp_path):
    def make(**named):
        for name, said in named.items():
            (tmp_path / name).mkdir()
            for what, value in said.items():
                (tmp_path / name / what).write_text(f"{value}\n")
        return of_supplies(tmp_path)

    return make


def test_on_its_battery(supplies):
    battery = {"type": "Battery", "status": "Discharging", "capacity": "64"}
    assert supplies(AC={"type": "Mains", "online": "0"}, BAT0=battery) == Power(plugged=False, percent=64)


def test_plugged_in(supplies):
    battery = {"type": "Battery", "status": "Charging", "capacity": "64"}
    assert supplies(AC={"type": "Mains", "online": "1"}, BAT0=battery) == Power(plugged=True, percent=64)


def test_a_full_battery_without_a_word_of_the_plug_is_plugged_in(supplies):
    assert supplies(BAT0={"type": "Battery", "status": "Full", "capacity": "100"}) == Power(plugged=True, percent=100)


def test_of_two_batteries_the_emptier_counts(supplies):
    one = {"type": "Battery", "status": "Discharging", "capacity": "64"}
    two = {"type": "Battery", "status": "Unknown", "capacity": "9"}
    assert supplies(BAT0=one, BAT1=two) == Power(plugged=False, percent=9)


def test_the_battery_of_a_mouse_is_none_of_the_computer(supplies):
    mouse = {"type": "Battery", "scope": "Device", "status": "Discharging", "capacity": "5"}
    assert supplies(mouse=mouse) == Power(plugged=None, percent=None)


def test_where_nobody_says_it_nothing_is_known(supplies, tmp_path):
    assert supplies() == Power()
    assert of_supplies(tmp_path / "gone") == Power()


def test_what_is_no_number_is_not_known(supplies):
    assert supplies(BAT0={"type": "Battery", "status": "?", "capacity": "?"}) == Power()


@pytest.mark.parametrize(
    ("line", "battery", "percent", "found"),
    [
        (0, 1, 64, Power(plugged=False, percent=64)),
        (1, 8, 64, Power(plugged=True, percent=64)),
        (1, 128, 255, Power(plugged=True, percent=None)),
        (255, 255, 255, Power()),
    ],
)
def test_the_numbers_of_windows_are_put_into_the_same_words(line, battery, percent, found):
    assert of_windows(line, battery, percent) == found
