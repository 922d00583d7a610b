"""The way in when the passphrase is forgotten: the paper key, then a new passphrase."""

from PySide6.QtCore import QObject, Signal

from ...i18n import _
from ...settings import Remembered
from . import opening
from .background import Errand
from .errand_page import ErrandPage
from .lock_page import Door
from .new_passphrase import AgainPage, ChoosePage, NewPassphrase
from .opening import Opened
from .paper_pages import Held, OtherSheetPage, PaperPage
from .steps import Step, Steps
from .window import GateWindow


class Forgotten(QObject):
    """`entered` gives the opened vault and what was remembered before; `given_up` leads back to the lock page."""

    entered = Signal(object, object)
    given_up = Signal(object)

    _steps: Steps

    def __init__(self, window: GateWindow, door: Door) -> None:
        super().__init__(window)
        self._door, self._chosen, self._before = door, NewPassphrase(), Remembered()
        self._held = Held()
        self._opened: Opened | None = None
        self._changing = Errand(self, self._change)
        self._changing.done.connect(lambda _opened: self._steps.move(1))
        self._steps = Steps(window, self._give_up, self._end)
        door.setParent(self)
        door.opened.connect(self._let_in)
        window.closing.connect(self._close)

    def begin(self) -> None:
        steps = self._steps
        wait = _("The key file is written anew. It takes a few seconds.")
        self._steps.begin(
            [
                Step(steps, lambda step: PaperPage(step, self._door, self._held)),
                Step(steps, lambda step: OtherSheetPage(step, self._door, self._held), wanted=self._held.is_part),
                Step(steps, lambda step: ChoosePage(step, self._chosen), back=False),
                Step(steps, lambda step: AgainPage(step, self._chosen)),
                Step(steps, lambda step: ErrandPage(step, self._changing, _("Your passphrase is being changed"), wait)),
            ]
        )

    def _let_in(self, opened: Opened, before: Remembered) -> None:
        self._opened, self._before = opened, before
        self._held.forget()
        self._chosen.guessed_first = (opened.unlocked.label,)
        self._steps.move(1)

    def _change(self) -> Opened:
        if self._opened is None:
            raise ValueError("nothing is unlocked")
        return opening.change_passphrase(self._opened, self._chosen.text)

    def _end(self) -> None:
        opened, self._opened = self._opened, None
        self.entered.emit(opened, self._before)

    def _give_up(self) -> None:
        self._close()
        self.given_up.emit(self._door.folder)

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None
