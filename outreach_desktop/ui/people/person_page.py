"""One person: what must be known before anything is done, then the log, and all the rest in tabs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ...domain.contact import Contact
from ...domain.errors import KnownError
from ...domain.meeting import Meeting
from ...domain.rights import Right, may
from ...i18n import _
from ...operations import people
from ...operations.lines import SavedLine, log_line
from ...operations.people import PersonPage as Known
from ...operations.shifts import second_person
from ...storage import assessments, concern_reports, meetings
from ...storage import people as people_storage
from ...storage.assessments import AssessmentRow
from ...storage.concern_reports import ConcernReportRow
from ...storage.database import Database
from ...storage.people import HistoryLine, PersonRow
from ..dialogs import known_error_text
from ..look.layouts import box, column, row
from ..look.messages import notice
from ..look.parts import button, rule, tab_bar, tool
from ..look.tokens import Space
from ..look.words import label
from ..meetings.person_part import PLAN_KEYS, meeting_rows, meetings_part, next_words, plan_with
from ..page import Page, State
from ..taking_back import undo_line
from ..words import chosen
from ..workspace import Workspace
from .memory import Memory
from .person_draft import LineDrafts
from .person_facts import side_facts, summary_strip
from .person_keys import keys_of
from .person_log import LogPart, said
from .person_menu import show_menu
from .person_notices import notices
from .person_parts import AboutPart, NotesPart, RowsPart, assessment_rows, history_rows, report_rows
from .removing import remove_contact, remove_part, remove_person
from .slot import Parts, Slot

if TYPE_CHECKING:
    from ..main_window import MainWindow

_OF_PARTS = {"follow_up", "identifier", "town", "seen_ad", "note", "assessment", "concern_report", "meeting"}
_SHOWN_TABLES = frozenset({"person", "person_summary", "contact", "account"} | _OF_PARTS)
_MOST_HISTORY = 500
_TABS = ("log", "about", "notes", "assessments", "meetings", "reports", "history")


@dataclass(frozen=True, slots=True)
class Found:
    """All that the page shows but the history, which is asked for when it is looked at."""

    known: Known
    versions: list[AssessmentRow]
    meetings: list[Meeting]
    reports: list[ConcernReportRow]


@dataclass(frozen=True, slots=True)
class Further:
    """A part that is made when it is looked at, and how it is filled."""

    part: QWidget
    fill: Callable[[Found], None]


class PersonPage(Page):
    """The skeleton stands at once; what is known comes from the writing thread, which notes the opening."""

    def __init__(self, window: "MainWindow", workspace: Workspace, memory: Memory, row: PersonRow) -> None:
        super().__init__()
        self.window_, self.workspace, self.memory, self.id = window, workspace, memory, row.id
        self.known: Known | None = None
        self._found: Found | None = None
        self._oldest: Contact | None = None  # the first line of the log once earlier ones were fetched
        self._alias, self._uid = row.alias, row.uid
        self._above, self._strip, self._facts = Slot(), Slot(), Slot()
        self._keys_line = label(keys_of("log"), "muted", wrap=True)
        self._make_parts()
        self._make_actions()
        self._make_tabs()
        self.compose(
            row.alias,
            f"{row.code} · {chosen(row.state)}",
            [self.more, self.new, self.edit, *self.write],
            self._above,
            self._strip,
            column(self.tabs, rule(), gap=0),
            self.stack,
            self._keys_line,
            gap=Space.M,
        )
        self.layout().setStretchFactor(self.stack, 1)  # type: ignore[union-attr]
        self._drafts = LineDrafts(self, workspace, row, self.log, self.notes)
        self.workspace.changed.connect(self._when_changed)
        self._set_keys()
        self._open()

    def _make_parts(self) -> None:
        """Make what one sees first, and where one types; the other parts are made when they are looked at."""
        self.log, self.notes = LogPart(), NotesPart()
        self.log.logged.connect(self._log)
        self.log.more_wanted.connect(self._more_fields)
        self.log.opened.connect(lambda at: self.window_.go("people", {"contact": at}))
        self.log.step_opened.connect(partial(self.go, "step"))
        self.log.earlier_wanted.connect(self._fetch_earlier)
        self.log.removed.connect(lambda at: remove_contact(self.window_, self.workspace, at))
        self.notes.written.connect(self._add_note)
        self._makers: dict[int, Callable[[], Further]] = {
            _TABS.index("about"): self._make_about,
            _TABS.index("assessments"): self._make_assessments,
            _TABS.index("meetings"): self._make_meetings,
            _TABS.index("reports"): self._make_reports,
            _TABS.index("history"): self._make_history,
        }
        self._further: dict[int, Further] = {}

    def _make_about(self) -> Further:
        about = AboutPart()
        about.edit_wanted.connect(self._edit)
        about.identifier_wanted.connect(partial(self.go, "identifier"))
        about.town_wanted.connect(partial(self.go, "town"))
        about.ad_wanted.connect(partial(self.go, "ad"))
        about.part_removed.connect(lambda part: remove_part(self.window_, self.workspace, part))
        return Further(about, lambda found: about.show_person(found.known, self.workspace.today))

    def _make_assessments(self) -> Further:
        new = button(_("New assessment"), "plus", name="assessments.new")
        new.clicked.connect(lambda: self._go_assessment("new"))
        part = RowsPart(_("Assessments"), "assessments", _("No assessment yet."), [new])
        part.opened.connect(self._go_assessment)
        space = self.workspace
        return Further(part, lambda found: part.show_rows(assessment_rows(found.versions, space.accounts, space.today)))

    def _make_meetings(self) -> Further:
        part, space = meetings_part(self.window_, self.id), self.workspace
        return Further(part, lambda found: part.show_rows(meeting_rows(found.meetings, space)))

    def _make_reports(self) -> Further:
        new = button(_("New concern report"), "plus", name="reports.new")
        new.clicked.connect(self.new_report)
        part = RowsPart(_("Concern reports"), "reports", _("No concern report yet."), [new])
        part.opened.connect(lambda at: self.window_.go("reports", {"report": at}))
        return Further(part, lambda found: part.show_rows(report_rows(found.reports, self.workspace.today)))

    def _make_history(self) -> Further:
        part = RowsPart(_("Who did what"), "history", _("Nothing is noted yet."))

        def show(lines: list[HistoryLine]) -> None:
            part.show_rows(history_rows(lines, self.workspace.accounts, self.workspace.today, _MOST_HISTORY))

        def ask(found: Found) -> None:
            person_id = found.known.person.id
            question = partial(people_storage.load_history, person_id=person_id, most=_MOST_HISTORY + 1)
            self.workspace.ask(self, "history", question, show)

        return Further(part, ask)

    def _make_actions(self) -> None:
        self.more = tool("ellipsis", _("More actions"), name="person.more")
        self.more.clicked.connect(lambda: show_menu(self, self.more))
        self.new = button(_("New contact"), "plus", hint="Ctrl+N", big=True, name="person.contact")
        self.new.clicked.connect(lambda: self._more_fields(self.log.contact()))
        self.edit = button(_("Change"), "square-pen", hint="F2", big=True, name="person.edit")
        self.edit.clicked.connect(self._edit)
        self.write = []
        if self.window_.has_room("outreach"):
            words = _("Write to {alias}").format(alias=self._alias)
            self.write = [button(words, "message-circle", "primary", hint="Ctrl+Enter", big=True, name="person.write")]
            self.write[0].clicked.connect(lambda: self.window_.go("outreach", {"person": self.id}))
            self.write[0].hide()  # until it is known that we may

    def _make_tabs(self) -> None:
        side = row(self.log, self._facts, gap=Space.L)
        side.setStretch(0, 1)
        self.stack = Parts()
        ready = {_TABS.index("log"): box(side), _TABS.index("notes"): self.notes}
        for at in range(len(_TABS)):
            self.stack.addWidget(ready.get(at) or Slot())
        self.tabs = tab_bar(self._tab_names(), _("Parts of the page"), name="person.tab")
        for each in ("meetings", "reports"):
            self.tabs.setTabVisible(_TABS.index(each), self.window_.has_room(each))
        self.tabs.currentChanged.connect(self._show_tab)

    def _tab_names(self, counts: tuple[int, ...] = (0, 0, 0, 0, 0, 0)) -> list[str]:
        names = [_("The log"), _("About"), _("Notes"), _("Assessments"), _("Meetings"), _("Reports")]
        counted = [f"{name}  {count}" if count else name for name, count in zip(names, counts, strict=True)]
        return [*counted, _("History")]

    def _set_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F2": self._edit,
            "Ctrl+N": self.new.click,
            "Ctrl+S": self.notes.write,
            PLAN_KEYS: self.plan_meeting,
            "Ctrl+Return": self._write,
        }
        seen = [at for at in range(len(_TABS)) if self.tabs.isTabVisible(at)]
        keys |= {f"Alt+{at + 1}": partial(self.tabs.setCurrentIndex, at) for at in seen}
        for combination, do in keys.items():
            QShortcut(QKeySequence(combination), self).activated.connect(do)

    def _write(self) -> None:
        for each in self.write:
            if not each.isHidden():
                each.click()

    def _open(self) -> None:
        """Ask for everything. That the person was opened is noted, unless the page is only built anew."""
        rebuilt = self.window_.here == ("people", {"person": self.id}) and self.id in self.memory.opened
        if rebuilt:
            self._ask()
            return
        self.memory.opened.add(self.id)
        now, person_id = self.workspace.now(), self.id
        self.workspace.write(
            self, lambda db: self._all(people.open_person(db, person_id, now), db), self._show, self._gone
        )

    def _ask(self) -> None:
        today, person_id, oldest = self.workspace.today, self.id, self._oldest
        question = lambda db: self._all(people.look_at_person(db, person_id, today, oldest), db)  # noqa: E731
        self.workspace.ask(self, "person", question, self._show, self._gone)

    @staticmethod
    def _all(known: Known, db: Database) -> Found:
        person_id = known.person.id
        reads = may(db.sealer.role, Right.REPORTS)
        reports = concern_reports.load_rows(db, concern_reports.find(db, person_id=person_id)) if reads else []
        held = meetings.load_of_person(db, person_id)
        return Found(known, assessments.find_versions(db, person_id), held, reports)

    def _when_changed(self, tables: Any) -> None:
        if _SHOWN_TABLES & tables:
            self._ask()

    def _gone(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._above.put(notice("danger", _("That did not work"), known_error_text(error)))

    def _show(self, found: Found) -> None:
        known = found.known
        self.known, self._found = known, found
        today, accounts = self.workspace.today, self.workspace.accounts
        self._put_notices(known)
        self._strip.put(summary_strip(known, today))
        self._facts.put(side_facts(known, today, next_words(found.meetings, self.workspace)))
        self.log.show_log(known.log, list(said(known, accounts, today)), self.id, known.earlier)
        self.notes.show_notes(known.notes, accounts, today)
        parts = (known.notes or (), found.versions, found.meetings, found.reports)
        counts = (known.summary.contacts, 0, *map(len, parts))
        self._write_counts(counts)
        for each in self.write:
            each.setVisible(not known.permission.verdict.blocks and known.person.removed_on is None)
        for further in self._further.values():
            further.fill(found)

    def _fetch_earlier(self) -> None:
        """Show lines of the log that come before those that are shown, and go to them."""
        found = self._found
        if found is None:
            return

        def show(known: Known) -> None:
            before, self._oldest = found.known.log[0], known.log[0]
            self._show(replace(found, known=known))
            self.log.go_to(known.log[known.log.index(before) - 1].id)

        self.workspace.ask(self, "person", lambda db: people.fetch_earlier(db, found.known), show)

    def _write_counts(self, counts: tuple[int, ...]) -> None:
        for at, words in enumerate(self._tab_names(counts)):
            self.tabs.setTabText(at, words.replace("&", "&&"))

    def _put_notices(self, known: Known) -> None:
        shown = notices(self.window_, self.workspace, known, restore=self._restore)
        self._above.put(box(column(*shown, gap=Space.S)))
        self._above.setVisible(bool(shown))

    def _show_tab(self, at: int) -> None:
        if at in self._makers and at not in self._further:
            self._further[at] = self._makers[at]()
            place = self.stack.widget(at)
            if isinstance(place, Slot):
                place.put(box(column(self._further[at].part, None)))
            if self._found:
                self._further[at].fill(self._found)
        here = QApplication.focusWidget()
        was_inside = here is not None and self.stack.isAncestorOf(here)
        self.stack.show_part(at)
        self._keys_line.setText(keys_of(_TABS[at]))
        if was_inside and at in self._further and isinstance(about := self._further[at].part, AboutPart):
            about.take_focus()

    def go(self, name: str, wanted: object) -> None:
        self.window_.go("people", {"person": self.id, name: wanted})

    def _go_assessment(self, wanted: object) -> None:
        self.go("assessment", wanted)

    def new_report(self) -> None:
        self.window_.go("reports", {"report": "new", "person": self.id})

    def plan_meeting(self) -> None:
        plan_with(self.window_, self.id)

    def _edit(self) -> None:
        self.window_.go("people", {"person": self.id, "edit": "all"})

    def remove(self) -> None:
        if self.known:
            remove_person(self.window_, self.workspace, self.known.person)

    def _restore(self) -> None:
        if self.known:
            person, now = self.known.person, self.workspace.now()
            words = lambda: _("{alias} is back in the register").format(alias=person.alias)  # noqa: E731
            self.workspace.write(
                self, lambda db: people.restore_person(db, person, now), lambda _nothing: self.window_.tell(words)
            )

    def _log(self, begun: Contact) -> None:
        if self._drafts.line.storing:
            return
        now = self.workspace.now()
        second = begun.second_person or second_person(self.workspace.db, now)
        contact = replace(begun, person_id=self.id, at=now, second_person=second)  # the log may not have been read yet
        work = partial(log_line, contact=contact, now=now)
        self._drafts.line.store(self.workspace, self, work, self._logged, self._failed)

    def _logged(self, saved: SavedLine) -> None:
        self.log.clear()
        self.log.text.setFocus()
        self.window_.tell(lambda: _("Logged"), partial(undo_line, self.window_, self.workspace, saved))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        text = _("What you wrote is still here. {problem}").format(problem=known_error_text(error))
        self._above.put(notice("danger", _("Could not save"), text))
        self._above.show()

    def _more_fields(self, begun: Contact) -> None:
        """Go on with the line in the form that has all fields."""
        self.memory.begun[self.id] = replace(begun, person_id=self.id, at=self.workspace.now())
        self.log.clear()
        self._drafts.line.discard()
        self.window_.go("people", {"person": self.id, "contact": "new"})
        self._drafts.forget_line()

    def _add_note(self, text: str) -> None:
        if self._drafts.note.storing:
            return
        work = partial(people.add_note, person_id=self.id, text=text, now=self.workspace.now())
        self._drafts.note.store(self.workspace, self, work, self._noted, self._failed)

    def _noted(self, _note: object) -> None:
        self.notes.text.clear()
        self._drafts.note.discard()
        self.window_.tell(lambda: _("The note is saved"))

    def state(self) -> State:
        """Return what is typed and not stored, and what is chosen."""
        kept = super().state()
        stored = self._drafts.stored_fields
        return {**kept, "values": {name: value for name, value in kept["values"].items() if name not in stored}}

    def first_focus(self) -> QWidget:
        return self.log.text

    def unsaved(self) -> bool:
        return self._drafts.unsaved
