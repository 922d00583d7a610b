"""What narrows the log down: who, what, from which day to which, and which record."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...domain.log_line import Action, LogFilter
from ...i18n import _
from ..forms.date_editors import DayEditor
from ..look.parts import Field, Flowing, Space, column, combo, field, line
from ..look.theme import scaled
from ..words import chosen
from ..workspace import Workspace


class LogFilters(QWidget):
    """`edited` comes with each change; a day that is not understood is told beside its field, and left out."""

    edited = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        accounts = sorted(workspace.accounts.values(), key=lambda account: account.name.casefold())
        self._accounts = ["", *(account.uid for account in accounts)]
        self.who = combo([_("Everybody"), *(account.name for account in accounts)], name="log.who", width=180)
        self.what = combo([_("Everything"), *(chosen(each) for each in Action)], name="log.what", width=200)
        self.since, self.until = DayEditor(workspace.today, past=True), DayEditor(workspace.today, past=False)
        self.record = line(name="log.record", placeholder=_("Code of a person, or id"), width=200)
        self.record.setClearButtonEnabled(True)
        self._days = [
            _day_field(_("From day"), self.since, "log.since"),
            _day_field(_("To day"), self.until, "log.until"),
        ]
        chosen_fields = (field(_("Who"), self.who), field(_("What"), self.what), field(_("Record"), self.record))
        self.setLayout(column(Flowing(*chosen_fields, gap=Space.M), Flowing(*self._days, gap=Space.M), gap=Space.S))
        for each in (self.who, self.what):
            each.currentIndexChanged.connect(self.edited)
        for typed in (self.since.line, self.until.line, self.record):
            typed.textChanged.connect(self.edited)

    def wanted(self) -> LogFilter:
        """Return the filter that is set."""
        at = self.what.currentIndex()
        return LogFilter(
            account=self._accounts[max(0, self.who.currentIndex())],
            action=list(Action)[at - 1] if at > 0 else None,
            since=_value(self.since, self._days[0]),
            until=_value(self.until, self._days[1]),
            record=self.record.text(),
        )


def _day_field(name: str, editor: DayEditor, identifier: str) -> Field:
    editor.name(name, identifier)
    editor.show(None)
    shown = field(name, editor.widget)
    shown.setMinimumWidth(scaled(300))
    return shown


def _value(editor: DayEditor, shown: Field) -> date | None:
    try:
        day: date | None = editor.value()
    except KnownError as error:
        shown.set_error(_(error.text), aloud=False)
        return None
    if shown.error:
        shown.set_error("")
    return day
