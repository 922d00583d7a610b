"""The theme in use: which colours and sizes, and how it is put on the application.

All pixel numbers that pages and parts write are pixels at 100 % zoom and normal text. `px` gives
them at the zoom in use; `scaled` also lets them grow with the text.
"""

from typing import NamedTuple, Self

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ...paths import RESOURCES
from .style import style_sheet
from .tokens import SCHEMES, SYSTEM, TEXT_SIZES, ZOOMS, Colours, TextSizes

FAMILY = "Inter"
_PREPARED, _STYLED = "lookPrepared", "lookStyled"


class _Chosen(NamedTuple):
    scheme: str = SYSTEM
    size: str = "normal"
    zoom: int = 100


class Theme(_Chosen):
    """What a user chooses: scheme (system, light, dark, contrast), text size, zoom in per cent."""

    __slots__ = ()

    def __new__(cls, scheme: str = SYSTEM, size: str = "normal", zoom: int = 100) -> Self:
        """Return the theme of these choices; raises ValueError where there is no such choice."""
        if scheme not in (SYSTEM, *SCHEMES) or size not in TEXT_SIZES or not ZOOMS[0] <= zoom <= ZOOMS[-1]:
            raise ValueError(scheme, size, zoom)
        return super().__new__(cls, scheme, size, zoom)

    @property
    def colours(self) -> Colours:
        """The colours to draw with; what the system wants where that is the choice."""
        return SCHEMES[system_scheme() if self.scheme == SYSTEM else self.scheme]

    @property
    def text(self) -> TextSizes:
        """Text sizes at 100 % zoom."""
        return TEXT_SIZES[self.size]

    def colour(self, name: str) -> QColor:
        return QColor(getattr(self.colours, name))

    def px(self, pixels: float) -> int:
        """Return a measure at the zoom in use; what is not nothing stays at least 1."""
        return round(pixels * self.zoom / 100) or (1 if pixels else 0)

    def scaled(self, pixels: float) -> int:
        """Return a measure of what holds text: it grows with the text, in steps of the grid."""
        return self.px(round(pixels * self.text.body / TEXT_SIZES["normal"].body / 4) * 4)

    def font(self, role: str = "body", *, strong: bool = False, tabular: bool = False) -> QFont:
        """Return the font of a role (caption, body, lead, title, figure); `tabular` for columns of numbers."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(getattr(self.text, role)))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def zoomed(self, steps: int) -> "Theme":
        """Return this theme so many steps of zoom larger or smaller, within 80-200 %."""
        nearest = min(range(len(ZOOMS)), key=lambda at: abs(ZOOMS[at] - self.zoom))
        return self._replace(zoom=ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + steps))])


class _Look:
    """The one theme in use, as the window's language is in `i18n`."""

    def __init__(self) -> None:
        self.theme = Theme("light")
        # found once for each theme: a page of a table asks for hundreds
        self.colours: dict[str, QColor] = {}
        self.fonts: dict[tuple[str, bool, bool], QFont] = {}


_look = _Look()


def active() -> Theme:
    return _look.theme


def px(pixels: float) -> int:
    return _look.theme.px(pixels)


def scaled(pixels: float) -> int:
    return _look.theme.scaled(pixels)


def colour(name: str) -> QColor:
    found = _look.colours.get(name)
    if found is None:
        found = _look.colours[name] = _look.theme.colour(name)
    return QColor(found)


def font(role: str = "body", *, strong: bool = False, tabular: bool = False) -> QFont:
    """Return a font of the theme in use, as `Theme.font` does."""
    key = (role, strong, tabular)
    found = _look.fonts.get(key)
    if found is None:
        found = _look.fonts[key] = _look.theme.font(role, strong=strong, tabular=tabular)
    return QFont(found)


def system_scheme() -> str:
    """Return the scheme that the system asks for; light where it does not say."""
    hints = QApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def system_hints() -> QAccessibilityHints:
    return QApplication.styleHints().accessibility()


def apply(app: QApplication, theme: Theme) -> None:
    """Use `theme` from now on. Windows must be dressed and rebuilt after, since measures changed."""
    _look.theme = theme
    _prepare(app)
    _tell_system(app, theme)
    _look.colours.clear()
    _look.fonts.clear()
    app.setFont(theme.font())
    app.setPalette(palette(theme))


def dress(window: QWidget) -> None:
    """Put the style sheet of the theme in use on a window, and on all that comes into it; last, when one is built.

    Not on the application: then Qt would dress each part anew, with all that is in it, whenever it is put into
    another, and building a page would take twice as long.
    """
    theme = _look.theme
    window.setStyleSheet(style_sheet(theme.colours, theme.text, theme.px))


def make_application(name: str) -> QApplication:
    """Return the application in our style.

    Told among its arguments, Qt sets the style without giving it to Python, which would make all of its enumerations.
    """
    app = QApplication([name, "-style", "Fusion"])
    app.setProperty(_STYLED, True)
    return app


def _prepare(app: QApplication) -> None:
    """Once a process: a new style while a style sheet is on and windows close can end it."""
    if app.property(_PREPARED):
        return
    app.setProperty(_PREPARED, True)
    if not app.property(_STYLED):
        app.setStyle("Fusion")
    for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateTooltip):
        QApplication.setEffectEnabled(effect, False)
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise OSError(file.name)


def _tell_system(app: QApplication, theme: Theme) -> None:
    """Title bars and the system's own dialogs follow the choice."""
    schemes = {"light": Qt.ColorScheme.Light, SYSTEM: Qt.ColorScheme.Unknown}
    app.styleHints().setColorScheme(schemes.get(theme.scheme, Qt.ColorScheme.Dark))


def palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: "window",
        role.Base: "surface",
        role.AlternateBase: "sunken",
        role.Button: "surface",
        role.Text: "text",
        role.WindowText: "text",
        role.ButtonText: "text",
        role.PlaceholderText: "muted",
        role.Link: "accent",
        role.Accent: "accent",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.Mid: "field",
    }
    result = QPalette()
    for each, name in pairs.items():
        result.setColor(each, theme.colour(name))
    for each in (role.Text, role.WindowText, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, each, theme.colour("muted"))
    return result
