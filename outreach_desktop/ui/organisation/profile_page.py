"""The organisation's profile."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ...content import counties_by_name
from ...domain.organisation import Organisation
from ...i18n import _, window_texts
from ...operations.organisation import save_organisation
from ..main_window import MainWindow
from ..workspace import Workspace
from .parts_bar import parts_bar
from .record_page import RecordPage


class ProfilePage(RecordPage[Organisation]):
    """What reports and first messages say of us, and the limits we have set ourselves."""

    def __init__(self, window: MainWindow, workspace: Workspace, field: str = "name") -> None:
        super().__init__(window, workspace, "organisation")
        self._field = field
        groups = [
            (_("Who we are"), ("name", "standard_text", "standard_text_en", "outreach_purpose", "town", "county")),
            (_("How others reach us"), ("phone", "email", "web", "privacy_link")),
            (_("Concern reports"), ("report_status", "social_emergency_phone")),
            (_("Before we write"), ("contact_interval", "most_tries", "colleague_hours", "youngest", "oldest")),
            (_("Limits"), ("idle_minutes", "backup_days")),
        ]
        counties = {"county": counties_by_name(window_texts().language)}
        form = self.compose_form(workspace.organisation, groups, save_organisation, self._stay, counties)
        subtitle = _("What you write here goes into reports and messages.")
        tabs = parts_bar(window, workspace, "")
        self.compose(_("Organisation"), subtitle, [self.save_button], tabs, self.notices, form, None)

    def first_focus(self) -> QWidget | None:
        if self._field != "name":
            QTimer.singleShot(0, self.form, lambda: self.form.go_to(self._field))
        return self.form.editor(self._field).parts[0]

    def _stay(self, _saved: Organisation) -> None:
        field = self.form.field_with_keyboard()
        self.window_.replace("organisation", {"field": field} if field else {})
        self.window_.tell(lambda: _("Saved"))
