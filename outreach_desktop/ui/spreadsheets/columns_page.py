"""Which column of the file is what: recognised, shown with what stands in it, and changed by the user."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ...domain.errors import KnownError
from ...domain.importing import CODE, Group, targets
from ...domain.person import IdentifierKind
from ...i18n import _, ngettext, window_texts
from ...operations.importing.headings import heading_of
from ...operations.importing.mapping import keep_columns
from ...sheets.csv_reading import SEPARATORS
from ...sheets.encodings import ENCODINGS
from ...storage.database import Database
from ..dialogs import known_error_text
from ..look import theme
from ..look.buttons import button
from ..look.fields import Combo, combo, field
from ..look.layouts import box, card, row
from ..look.messages import notice
from ..look.tokens import Space
from ..look.words import label
from ..main_window import MainWindow
from ..outreach.arrangement import Spot
from ..page import Page, State
from ..people.memory import Memory
from ..workspace import Workspace
from .incoming import COLUMNS, PREVIEW, Incoming, place, read_incoming

_EXAMPLES, _LONGEST = 3, 34
_PERSON_BY = (Group.PERSON, Group.IDENTIFIER)
_NAMES_SOMEBODY = ("person.alias", CODE)


class ColumnsPage(Page):
    """What is chosen is remembered for the next file with the same headings."""

    def __init__(self, window: MainWindow, workspace: Workspace, memory: Memory, incoming: Incoming) -> None:
        super().__init__()
        self._window, self._workspace, self._memory, self._incoming = window, workspace, memory, incoming
        self._ids = ["", *targets()]
        self._message = Spot()
        self._combos: list[Combo] = []
        self._next = button(_("See what would come in"), "arrow-right", "primary", big=True, name="sheets.next")
        self._next.clicked.connect(self._go_on)
        back = button(_("Back"), big=True, name="sheets.back")
        back.clicked.connect(window.back)
        rows = len(incoming.sheet.rows) - 1
        found = ngettext("{file}: {count} row", "{file}: {count} rows", rows).format(file=incoming.name, count=rows)
        formulas = [_formulas()] if incoming.sheet.formulas else []
        reading = [self._reading()] if incoming.sheet.encoding else []
        table = card(self._table(), gap=Space.S)
        self.compose(
            _("Which column is what?"), found, [back, self._next], *reading, *formulas, self._message, table, None,
            gap=Space.M,
        )  # fmt: skip

    def first_focus(self) -> QWidget | None:
        return self._combos[0] if self._combos else self._next

    def _reading(self) -> QWidget:
        """Return how the file is read, which can be chosen by hand."""
        sheet = self._incoming.sheet
        encodings = [*ENCODINGS, *([] if sheet.encoding in ENCODINGS else [sheet.encoding])]
        marks = [*SEPARATORS, *([] if sheet.separator in SEPARATORS else [sheet.separator])]
        names = {"\t": _("Tab"), ";": _("Semicolon ;"), ",": _("Comma ,"), "|": _("Line |")}
        self._encoding = combo([_encoding_words(each) for each in encodings], name="sheets.encoding", width=260)
        self._encoding.setCurrentIndex(encodings.index(sheet.encoding))
        self._separator = combo([names.get(each, each) for each in marks], name="sheets.separator", width=180)
        self._separator.setCurrentIndex(marks.index(sheet.separator))
        for each in (self._encoding, self._separator):
            each.activated.connect(lambda _at: self._read_again(encodings, marks))
        hint = label(_("Change these if letters look wrong or everything stands in one column."), "muted", wrap=True)
        shown = row(
            field(_("Letters"), self._encoding), field(_("Between columns"), self._separator), hint, gap=Space.L
        )
        shown.setStretch(2, 1)
        shown.setAlignment(hint, Qt.AlignmentFlag.AlignBottom)
        hint.setMinimumHeight(self._encoding.sizeHint().height())
        return box(shown)

    def _read_again(self, encodings: Sequence[str], marks: Sequence[str]) -> None:
        encoding, mark = encodings[self._encoding.currentIndex()], marks[self._separator.currentIndex()]
        name, content = self._incoming.name, self._incoming.content

        def work(db: Database) -> Incoming:
            return read_incoming(db, name, content, encoding, mark)

        self._workspace.compute(self, "sheets.read", work, self._replace, self._refuse)

    def _replace(self, incoming: Incoming) -> None:
        self._memory.incoming = incoming
        self._window.replace("people", place(COLUMNS))

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._message.put(notice("danger", _("The file cannot be read like that"), known_error_text(error)))

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(Space.L))
        grid.setVerticalSpacing(theme.px(Space.S))
        names = (_("Column in the file"), _("What stands in it"), _("What it is"))
        for at, name in enumerate(names):
            grid.addWidget(label(name, "strong"), 0, at)
        answers = QStringListModel([_("Leave out"), *_names()], self)
        for at, heading in enumerate(self._incoming.sheet.headings):
            chosen = self._chooser(at, heading, answers)
            grid.addWidget(label(heading or _("(no heading)"), wrap=True), at + 1, 0)
            grid.addWidget(label(self._examples(at), "muted", wrap=True), at + 1, 1)
            grid.addWidget(chosen, at + 1, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def _chooser(self, at: int, heading: str, answers: QStringListModel) -> Combo:
        chosen = combo(spoken=_("What is the column {name}?").format(name=heading), name=f"column.{at}", width=340)
        chosen.setModel(answers)
        chosen.setCurrentIndex(self._ids.index(self._incoming.columns[at]))
        chosen.currentIndexChanged.connect(partial(self._choose, at))
        self._combos.append(chosen)
        return chosen

    def _choose(self, at: int, index: int) -> None:
        self._incoming.columns[at] = self._ids[index]
        self._incoming.forget_plan()

    def _examples(self, at: int) -> str:
        cells = (row[at].split("\n")[0] for row in self._incoming.sheet.rows[1:] if row[at].strip())
        found = list(dict.fromkeys(cell[:_LONGEST] for _number, cell in zip(range(20), cells, strict=False)))
        return " · ".join(found[:_EXAMPLES])

    def _go_on(self) -> None:
        chosen = [targets()[each] for each in self._incoming.columns if each]
        if not any(each.id in _NAMES_SOMEBODY or each.kind is not None for each in chosen):
            text = _("Say which column has the alias, a number or a handle: without one, nobody is named.")
            self._message.put(notice("danger", _("Nobody is named yet"), text))
            return
        twice = _twice(self._incoming.columns)
        if twice:
            text = _("{name} is chosen for more than one column. Leave one of them out.").format(name=twice)
            self._message.put(notice("danger", _("Two columns are the same"), text))
            return
        now, sheet, columns = self._workspace.now(), self._incoming.sheet, tuple(self._incoming.columns)
        self._workspace.write(self, lambda db: keep_columns(db, sheet, columns, now))
        self._window.go("people", place(PREVIEW))

    def restore(self, state: State) -> None:
        """Put the keyboard back; which column is what, the file itself knows."""
        super().restore({"focus": state.get("focus", "")})


def _names() -> list[str]:
    return [heading_of(each, window_texts()) for each in targets().values()]


def _twice(columns: Sequence[str]) -> str:
    """Return the name of a field that two columns go to, though a person has it once."""
    chosen = [each for each in columns if each]
    found = next(
        (each for each in chosen if chosen.count(each) > 1 and not isinstance(targets()[each].kind, IdentifierKind)), ""
    )
    return heading_of(targets()[found], window_texts()) if found else ""


def _encoding_words(name: str) -> str:
    words = {
        "utf-8": _("Unicode (UTF-8)"),
        "utf-16": _("Unicode (UTF-16)"),
        "cp1252": _("Windows, Western Europe"),
        "mac-roman": _("Older Mac"),
        "cp850": _("DOS"),
    }
    return words.get(name, name)


def _formulas() -> QWidget:
    text = _("Cells with formulas are taken with what they showed when the file was saved. Nothing is worked out here.")
    return notice("accent", _("The file has formulas"), text)
