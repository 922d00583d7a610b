"""The first run, step by step."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ....domain.organisation import Organisation
from ....i18n import ZONE, _, window_texts
from ..background import Errand
from ..errand_page import ErrandPage
from ..new_passphrase import AgainPage, ChoosePage
from ..opening import Opened
from ..steps import Step, Steps
from ..window import GateWindow
from .begin_pages import Elsewhere, LanguagePage, PlacePage, WhoPage
from .organisation_page import OrganisationPage
from .recovery_pages import FormPage, ShowKeyPage, TypeBackPage
from .set_up import SetUp

if TYPE_CHECKING:
    from ....operations.founding import Founded
    from ....vault.folder import Vault


class FirstRun(Elsewhere):
    """`made` gives the opened vault at the end; a folder whose vault is to be opened or restored leads elsewhere."""

    made = Signal(object)
    placed = Signal(object)  # the folder, once the vault counts
    given_up = Signal()

    def __init__(self, window: GateWindow, now: Callable[[], datetime]) -> None:
        super().__init__(window)
        self._window, self._now, self.set_up = window, now, SetUp()
        self.set_up.way = int(self.set_up.is_vault_there)
        self._profile = Organisation()
        self._making = self._errand(lambda: self.set_up.make(window_texts().language, now()), self._made)
        self._finishing = self._errand(self.set_up.finish, self._placed)
        self._saving = self._errand(self._save_profile, lambda _saved: self._steps.move(1))
        self._steps = Steps(window, self.given_up.emit, self._end)
        window.closing.connect(self.set_up.abandon)

    def begin(self, *, welcome: bool) -> None:
        """Show the first step; without `welcome` the language is chosen already."""
        steps = [self._language()] if welcome else []
        self._steps.begin([*steps, *self._before(), *self._after()])

    def _errand(self, work: Callable[[], object], then: Callable[..., object]) -> Errand:
        errand = Errand(self, work)
        errand.done.connect(then)
        return errand

    def _language(self) -> Step:
        return Step(self._steps, lambda step: LanguagePage(step, self._window), back=False)

    def _before(self) -> list[Step]:
        """Return the steps before the vault is made."""
        set_up, steps = self.set_up, self._steps
        return [
            Step(steps, lambda step: PlacePage(step, set_up, self._window, self)),
            Step(steps, lambda step: WhoPage(step, set_up)),
            Step(steps, lambda step: ChoosePage(step, set_up.passphrase)),
            Step(steps, lambda step: AgainPage(step, set_up.passphrase)),
            Step(steps, lambda step: FormPage(step, set_up)),
        ]

    def _after(self) -> list[Step]:
        """Return the steps from where there is no way back before the vault."""
        set_up, steps = self.set_up, self._steps
        return [
            Step(steps, self._making_page),
            Step(steps, lambda step: ShowKeyPage(step, set_up, 0), back=False),
            *(self._further_sheet(at) for at in (1, 2)),
            Step(steps, lambda step: TypeBackPage(step, set_up, self._finishing)),
            Step(steps, lambda step: OrganisationPage(step, self._saving, self._save, self._today), back=False),
        ]

    def _further_sheet(self, at: int) -> Step:
        set_up = self.set_up
        return Step(self._steps, lambda step: ShowKeyPage(step, set_up, at), wanted=lambda: set_up.making.in_parts)

    def _making_page(self, step: Step) -> ErrandPage:
        text = _("The program makes the keys and writes the vault. It takes a few seconds.")
        return ErrandPage(step, self._making, _("Your vault is being made"), text)

    def _today(self) -> date:
        return self._now().astimezone(ZONE).date()

    def _made(self, founded: "Founded") -> None:
        self.set_up.founded = founded
        self.set_up.begin_recovery(self._today())
        self.set_up.passphrase.text = self.set_up.passphrase.offered = ""
        self._steps.move(1)

    def _placed(self, vault: "Vault") -> None:
        self.set_up.vault = vault
        self.set_up.making.end()
        self.placed.emit(vault.folder)
        self._steps.move(1)

    def _save(self, profile: Organisation) -> None:
        self._profile = profile
        self._saving.begin()

    def _save_profile(self) -> Organisation:
        from ....operations.founding import describe_organisation

        return describe_organisation(self._vault(), self.set_up.keys, self._profile, self._now())

    def _vault(self) -> "Vault":
        if self.set_up.vault is None:
            raise ValueError("the vault is not in its place")
        return self.set_up.vault

    def _end(self) -> None:
        self._window.closing.disconnect(self.set_up.abandon)
        self.made.emit(Opened(self._vault(), self.set_up.keys))
