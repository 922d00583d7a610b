"""Deciding on the next version of the checklist: what changes, who decides, and why where less is asked."""

from PySide6.QtWidgets import QWidget

from ...domain.checklist_versions import asked_less, news_since
from ...domain.safety_checklist import OwnChecklist
from ...i18n import _
from ...operations.checklists import save_checklist
from ...operations.meetings import shipped_items
from ..look.buttons import button
from ..look.layouts import card
from ..look.messages import notice
from ..look.theme import scaled
from ..look.words import fact, label
from ..main_window import MainWindow
from ..workspace import Workspace
from .checklist_page import LIST
from .checklist_words import changes_words, named
from .record_page import RecordPage
from .working_list import WorkingList


class ChecklistDecisionPage(RecordPage[OwnChecklist]):
    """After saving, new meetings get the version; earlier ones keep what they have."""

    def __init__(self, window: MainWindow, workspace: Workspace, working: WorkingList) -> None:
        super().__init__(window, workspace, "own_checklist_decision")
        self._working = working
        account = workspace.account
        begun = OwnChecklist(
            decided_on=workspace.today, decided_by=account.alias or account.name, why=working.in_use.why
        )
        items, based_on = working.items, working.based_on
        less = asked_less(items, shipped_items())
        groups = [("", ("decided_on", "decided_by", *(("why",) if less else ())))]
        form = self.compose_form(
            begun, groups, lambda db, own, now: save_checklist(db, own, items, based_on, now), self._leave
        )
        back = button(_("Back"), hint="Alt+←", big=True, name="back")
        back.clicked.connect(window.back)
        weaker = (
            [notice("warning", _("Left out, or asked less than it comes with the program:"), named(less))]
            if less
            else []
        )
        subtitle = _("New meetings get it from now on. Meetings that are planned already keep the list they have.")
        actions = [back, self.save_button]
        self.compose(
            _("The next version of the checklist"),
            subtitle,
            actions,
            self.notices,
            self._changes(),
            *weaker,
            form,
            None,
        )

    def first_focus(self) -> QWidget | None:
        return self.form.editor("decided_on").parts[0]

    def _changes(self) -> QWidget:
        changes = self._working.changes()
        if not changes:
            seen = news_since(self._working.in_use, shipped_items())
            nothing = _("No item changes.")
            aware = _("No item changes. You have seen what is new in the list that comes with the program.")
            return label(aware if seen else nothing, wrap=True)
        listed = (
            (_("New"), changes.added), (_("Changed"), changes.reworded), (_("Left out"), changes.left_out)
        )  # fmt: skip
        facts = [fact(name, named(items)) for name, items in listed if items]
        sheet = card(label(changes_words(changes), "strong"), *facts)
        sheet.setMaximumWidth(scaled(760))
        return sheet

    def _leave(self, saved: OwnChecklist) -> None:
        self._working.read_again()
        self.window_.replace("organisation", LIST)
        self.window_.tell(lambda: _("Version {number} is in use for new meetings.").format(number=saved.number))
