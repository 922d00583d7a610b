"""The live view: how long until the next check-in, who is there, what to do if they do not answer, and check-out."""

from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ...domain.attributes import Invalid
from ...domain.errors import KnownError
from ...domain.meeting import CheckIn, CheckInKind, Meeting, MeetingParting
from ...i18n import _, ngettext
from ...operations import meeting_clock
from ...operations.meeting_clock import UnderWay
from ...storage.reading import load_one
from ..alarm.inside import MORE_MINUTES
from ..dialogs import known_error_text
from ..forms.record_form import RecordForm
from ..look import theme
from ..look.buttons import Choice
from ..look.layouts import Beside, box, column, row, rule
from ..look.messages import empty, notice
from ..look.painted import Row, row_list
from ..look.parts import button, card, fact, label
from ..look.tokens import Space
from ..look.words import announce, picture
from ..main_window import MainWindow
from ..page import Page, State, page_of
from ..people.slot import Slot
from ..words import chosen, clock, who
from ..workspace import Workspace
from .clock_face import ClockFace
from .live_words import facts_of, left_words, police_words, steps_of, title_of
from .start_page import StartPage

TICK_MS = 500
_ICONS = {
    CheckInKind.STARTED: ("circle-check", "good"),
    CheckInKind.CHECKED_IN: ("circle-check", "good"),
    CheckInKind.MORE_TIME: ("clock-plus", ""),
    CheckInKind.OVERDUE: ("triangle-alert", "danger"),
    CheckInKind.CHECKED_OUT: ("check", ""),
}


def build(window: MainWindow, workspace: Workspace, meeting_id: int) -> Page:
    """Return the page of a meeting's clock: before it starts, while it runs, or when it is over."""
    meeting = load_one(workspace.db, Meeting, meeting_id)
    if meeting.is_live:
        return LivePage(window, workspace, meeting)
    if meeting.ended_at is not None or meeting.state.is_over:
        return _over_page(window, meeting)
    return StartPage(window, workspace, meeting)


def _over_page(window: MainWindow, meeting: Meeting) -> Page:
    on = button(_("Open the meeting"), "arrow-right", "primary", big=True, name="live.open")
    on.clicked.connect(lambda: window.replace("meetings", {"meeting": meeting.id}))
    return page_of(
        _("Meetings"), "", [], empty("circle-check", _("The meeting is over"), _("Its clock has stopped."), on)
    )


def nothing_page() -> Page:
    text = _("When a meeting begins, its clock stands here.")
    return page_of(_("Meetings"), "", [], empty("calendar-clock", _("No meeting is under way"), text))


