"""The first pages: language, where the vault lies, who one is."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ....domain.errors import KnownError
from ....i18n import LANGUAGES, _, window_texts
from ...dialogs import known_error_text
from ...look.buttons import Choice, button
from ...look.fields import field, line
from ...look.layouts import box, card, column, row
from ...look.messages import notice
from ...look.tokens import Space
from ...look.words import label
from ..lock_page import short_path
from ..problem_line import ProblemLine
from ..steps import Step, StepPage
from ..window import GateWindow, choose_folder
from .set_up import OPEN, RESTORE, SetUp


class LanguagePage(StepPage):
    """Welcome, and which language to go on in; it can be changed at any time."""

    def __init__(self, step: Step, window: GateWindow) -> None:
        super().__init__(step)
        ids = list(LANGUAGES)
        self._choice = Choice(
            list(LANGUAGES.values()), ids.index(window_texts().language), spoken=_("Language"), name="chosen_language"
        )
        self._choice.chosen.connect(lambda at: window.use_language(ids[at]))
        text = _(
            "This program keeps what you write about your outreach work, encrypted, on this computer and nowhere else."
        )
        later = label(_("You can change the language at any time, at the top right."), "muted", wrap=True)
        self.compose_step("hand", _("Welcome"), label(text, wrap=True), self._choice, later)

    def first_focus(self) -> QWidget | None:
        return self.next_button


class Elsewhere(QObject):
    """The ways on that make no new vault; each is told of the folder."""

    open_wanted = Signal(object)
    restore_wanted = Signal(object)


class PlacePage(StepPage):
    """Make a vault, open one, or restore a backup, and in which folder; `elsewhere` is told of the last two."""

    def __init__(self, step: Step, set_up: SetUp, window: GateWindow, elsewhere: "Elsewhere") -> None:
        super().__init__(step)
        self._set_up, self._window, self._elsewhere = set_up, window, elsewhere
        ways = [_("Make a new vault"), _("Open one that exists"), _("Restore a backup")]
        self._way = Choice(ways, set_up.way, spoken=_("What do you want to do?"), name="way")
        self._way.chosen.connect(self._choose_way)
        change = button(_("Choose another folder"), name="folder")
        change.clicked.connect(self._choose_folder)
        where = card(label(short_path(set_up.folder), "strong", wrap=True), margin=Space.M)
        self._problem = ProblemLine()
        self.compose_step(
            "hard-drive",
            _("Where is the vault?"),
            label(_("The vault is a folder that holds everything, encrypted."), wrap=True),
            self._way,
            box(column(label(_("Folder"), "caption"), where, row(change, None), gap=6)),
            *self._warnings(),
            self._problem,
        )

    def first_focus(self) -> QWidget | None:
        return self.next_button

    def go_on(self) -> None:
        set_up = self._set_up
        if set_up.way == OPEN:
            self._elsewhere.open_wanted.emit(set_up.folder)
        elif set_up.way == RESTORE:
            self._elsewhere.restore_wanted.emit(set_up.folder)
        elif problem := self._hindrance():
            self._problem.say(known_error_text(problem))
        else:
            self.step.go_on()

    def _hindrance(self) -> KnownError | None:
        """Return why no vault can be made in the folder."""
        from ....operations.founding import left_behind
        from ....vault.new_folder import require_empty

        try:
            require_empty(self._set_up.folder, left_behind(self._set_up.folder))
        except KnownError as error:
            return error
        return None

    def _warnings(self) -> list[QWidget]:
        from ....vault import warnings

        warning = warnings.about(self._set_up.folder)
        return [notice("warning", _("Not a good place"), known_error_text(warning))] if warning else []

    def _choose_way(self, way: int) -> None:
        self._set_up.way = way
        self._problem.say("")

    def _choose_folder(self) -> None:
        title = _("Open a vault") if self._set_up.way == OPEN else _("Folder for the new vault")
        choose_folder(self._window, title, self._use_folder)

    def _use_folder(self, folder: Path) -> None:
        self._set_up.folder = folder
        self._set_up.way = OPEN if self._set_up.is_vault_there else self._set_up.way
        self._window.present(self.step.build)


class WhoPage(StepPage):
    """Name in the program, and the first name that contacts see."""

    def __init__(self, step: Step, set_up: SetUp) -> None:
        super().__init__(step)
        self._set_up = set_up
        self._name = line(set_up.name, name="account_name")
        self._alias = line(set_up.alias, name="account_alias")
        for each in (self._name, self._alias):
            each.returnPressed.connect(self.next_button.click)
        name_hint = _("A short name that colleagues know. It can be read by anyone who finds the vault's folder.")
        alias_hint = _("The first name that contacts see. Never a surname.")
        self._name_field = field(_("Name shown in the program"), self._name, name_hint, must=True)
        self.compose_step(
            "user", _("Who are you?"), self._name_field, field(_("Outreach alias"), self._alias, alias_hint)
        )

    def first_focus(self) -> QWidget | None:
        return self._name

    def go_on(self) -> None:
        from ....vault.accounts import tidy_label
        from ....vault.errors import LabelRefused

        try:
            self._set_up.name = tidy_label(self._name.text())
        except LabelRefused as error:
            self._name_field.set_error(known_error_text(error))
            self._name.setFocus()
            return
        self._set_up.alias = self._alias.text().strip()
        self._set_up.passphrase.guessed_first = (self._set_up.name, self._set_up.alias)
        self.step.go_on()
