"""People out into a spreadsheet: what is ticked, and nothing else."""

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QFrame

from ...domain.importing import Group, targets
from ...i18n import _, window_texts
from ...operations.importing.headings import heading_of
from ...operations.people_export import SheetFormat, export_people, note_export
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
from ..preview.saving import FileSaver, Leaving
from ..workspace import Workspace

_FIRST = frozenset(
    {"person.code", "person.alias", "person.state", "identifier.phone", "identifier.chat", "identifier.ad", "town.name"}
)
_FORMS = list(SheetFormat)
_HEIGHT = 340


class TakingOut(QFrame):
    """A row to tick for each field, in groups; the notes are ticked by nobody but the user."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._window, self._workspace = window, workspace
        self._message = Spot()
        self._form = Choice([_("CSV"), _("XLSX")], 1, spoken=_("Kind of file"), name="out.form")
        save = button(_("Save as a file"), "arrow-right", big=True, name="out.save")
        save.clicked.connect(self._save)
        every = button(_("Tick all but the notes"), kind="quiet", name="out.all")
        every.clicked.connect(lambda: self.tick(_all_but_notes()))
        none = button(_("Tick none"), kind="quiet", name="out.none")
        none.clicked.connect(lambda: self.tick(()))
        self._fields = row_list([], _("What the file is to hold"), name="out.fields", delegate=TickDelegate)
        self._fields.setFixedHeight(scaled(_HEIGHT))
        self.tick(_FIRST)
        words = _("A row for each person; with fields of the log, a row for each line. What is in the bin stays here.")
        body = column(
            label(_("Take people out"), "lead"),
            label(words, "muted", wrap=True),
            Heading(
                row(label(_("What the file is to hold"), "strong"), label(_("Space ticks"), "caption"), None),
                every,
                none,
            ),
            self._fields,
            self._message,
            row(label(_("Kind of file"), "strong"), self._form, None, save),
            gap=Space.M,
            margin=Space.L,
        )
        self.setLayout(body)

    def tick(self, fields: Collection[str]) -> None:
        """Tick these fields by their ids, and no others."""
        self._fields.show_rows(list(_rows(fields)))

    def ticked(self) -> list[str]:
        """Return the ids of the fields that are ticked, in the order of the columns."""
        return [str(each.key) for each in self._fields.ticked()]

    def _save(self) -> None:
        columns, form, now = self.ticked(), _FORMS[self._form.index], self._workspace.now()
        if not columns:
            self._message.put(notice("danger", _("Nothing is ticked"), _("Tick what the file is to hold.")))
            return
        self._message.put(None)
        wanted = window_texts()

        def content(db: Database) -> bytes:
            return export_people(db, columns, form, wanted)

        leaving = Leaving(form.value, _inside(columns), content, lambda db: note_export(db, now))
        FileSaver(self, self._workspace, leaving, self._saved).begin()

    def _saved(self, name: str) -> None:
        self._window.tell(lambda: _("Saved as {file}, outside the vault.").format(file=name))


def _rows(ticked: Collection[str]) -> list[Row]:
    rows: list[Row] = []
    for group in Group:
        rows.append(Row(_(group.label.text), heading=True))
        rows += [
            Row(heading_of(each, window_texts()), ticked=each.id in ticked, key=each.id)
            for each in targets().values()
            if each.group is group and each.id != "town.seen_on"
        ]
    return rows


def _all_but_notes() -> set[str]:
    return {each.id for each in targets().values() if each.group is not Group.NOTE}


def _inside(columns: Sequence[str]) -> str:
    """Return what is in the file, in a sentence."""
    groups = {targets()[each].group for each in columns}
    if Group.NOTE in groups:
        return _("The file has everybody in the register, with notes that only some may read here.")
    return _("The file has everybody in the register, with what you ticked.")
