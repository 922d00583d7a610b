"""People out into a spreadsheet: what is ticked and nothing else, of everybody or as the list is filtered."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QFrame

from ...content import counties_by_name
from ...domain.importing import INTO_ANOTHER, Group, targets
from ...domain.person import PersonFilter
from ...i18n import _, ngettext, window_texts
from ...operations.people_export import (
    COUNTY,
    LAST_CONTACT,
    MAY_CONTACT,
    WORKED_OUT,
    SheetFormat,
    column_name,
    export_people,
    note_export,
)
from ...storage import people
from ...storage.database import Database
from ..look.buttons import Choice, button
from ..look.layouts import Heading, column, row
from ..look.messages import notice
from ..look.painted import Row, TickDelegate, row_list
from ..look.theme import scaled
from ..look.tokens import Space
from ..look.words import label
from ..main_window import MainWindow
from ..outreach.arrangement import Spot
from ..people.memory import Memory
from ..preview.saving import FileSaver, Leaving
from ..words import chosen
from ..workspace import Workspace

_FIRST = frozenset(
    {"person.code", "person.alias", "person.state", "identifier.phone", "identifier.chat", "identifier.ad", "town.name"}
)
_FORMS = list(SheetFormat)
_HEIGHT = 300
_EVERYBODY, _LISTED = 0, 1
_COLUMNS_OF_LIST: Mapping[str, tuple[str, ...]] = {
    "code": ("person.code",),
    "alias": ("person.alias",),
    "state": ("person.state",),
    "permission": (MAY_CONTACT,),
    "last": (LAST_CONTACT,),
    "follow_up": ("person.follow_up", "person.follow_up_on"),
    "county": (COUNTY,),
}


class TakingOut(QFrame):
    """A row to tick for each field, in groups; the notes are ticked by nobody but the user."""

    def __init__(self, window: MainWindow, workspace: Workspace, memory: Memory) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._window, self._workspace, self._memory = window, workspace, memory
        self._listed = _listed(memory.listed)
        self._counts: tuple[int, int] | None = None
        self._at = _EVERYBODY if self._listed is None else _LISTED
        self._message, self._who = Spot(), Spot()
        self._form = Choice([_("CSV"), _("XLSX")], 1, spoken=_("Kind of file"), name="out.form")
        self._save = button(_("Save as a file"), "arrow-right", big=True, name="out.save")
        self._save.clicked.connect(self._begin)
        self._fields = row_list([], _("What the file is to hold"), name="out.fields", delegate=TickDelegate)
        self._fields.setFixedHeight(scaled(_HEIGHT))
        self.tick(_FIRST)
        words = _("A row for each person; with fields of the log, a row for each line. What is in the bin stays here.")
        body = column(
            label(_("Take people out"), "lead"),
            label(words, "muted", wrap=True),
            self._who,
            Heading(
                row(label(_("What the file is to hold"), "strong"), label(_("Space ticks"), "caption"), None),
                *self._tickers(),
            ),
            self._fields,
            self._message,
            row(label(_("Kind of file"), "strong"), self._form, None, self._save),
            gap=Space.M,
            margin=Space.L,
        )
        self.setLayout(body)
        self._ask()

    def _tickers(self) -> Iterator[QFrame | Any]:
        """Yield what ticks many at once."""
        ticked = {
            "listed": (_("Tick the list's columns"), self._of_list()),
            "all": (_("Tick all but the notes"), _all_but_notes()),
            "none": (_("Tick none"), set()),
        }
        for name, (words, fields) in ticked.items():
            made = button(words, kind="quiet", name=f"out.{name}")
            made.clicked.connect(lambda _on=False, fields=fields: self.tick(fields))
            yield made

    def _of_list(self) -> set[str]:
        """Return the fields that the columns of the list of persons show, those that were chosen there."""
        shown = self._memory.columns or tuple(_COLUMNS_OF_LIST)
        return {field for each in shown for field in _COLUMNS_OF_LIST.get(each, ())}

    # who

    def _ask(self) -> None:
        listed = self._listed

        def question(db: Database) -> tuple[int, int]:
            return people.count(db), len(people.find(db, listed)) if listed else 0

        self._workspace.ask(self, "sheets.count", question, self._show_counts)

    def _show_counts(self, counts: tuple[int, int]) -> None:
        """Say how many go out: of everybody, or of those whom the list showed."""
        self._counts = counts
        everybody = _("Everybody, {count}").format(count=_people(counts[_EVERYBODY]))
        if self._listed is None:
            self._who.put(label(everybody, "strong"))
            return
        filtered = _("As the list is filtered, {count}").format(count=_people(counts[_LISTED]))
        choice = Choice([everybody, filtered], self._at, spoken=_("Who goes out"), name="out.who")
        choice.chosen.connect(self._choose)
        which = label(filter_words(self._listed), "muted", wrap=True)
        shown = QFrame()
        shown.setProperty("role", "plain")
        shown.setLayout(column(choice, which, gap=Space.XS))
        self._who.put(shown)

    def _choose(self, at: int) -> None:
        self._at = at

    # what

    def tick(self, fields: Collection[str]) -> None:
        """Tick these fields by their ids, and no others."""
        self._fields.show_rows(list(_rows(fields)))

    def ticked(self) -> list[str]:
        """Return the ids of the fields that are ticked, in the order of the columns."""
        return [str(each.key) for each in self._fields.ticked()]

    def state(self) -> dict[str, Any]:
        return {"ticked": self.ticked(), "who": self._at}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what was ticked and chosen; without a list that is remembered, everybody is meant."""
        self.tick(state["ticked"])
        self._at = state["who"] if self._listed is not None else _EVERYBODY
        if self._counts is not None:
            self._show_counts(self._counts)

    def _begin(self) -> None:
        columns, form, now = self.ticked(), _FORMS[self._form.index], self._workspace.now()
        if not columns:
            self._message.put(notice("danger", _("Nothing is ticked"), _("Tick what the file is to hold.")))
            return
        if self._counts is None:  # the answer is on its way
            return
        self._message.put(None)
        wanted, who, count = window_texts(), self._listed if self._at == _LISTED else None, self._counts[self._at]

        def content(db: Database) -> bytes:
            return export_people(db, columns, form, wanted, now=now, who=who)

        leaving = Leaving(form.value, _inside(columns, who, count), content, lambda db: note_export(db, now))
        FileSaver(self, self._workspace, leaving, lambda name: self._saved(name, count)).begin()

    def _saved(self, name: str, count: int) -> None:
        def words() -> str:
            return _("Saved as {file}, outside the vault: {count}.").format(file=name, count=_people(count))

        self._window.tell(words)