class LivePage(Page):
    """Large, with few words. Space or F8 checks in; what is typed at check-out is kept as everywhere."""

    def __init__(self, window: MainWindow, workspace: Workspace, meeting: Meeting) -> None:
        super().__init__()
        self._window, self._workspace, self._meeting = window, workspace, meeting
        self._face, self._beside, self._problem = ClockFace(), Slot(), Slot()
        self._under_way: UnderWay | None = None
        self._until = label("", "muted", wrap=True)
        self._sleepy = _sleepy()
        self._form: RecordForm[MeetingParting] | None = None
        self._early: Choice | None = None
        self._check_in = self._pressing(_("They have been in touch"), "check", "check_in", self._hear, kind="primary")
        title = _("{title}, under way").format(title=title_of(meeting, workspace))
        self._problem.hide()
        body = Beside(self._clock_card(), self._beside)
        since = clock(meeting.started_at) if meeting.started_at else ""
        self.compose(title, _("Since {time}").format(time=since), [], self._problem, body, gap=Space.M)
        QShortcut(QKeySequence("F8"), self).activated.connect(self._hear)
        QShortcut(QKeySequence("Ctrl+Shift+L"), self).activated.connect(self._raise_alarm)
        self._show_course()
        workspace.clocks.told.connect(self._told)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._told()

    def first_focus(self) -> QWidget:
        return self._check_in

    # -- the clock --

    def _clock_card(self) -> QWidget:
        minutes = _("{minutes} more minutes").format(minutes=MORE_MINUTES)
        more = self._pressing(minutes, "clock-plus", "more", self._give_time)
        over = self._pressing(_("The meeting is over"), "", "over", self._ask_parting)
        keys = label(_("F8 checks in, wherever the keyboard is on this page"), "caption", wrap=True)
        made = card(
            row(None, self._face, None),
            self._check_in,
            more,
            over,
            rule(),
            self._until,
            self._sleepy,
            keys,
            None,
            margin=Space.XL,
        )
        made.setFixedWidth(theme.scaled(340))
        return made

    def _pressing(self, text: str, icon: str, name: str, do: Any, kind: str = "") -> QWidget:
        hints = {"check_in": "F8", "alarm": "Ctrl+Shift+L", "end": "Ctrl+S"}
        made = button(text, icon, kind, hint=hints.get(name, ""), big=True, name=f"live.{name}")
        made.clicked.connect(do)
        return made

    def _told(self) -> None:
        """Take in what runs now; where this meeting runs no more, show that."""
        clocks = self._workspace.clocks
        found = [each for each in clocks.running.under_way if each.meeting.id == self._meeting.id]
        if found:
            self._under_way, self._meeting = found[0], found[0].meeting
            if self._form is None:
                self._show_course()
        elif clocks.known and not load_one(self._workspace.db, Meeting, self._meeting.id).is_live:
            self._under_way = None
        self._tick()

    def _tick(self) -> None:
        if self._under_way is None:
            return
        self._sleepy.setVisible(self._workspace.clocks.kept_awake is False)
        countdown, now = self._under_way.countdown, self._workspace.clocks.now()
        left, time = countdown.left(now), clock(countdown.due.wall)
        late = clock(countdown.due.wall + countdown.grace)
        if countdown.is_overdue(now):
            self._face.show_left(1.0, _("Overdue"), _("since {time}").format(time=late), "danger")
            self._until.setText(_("The alarm sounds until they have been in touch."))
            return
        if countdown.is_due(now):
            words = _("alarm at {time}").format(time=late)
            self._face.show_left(1.0, _("Check in now"), words, "warning")
        else:
            share = left / timedelta(minutes=self._meeting.check_in_minutes)
            self._face.show_left(share, left_words(left), _("to the next, {time}").format(time=time))
        words = _("If nobody is in touch by {time}, the computer sounds the alarm, locked too.")
        self._until.setText(words.format(time=late))

    # -- what can be done --

    def _hear(self) -> None:
        self._do(partial(meeting_clock.check_in, meeting_id=self._meeting.id), _("Check-in is noted"))

    def _give_time(self) -> None:
        self._do(
            partial(meeting_clock.give_time, meeting_id=self._meeting.id, minutes=MORE_MINUTES), _("More time is given")
        )

    def _do(self, work: Any, said: str) -> None:
        self._problem.hide()
        self._workspace.clocks.do(self, work, lambda _done: announce(self, said), self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Invalid) and self._form is not None:
            self._form.show_problems(error.problems)
        elif isinstance(error, KnownError):
            text = known_error_text(error)
            self._problem.put(notice("danger", _("That did not work"), text))
            self._problem.show()
            announce(self, text)
        else:
            raise error

    def _raise_alarm(self) -> None:
        self._workspace.clocks.alarm_wanted.emit(self._meeting.id)

    # -- how it has gone so far --

    def _show_course(self) -> None:
        self._beside.put(Beside(self._course(), self._help()))

    def _course(self) -> QWidget:
        history = meeting_clock.history(self._workspace.db, self._meeting.id)
        heard = sum(each.kind in (CheckInKind.STARTED, CheckInKind.CHECKED_IN) for each in history)
        times = ngettext("{count} time", "{count} times", heard).format(count=heard)
        shown = [Row(_("Been in touch"), aside=times, heading=True), *(self._row(each) for each in history)]
        rows = row_list(shown, _("The meeting so far"), name="live.course")
        facts = [fact(name, text) for name, text in facts_of(self._meeting, self._workspace)]
        return box(column(card(*facts, gap=Space.M), card(rows, margin=Space.XS), gap=Space.L))

    def _row(self, check_in: CheckIn) -> Row:
        icon, tone = _ICONS[check_in.kind]
        when = clock(check_in.at) if check_in.at else ""
        by = "" if check_in.kind is CheckInKind.OVERDUE else who(check_in.created_by, self._workspace.accounts)
        return Row(
            chosen(check_in.kind),
            aside=by,
            icon=icon,
            tone=tone,
            time=when,
        )

    def _help(self) -> QWidget:
        steps = [
            fact(f"{at}. {what}", label(phone, "lead")) if phone else label(f"{at}. {what}", wrap=True)
            for at, (what, phone) in enumerate(steps_of(self._meeting, self._workspace), 1)
        ]
        alarm = self._pressing(_("Raise the alarm now"), "siren", "alarm", self._raise_alarm, kind="danger")
        made = card(
            label(_("If they do not answer"), "lead"),
            *steps,
            rule(),
            fact(_("Say to the police"), police_words(self._meeting)),
            alarm,
            label(_("Shows all of it on one screen, with sound."), "caption", wrap=True),
            None,
            gap=Space.M,
        )
        made.setFixedWidth(theme.scaled(290))
        return made

    # -- check-out --

    def _ask_parting(self) -> None:
        """Ask what is asked before parting; the clock goes on until that is stored."""
        if self._form is not None:
            return
        parting = MeetingParting(meeting_id=self._meeting.id)
        self._form = RecordForm(parting, today=self._workspace.today, now=self._workspace.now)
        self._early = Choice([_("Held as planned"), _("Left early")], 0, spoken=_("How did it go?"), name="live.early")
        end = self._pressing(_("Check out and stop the clock"), "check", "end", self._end, kind="primary")
        QShortcut(QKeySequence("Ctrl+S"), end).activated.connect(self._end)
        back = self._pressing(_("Not yet"), "", "not_yet", self._not_yet)
        words = _("What was not asked stays open. What the person wants and plans is sealed.")
        self._beside.put(
            card(
                label(_("Before parting"), "lead"),
                label(words, "muted", wrap=True),
                fact(_("How did it go?"), self._early),
                self._form,
                row(back, end, None),
                margin=Space.XL,
            )
        )
        self._early.take_focus()

    def _not_yet(self) -> None:
        self._form = self._early = None
        self._show_course()
        self._check_in.setFocus()

    def _end(self) -> None:
        if self._form is None or self._early is None:
            return
        try:
            parting = self._form.record()
        except Invalid as invalid:
            self._form.show_problems(invalid.problems)
            return
        early = self._early.index == 1
        work = partial(meeting_clock.check_out, meeting_id=self._meeting.id, parting=parting, early=early)
        self._workspace.clocks.do(self, work, self._ended, self._failed)

    def _ended(self, _meeting: Meeting) -> None:
        self._form = self._early = None
        self._window.replace("meetings", {"meeting": self._meeting.id})
        self._window.tell(lambda: _("The meeting is over and its clock has stopped"))

    def state(self) -> State:
        typed = self._form.state() if self._form is not None else None
        return {**super().state(), "parting": typed}

    def restore(self, state: State) -> None:
        if state.get("parting") is not None:
            self._ask_parting()
            if self._form is not None:
                self._form.restore(state["parting"])
        super().restore(state)

    def unsaved(self) -> bool:
        return self._form is not None and self._form.changed()


def _sleepy() -> QWidget:
    """Return what is said where the system has not promised to stay awake."""
    words = label(_("This computer may fall asleep by itself. Touch it now and then."), "strong", "warning", wrap=True)
    line = row(picture("triangle-alert", "warning"), words, gap=Space.S)
    line.setStretch(1, 1)
    result = box(line)
    result.hide()
    return result
