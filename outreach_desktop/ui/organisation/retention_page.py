"""How long the organisation keeps what, on which ground; and who is remembered as one not to disturb."""

from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ...domain.do_not_disturb import DoNotDisturb
from ...domain.retention import RetentionPlan
from ...domain.rights import Right
from ...i18n import _, window_texts
from ...operations.do_not_disturb import load_entries, withdraw
from ...operations.keeping import load_plan
from ...operations.retention import save_plan
from ..dialogs import confirm
from ..look.buttons import button
from ..look.layouts import card, column, row
from ..look.painted import Row, RowList, row_list
from ..look.theme import scaled
from ..look.words import label
from ..main_window import MainWindow
from ..people.slot import Slot
from ..words import chosen
from ..workspace import Workspace
from .parts_bar import parts_bar
from .record_page import RecordPage


class RetentionPage(RecordPage[RetentionPlan]):
    """The periods apply to everybody as soon as they are saved."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(window, workspace, "retention_plan")
        groups = [
            (_("Ongoing contact"), ("contact_months", "silent_months", "ended_months", "contact_6", "contact_9")),
            (_("Do-not-contact list"), ("declined_months", "declined_6", "declined_9")),
            (_("Support"), ("support_months", "support_6", "support_9")),
            (_("Report made"), ("report_months", "content_months", "report_6", "report_9")),
            (_("Legal claim"), ("claim_months", "claim_6", "claim_9")),
            (_("Incidents of shifts"), ("incident_months", "incident_6", "incident_9")),
            (_("Longer than six months"), ("why_longer",)),
        ]
        form = self.compose_form(load_plan(workspace.db), groups, save_plan, self._stay)
        self._entries = Slot()
        self._list: RowList | None = None
        text = _("As short as possible. Which grounds you may use is said by your impact assessment.")
        tabs = parts_bar(window, workspace, "retention")
        below = row(self._entries, None)
        self.compose(_("Organisation"), text, self._actions(), tabs, self.notices, form, below, None)
        workspace.changed.connect(self._heed)
        self._ask()

    def first_focus(self) -> QWidget | None:
        return self.form.editor("contact_months").parts[0]

    def _stay(self, _saved: RetentionPlan) -> None:
        self.window_.replace("organisation", {"part": "retention"})
        self.window_.tell(lambda: _("Saved. The periods hold for everybody from now on."))

    def _actions(self) -> list[QPushButton]:
        if not self.workspace.may(Right.ORGANISATION):
            return [self.save_button]
        receipt = button(_("Receipt of erasure"), "file-text", big=True, name="retention.receipt")
        receipt.clicked.connect(lambda: self.window_.go("organisation", {"paper": "receipt"}))
        return [receipt, self.save_button]

    def _heed(self, tables: frozenset[str]) -> None:
        if "do_not_disturb" in tables:
            self._ask()

    def _ask(self) -> None:
        self.workspace.ask(self, "do_not_disturb", load_entries, self._show)

    def _show(self, entries: list[DoNotDisturb]) -> None:
        self._entries.put(self._listed(entries))

    def _listed(self, entries: list[DoNotDisturb]) -> QFrame:
        """Show who is remembered: nobody can see who it is, only that there is somebody."""
        text = _("Fingerprints of numbers and aliases of people who are forgotten and do not want to be disturbed.")
        shown: list[QWidget] = [label(_("Not to be disturbed"), "lead"), label(text, "muted", wrap=True)]
        if entries:
            self._list = row_list([_row(each) for each in entries], _("Not to be disturbed"), name="undisturbed")
            self._list.fit()
            self._list.set_current(0)
            shown.append(self._list)
        else:
            shown.append(label(_("There are none."), wrap=True))
        sheet = card(column(*shown), *self._forgetting(entries))
        sheet.setMaximumWidth(scaled(760))
        return sheet

    def _forgetting(self, entries: list[DoNotDisturb]) -> list[QWidget]:
        if not entries or not self.workspace.may(Right.ERASE):
            return []
        forget = button(_("Forget the chosen one …"), name="undisturbed.forget")
        forget.clicked.connect(self._ask_to_forget)
        return [forget]

    def _ask_to_forget(self) -> None:
        chosen_row = self._list.current_row() if self._list else None
        if chosen_row is None or not isinstance(chosen_row.key, DoNotDisturb):
            return
        text = _("As when somebody takes back their consent. Nobody is warned any more then.")
        then = partial(self._forget, chosen_row.key)
        confirm(self, _("Forget this entry?"), text, _("Forget it"), then, danger=True)

    def _forget(self, entry: DoNotDisturb) -> None:
        work = partial(withdraw, entry=entry, now=self.workspace.now())
        self.workspace.write(self, work, lambda _none: self.window_.tell(lambda: _("It is forgotten")))


def _row(entry: DoNotDisturb) -> Row:
    texts = window_texts()
    given = texts.day(entry.consent_on) if entry.consent_on else ""
    detail = _("Consent {day}: {how}").format(day=given, how=entry.consent_how)
    until = texts.day(entry.ends_on) if entry.ends_on else ""
    return Row(chosen(entry.kind), detail, "hand", _("until {day}").format(day=until), key=entry)
