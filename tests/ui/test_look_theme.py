import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QVBoxLayout, QWidget

from outreach_desktop.i18n import texts
from outreach_desktop.paths import RESOURCES
from outreach_desktop.ui.language import apply_language
from outreach_desktop.ui.look import icons, theme
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.ui.look.tokens import SCHEMES, TEXT_SIZES, TONES

SURFACES = ("window", "surface", "sunken")


def luminance(hex_colour):
    def linear(value):
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(hex_colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs():
    """Everything that meets on screen: (foreground, background, least contrast)."""
    texts_on = [(fore, back, 4.5) for fore in ("text", "muted") for back in SURFACES]
    tones = [(tone, back, 4.5) for tone in TONES for back in ("surface", "window", f"{tone}_soft")]
    soft = [(fore, f"{tone}_soft", 4.5) for fore in ("text", "muted") for tone in TONES]
    grounds = [*SURFACES, *(f"{tone}_soft" for tone in TONES)]
    edges = [(edge, back, 3.0) for edge in ("field", "focus") for back in grounds]
    return [*texts_on, *tones, *soft, *edges, ("on_accent", "accent", 4.5), ("surface", "text", 4.5)]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_of_colours_that_meets_can_be_read(scheme):
    colours = SCHEMES[scheme]
    ratios = {(f, b, least): contrast(getattr(colours, f), getattr(colours, b)) for f, b, least in pairs()}
    assert not {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < pair[2]}


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.DemiBold])
def test_the_shipped_typeface_is_used(weight):
    font = theme.active().font(strong=weight == QFont.Weight.DemiBold)
    assert QFontInfo(font).family() == "Inter"
    assert QFontInfo(font).weight() == weight


def test_measures_and_text_grow_with_the_zoom_and_lines_stay():
    twice = Theme("light", zoom=200)
    assert twice.px(12) == 24
    assert twice.font().pixelSize() == 2 * Theme("light").font().pixelSize()
    assert Theme("light", zoom=80).px(1) == 1
    assert Theme("light", zoom=80).px(0) == 0


def test_zoom_goes_in_steps_and_stops_at_its_ends():
    assert Theme("light").zoomed(1).zoom == 110
    assert Theme("light", zoom=200).zoomed(1).zoom == 200
    assert Theme("light", zoom=80).zoomed(-1).zoom == 80


@pytest.mark.parametrize("values", [{"scheme": "pink"}, {"size": "huge"}, {"zoom": 300}])
def test_a_look_that_does_not_exist_is_refused(values):
    with pytest.raises(ValueError):
        Theme(**values)


def test_the_look_of_the_system_is_one_of_ours():
    assert theme.system_scheme() in SCHEMES
    assert Theme("system").colours in SCHEMES.values()


@pytest.mark.parametrize("name", sorted(path.stem for path in (RESOURCES / "icons").glob("*.svg")))
def test_every_icon_can_be_drawn_in_a_colour(name):
    assert "currentColor" in icons.drawing(name)
    image = icons.pixmap(name, "#17665c", 20).toImage()
    pixels = [image.pixelColor(x, y) for x in range(40) for y in range(40)]
    drawn = [pixel for pixel in pixels if pixel.alpha() > 250]
    assert drawn
    assert all(abs(p.red() - 0x17) + abs(p.green() - 0x66) + abs(p.blue() - 0x5C) <= 2 for p in drawn)


def test_the_style_sheet_draws_its_tick_from_memory():
    window = QWidget()
    box = QCheckBox("x")
    QVBoxLayout(window).addWidget(box)
    theme.dress(window)
    window.show()
    before = window.grab().toImage()
    box.setChecked(True)
    after = window.grab().toImage()
    on_accent = theme.colour("on_accent").name()
    inside = [after.pixelColor(x, y).name() for x in range(12, 30) for y in range(after.height())]
    assert before != after
    assert on_accent in inside
    assert "temp" not in window.styleSheet().lower()


def test_dressing_a_window_writes_no_file(tmp_path):
    program = (
        "from PySide6.QtWidgets import QApplication, QComboBox\n"
        "from outreach_desktop.ui.look import theme\n"
        "app = QApplication([]); theme.apply(app, theme.Theme('dark', 'larger', 125))\n"
        "box = QComboBox(); theme.dress(box); box.show(); box.grab()\n"
    )
    home = tmp_path / "home"
    home.mkdir()
    places = dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"), str(home))
    home.chmod(0o700)
    subprocess.run(
        [sys.executable, "-B", "-c", program],
        check=True,
        env={**os.environ, **places},
        cwd=Path(__file__).parents[2],
        timeout=60,
    )
    written = [path for path in home.rglob("*") if path.is_file() and "fontconfig" not in path.parts]
    assert not written


@pytest.mark.parametrize(("language", "save", "first"), [("sv", "Spara", "februari"), ("en", "Save", "February")])
def test_qt_speaks_the_windows_language(dressed_app, language, save, first):
    apply_language(dressed_app, language)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save)
    assert box.buttons()[0].text().replace("&", "") == save
    assert QLocale().monthName(2) == first
    assert dressed_app.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert texts(language).language == language


def test_the_sizes_of_text_grow_at_every_step():
    steps = [TEXT_SIZES[name] for name in ("normal", "larger", "largest")]
    for smaller, larger in pairwise(steps):
        assert all(getattr(smaller, each) < getattr(larger, each) for each in ("caption", "body", "lead", "title"))
