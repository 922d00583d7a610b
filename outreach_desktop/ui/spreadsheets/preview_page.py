"""What would come in: how many, what is wrong row by row, who is known already, and then the import itself."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QCheckBox, QWidget

from ...domain.errors import KnownError
from ...domain.importing import Action, Imported, ImportPlan, RowProblem, Sameness
from ...domain.importing import Incoming as Person
from ...domain.progress import Cancelled, Progress
from ...i18n import _, ngettext
from ...operations.importing.carrying_out import carry_out, expected
from ...operations.importing.planning import plan_import
from ...storage.database import Database
from ..dialogs import known_error_text
from ..look.buttons import button
from ..look.fields import combo, field
from ..look.layouts import box, card, row
from ..look.messages import notice
from ..look.painted import Row, RowList, row_list
from ..look.tokens import Space
from ..look.words import announce, label, named
from ..main_window import MainWindow
from ..outreach.arrangement import Spot
from ..page import Page
from ..people.memory import Memory
from ..words import chosen
from ..workspace import Workspace
from .following import ProgressBox
from .incoming import START, Incoming, place
from .start_page import StartPage, counted

_SHOWN = 300  # rows of a list; who has more problems mends the file
_ACTIONS = list(Action)


class PreviewPage(Page):
    """Nothing is stored before *Bring in*; going back loses nothing that was decided."""

    def __init__(self, window: MainWindow, workspace: Workspace, memory: Memory, incoming: Incoming) -> None:
        super().__init__()
        self._window, self._workspace, self._memory, self._incoming = window, workspace, memory, incoming
        self._message, self._place, self._progress = Spot(), Spot(), ProgressBox()
        self._counts = label("", "lead")
        self._known: RowList | None = None
        self._shown_known: list[int] = []
        self._bring = button(_("Bring in"), "check", "primary", big=True, name="sheets.bring")
        self._bring.clicked.connect(self._bring_in)
        self._back = button(_("Back"), big=True, name="sheets.back")
        self._back.clicked.connect(window.back)
        self.compose(
            _("What would come in"), incoming.name, [self._back, self._bring], self._counts, self._progress,
            self._message, self._place, None, gap=Space.M,
        )  # fmt: skip
        if incoming.plan is None:
            self._find_out()
        else:
            self._show(incoming.plan)

    def first_focus(self) -> QWidget | None:
        return self._progress.cancel if self._progress.busy else self._bring

    # finding out

    def _find_out(self) -> None:
        self._bring.setEnabled(False)
        following = self._progress.begin(self, _("The rows are read and compared with the register …"))
        sheet, columns, now = self._incoming.sheet, tuple(self._incoming.columns), self._workspace.now()

        def work(db: Database) -> ImportPlan:
            return plan_import(db, sheet, columns, now, following.told)

        self._workspace.compute(self, "sheets.plan", work, self._planned, self._not_planned)

    def _planned(self, plan: ImportPlan) -> None:
        self._incoming.plan = plan
        self._progress.end()
        self._show(plan)
        (self._bring if self._bring.isEnabled() else self._back).setFocus()

    def _not_planned(self, error: Exception) -> None:
        self._progress.end()
        self._back.setFocus()
        text = known_error_text(error) if isinstance(error, KnownError) else _("Go back and begin again when you like.")
        self._message.put(notice("danger", _("Stopped before all rows were read"), text))

    # showing

    def _show(self, plan: ImportPlan) -> None:
        parts = [*self._problems(plan), *self._persons_known(plan)]
        self._place.put(card(*parts, gap=Space.M) if parts else None)
        self._count()

    def _count(self) -> None:
        plan = self._incoming.plan
        if plan is None:
            return
        foreseen, wrong = expected(plan, self._incoming.rules), len(plan.blocked_rows)
        words = counted(foreseen.added, foreseen.merged)
        left = foreseen.skipped
        if left:
            words += " · " + ngettext("{count} left out", "{count} left out", left).format(count=left)
        if wrong:
            words += " · " + ngettext("{count} row with problems", "{count} rows with problems", wrong).format(
                count=wrong
            )
        self._counts.setText(words)
        announce(self._counts, words)
        stopped = bool(wrong) and not self._incoming.leave_out
        self._bring.setEnabled(bool(foreseen.added + foreseen.merged) and not stopped)

    def _problems(self, plan: ImportPlan) -> list[QWidget]:
        """Return the list of what is wrong and, where rows must be left out for it, the tick that says so."""
        if not plan.problems:
            return []
        rows = row_list([_problem_row(each) for each in plan.problems[:_SHOWN]], _("Problems"), name="sheets.problems")
        rows.fit_most()
        found = len(plan.problems)
        words = ngettext("{count} thing to look at", "{count} things to look at", found).format(count=found)
        if found > _SHOWN:
            words += " · " + _("the first {count} are shown").format(count=_SHOWN)
        shown: list[QWidget] = [label(words, "strong"), rows]
        if plan.blocked_rows:
            tick = QCheckBox(_("Leave out the rows with problems and bring in the others"))
            tick.setAccessibleName(tick.text())
            named(tick, "sheets.leave_out")
            tick.setChecked(self._incoming.leave_out)
            tick.toggled.connect(lambda on: self._leave_out(on=on))
            shown.append(tick)
        return shown

    def _leave_out(self, *, on: bool) -> None:
        self._incoming.leave_out = on
        self._count()

    def _persons_known(self, plan: ImportPlan) -> list[QWidget]:
        """Return the rules for who is known, and the list in which each is decided by itself."""
        self._shown_known = [at for at, each in enumerate(plan.people) if each.known][:_SHOWN]
        if not self._shown_known:
            return []
        count = sum(1 for each in plan.people if each.known)
        words = ngettext("{count} person may be known already", "{count} persons may be known already", count)
        rows = row_list(self._known_rows(), _("Persons who may be known"), name="sheets.known")
        rows.fit_most()
        rows.activated.connect(self._decide)
        self._known = rows
        rules = row(
            self._rule(_("The same number, handle or address"), "same_identifier"),
            self._rule(_("Only the same alias"), "same_alias"),
            None,
            gap=Space.L,
        )
        hint = label(_("Enter on a row changes what is done with that person."), "muted", wrap=True)
        return [label(words.format(count=count), "strong"), box(rules), hint, rows]

    def _rule(self, name: str, rule: str) -> QWidget:
        choice = combo([chosen(each) for each in _ACTIONS], name=f"sheets.{rule}", width=290)
        choice.setCurrentIndex(_ACTIONS.index(getattr(self._incoming, rule)))

        def choose(at: int) -> None:
            setattr(self._incoming, rule, _ACTIONS[at])
            self._decided()

        choice.currentIndexChanged.connect(choose)
        return field(name, choice)

    def _known_rows(self) -> list[Row]:
        plan, rules = self._incoming.plan, self._incoming.rules
        if plan is None:
            return []
        return [_known_row(plan.people[at], rules.action(at, plan.people[at])) for at in self._shown_known]

    def _decide(self, index: QModelIndex) -> None:
        """Let the next of the three ways be taken with the person of a row."""
        plan, at = self._incoming.plan, self._shown_known[index.row()]
        if plan is None:
            return
        now = self._incoming.rules.action(at, plan.people[at])
        self._incoming.decided[at] = _ACTIONS[(_ACTIONS.index(now) + 1) % len(_ACTIONS)]
        self._decided()

    def _decided(self) -> None:
        if self._known is not None:
            self._known.show_rows(self._known_rows())
        self._count()

    # bringing in

    def _bring_in(self) -> None:
        plan, rules, now = self._incoming.plan, self._incoming.rules, self._workspace.now()
        if plan is None or self._progress.busy:
            return
        for each in (self._bring, self._back):
            each.setEnabled(False)
        following = self._progress.begin(self, _("A backup is made, then the rows are brought in …"))

        def work(db: Database, progress: Progress) -> Imported:
            return carry_out(db, plan, rules, now, progress)

        self._workspace.work_long(self, work, following.told, self._brought, self._not_brought, backup=True)

    def _brought(self, done: Imported) -> None:
        self._progress.end()
        self._memory.incoming = None
        self._window.replace("people", place(START))
        words = lambda: _("Brought in: {counts}").format(counts=counted(done.added, done.merged))  # noqa: E731
        self._window.tell(words, partial(_undo, self._window, done.uid) if done.uid else None)

    def _not_brought(self, error: Exception) -> None:
        self._progress.end()
        for each in (self._bring, self._back):
            each.setEnabled(True)
        self._bring.setFocus()
        if isinstance(error, Cancelled):
            self._message.put(notice("accent", _("Stopped. Nothing was changed.")))
        elif isinstance(error, KnownError):
            self._message.put(notice("danger", _("Nothing was brought in"), known_error_text(error)))
        else:
            raise error


def _undo(window: MainWindow, uid: str) -> None:
    """Undo an import where one stands then: the message goes when one leaves the page."""
    if isinstance(window.page, StartPage):
        window.page.undo(uid)


def _problem_row(problem: RowProblem) -> Row:
    text = _(problem.text).format(*problem.values)
    where = _("Row {row}").format(row=problem.row)
    title = f"{where} · {_(problem.column)}" if problem.column else where
    icon, tone = ("circle-alert", "danger") if problem.blocks else ("info", "")
    return Row(title, text, icon, _("Left as it is") if not problem.blocks else "", tone)


def _known_row(person: Person, action: Action) -> Row:
    known = person.known
    if known is None:
        raise ValueError("somebody new")
    codes = ", ".join(known.codes)
    words = {
        Sameness.CODE: _("Has the code of {codes}"),
        Sameness.IDENTIFIER: _("Is known as {codes}"),
        Sameness.ALIAS: _("Has the same alias as {codes}"),
        Sameness.SEVERAL: _("Has numbers or handles of several: {codes}"),
    }
    rows = _rows_words(person.rows)
    icon = {Action.MERGE: "user-check", Action.NEW: "plus", Action.SKIP: "minus"}[action]
    return Row(person.person.alias, f"{rows} · {words[known.by].format(codes=codes)}", icon, chosen(action))


def _rows_words(rows: Sequence[int]) -> str:
    numbers = ", ".join(map(str, rows[:5]))
    return _("Row {row}").format(row=f"{numbers} …" if len(rows) > 5 else numbers)  # noqa: PLR2004
