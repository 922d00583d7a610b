"""The alarm while the vault is unlocked: one page with what to do, whom to call and which meeting it is about."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ...i18n import _
from ...operations import meeting_clock
from ..clock_keeper import ClockWork
from ..look.words import announce
from ..meetings.live_words import meeting_words
from .closing import ask_before_closing
from .faces import Way, asking_face, clock, meeting_face, other_face, title_of, words_of
from .sign import Sign
from .waited import Waited, of_unlocked
from .window import Face

if TYPE_CHECKING:
    from ..main_window import MainWindow
    from ..workspace import Workspace
    from .vigil import Vigil

MORE_MINUTES = 15


class Inside(QObject):
    """Shows what may be shown to who is signed in, and does what they decide."""

    def __init__(self, vigil: "Vigil", window: "MainWindow", workspace: "Workspace", lock: Callable[[], None]) -> None:
        super().__init__(window)
        self._vigil, self._window, self.workspace, self._lock = vigil, window, workspace, lock
        self._noted: set[object] = set()
        self._forced: set[object] = set()
        self._opened = 0  # the meeting whose page is in front instead of the alarm
        self._sign = Sign(vigil, window)
        window.may_close = lambda: ask_before_closing(window, vigil)
        workspace.clocks.alarm_wanted.connect(self._force)

    def waited(self) -> list[Waited]:
        chosen = self.workspace.organisation
        return list(of_unlocked(self.workspace.clocks.running, chosen.clock_text, chosen.clock_phone))

    def is_forced(self, waited: Waited) -> bool:
        """Say whether somebody raised the alarm before it was due."""
        return waited.key in self._forced

    def _force(self, meeting_id: int) -> None:
        self._forced |= {
            each.key for each in self.waited() if each.under_way and each.under_way.meeting.id == meeting_id
        }
        self._opened = 0
        self._vigil.look()

    def show_late(self, late: list[Waited]) -> None:
        self._note(late)
        first = late[0]
        neutral = first.neutral
        self._vigil.alarm.show(
            self._face(first, late),
            frozenset(each.key for each in late),
            neutral=(title_of(neutral), words_of(neutral)),
            keep_back=self._is_open(first),
        )

    def _face(self, first: Waited, late: list[Waited]) -> Face:
        if first.under_way is None:
            neutral = first.neutral
            return other_face(title_of(neutral), _stray_words(first), neutral.phone, [self._way_for_stray(first)])
        words = meeting_words(self.workspace, first.under_way, others=len(late) - 1)
        return meeting_face((first.key,), words, self._ways(first.under_way.meeting.id))

    def _ways(self, meeting_id: int) -> list[Way]:
        more = _("{minutes} more minutes").format(minutes=MORE_MINUTES)
        check_in = partial(self._do, partial(meeting_clock.check_in, meeting_id=meeting_id))
        give_time = partial(self._do, partial(meeting_clock.give_time, meeting_id=meeting_id, minutes=MORE_MINUTES))
        return [
            Way(_("They have been in touch"), "check", "alarm.check_in", check_in),
            Way(more, "clock-plus", "alarm.more", give_time),
            Way(_("Open the meeting"), "arrow-right", "alarm.open", partial(self._open, meeting_id)),
        ]

    def _way_for_stray(self, stray: Waited) -> Way:
        """Return the way on: a clock of no known meeting can be stopped; that of another vault needs that vault."""
        if stray.folder is not None or stray.countdown is None:
            return Way(_("Lock, to open the other vault"), "lock", "alarm.lock", self._lock)
        stop = partial(meeting_clock.stop_stray, due_at=stray.countdown.due.wall)
        clocks = self.workspace.clocks
        told = partial(clocks.do, self, stop, lambda _nothing: clocks.renew())
        return Way(_("All is well: stop this clock"), "check", "alarm.stop", told)

    def _do(self, work: ClockWork) -> None:
        self._forced.clear()
        self.workspace.clocks.do(self, work)

    def _open(self, meeting_id: int) -> None:
        """Bring the meeting's page to the front; the sound goes on."""
        self._opened = meeting_id
        self._window.go("meetings", {"live": meeting_id})
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self._vigil.look()

    def _is_open(self, waited: Waited) -> bool:
        """Say whether the meeting's own page is in front, where all stands too; the alarm comes when it is left."""
        meeting = waited.under_way.meeting.id if waited.under_way else 0
        here = self._window.here == ("meetings", {"live": meeting}) and self._window.isVisible()
        if not (meeting and self._opened == meeting and here and not self._window.isMinimized()):
            self._opened = 0
        return self._opened != 0

    def show_question(self, asked: list[Waited]) -> None:
        """Ask whether all is well after a gap."""
        known = [each for each in asked if each.under_way is not None]
        first = (known or asked)[0]
        if first.countdown is None:
            return
        title, time = _("Is all well?"), clock(first.countdown.due.wall)
        text = _(
            "The program was not running, or the computer was asleep, while a meeting was under way. The next check-in "
            "is due at {time}. Have they been in touch?"
        ).format(time=time)
        wait = Way(_("Not yet, let the clock go on"), "clock", "alarm.wait", self._vigil.answer)
        heard = Way(_("They have been in touch"), "check", "alarm.check_in", partial(self._hear, known))
        ways = [heard, wait] if known else [wait]
        face = asking_face(title, text, "", ways)
        self._vigil.alarm.show(face, frozenset(), neutral=("", ""))

    def _hear(self, known: list[Waited]) -> None:
        for each in known:
            if each.under_way is not None:
                self._do(partial(meeting_clock.check_in, meeting_id=each.under_way.meeting.id))
        self._vigil.answer()

    def show_sign(self) -> None:
        self.workspace.clocks.kept_awake = self._vigil.awake.kept
        self._sign.tick()

    def _note(self, late: list[Waited]) -> None:
        """Write down, once for each, that a check-in did not come."""
        for each in late:
            if each.under_way is None or each.countdown is None or each.key in self._noted or self.is_forced(each):
                continue
            self._noted.add(each.key)
            announce(self._window, _("They have not been in touch"))
            now, meeting, due = self.workspace.now(), each.under_way.meeting.id, each.countdown.due.wall
            self.workspace.write(self, partial(meeting_clock.note_overdue, now=now, meeting_id=meeting, due_at=due))


def _stray_words(stray: Waited) -> str:
    """Return what is known of a clock that belongs to no meeting here."""
    if stray.countdown is None:
        return words_of(stray.neutral)
    time = clock(stray.countdown.due.wall)
    if stray.folder is not None:
        return _("A reminder of another vault on this computer was due at {time}.").format(time=time)
    return _(
        "A reminder was due at {time}, and no meeting in this vault is under way for it. Make sure that all is well "
        "before you stop its clock."
    ).format(time=time)
