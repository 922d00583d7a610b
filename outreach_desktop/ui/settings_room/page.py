"""Settings: what is chosen takes effect at once."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ... import __version__
from ...i18n import LANGUAGES, _, ngettext, window_texts
from ..gate.lock_page import short_path
from ..gate.preferences import Preferences
from ..look import theme
from ..look.buttons import Choice, button
from ..look.fields import Field, combo, field, line
from ..look.layouts import box, card, column, row
from ..look.tokens import SCHEMES, SYSTEM, TEXT_SIZES, ZOOMS, Space
from ..look.words import fact, label
from ..main_window import MainWindow
from ..outreach.arrangement import WorkAndFacts
from ..page import Page, State
from ..session.capture import can_be_prevented
from ..workspace import Workspace

_LIBRARIES = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLCipher, sqlcipher3", "BSD-3-Clause"),
    ("libsodium, PyNaCl", "ISC, Apache-2.0"),
    ("ReportLab", "BSD-3-Clause"),
    ("PDFium, pypdfium2", "BSD-3-Clause, Apache-2.0"),
    ("Babel", "BSD-3-Clause"),
    ("phonenumbers", "Apache-2.0"),
    ("zxcvbn", "MIT"),
    ("Inter", "OFL-1.1"),
    ("Lucide", "ISC"),
)


class SettingsPage(Page):
    """What a user can set on this computer, and what the program is made of."""

    def __init__(self, window: MainWindow, workspace: Workspace, preferences: Preferences, idle_source: str) -> None:
        super().__init__()
        self._window, self._workspace, self._preferences = window, workspace, preferences
        cards = (self._look_card(), self._lock_card(idle_source), self._name_card())
        main = column(*cards, None, gap=Space.L)
        beside = column(self._vault_card(), _about_card(), None, gap=Space.L)
        columns = WorkAndFacts(main, beside)
        self.compose(_("Settings"), _("They hold for this computer and take effect at once."), [], columns, None)

    def state(self) -> State:
        """Return what is typed; what is chosen holds already, and going back must not choose it again."""
        kept = super().state()
        return {**kept, "values": {name: kept["values"][name] for name in ("settings.name",)}}

    def first_focus(self) -> QWidget | None:
        return self._language.findChildren(QToolButton)[self._language.index]

    def _look_card(self) -> QFrame:
        self._language = self._languages()
        return card(
            label(_("Language and look"), "lead"),
            _under(_("Language"), self._language),
            _under(_("Colours"), self._schemes()),
            _under(_("Text"), self._sizes()),
            _wide(field(_("Zoom"), self._zooms(), _("Ctrl + and Ctrl - do the same."))),
            gap=Space.L,
        )

    def _languages(self) -> Choice:
        ids = list(LANGUAGES)
        at = ids.index(window_texts().language)
        choice = Choice(list(LANGUAGES.values()), at, spoken=_("Language"), name="settings.language")
        choice.chosen.connect(lambda at: self._window.use_language(ids[at]))
        return choice

    def _use_look(self, look: theme.Theme) -> None:
        """Change the look when this control has finished: the page that it stands on is built anew."""
        QTimer.singleShot(0, self._window, partial(self._window.use_look, look))

    def _schemes(self) -> Choice:
        words = {SYSTEM: _("As the system"), "light": _("Light"), "dark": _("Dark"), "contrast": _("High contrast")}
        ids = [SYSTEM, *SCHEMES]
        at = ids.index(theme.active().scheme)
        choice = Choice([words[each] for each in ids], at, spoken=_("Colours"), name="settings.scheme")
        choice.chosen.connect(lambda at: self._use_look(theme.active()._replace(scheme=ids[at])))
        return choice

    def _sizes(self) -> Choice:
        words = {"normal": _("Normal"), "larger": _("Larger"), "largest": _("Largest")}
        ids = list(TEXT_SIZES)
        at = ids.index(theme.active().size)
        choice = Choice([words[each] for each in ids], at, spoken=_("Text"), name="settings.size")
        choice.chosen.connect(lambda at: self._use_look(theme.active()._replace(size=ids[at])))
        return choice

    def _zooms(self) -> QWidget:
        zooms = sorted({*ZOOMS, theme.active().zoom})
        choice = combo([_("{n}%").format(n=each) for each in zooms], name="settings.zoom", width=140)
        choice.setCurrentIndex(zooms.index(theme.active().zoom))
        choice.activated.connect(lambda at: self._use_look(theme.active()._replace(zoom=zooms[at])))
        return choice

    def _lock_card(self, idle_source: str) -> QFrame:
        session = _("Work in other programs counts too: {system} tells.").format(system=idle_source)
        seen = session if idle_source else _("Only work in this window counts here: nobody tells of the rest.")
        change = button(_("Change passphrase"), "lock", name="settings.passphrase")
        change.clicked.connect(lambda: self._window.go("settings", {"passphrase": True}))
        organisation = button(_("Change the minutes"), name="settings.idle")
        organisation.setToolTip(_("They hold for the whole organisation and stand in its room."))
        organisation.clicked.connect(lambda: self._window.go("organisation", {"field": "idle_minutes"}))
        if not self._window.has_room("organisation"):
            organisation.hide()
        keys = _("Ctrl+L locks at once. F12 hides the window and locks.")
        return card(
            label(_("Locking"), "lead"),
            label(f"{self._minutes()} {seen}", wrap=True),
            label(keys, wrap=True),
            row(change, organisation, None),
            self._capture(),
            gap=Space.L,
        )

    def _capture(self) -> QWidget:
        """Show the switch where the system can keep pictures from being taken; elsewhere say that it cannot."""
        if not can_be_prevented():
            return label(_("Pictures of the screen cannot be prevented on this system."), wrap=True)
        shown = QCheckBox(_("Pictures of the screen may show the windows"))
        shown.setObjectName("settings.capture")
        shown.setChecked(self._preferences.settings.capture_allowed)
        shown.toggled.connect(lambda allowed: self._preferences.update(capture_allowed=allowed))
        hint = _("Tick it if a magnifier or a screen reader needs it, or while you show somebody your screen.")
        return box(column(shown, label(hint, "caption", wrap=True), gap=2))

    def _minutes(self) -> str:
        minutes = self._workspace.organisation.idle_minutes
        words = ngettext(
            "It locks when nobody has done anything for {n} minute.",
            "It locks when nobody has done anything for {n} minutes.",
            minutes,
        )
        return words.format(n=minutes)

    def _name_card(self) -> QFrame:
        name = line(self._preferences.settings.neutral_name, _("Notes"), name="settings.name", width=320)
        name.setMaxLength(60)
        name.editingFinished.connect(lambda: self._use_name(name.text().strip()))
        hint = _(
            "Stands in the title of the window and in the task bar, where others may look. Choose something neutral."
        )
        return card(label(_("Name of the window"), "lead"), row(field(_("Neutral name"), name, hint)), gap=Space.L)

    def _use_name(self, name: str) -> None:
        if name != self._preferences.settings.neutral_name:
            self._preferences.update(neutral_name=name)

    def _vault_card(self) -> QFrame:
        vault = self._workspace.vault
        kind = _("Practice vault, with invented people") if vault.practice else _("With real records")
        return card(
            label(_("The vault"), "lead"),
            fact(_("Kind"), kind),
            fact(_("Where it lies"), short_path(vault.folder)),
            fact(_("Signed in"), self._workspace.account.name),
            row(self._limits_button(), None),
        )

    def _limits_button(self) -> QWidget:
        limits = button(_("What the vault cannot do"), "info", kind="quiet", name="settings.limits")
        limits.clicked.connect(lambda: self._window.go("settings", {"limits": True}))
        return limits


def _about_card() -> QFrame:
    made_of: QVBoxLayout = column(gap=2)
    for name, licence in _LIBRARIES:
        made_of.addWidget(label(f"{name} · {licence}", "caption", wrap=True))
    return card(
        label(_("About the program"), "lead"),
        fact(_("Version"), f"Outreach Desktop {__version__}"),
        fact(_("Licence"), _("GNU GPL, version 3 or later. You may use, change and pass it on.")),
        box(column(label(_("Made with"), "caption"), made_of, gap=2)),
    )


def _wide(shown: Field) -> QHBoxLayout:
    """Give the words of a field room, however narrow its control is."""
    shown.setMinimumWidth(theme.scaled(360))
    return row(shown, None)


def _under(name: str, choice: Choice) -> QWidget:
    return box(column(label(name, "strong"), choice, gap=6))
