"""What turned out to be about somebody else is ticked, and becomes a person of its own."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ...domain.attributes import Invalid
from ...domain.errors import KnownError
from ...domain.going_past import GoingPast
from ...domain.meeting import Meeting
from ...domain.person import Note, Person
from ...domain.rights import Right, may
from ...i18n import _, ngettext
from ...operations.people import PersonPage, look_at_person
from ...operations.splitting import split
from ...storage import assessments, concern_reports, meetings
from ...storage.assessments import AssessmentRow
from ...storage.columns import table_of
from ...storage.concern_reports import ConcernReportRow
from ...storage.database import Database
from ...storage.reading import load_one
from ..dialogs import known_error_text
from ..look.fields import field, line
from ..look.messages import notice
from ..look.painted import Row, TickDelegate, row_list
from ..look.parts import button, card, label
from ..look.tokens import Space
from ..look.words import announce
from ..page import Page, State
from ..rooms import Place
from ..words import chosen, day_and_clock, short_day
from ..workspace import Workspace
from .person_parts import ad_name
from .slot import Slot

if TYPE_CHECKING:
    from ..main_window import MainWindow

Found = tuple[PersonPage, list[AssessmentRow], list[ConcernReportRow], list[Meeting]]
_HEIGHT, _LONGEST = 380, 90


def split_page(window: "MainWindow", workspace: Workspace, place: Place) -> Page:
    """Return the page that splits a person."""
    return SplitPage(window, workspace, load_one(workspace.db, Person, place["person"]))


class SplitPage(Page):
    """Space ticks a row. What is not ticked stays where it is."""

    def __init__(self, window: "MainWindow", workspace: Workspace, person: Person) -> None:
        super().__init__()
        self._window, self._workspace, self._person = window, workspace, person
        self._to_tick: list[tuple[str, int]] = []
        self._message = Slot()
        self._alias = line(name="split.alias")
        self._earlier = label("", "muted", wrap=True)
        self._earlier.hide()
        self._rows = row_list([], _("What belongs to the other person"), name="split.rows", delegate=TickDelegate)
        self._rows.setMinimumHeight(_HEIGHT)
        self._split = button(_("Split off"), "check", "primary", hint="Ctrl+S", big=True, name="split.do")
        self._split.clicked.connect(self._do)
        back = button(_("Back"), hint="Alt+←", big=True, name="split.back")
        back.clicked.connect(window.back)
        title = _("Split {alias}").format(alias=person.alias)
        words = _(
            "Tick with the space bar what is about somebody else. They get a record of their own, and what is not "
            "ticked stays here."
        )
        again = _("What keeps us from writing holds for both, until somebody lifts it. Merging the two undoes it.")
        content = card(
            field(_("Alias of the other person"), self._alias),
            label(words, wrap=True),
            self._rows,
            self._earlier,
            label(again, "muted", wrap=True),
            margin=Space.XL,
        )
        self.compose(title, person.code, [back, self._split], self._message, content, None)
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self._split.click)
        workspace.ask(self, "split", self._all, self._show)

    def _all(self, db: Database) -> Found:
        person_id = self._person.id
        reads = may(db.sealer.role, Right.REPORTS)
        reports = concern_reports.load_rows(db, concern_reports.find(db, person_id=person_id)) if reads else []
        page = look_at_person(db, person_id, self._workspace.today)
        return page, assessments.find_versions(db, person_id), reports, meetings.load_of_person(db, person_id)

    def _show(self, found: Found) -> None:
        ticked = {*self._to_tick, *_ticked(self._rows.ticked())}
        self._rows.show_rows(_rows(found, ticked, self._workspace.today))
        self._rows.set_current(0)
        earlier = found[0].earlier
        self._earlier.setText(
            ngettext(
                "{count} earlier line of the log is not shown here.",
                "{count} earlier lines of the log are not shown here.",
                earlier,
            ).format(count=earlier)
        )
        self._earlier.setVisible(bool(earlier))

    def _do(self) -> None:
        ids: dict[str, list[int]] = {}
        for table, key in _ticked(self._rows.ticked()):
            ids.setdefault(table, []).append(key)
        alias, person_id, now = self._alias.text(), self._person.id, self._workspace.now()
        self._split.setEnabled(False)
        self._workspace.write(self, lambda db: split(db, person_id, alias, ids, now), self._done, self._fail)

    def _done(self, new: Person) -> None:
        self._window.replace("people", {"person": new.id})
        words = _("{alias} has a record of their own, {code}").format(alias=new.alias, code=new.code)
        self._window.tell(lambda: words)

    def _fail(self, error: Exception) -> None:
        self._split.setEnabled(True)
        if isinstance(error, Invalid):
            first = error.problems[0]
            missing = first.field == "alias" and first.missing
            text = _("Write the other person's alias first.") if missing else _(first.text).format(*first.values)
            (self._alias if missing else self._rows).setFocus()
        elif isinstance(error, KnownError):
            text = known_error_text(error)
        else:
            raise error
        self._message.put(notice("danger", _("That did not work"), text))
        announce(self, text)

    def state(self) -> State:
        """Return what is typed and ticked."""
        return {**super().state(), "ticked": _ticked(self._rows.ticked()) or self._to_tick}

    def restore(self, state: State) -> None:
        self._to_tick = [(table, key) for table, key in state.get("ticked", [])]
        super().restore(state)

    def first_focus(self) -> QWidget:
        return self._alias


def _ticked(rows: Sequence[Row]) -> list[tuple[str, int]]:
    return [each.key for each in rows if isinstance(each.key, tuple)]


def _short(text: str) -> str:
    first = text.strip().splitlines()[0] if text.strip() else "–"
    return f"{first[:_LONGEST]} …" if len(first) > _LONGEST else first


def _rows(found: Found, ticked: set[tuple[str, int]], today: date) -> list[Row]:
    """Return all that hangs on a person, each kind below its heading."""
    rows = []
    for title, lines in _groups(found, today):
        rows += [Row(title, heading=True)] if lines else []
        rows += [Row(_short(text), detail, ticked=key in ticked, key=key) for key, text, detail in lines]
    return rows


_Line = tuple[tuple[str, int], str, str]


def _groups(found: Found, today: date) -> Iterator[tuple[str, list[_Line]]]:
    page, versions, reports, planned = found
    yield _("Known by"), [(("identifier", each.id), each.value, chosen(each.kind)) for each in page.identifiers]
    yield _("Seen in"), [(("town", each.id), each.name, _day(each.seen_on, today)) for each in page.towns]
    yield _("Ads and profiles"), [(("seen_ad", each.id), ad_name(each), each.towns) for each in page.ads]
    steps = [(each, _day(each.due_on, today)) for each in page.steps]
    yield _("Next steps"), [(("follow_up", each.id), each.step, day) for each, day in steps]
    log = [(each, each.note or chosen(each.outcome)) for each in page.log]
    yield _("The log"), [(("contact", each.id), text, _moment(each.at, today)) for each, text in log]
    yield _("Notes"), [_note(each, today) for each in page.notes or ()]
    signed = [(each, _("Version {number}").format(number=each.number)) for each in versions]
    yield _("Assessments"), [(("assessment", each.id), chosen(each.conclusion), text) for each, text in signed]
    written = [(each, _day(each.written_on, today)) for each in reports]
    yield _("Concern reports"), [(("concern_report", each.id), chosen(each.state), day) for each, day in written]
    times = [(each, _moment(each.starts_at, today)) for each in planned]
    yield _("Meetings"), [(("meeting", each.id), each.place or chosen(each.way), at) for each, at in times]


def _note(note: Note | GoingPast, today: date) -> _Line:
    text = note.reason if isinstance(note, GoingPast) else note.text
    return (table_of(type(note)), note.id), text, _moment(note.created_at, today)


def _day(day: date | None, today: date) -> str:
    return short_day(day, today) if day else ""


def _moment(moment: datetime | None, today: date) -> str:
    return day_and_clock(moment, today) if moment else ""
