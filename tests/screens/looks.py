"""The looks in which every page is seen: language, colours, text size, zoom."""

from typing import NamedTuple

from outreach_desktop.i18n import LANGUAGES
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.ui.look.tokens import SCHEMES, TEXT_SIZES, ZOOMS


class Look(NamedTuple):
    """Written as `sv.dark`, `en.light.largest`, `sv.light.150`."""

    language: str
    theme: Theme

    @property
    def name(self):
        scheme, size, zoom = self.theme
        more = [size] if size != "normal" else []
        return ".".join([self.language, scheme, *more, *([str(zoom)] if zoom != 100 else [])])


def read(words):
    """Return the look of such words; raises ValueError where they are none."""
    language, scheme, *more = words.split(".")
    if language not in LANGUAGES or scheme not in SCHEMES:
        raise ValueError(words)
    size, zoom = "normal", 100
    for each in more:
        if each in TEXT_SIZES:
            size = each
        elif each.isdigit() and int(each) in ZOOMS:
            zoom = int(each)
        else:
            raise ValueError(words)
    return Look(language, Theme(scheme, size, zoom))


LOOKS = [read(each) for each in ("sv.light", "en.light", "sv.dark", "sv.contrast", "sv.light.largest", "sv.light.150")]