def _listed(wanted: PersonFilter | None) -> PersonFilter | None:
    """Return how the list is filtered, None where it showed everybody, or the bin, which never goes out."""
    if wanted is None or wanted.removed or not filter_words(wanted):
        return None
    return wanted


def filter_words(wanted: PersonFilter) -> str:
    """Return by what a list is filtered: `Läge: Har tackat nej · Filter: mia`; nothing where it shows everybody."""
    county = counties_by_name(window_texts().language).get(wanted.county, "")
    parts = [
        _("Filter: {words}").format(words=wanted.words.strip()) if wanted.words.strip() else "",
        _("State: {state}").format(state=chosen(wanted.state)) if wanted.state else "",
        county,
        _("To follow up now") if wanted.follow_up_until else "",
        _("May be a child") if wanted.may_be_child else "",
    ]
    return " · ".join(filter(None, parts))


def _people(count: int) -> str:
    return ngettext("{count} person", "{count} persons", count).format(count=window_texts().number(count))


def _rows(ticked: Collection[str]) -> Iterator[Row]:
    wanted = window_texts()
    for group in Group:
        yield Row(_(group.label.text), heading=True)
        for each in targets().values():
            if each.group is group and each.id not in INTO_ANOTHER:
                yield Row(column_name(each.id, wanted), ticked=each.id in ticked, key=each.id)
    yield Row(_("As the list says it today"), heading=True)
    for name in WORKED_OUT:
        yield Row(column_name(name, wanted), ticked=name in ticked, key=name)


def _all_but_notes() -> set[str]:
    return {each.id for each in targets().values() if each.group is not Group.NOTE}


def _inside(columns: Sequence[str], who: PersonFilter | None, count: int) -> str:
    """Return who and what is in the file."""
    whom = _("everybody in the register") if who is None else _("whom the list shows, {filter}")
    people_ = whom.format(filter=filter_words(who) if who else "")
    notes = any(each.startswith("note.") for each in columns)
    if notes:
        text = _("The file has {count}: {who}. It has notes that only some may read here.")
    else:
        text = _("The file has {count}: {who}. It has what you ticked.")
    return text.format(count=_people(count), who=people_)
