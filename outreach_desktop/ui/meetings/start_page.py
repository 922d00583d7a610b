"""Before the clock of a meeting starts: what must be so for the computer to ring, and the sound tried aloud."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...domain.meeting import Meeting
from ...i18n import _
from ...operations import meeting_clock
from ...operations.saving import local_day
from ..alarm import power
from ..alarm.sound import system_sound
from ..dialogs import known_error_text
from ..look import theme
from ..look.buttons import Choice
from ..look.layouts import Beside, box, column, row
from ..look.messages import notice
from ..look.parts import button, card, fact, label
from ..look.tokens import Space
from ..look.words import announce, picture
from ..main_window import MainWindow
from ..page import Page
from ..people.slot import Slot
from ..words import day_and_clock
from ..workspace import Workspace
from .live_words import facts_of, title_of

_LOW = 30  # per cent: less may not last for a meeting


class StartPage(Page):
    """The clock starts when the sound was heard, or when somebody says that it was not."""

    def __init__(self, window: MainWindow, workspace: Workspace, meeting: Meeting) -> None:
        super().__init__()
        self._window, self._workspace, self._meeting = window, workspace, meeting
        self._sound = system_sound(self)
        self._sound.ended.connect(lambda well: self._played(well=well))
        self._try = button(_("Try the sound"), "bell", big=True, name="live.try")
        self._try.clicked.connect(self._play)
        self._heard = Choice(
            [_("I heard it"), _("I did not hear it")], spoken=_("Did you hear the sound?"), name="live.heard"
        )
        self._heard.chosen.connect(lambda _at: self._show_answer())
        self._said, self._problem = Slot(), Slot()
        self._problem.hide()
        hint = _("Ctrl+Enter")
        self._start = button(_("Start the clock"), "timer", "primary", hint=hint, big=True, name="live.start")
        self._start.clicked.connect(self._begin)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._start.click)
        self._compose()
        self._show_answer()

    def _compose(self) -> None:
        sounding = row(self._try, self._heard, gap=Space.S)
        sounding.setStretch(1, 1)
        ready = card(label(_("So that the computer can ring"), "lead"), *self._points(), margin=Space.L)
        sound = card(
            label(_("Try the sound"), "lead"),
            label(_("Turn the volume up, and try how it sounds when a check-in is overdue."), wrap=True),
            sounding,
            self._said,
            margin=Space.L,
        )
        left = column(self._problem, ready, sound, None, gap=Space.M)
        body = Beside(box(left), self._plan())
        title = title_of(self._meeting, self._workspace)
        self.compose(title, _("The two say that they are there. Then the clock starts."), [self._start], body)

    def _plan(self) -> QWidget:
        facts = (fact(name, text) for name, text in facts_of(self._meeting, self._workspace))
        plan = card(label(_("The meeting"), "lead"), *facts, None, gap=Space.M, margin=Space.XL)
        plan.setFixedWidth(theme.scaled(320))
        return plan

    def _points(self) -> Iterator[QWidget]:
        yield from self._other_day()
        yield _point(*_of_power(power.read()))
        lid = _(
            "Leave the lid open and the computer on; it may be locked. With the lid closed it sleeps, and a computer "
            "that sleeps cannot ring."
        )
        yield _point("info", "accent", _("Lid"), lid)
        plan = _("Print the plan and give it to the person on call. It holds when the computer fails.")
        paper = button(_("The plan on paper"), "printer", hint="Ctrl+P", name="live.plan_paper")
        paper.clicked.connect(lambda: self._window.go("meetings", {"plan_paper": self._meeting.id}))
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(paper.click)
        yield _point("printer", "accent", _("The plan on paper"), plan, paper)
        yield _point("eye", "warning", _("What stands unencrypted meanwhile"), self._in_clear())

    def _other_day(self) -> Iterator[QWidget]:
        """Ask where the plan is of another day: it may be the wrong meeting, or one that was never moved."""
        starts_at, today = self._meeting.starts_at, self._workspace.today
        if starts_at and local_day(starts_at) != today:
            words = _("The plan says {when}. Is this the right meeting?").format(when=day_and_clock(starts_at, today))
            yield _point("triangle-alert", "warning", _("Another day"), words)

    def _in_clear(self) -> str:
        """Say what lies beside the vault so that it can ring while it is locked."""
        chosen = self._workspace.organisation
        times = _(
            "So that it rings while locked, this lies unencrypted on the computer until check-out: when the next "
            "check-in is due, nothing of whom or where."
        )
        unbroken = chosen.clock_phone.replace(" ", "\u00a0")
        texts = [each for each in (chosen.clock_text, unbroken) if each]
        if texts:
            more = _("Besides, what the organisation has chosen: {words}").format(words=" ".join(texts))
        else:
            more = _("The organisation's profile has no text and no phone number for the locked screen yet.")
        return f"{times} {more}"

    def first_focus(self) -> QWidget:
        return self._try

    def _play(self) -> None:
        self._sound.play_once()

    def _played(self, *, well: bool) -> None:
        if not well:
            self._heard.choose(1)
        self._heard.take_focus()
        announce(self._heard, _("Did you hear the sound?"))

    def _show_answer(self) -> None:
        answered = self._heard.index >= 0
        self._start.setEnabled(answered)
        if not answered:
            why = _("The clock can start when you have tried the sound.")
            self._said.put(label(why, "muted", wrap=True))
        elif self._heard.index == 0:
            self._said.put(notice("good", _("The alarm can be heard here")))
        else:
            text = _("Somebody must then sit by the computer and look at it: the alarm fills the whole screen.")
            self._said.put(notice("warning", _("The alarm cannot be heard here"), text))

    def _begin(self) -> None:
        self._start.setEnabled(False)
        work = partial(meeting_clock.start, meeting_id=self._meeting.id)
        self._workspace.clocks.do(self, work, self._begun, self._failed)

    def _begun(self, _meeting: Meeting) -> None:
        self._sound.stop()
        self._window.replace("meetings", {"live": self._meeting.id})

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._start.setEnabled(True)
        text = known_error_text(error)
        self._problem.put(notice("danger", _("The clock has not started"), text))
        self._problem.show()
        announce(self, text)


def _point(icon: str, tone: str, name: str, text: str, *further: QWidget) -> QWidget:
    below = [row(each, None) for each in further]
    words = column(label(name, "strong"), label(text, wrap=True), *below, gap=2 if not below else Space.S)
    line = row(picture(icon, tone), words, gap=Space.M)
    line.setStretch(1, 1)
    return box(line)


def _of_power(found: power.Power) -> tuple[str, str, str, str]:
    """Return icon, tone, heading and words of how it is with the battery."""
    percent = _("The battery holds {percent} %.").format(percent=found.percent) if found.percent is not None else ""
    if found.plugged:
        return "circle-check", "good", _("Power"), " ".join(filter(None, (_("The computer is plugged in."), percent)))
    if found.plugged is None and found.percent is None:
        unknown = _("Whether the computer runs on its battery cannot be known here. Plug it in, to be sure.")
        return "circle-help", "warning", _("Power"), unknown
    low = found.percent is not None and found.percent < _LOW
    battery = _("The computer runs on its battery. Plug it in before you start.")
    return "triangle-alert", "danger" if low else "warning", _("Power"), " ".join(filter(None, (battery, percent)))
