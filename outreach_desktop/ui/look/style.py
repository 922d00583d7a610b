"""The style sheet. `{name}` is a token; every measure is in pixels at 100 % zoom."""

import re
from collections.abc import Callable

from .icons import style_sheet_image
from .tokens import Colours, TextSizes

_TOKEN = re.compile(r"\$(\w+)")
_PIXELS = re.compile(r"(\d+)px")

STYLE = """
* { outline: 0; }
QMainWindow, QDialog, QWidget[role="page"] { background: $window; }
QLabel { background: transparent; color: $text; }
QLabel[role="caption"], QLabel[role="muted"] { color: $muted; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="accent"] { color: $accent; }

QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[role="bar"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[role="foot"] { background: $surface; border: 0; border-top: 1px solid $line; }
QFrame[role="nav"] { background: $window; border: 0; border-right: 1px solid $line; }
QFrame[role="rule"] { background: $line; border: 0; }
QFrame[role="badge"] { background: $warning_soft; border: 1px solid $warning; border-radius: 6px; }

QLineEdit, QComboBox, QDateEdit, QTextEdit, QPlainTextEdit, QSpinBox {
    background: $surface; color: $text; border: 1px solid $field; border-radius: 6px;
    padding: 0 11px; min-height: 38px; placeholder-text-color: $muted;
    selection-background-color: $accent; selection-color: $on_accent; }
QTextEdit, QPlainTextEdit { padding: 7px 7px; }
QLineEdit QToolButton { background: transparent; border: 0; padding: 0; min-height: 0; }
QLineEdit[extent="big"] { font-size: $leadpx; min-height: 46px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $danger; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $window; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    background: $sunken; color: $muted; border: 1px dashed $field; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 32px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($chevron); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $field; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $text; outline: 0; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text;
    border-left: 3px solid $accent; padding-left: 5px; }

QListView[role="popup"] { background: $surface; color: $text; border: 1px solid $field; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $text; outline: 0; }
QListView[role="popup"]::item { min-height: 32px; padding: 0 8px; }

QPushButton, QToolButton {
    background: $surface; color: $text; border: 1px solid $field; border-radius: 6px;
    padding: 0 15px; min-height: 38px; }
QPushButton:hover, QToolButton:hover { background: $sunken; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton[kind="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:pressed { background: $text; border-color: $text; color: $surface; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; font-weight: 600; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {
    background: transparent; border-color: transparent; padding: 0 11px; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $sunken; }
QPushButton[kind="link"] { background: transparent; border: 0; padding: 0; min-height: 28px;
    text-decoration: underline; font-weight: 600; }
QPushButton[extent="target"] { min-height: 42px; }
QPushButton[kind="icon"] { padding: 0; }
QPushButton:disabled, QToolButton:disabled { background: $sunken; color: $muted; border: 1px dashed $field; }
QToolButton[kind="choice"] { padding: 0 12px; }
QToolButton[kind="choice"]:checked {
    background: $accent_soft; border: 2px solid $accent; padding: 0 11px;
    min-height: 36px; font-weight: 600; }

QCheckBox, QRadioButton { spacing: 10px; min-height: 28px; background: transparent; color: $text; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 18px; height: 18px; border: 1px solid $field; background: $surface; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 10px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url($dot); }

QListView, QTableView { background: transparent; border: 0; outline: 0; }
QTableView[role="table"] { background: $surface; border: 1px solid $line;
    border-radius: 10px; alternate-background-color: $surface; gridline-color: transparent;
    selection-background-color: $accent_soft; selection-color: $text; }
QCalendarWidget QWidget { background: $surface; alternate-background-color: $surface; color: $text; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: $muted; }
QCalendarWidget QToolButton { border-color: transparent; padding: 0 11px; font-weight: 600; }
QCalendarWidget QToolButton:hover, QCalendarWidget QToolButton:focus { background: $sunken; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QSpinBox { padding: 0 4px; }
QHeaderView { background: transparent; }
QHeaderView::section { background: transparent; color: $muted; border: 0;
    border-bottom: 1px solid $field; padding: 0 12px; font-weight: 600; font-size: $captionpx; }
QTabBar::tab { background: transparent; color: $muted; border: 0;
    border-bottom: 3px solid transparent; padding: 8px 4px; margin-right: 20px; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar QToolButton { padding: 0; border-color: transparent; background: $window; }
QProgressBar { background: $sunken; border: 1px solid $field; border-radius: 6px; min-height: 18px;
    text-align: center; color: $text; }
QProgressBar::chunk { background: $accent_soft; border-right: 2px solid $accent; }
QMenu { background: $surface; color: $text; border: 1px solid $field; padding: 4px; }
QMenu::item { padding: 8px 24px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="plain"] { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 3px; }
QScrollBar::handle:vertical { background: $field; border-radius: 3px; min-height: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 3px; }
QScrollBar::handle:horizontal { background: $field; border-radius: 3px; min-width: 36px; }
QToolTip { background: $surface; color: $text; border: 1px solid $field; padding: 6px; }
"""


def style_sheet(colours: Colours, text: TextSizes, px: Callable[[float], int]) -> str:
    """Return the style sheet in these colours and text sizes, with all measures zoomed by `px`."""
    values: dict[str, str] = {name: str(value) for name, value in (colours._asdict() | text._asdict()).items()}
    values["chevron"] = style_sheet_image("chevron-down", colours.text)
    values["dot"] = style_sheet_image("dot", colours.on_accent)
    values["tick"] = style_sheet_image("check", colours.on_accent)
    # a size such as `$bodypx` is a token with its unit on
    named = _TOKEN.sub(lambda found: _value(values, found[1]), STYLE)
    return _PIXELS.sub(lambda found: f"{px(int(found[1]))}px", named)


def _value(values: dict[str, str], name: str) -> str:
    return values[name] if name in values else f"{values[name.removesuffix('px')]}px"
