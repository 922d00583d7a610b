"""Design tokens: colours named by task, text sizes, spaces and measures, in pixels at 100 % zoom."""

from typing import NamedTuple


class Colours(NamedTuple):
    """Named by task, never by hue, so that the three schemes can differ freely."""

    window: str  # behind everything
    surface: str  # cards, fields, tables
    sunken: str  # headers, hover, empty parts of a bar
    text: str
    muted: str  # second line, captions: still 4.5:1
    line: str  # separates; carries no meaning
    field: str  # the edge of something one can act on: 3:1
    accent: str  # the one primary action, the chosen thing
    on_accent: str
    accent_soft: str
    focus: str  # where the keyboard is; used for nothing else
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    good: str
    good_soft: str


LIGHT = Colours(
    window="#f2f4f3",
    surface="#ffffff",
    sunken="#e8ecea",
    text="#16201d",
    muted="#4d5a56",
    line="#d7dedb",
    field="#76837e",
    accent="#17665c",
    on_accent="#ffffff",
    accent_soft="#dbece8",
    focus="#1b5fd0",
    danger="#a3191c",
    danger_soft="#fce9e7",
    warning="#724600",
    warning_soft="#fcf0d6",
    good="#1a663a",
    good_soft="#e2f2e7",
)
DARK = Colours(
    window="#121615",
    surface="#1a1f1e",
    sunken="#262d2b",
    text="#e8edeb",
    muted="#abb6b2",
    line="#343d3a",
    field="#7d8985",
    accent="#63c3b4",
    on_accent="#06211d",
    accent_soft="#1e3b37",
    focus="#93bbff",
    danger="#ffa198",
    danger_soft="#421f1d",
    warning="#f1c670",
    warning_soft="#392d13",
    good="#8bd5a4",
    good_soft="#1a3424",
)
HIGH_CONTRAST = Colours(
    window="#000000",
    surface="#000000",
    sunken="#1c1c1c",
    text="#ffffff",
    muted="#ffffff",
    line="#ffffff",
    field="#ffffff",
    accent="#7fe9ff",
    on_accent="#000000",
    accent_soft="#00343f",
    focus="#ffe500",
    danger="#ffb4ac",
    danger_soft="#3a0000",
    warning="#ffe08a",
    warning_soft="#2e2300",
    good="#a9f2c1",
    good_soft="#002c11",
)
SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": HIGH_CONTRAST}
SYSTEM = "system"
TONES = ("danger", "warning", "good", "accent")
TONE_ICONS = {"danger": "octagon-x", "warning": "triangle-alert", "good": "circle-check", "accent": "info"}


class TextSizes(NamedTuple):
    """Five steps; more would only blur the order of things."""

    caption: int
    body: int
    lead: int
    title: int
    figure: int


TEXT_SIZES = {
    "normal": TextSizes(caption=13, body=14, lead=17, title=23, figure=30),
    "larger": TextSizes(caption=14, body=16, lead=19, title=26, figure=34),
    "largest": TextSizes(caption=16, body=18, lead=22, title=30, figure=40),
}
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)


class Space:
    """The 4-pixel grid."""

    XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32


class Size:
    """Measures that repeat. `TARGET` is for what is pressed often, `CONTROL` for the rest."""

    TARGET, CONTROL, ROW, TWO_LINE_ROW = 44, 40, 40, 56
    ICON, SMALL_ICON = 20, 16
    ROOMS_WIDTH, TOP_HEIGHT = 216, 60
    RADIUS, CARD_RADIUS = 6, 10
