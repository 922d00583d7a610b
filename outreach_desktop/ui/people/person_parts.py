"""The other parts of a person's page: about, notes, assessments, reports, history."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ...content import municipality
from ...domain.going_past import GoingPast
from ...domain.log_line import Action, Subject
from ...domain.organisation import Account
from ...domain.person import Identifier, Note, Town
from ...domain.seen_ad import SeenAd
from ...i18n import _, window_texts
from ...operations.people import PersonPage
from ...storage.assessments import AssessmentRow
from ...storage.concern_reports import ConcernReportRow
from ...storage.people import HistoryLine
from ..look.layouts import box, column, row
from ..look.painted import Row, RowList, row_list
from ..look.parts import button, card, label, text_area
from ..look.tokens import Space
from ..words import chosen, day_and_clock, short_day, who
from .person_facts import all_facts, in_columns
from .slot import Slot


class RowsPart(QWidget):
    """A card with a heading, rows to open, and a button or two; says so when there are no rows."""

    opened = Signal(object)  # the key of a row
    removed = Signal(object)

    def __init__(self, title: str, name: str, nothing: str, actions: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.rows: RowList = row_list([], title, name=name)
        self.rows.activated.connect(lambda at: self.opened.emit(self.rows.row(at.row()).key))
        self._nothing = label(nothing, "muted", wrap=True)
        head = row(label(title, "lead"), *actions, gap=Space.S)
        head.setStretch(0, 1)
        top = box(head)
        words = box(column(top, self._nothing, gap=Space.S, margin=(Space.L, Space.M, Space.M, Space.M)))
        self.setLayout(column(card(words, self.rows, gap=0, margin=(0, 0, 0, Space.XS)), gap=0))
        delete = QShortcut(QKeySequence("Delete"), self.rows)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove_current)

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.rows.show_rows(rows)
        self.rows.fit()
        self.rows.setVisible(bool(rows))
        self._nothing.setVisible(not rows)

    def remove_current(self) -> None:
        if current := self.rows.current_row():
            self.removed.emit(current.key)


class AboutPart(QWidget):
    """Facts to the left, identifiers and towns to the right."""

    identifier_wanted = Signal(object)  # an id, or "new"
    town_wanted = Signal(object)
    ad_wanted = Signal(object)
    part_removed = Signal(object)  # an Identifier or a Town
    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._facts = Slot()
        self._edit: QPushButton | None = None
        self._identifiers = _part(_("Known by"), "identifiers", _("No number, handle or address yet."))
        self._towns = _part(_("Seen in"), "towns", _("No town yet."))
        new_ad = button(_("Add"), "plus", name="ads.add")
        new_ad.setAccessibleName(_("Add: {what}").format(what=_("Ads and profiles")))
        new_ad.clicked.connect(lambda: self.ad_wanted.emit("new"))
        self._ads = RowsPart(_("Ads and profiles"), "ads", _("No ad or profile yet."), [new_ad])
        self._ads.opened.connect(self.ad_wanted)
        self._parts: dict[object, Identifier | Town] = {}
        for part, wanted in ((self._identifiers, self.identifier_wanted), (self._towns, self.town_wanted)):
            part.opened.connect(lambda key, wanted=wanted: wanted.emit(key[1]))
            part.added.connect(lambda wanted=wanted: wanted.emit("new"))
            part.removed.connect(lambda key: self.part_removed.emit(self._parts[key]))
        right = column(self._identifiers, self._towns, self._ads, None, gap=Space.L)
        left = column(self._facts, None)
        both = row(box(left), box(right), gap=Space.L)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        self.setLayout(both)

    def take_focus(self) -> None:
        """Bring the keyboard to what changes the facts: Qt would choose the first button that removes something."""
        if self._edit:
            self._edit.setFocus()

    def show_person(self, known: PersonPage, today: date) -> None:
        facts = all_facts(known.person)
        edit = button(_("Change"), "square-pen", hint="F2", name="about.edit")
        edit.clicked.connect(self.edit_wanted)
        self._edit = edit
        head = row(label(_("What we know"), "lead"), edit)
        head.setStretch(0, 1)
        nothing = label(_("Nothing more is known yet. Only write what you need."), "muted", wrap=True)
        self._facts.put(card(box(head), in_columns(facts, 2) if facts else nothing))
        self._parts = {("identifier", each.id): each for each in known.identifiers}
        self._parts |= {("town", each.id): each for each in known.towns}
        self._identifiers.show_rows([_identifier_row(each, today) for each in known.identifiers])
        self._towns.show_rows([_town_row(each, today) for each in known.towns])
        self._ads.show_rows([_ad_row(each, today) for each in known.ads])


class _EditedRows(RowsPart):
    added = Signal()

    def __init__(self, title: str, name: str, nothing: str, actions: Sequence[QWidget]) -> None:
        super().__init__(title, name, nothing, actions)
        self._remove = actions[0]

    def show_rows(self, rows: Sequence[Row]) -> None:
        super().show_rows(rows)
        self._remove.setVisible(bool(rows))


def _part(title: str, name: str, nothing: str) -> _EditedRows:
    remove = button(_("Remove"), kind="quiet", hint="Delete", name=f"{name}.remove")
    add = button(_("Add"), "plus", name=f"{name}.add")
    add.setAccessibleName(_("Add: {what}").format(what=title))
    remove.setAccessibleName(_("Remove: {what}").format(what=title))
    result = _EditedRows(title, name, nothing, [remove, add])
    remove.clicked.connect(result.remove_current)
    add.clicked.connect(result.added)
    return result


def _identifier_row(identifier: Identifier, today: date) -> Row:
    seen = [
        _("first seen {day}").format(day=short_day(identifier.first_seen_on, today))
        if identifier.first_seen_on
        else "",
        _("last seen {day}").format(day=short_day(identifier.last_seen_on, today)) if identifier.last_seen_on else "",
    ]
    detail = " · ".join(filter(None, [chosen(identifier.kind), *seen]))
    until = identifier.last_seen_on
    ended = _("active until {day}").format(day=short_day(until, today)) if until else _("no longer active")
    aside = "" if identifier.active else ended
    return Row(identifier.value, detail, aside=aside, key=("identifier", identifier.id))


def ad_name(ad: SeenAd) -> str:
    """Return what tells which ad it is."""
    return ad.address or ad.alias or ad.identifiers


def _ad_row(ad: SeenAd, today: date) -> Row:
    seen = _("last seen {day}").format(day=short_day(ad.last_seen_on, today)) if ad.last_seen_on else ""
    detail = " · ".join(filter(None, [ad.alias if ad.address else "", ad.towns, seen]))
    return Row(ad_name(ad), detail or _("Day not known"), aside="" if ad.active else _("no longer active"), key=ad.id)


def _town_row(town: Town, today: date) -> Row:
    place = _municipality(town.municipality)
    seen = _("seen {day}").format(day=short_day(town.seen_on, today)) if town.seen_on else ""
    detail = " · ".join(filter(None, [place if place != town.name else "", seen]))
    return Row(town.name, detail or _("Day not known"), key=("town", town.id))


def _municipality(code: str) -> str:
    try:
        return municipality(code).name if code else ""
    except KeyError:
        return code


class NotesPart(QWidget):
    """Sealed notes, the newest first, and a place to write one."""

    written = Signal(str)
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._notes = Slot()
        self.text = text_area(name="note.text", height=96)
        self.text.setAccessibleName(_("New note"))
        self.text.setPlaceholderText(_("What others who help this person must know. Facts, no judgement."))
        self.text.textChanged.connect(self.edited)
        add = button(_("Add note"), "plus", hint="Ctrl+S", name="note.add")
        add.clicked.connect(self.write)
        explained = label(
            _("Notes are sealed: only accounts that may read restricted texts can open them."), "caption", wrap=True
        )
        below = row(explained, add)
        below.setStretch(0, 1)
        self.setLayout(column(card(self.text, box(below)), self._notes, None, gap=Space.L))

    def write(self) -> None:
        if self.text.toPlainText().strip():
            self.written.emit(self.text.toPlainText().strip())
        else:
            self.text.setFocus()

    def show_notes(
        self, notes: Sequence[Note | GoingPast] | None, accounts: Mapping[str, Account], today: date
    ) -> None:
        if notes is None:
            self._notes.put(
                card(
                    label(
                        _("Your account cannot read the notes: they are kept by encryption. You can add one."),
                        "muted",
                        wrap=True,
                    )
                )
            )
            return
        cards = [_note_card(note, accounts, today) for note in reversed(notes)]
        nothing = card(label(_("No notes yet."), "muted"))
        self._notes.put(box(column(*(cards or [nothing]), gap=Space.M)))


def _what_was_gone_past(note: Note | GoingPast) -> str:
    if not isinstance(note, GoingPast):
        return ""
    whys = window_texts().listed([chosen(each) for each in note.whys])
    return _("Wrote all the same, past: {reasons}").format(reasons=whys)


def _note_card(note: Note | GoingPast, accounts: Mapping[str, Account], today: date) -> QFrame:
    when = day_and_clock(note.created_at, today) if note.created_at else ""
    head = " · ".join(filter(None, [when, who(note.created_by, accounts), _what_was_gone_past(note)]))
    text = label(note.reason if isinstance(note, GoingPast) else note.text, wrap=True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return card(label(head, "caption"), text, gap=Space.XS)


def assessment_rows(versions: Sequence[AssessmentRow], accounts: Mapping[str, Account], today: date) -> list[Row]:
    return [_assessment_row(each, accounts, today) for each in versions]


def _assessment_row(version: AssessmentRow, accounts: Mapping[str, Account], today: date) -> Row:
    title = _("Version {number}: {conclusion}").format(number=version.number, conclusion=chosen(version.conclusion))
    signed = day_and_clock(version.signed_at, today) if version.signed_at else ""
    detail = " · ".join(filter(None, [who(version.signed_by, accounts), signed]))
    return Row(title, detail, "square-pen", key=version.id)


def report_rows(reports: Sequence[ConcernReportRow], today: date) -> list[Row]:
    return [_report_row(each, today) for each in reports]


def _report_row(report: ConcernReportRow, today: date) -> Row:
    place = _municipality(report.municipality) or _("No municipality yet")
    day = report.sent_on or report.written_on
    aside = _("urgent") if report.urgent else ""
    detail = " · ".join(filter(None, [chosen(report.state), short_day(day, today) if day else ""]))
    title = _("Concern report to {place}").format(place=place) if report.municipality else _("Concern report")
    return Row(title, detail, "file-text", aside, "warning" if report.urgent else "", key=report.id)


def history_rows(lines: Sequence[HistoryLine], accounts: Mapping[str, Account], today: date, most: int) -> list[Row]:
    """Return the log in words: who, what, when; the newest `most` lines, and that there are more."""
    actions, subjects = _words_of(Action) | _actions(), _words_of(Subject) | _subjects()
    more = _("Only the newest {count} lines are shown.").format(count=most)
    rows = [
        Row(
            f"{actions.get(each.action, each.action)} {subjects.get(each.subject, each.subject)}",
            f"{who(each.account, accounts)} · {day_and_clock(each.at, today)}",
            key=each.seq,
        )
        for each in lines[:most]
    ]
    return [*rows, Row(more, _("Older ones stay in the log of the vault."))] if len(lines) > most else rows


def _words_of(kind: type[Action] | type[Subject]) -> dict[str, str]:
    """Return the words of the whole log, for what is seldom done to a person."""
    words = {each.value: _(each.label.text) for each in kind}
    return {value: text[:1].upper() + text[1:] for value, text in words.items()} if kind is Action else words


def _actions() -> dict[str, str]:
    return {
        "read": _("Opened"),
        "add": _("Added"),
        "change": _("Changed"),
        "remove": _("Removed"),
        "restore": _("Took back"),
        "print": _("Printed"),
        "move": _("Moved"),
        "hand_over": _("Handed over"),
        "finish": _("Finished"),
        "reopen": _("Took up again"),
        "merge": _("Merged"),
        "undo_merge": _("Undid the merging of"),
        "split": _("Split"),
    }


def _subjects() -> dict[str, str]:
    return {
        "person": _("the person"),
        "contact": _("a contact"),
        "follow_up": _("a next step"),
        "identifier": _("something the person is known by"),
        "town": _("a town"),
        "note": _("a note"),
        "assessment": _("an assessment"),
        "concern_report": _("a concern report"),
        "meeting": _("a meeting"),
    }
