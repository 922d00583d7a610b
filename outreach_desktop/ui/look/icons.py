"""Icons: drawn from `resources/icons` in a colour, and given to the style sheet without any file.

A style sheet can only name images by address. They are put into Qt's resource system from memory,
since nothing may be written outside the vault.
"""

import struct
from functools import cache

from PySide6.QtCore import QByteArray, QFile, QRectF, Qt, qRegisterResourceData
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ...paths import RESOURCES

_FORMAT, _DIRECTORY = 1, 2


@cache
def drawing(name: str) -> str:
    """Return the SVG of an icon of the family; its colour is still open."""
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def svg(name: str, hex_colour: str) -> bytes:
    return drawing(name).replace("currentColor", hex_colour).encode()


@cache
def pixmap(name: str, hex_colour: str, size: int) -> QPixmap:
    """Return an icon `size` pixels wide, drawn at twice that so that it stays sharp on dense screens."""
    result = QPixmap(size * 2, size * 2)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(QByteArray(svg(name, hex_colour))).render(painter, QRectF(0, 0, size * 2, size * 2))
    painter.end()
    result.setDevicePixelRatio(2)
    return result


def icon(name: str, hex_colour: str, size: int, disabled: str = "") -> QIcon:
    """Return an icon that looks the same when its button is pressed, and `disabled` when nothing can be pressed."""
    result = QIcon(pixmap(name, hex_colour, size))
    result.addPixmap(pixmap(name, disabled or hex_colour, size), QIcon.Mode.Disabled)
    return result


def style_sheet_image(name: str, hex_colour: str) -> str:
    """Return the address under which a style sheet finds the icon in this colour."""
    folder, file = f"{name}-{hex_colour[1:]}", "icon.svg"
    address = f":/{folder}/{file}"
    if not QFile.exists(address):
        qRegisterResourceData(_FORMAT, *_resource(folder, file, svg(name, hex_colour)))
        if not QFile.exists(address):
            raise OSError(address)
    return address


@cache  # Qt reads these bytes for as long as the program runs, so they must stay
def _resource(folder: str, file: str, content: bytes) -> tuple[bytes, bytes, bytes]:
    """Return tree, names and data of a resource with one file, in the first format of Qt's `rcc`."""
    names = _name(folder) + _name(file)
    root = struct.pack(">IHII", 0, _DIRECTORY, 1, 1)
    branch = struct.pack(">IHII", 0, _DIRECTORY, 1, 2)
    any_locale, offset = (0, 1), 0
    leaf = struct.pack(">IHHHI", len(_name(folder)), 0, *any_locale, offset)
    return root + branch + leaf, names, struct.pack(">I", len(content)) + content


def _name(text: str) -> bytes:
    return struct.pack(">HI", len(text), _hash(text)) + text.encode("utf-16-be")


def _hash(text: str) -> int:
    """Qt finds names in a resource by this sum (`qt_hash`)."""
    result = 0
    for letter in text:
        result = (result << 4) + ord(letter)
        result ^= (result & 0xF0000000) >> 23
        result &= 0x0FFFFFFF
    return result
