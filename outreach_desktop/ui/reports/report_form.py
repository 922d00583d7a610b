"""The draft of a concern report in five parts, one at a time, as in the report itself."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ...content import law, municipalities
from ...domain.attributes import Invalid, Problem, problems
from ...domain.concern_report import ConcernReport
from ...domain.errors import KnownError
from ...domain.organisation import ReportStatus
from ...i18n import LANGUAGES, _, window_texts
from ..forms.editor import Editor
from ..forms.form_field import FormField
from ..forms.record_form import RecordForm
from ..forms.summary import Line, Summary
from ..look.parts import (
    Choice,
    Combo,
    Field,
    Item,
    Space,
    box,
    column,
    combo,
    field,
    label,
    notice,
    rule,
    scrolling,
    tab_bar,
)
from ..look.theme import px
from ..workspace import Workspace

READER = "second_reader"
_PARTS: tuple[tuple[str, ...], ...] = (
    (
        "municipality",
        "unit",
        "basis",
        "written_on",
        "urgent",
        "child_name",
        "child_age",
        "child_number",
        "child_address",
        "child_phone",
        "child_school",
        "child_language",
    ),
    ("guardians", "guardian_one", "guardian_two", "guardian_told"),
    ("seen", "said", "heard", "effect", "own_view", "child_told", "child_told_why"),
    (
        "reporter_name",
        "reporter_role",
        "reporter_phone",
        "how_known",
        "earlier",
        "police",
        "who_else",
        "with_standard_text",
    ),
)
_GUARDIANS, _HAND_OVER = 1, len(_PARTS)


class ReportForm(QWidget):
    """Tabs over one part of the form. `language` is the report's own, to be placed beside the preview."""

    edited = Signal()

    def __init__(self, report: ConcernReport, workspace: Workspace, *last: Item) -> None:
        super().__init__()
        self._report, self._workspace = report, workspace
        self.tabs = tab_bar(_titles(), _("Parts of the report"), name="report.part")
        self.language = self._language_choice()
        self._reader = self._reader_box()
        self._reader_field = field(
            _("Second reader"), self._reader, _("Choose somebody of yours, or write a name. Not the writer.")
        )
        self._parts: dict[int, RecordForm[ConcernReport]] = {}
        self._names: dict[str, FormField] = {}
        self._summary = Summary()
        self._told = notice("danger", _("Do they have to know?"), _law_words("guardian_warning"))
        first = box(column(urgent_notice(workspace.organisation.social_emergency_phone), gap=Space.L))
        known = box(column(label(_law_words("child_may_read"), "caption", wrap=True), gap=Space.L))
        second, fourth = (box(column(gap=Space.M)) for _part in range(2))
        self._pages = [first, second, known, fourth, self._hand_over(*last)]
        self._compose()
        self._turn_to(0)
        self._listen()

    def _compose(self) -> None:
        self._notices = column(gap=Space.M)
        content = box(column(self._summary, self._notices, *self._pages, None, gap=Space.L, margin=Space.L))
        self._area = scrolling(content)
        tabs = box(column(self.tabs, margin=(Space.L, Space.XS, Space.L, 0)))
        self.setLayout(column(tabs, rule(), self._area, gap=0))

    def _listen(self) -> None:
        self.tabs.currentChanged.connect(self.show_part)
        self._reader.editTextChanged.connect(lambda _text: self.edited.emit())
        self.language.chosen.connect(lambda _index: self.edited.emit())

    def _part(self, at: int) -> RecordForm[ConcernReport]:
        """Return the form of a part, made when it is first needed: all at once would keep one waiting."""
        if at not in self._parts:
            form = self._parts[at] = self._new_part(_PARTS[at])
            self._names |= {_field_name(each): each for each in form.findChildren(FormField)}
            self._pages[at].layout().addWidget(form)  # type: ignore[union-attr]
            self._let_tab_follow(form)
            form.show()  # at once: a layout would do so later, and the keyboard goes only to what is shown
            form.edited.connect(self.edited)
            if at == _GUARDIANS:
                self._pages[at].layout().addWidget(self._told)  # type: ignore[union-attr]
                form.edited.connect(self._warn_of_guardians)
                self._warn_of_guardians()
        return self._parts[at]

    def _let_tab_follow(self, form: QWidget) -> None:
        """Put a part made later than the page behind the summary in the order of Tab, as one piece."""
        form.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        form.setFocusProxy(form.findChildren(FormField)[0].editor.parts[0])
        if self._summary.window() is form.window():
            QWidget.setTabOrder(self._summary, form)

    def _new_part(self, fields: tuple[str, ...]) -> RecordForm[ConcernReport]:
        mixed = self._workspace.organisation.report_status is ReportStatus.MIXED
        shown = [name for name in fields if name != "basis" or mixed]
        named = {municipality.code: municipality.name for municipality in municipalities()}
        choices: dict[str, dict[Any, str]] = {"municipality": named}
        return RecordForm(self._report, today=self._workspace.today, choices=choices, only=shown)

    def _language_choice(self) -> Choice:
        index = list(LANGUAGES).index(self._report.language)
        return Choice(list(LANGUAGES.values()), index, spoken=_("Language of the report"), name="report.language")

    def _reader_box(self) -> Combo:
        own = self._workspace.account.uid
        names = [each.name for each in self._workspace.accounts.values() if each.active and each.uid != own]
        result = combo(sorted(names), name=READER)
        result.setEditable(True)
        result.setEditText(self._report.second_reader)
        return result

    def _hand_over(self, *last: Item) -> QWidget:
        text = _(
            "The second reader reads the report as it will be sent. Until it is sent or comes back to you, "
            "nothing in it is changed."
        )
        return box(column(label(text, wrap=True), self._reader_field, *last, gap=Space.L))

    def add_notice(self, widget: QWidget) -> None:
        """Show something above the form, in every part."""
        self._notices.insertWidget(0, widget)
        for each in widget.findChildren(QPushButton):
            QWidget.setTabOrder(self._summary, each)

    @property
    def reader(self) -> str:
        """Who is to read the report before it is sent, an account's name or any other."""
        return self._reader.currentText().strip()

    def editor(self, name: str) -> Editor:
        self._part(self._part_of(name))
        return self._names[name].editor

    def record(self) -> ConcernReport:
        """Return the report as the form has it; raises `Invalid` when an editor holds text that is no value."""
        values, problems = self._read()
        if problems:
            raise Invalid(problems)
        return replace(self._report, **values)

    def so_far(self) -> ConcernReport:
        """Return the report with all that could be saved already, for the preview.

        A book that was pasted by mistake would keep the preview, and with it the window, busy for seconds.
        """
        typed = replace(self._report, **self._read()[0])
        wrong = problems(typed, self._workspace.today, complete=False)
        return replace(typed, **{problem.field: getattr(self._report, problem.field) for problem in wrong})

    def _read(self) -> tuple[dict[str, Any], list[Problem]]:
        values: dict[str, Any] = {READER: self.reader, "language": list(LANGUAGES)[self.language.index]}
        problems = []
        for name, each in self._names.items():
            try:
                values[name] = each.editor.value()
            except KnownError as error:
                problems.append(Problem(name, error.text))
        return values, problems

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show each problem below its field, and all of them above every part; that summary takes the keyboard."""
        told = list(problems)
        for at in {self._part_of(problem.field) for problem in told} - {_HAND_OVER}:
            self._part(at)
        texts = {problem.field: _in_words(problem) for problem in reversed(told)}
        for name, each in self._fields():
            each.set_error(texts.get(name, ""), aloud=False)
        self._area.verticalScrollBar().setValue(0)
        self._summary.show_lines([self._line(problem) for problem in told])

    def _fields(self) -> list[tuple[str, Field]]:
        return [*self._names.items(), (READER, self._reader_field)]

    def _line(self, problem: Problem) -> Line:
        names = {name: each.control.accessibleName() for name, each in self._fields()}
        return names.get(problem.field, ""), _in_words(problem), lambda: self.go_to(problem.field)

    def _part_of(self, name: str) -> int:
        return next((at for at, fields in enumerate(_PARTS) if name in fields), _HAND_OVER)

    def go_to(self, name: str) -> None:
        """Bring the keyboard to a field, in whichever part it stands."""
        self.tabs.setCurrentIndex(self._part_of(name))
        field = dict(self._fields())[name]
        self._area.ensureWidgetVisible(field, 0, 24)
        QTimer.singleShot(0, field, lambda: self._area.ensureWidgetVisible(field, 0, 24))  # a part just turned to
        if name in self._names:
            self._names[name].editor.focus()
        else:
            self._reader.setFocus()

    @property
    def scrolled(self) -> int:
        """How far down its part is scrolled, in pixels."""
        return self._area.verticalScrollBar().value()

    def scroll_to(self, pixels: int) -> None:
        """Scroll the part as far as it was, once it is laid out."""
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(pixels))

    def needed_width(self) -> int:
        """Return the width in pixels at which no tab is cut off."""
        return self.tabs.sizeHint().width() + 2 * px(Space.L) + 2

    def turn(self, way: int) -> None:
        """Go to the next part or the one before, with the keyboard in its first field."""
        at = (self.tabs.currentIndex() + way) % self.tabs.count()
        self.tabs.setCurrentIndex(at)
        self.go_to(READER if at == _HAND_OVER else _PARTS[at][0])

    def showEvent(self, event: QShowEvent) -> None:
        """Make the part in sight only now: inside the window it is made in half the time."""
        super().showEvent(event)
        self.show_part(self.tabs.currentIndex())

    def show_part(self, part: int) -> None:
        """Turn to a part."""
        self.tabs.setCurrentIndex(part)
        if part != _HAND_OVER:
            self._part(part)
        self._turn_to(part)

    def _turn_to(self, part: int) -> None:
        for at, page in enumerate(self._pages):
            page.setVisible(at == part)
        self._area.verticalScrollBar().setValue(0)

    def _warn_of_guardians(self) -> None:
        self._told.setVisible(bool(self._names["guardian_told"].editor.value()))

    def changed(self) -> bool:
        """Say whether anything differs from the report that was given."""
        typed = any(form.changed() for form in self._parts.values())
        return typed or self.reader != self._report.second_reader or self.so_far().language != self._report.language

    def state(self) -> dict[str, Any]:
        """Return all that is typed and chosen, valid or not, as JSON can hold it."""
        parts = {str(at): form.state() for at, form in self._parts.items() if form.changed()}
        return {"parts": parts, "reader": self._reader.currentText(), "language": self.language.index}

    def restore(self, state: dict[str, Any]) -> None:
        """Put back what `state` gave."""
        for at, kept in state.get("parts", {}).items():
            self._part(int(at)).restore(kept)
        if str(_GUARDIANS) in state.get("parts", {}):
            self._warn_of_guardians()
        self._reader.setEditText(state.get("reader", self._reader.currentText()))
        self.language.set_index(state.get("language", self.language.index))


def _titles() -> list[str]:
    return [
        _("1 The child"),
        _("2 Guardians"),
        _("3 What we know"),
        _("4 Who reports"),
        _("5 Hand over"),
    ]


def _field_name(each: FormField) -> str:
    return each.editor.parts[0].objectName().partition(".")[2]


def _in_words(problem: Problem) -> str:
    return _(problem.text).format(*problem.values)


def _law_words(entry: str) -> str:
    return law(entry).text.in_language(window_texts().language)


def urgent_notice(emergency_phone: str) -> QWidget:
    """Return what comes first: when it is urgent, one calls and writes afterwards."""
    whole = emergency_phone.replace(" ", "\u00a0")  # a number is not broken over two lines
    phone = _("Social emergency service: {phone}.").format(phone=whole) if emergency_phone else ""
    return notice("warning", _("Is it urgent? Call first"), f"{_law_words('danger_112')} {phone}".strip(), icon="phone")
