"""One shift: who, where, how it went; what can be done about it stands above."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...domain.rights import Right
from ...domain.shift import Debriefing, Shift, ShiftIncident
from ...i18n import _, ngettext, window_texts
from ...operations.organisation import load_platforms
from ...operations.saving import remove_record, restore_record
from ...operations.shifts import open_incidents
from ...storage import feelings, shifts
from ...storage.reading import load_one
from ..look import theme
from ..look.layouts import box, card, column, row
from ..look.messages import notice
from ..look.parts import button, fact, label
from ..look.tokens import Space
from ..main_window import MainWindow
from ..page import Page
from ..people.form_page import WIDEST
from ..people.slot import Slot
from ..words import chosen, day_and_clock, who
from ..workspace import Workspace
from .words import day_within, hours_words, length_words, not_ticked, running_words, who_works


class ShiftPage(Page):
    """Built anew when the shift changes, so it says how things stand."""

    def __init__(self, window: MainWindow, workspace: Workspace, shift_id: int) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._shift = load_one(workspace.db, Shift, shift_id)
        self._actions = list(self._buttons())
        self._incidents = Slot()
        title = _("Shift, {day}").format(day=day_within(self._shift, workspace))
        subtitle = " · ".join(filter(None, (hours_words(self._shift), who_works(self._shift, workspace))))
        shown = [self._alone(), self._facts(), self._incidents, *self._felt()]
        self.compose(title, subtitle, self._actions, *filter(None, shown), None)
        self._ask_incidents()

    def _buttons(self) -> Iterator[QWidget]:
        shift, own = self._shift, self._workspace.account.uid in self._shift.workers
        yield self._lead(_("All shifts"), "calendar-days", "all", {"shift": "all"})
        if shift.started_at is None:
            yield self._remove()
            yield self._lead(_("Change"), "square-pen", "plan")
            yield self._lead(_("Start a shift"), "timer", "start", kind="primary")
            return
        yield self._lead(_("Write down an incident"), "siren", "incident")
        if own and shift.ended_at:
            yield self._lead(_("How it felt"), "lock", "felt", kind="primary")
        if shift.is_running:
            yield self._lead(_("End the shift"), "check", "end", kind="primary")

    def _lead(self, words: str, icon: str, do: str, place: dict[str, object] | None = None, kind: str = "") -> QWidget:
        result = button(words, icon, kind, big=True, name=f"shift.{do}")
        where = place or {"shift": self._shift.id, "do": do}
        result.clicked.connect(lambda: self._window.go("outreach", where))
        return result

    def _remove(self) -> QWidget:
        result = button(_("Remove"), "archive", big=True, name="shift.remove")
        result.clicked.connect(self._put_away)
        return result

    def _put_away(self) -> None:
        shift, space, now = self._shift, self._workspace, self._workspace.now()
        back = partial(restore_record, record=shift, now=now)
        self._window.replace("outreach", {"shift": "all"})
        space.write(
            self._window,
            partial(remove_record, record=shift, now=now),
            lambda _nothing: self._window.tell(
                lambda: _("The planned shift is removed"), lambda: space.write(self._window, back)
            ),
        )

    def _alone(self) -> QWidget | None:
        shift = self._shift
        if not shift.is_alone:
            return None
        text = shift.alone_reason or _("Find a second person, or write why one works alone.")
        return self._wide(notice("warning", _("One person works alone"), text))

    @staticmethod
    def _wide(widget: QWidget) -> QWidget:
        widget.setMaximumWidth(theme.scaled(WIDEST))
        return widget

    def _facts(self) -> QWidget:
        facts = [fact(name, text) for name, text in self._told() if text]
        return self._wide(card(*facts, gap=Space.M))

    def _told(self) -> Iterator[tuple[str, str]]:
        """Yield what is known, by name."""
        shift, space = self._shift, self._workspace
        names = {each.id: each.name for each in load_platforms(space.db)}
        platforms = [names[each] for each in shift.platforms if each in names]
        yield _("Who works"), who_works(shift, space)
        yield _("On which platforms"), window_texts().listed(platforms) if platforms else _("None chosen")
        if shift.started_at is None:
            return
        yield _("Not ticked before it began"), not_ticked(shift)
        length = length_words(shift.length) if shift.ended_at else running_words(shift, space.now())
        yield _("How long"), length
        seen = shift.profiles_seen
        yield _("Profiles looked at"), "" if seen is None else window_texts().number(seen)
        yield _("Debriefing"), self._debriefing()
        yield _("To the next shift"), shift.handover

    def _debriefing(self) -> str:
        shift = self._shift
        if shift.debriefing is None:
            return ""
        booked = shift.debriefing is Debriefing.BOOKED and shift.debriefing_on
        day = window_texts().day(shift.debriefing_on) if booked and shift.debriefing_on else ""
        return ", ".join(filter(None, (chosen(shift.debriefing), day)))

    def _felt(self) -> list[QWidget]:
        """Return what who is signed in may read of how it felt: their own words, and what others let them read."""
        space = self._workspace
        found = feelings.load_own(space.db, self._shift.id)
        shown = [
            fact(
                _("{name}, {when}").format(
                    name=who(each.writer, space.accounts), when=day_and_clock(each.written_at, space.today)
                ),
                each.text if each.text is not None else _("This text cannot be opened."),
            )
            for each in found
        ]
        return [self._wide(card(label(_("How it felt"), "lead"), *shown))] if shown else []

    def _ask_incidents(self) -> None:
        """Show what happened to who may read it, which the log notes; to others how many there are."""
        count = shifts.count_incidents(self._workspace.db, self._shift.id)
        if not count:
            self._incidents.hide()
        elif self._workspace.may(Right.READ_NOTES):
            work = partial(open_incidents, shift_id=self._shift.id, now=self._workspace.now())
            self._workspace.write(self, work, self._show_incidents)
        else:
            words = ngettext("{count} incident is written down.", "{count} incidents are written down.", count)
            sealed = _("Your account cannot read it: it is kept by encryption.")
            self._put_incidents(column(label(words.format(count=count)), label(sealed, "muted", wrap=True)))

    def _show_incidents(self, found: list[ShiftIncident]) -> None:
        self._put_incidents(column(*map(self._incident, found), gap=Space.M))

    def _incident(self, incident: ShiftIncident) -> QWidget:
        told = fact(self._written(incident), incident.text)
        report = button(_("The report on paper"), "printer", name="shift.incident_paper")
        place = {"shift": self._shift.id, "incident_paper": incident.id}
        report.clicked.connect(lambda: self._window.go("outreach", place))
        return box(column(told, row(report, None), gap=Space.S))

    def _written(self, incident: ShiftIncident) -> str:
        space = self._workspace
        when = day_and_clock(incident.created_at, space.today) if incident.created_at else ""
        return f"{who(incident.created_by, space.accounts)}, {when}"

    def _put_incidents(self, body: QVBoxLayout) -> None:
        self._incidents.put(self._wide(card(label(_("Incidents"), "lead"), body)))

    def first_focus(self) -> QWidget:
        return self._actions[-1]
