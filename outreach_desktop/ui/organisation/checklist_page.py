"""The safety checklist of meetings: looked through, changed item by item, and decided as the next version."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ...domain.checklist_versions import asked_less, by_id, news_since
from ...domain.safety_checklist import ChecklistItem, OwnChecklist
from ...i18n import _, ngettext
from ...operations.checklists import use_shipped
from ...operations.meetings import shipped_items
from ...storage.checklists import load_versions
from ..dialogs import confirm
from ..look.buttons import button
from ..look.layouts import Flowing, box, card, column
from ..look.messages import Notice, notice
from ..look.painted import Row, row_list
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page
from ..people.slot import Slot
from ..workspace import Workspace
from .checklist_words import changes_words, named, row_of, rows_of, text_of, version_words
from .parts_bar import parts_bar
from .working_list import WorkingList

LIST = {"part": "checklist"}


class ChecklistPage(Page):
    """Nothing that is changed here holds before it is decided; meetings that are planned keep the list they have."""

    def __init__(self, window: MainWindow, workspace: Workspace, working: WorkingList) -> None:
        super().__init__()
        self._window, self._workspace, self._working = window, workspace, working
        self._notices = Slot()
        self._list = row_list([], _("Checklist"), name="checklist")
        self._list.activated.connect(lambda _at: self._open())
        self._list.clicked.connect(lambda _at: self._open())
        self._decide = button(_("Decide …"), "check", "primary", big=True, name="checklist.decide")
        self._decide.clicked.connect(lambda: window.go("organisation", {"checklist_decision": True}))
        subtitle = _(
            "What is asked before, during and after a meeting. Each meeting keeps the list it was planned with."
        )
        keys = label(_("Enter changes. Alt+↑ and Alt+↓ move. Delete leaves out."), "caption")
        content = box(column(self._tools(), keys, card(self._list, margin=4)))
        actions = [*self._printing(), self._new(), self._decide]
        tabs = parts_bar(window, workspace, "checklist")
        self.compose(_("Organisation"), subtitle, actions, tabs, self._notices, content, self._versions(), None)
        self._show()
        self._list.set_current(0)

    def first_focus(self) -> QWidget | None:
        return self._list

    def _printing(self) -> list[QWidget]:
        if not self._window.has_room("meetings"):
            return []
        blank = button(_("Blank checklist"), "printer", big=True, name="checklist.blank")
        blank.clicked.connect(lambda: self._window.go("meetings", {"blank": "physical"}))
        return [blank]

    def _new(self) -> QWidget:
        new = button(_("New item"), "plus", big=True, name="checklist.new")
        new.clicked.connect(lambda: self._window.go("organisation", {"checklist_item": "new"}))
        return new

    def _tools(self) -> QWidget:
        """Return the buttons for the row that is chosen; its keys do the same."""
        tools: list[tuple[str, str, str, str, Callable[[], None]]] = [
            (_("Change"), "square-pen", "", "checklist.change", self._open),
            (_("Move up"), "arrow-up", "Alt+Up", "checklist.up", lambda: self._move(-1)),
            (_("Move down"), "chevron-down", "Alt+Down", "checklist.down", lambda: self._move(1)),
            (_("Leave out"), "minus", "Delete", "checklist.out", self._leave_out),
        ]
        buttons = []
        for words, icon, keys, name, work in tools:
            buttons.append(button(words, icon, name=name))
            buttons[-1].clicked.connect(work)
            if keys:
                shortcut = QShortcut(QKeySequence(keys), self._list, context=Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(work)
        return Flowing(*buttons)

    def _show(self, current: str = "") -> None:
        """Show the list as it is being changed, and what is to be said of it."""
        items, in_use, shipped = self._working.items, self._working.in_use, shipped_items()
        known = by_id(items)
        self._missing = {each.item: each for each in shipped if each.item not in known}
        rows = rows_of(items)
        if self._missing:
            rows.append(Row(_("Left out, come with the program"), aside=str(len(self._missing)), heading=True))
            rows += [_left_out(each) for each in self._missing.values()]
        self._list.show_rows(rows)
        self._list.fit()
        if current:
            self._list.set_current(next((at for at, each in enumerate(rows) if each.key == current), 0))
        told = [*self._changed(), *self._less(items, in_use), *self._news(in_use, known.keys())]
        self._notices.put(box(column(*told)))
        self._notices.setVisible(bool(told))
        self._decide.setVisible(bool(self._working.changes() or news_since(in_use, shipped)))

    def _changed(self) -> list[Notice]:
        changes = self._working.changes()
        if not changes:
            return []
        discard = button(_("Discard changes"), kind="quiet", name="checklist.discard")
        discard.clicked.connect(self._discard)
        title = _("Not decided yet: {changes}.").format(changes=changes_words(changes))
        return [notice("accent", title, _("New meetings get the list in use until you decide."), [discard])]

    def _less(self, items: tuple[ChecklistItem, ...], in_use: OwnChecklist) -> list[Notice]:
        less = asked_less(items, shipped_items())
        if not less:
            return []
        title = ngettext(
            "A must that comes with the program is left out, or asked less:",
            "{n} musts that come with the program are left out, or asked less:",
            len(less),
        )
        why = _("Why: {reason}").format(reason=in_use.why.strip()) if in_use.why.strip() else ""
        return [notice("warning", title.format(n=len(less)), " ".join(filter(None, (named(less), why))))]

    def _news(self, in_use: OwnChecklist, known: object) -> list[Notice]:
        news = news_since(in_use, shipped_items())
        if not news:
            return []
        fresh = [each for each in news.added if each.item not in known]  # type: ignore[operator]
        add = button(_("Add what is new"), "plus", name="checklist.add")
        add.clicked.connect(lambda: self._put_back(fresh))
        said = (
            (_("New: {items}"), named(news.added)),
            (_("Worded anew: {items}"), named(news.reworded)),
            (_("No longer there: {items}"), ", ".join(news.gone)),
        )
        text = " ".join(words.format(items=items) for words, items in said if items)
        title = _("The list that comes with the program has changed since yours was decided.")
        return [notice("accent", title, text, [add] if fresh else [])]

    def _open(self) -> None:
        row = self._list.current_row()
        if row is None or row.key is None:
            return
        if row.key in self._missing:
            self._put_back([self._missing[str(row.key)]])
        else:
            self._window.go("organisation", {"checklist_item": row.key})

    def _put_back(self, items: list[ChecklistItem]) -> None:
        self._working.keep([*self._working.items, *items])
        self._show(items[0].item)

    def _chosen(self) -> ChecklistItem | None:
        row = self._list.current_row()
        return by_id(self._working.items).get(str(row.key)) if row is not None else None

    def _move(self, step: int) -> None:
        """Move the chosen item one place within its phase."""
        item = self._chosen()
        if item is None:
            return
        beside = [each for each in self._working.items if each.phase is item.phase]
        at = next(place for place, each in enumerate(beside) if each.item == item.item) + step
        if 0 <= at < len(beside):
            others = [each for each in self._working.items if each.item != item.item]
            before = others.index(beside[at]) + (1 if step > 0 else 0)
            self._working.keep([*others[:before], item, *others[before:]])
            self._show(item.item)

    def _leave_out(self) -> None:
        item, before = self._chosen(), self._working.items
        if item is None:
            return
        at = self._list.currentIndex().row()
        self._working.keep(each for each in before if each.item != item.item)
        self._show()
        self._list.set_current(at)
        self._window.tell(lambda: _("Left out: {item}").format(item=text_of(item)), lambda: self._undo(before))

    def _undo(self, before: tuple[ChecklistItem, ...]) -> None:
        self._working.keep(before)
        self._window.replace("organisation", LIST)

    def _discard(self) -> None:
        self._working.discard()
        self._window.replace("organisation", LIST)

    def _versions(self) -> QWidget:
        """Return all versions, which can be read, and the way back to the one that ships."""
        versions, in_use = load_versions(self._workspace.db), self._working.in_use.number
        rows = [_version_row(each, in_use) for each in [*versions, OwnChecklist()]]
        shown = row_list(rows, _("Versions"), name="checklist.versions")
        shown.fit()
        shown.set_current(0)
        shown.activated.connect(
            lambda at: self._window.go("organisation", {"checklist_version": shown.row(at.row()).key})
        )
        shown.clicked.connect(
            lambda at: self._window.go("organisation", {"checklist_version": shown.row(at.row()).key})
        )
        items: list[QWidget] = [label(_("Versions"), "lead"), card(shown, margin=4)]
        if in_use:
            back = button(_("Go back to the list that comes with the program …"), "undo-2", name="checklist.shipped")
            back.clicked.connect(self._ask_back)
            items.append(Flowing(back))
        return box(column(*items))

    def _ask_back(self) -> None:
        text = _("New meetings get the list that comes with the program. Your own versions stay and can be read.")
        confirm(self, _("Go back to the list that comes with the program?"), text, _("Go back"), self._go_back)

    def _go_back(self) -> None:
        now = self._workspace.now()
        self._workspace.write(self, lambda db: use_shipped(db, now), self._went_back)

    def _went_back(self, _nothing: object) -> None:
        self._working.read_again()
        self._window.replace("organisation", LIST)
        self._window.tell(lambda: _("New meetings get the list that comes with the program."))


def _left_out(item: ChecklistItem) -> Row:
    row = row_of(item)
    return Row(row.title, row.detail, "undo-2", _("Take back"), key=item.item)


def _version_row(own: OwnChecklist, in_use: int) -> Row:
    is_in_use = own.number == in_use
    state = _("In use") if is_in_use else ""
    return Row(version_words(own), own.why, "shield-check", state, "good" if is_in_use else "", key=own.number)
