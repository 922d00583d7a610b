"""One platform: a form, and the way to the bin and back."""

from PySide6.QtWidgets import QWidget

from ...domain.platform import Platform
from ...i18n import _
from ...operations.organisation import save_platform
from ...operations.saving import remove_record, restore_record
from ...storage.reading import load_one
from ..look.buttons import button
from ..main_window import MainWindow
from ..workspace import Workspace
from .record_page import RecordPage

_FIELDS = ("name", "kind", "account", "account_state", "notes")
_LIST = {"part": "platforms"}


class PlatformPage(RecordPage[Platform]):
    """A new platform, or one that exists."""

    def __init__(self, window: MainWindow, workspace: Workspace, identity: int | str) -> None:
        super().__init__(window, workspace, f"platform:{identity}")
        self._platform = load_one(workspace.db, Platform, identity) if isinstance(identity, int) else Platform()
        form = self.compose_form(self._platform, [("", _FIELDS)], save_platform, self._leave)
        back = button(_("Back"), hint="Alt+←", big=True, name="back")
        back.clicked.connect(window.back)
        actions = [*self._removing(), back, self.save_button]
        title = self._platform.name or _("New platform")
        self.compose(title, _("A site, app or game on which you look for people."), actions, self.notices, form, None)

    def first_focus(self) -> QWidget | None:
        return self.form.editor("name").parts[0]

    def _removing(self) -> list[QWidget]:
        if not self._platform.id:
            return []
        remove = button(_("Remove"), big=True, name="remove")
        remove.clicked.connect(self._remove)
        return [remove]

    def _leave(self, _saved: Platform) -> None:
        self.window_.replace("organisation", _LIST)
        self.window_.tell(lambda: _("Saved"))

    def _remove(self) -> None:
        platform, now = self._platform, self.workspace.now()
        self.workspace.write(self, lambda db: remove_record(db, platform, now), self._removed)

    def _removed(self, _nothing: object) -> None:
        workspace, platform = self.workspace, self._platform
        workspace.discard_draft(f"platform:{platform.id}")

        def undo() -> None:
            now = workspace.now()
            workspace.write(workspace, lambda db: restore_record(db, platform, now))

        self.window_.replace("organisation", _LIST)
        self.window_.tell(lambda: _("{name} is removed").format(name=platform.name), undo)
