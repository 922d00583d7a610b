"""One platform: a form, and the way to the bin and back."""

from PySide6.QtWidgets import QWidget

from ...domain.platform import Platform
from ...i18n import _
from ...operations.organisation import load_account_history, replacing, save_platform
from ...operations.saving import remove_record, restore_record
from ...storage.reading import load_one
from ..look.buttons import button
from ..main_window import MainWindow
from ..workspace import Workspace
from .account_history import account_history
from .record_page import RecordPage

_LIST = {"part": "platforms"}


def _groups() -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("", ("name", "kind")),
        (_("Our account there"), ("account", "account_state", "account_why", "other_name_why")),
        (_("What the site asks for"), ("paid", "cost", "face_picture", "review")),
        (_("How it is used"), ("active_times", "notes")),
    ]


class PlatformPage(RecordPage[Platform]):
    """A new platform, or one that exists."""

    def __init__(self, window: MainWindow, workspace: Workspace, identity: int | str) -> None:
        super().__init__(window, workspace, f"platform:{identity}")
        self._platform = load_one(workspace.db, Platform, identity) if isinstance(identity, int) else Platform()
        form = self.compose_form(self._platform, _groups(), save_platform, self._leave)
        back = button(_("Back"), hint="Alt+←", big=True, name="back")
        back.clicked.connect(window.back)
        actions = [*self._removing(), back, self.save_button]
        title = self._platform.name or _("New platform")
        subtitle = _("A site, app or game on which you look for people.")
        self.compose(title, subtitle, actions, self.notices, form, *self._history(), None)

    def first_focus(self) -> QWidget | None:
        return self.form.editor("name").parts[0]

    def _removing(self) -> list[QWidget]:
        if not self._platform.id:
            return []
        remove = button(_("Remove"), big=True, name="remove")
        remove.clicked.connect(self._remove)
        another = button(_("Replace the account"), "user", big=True, name="platform.replace")
        another.clicked.connect(self._replace)
        return [remove, another]

    def _replace(self) -> None:
        """Make room for another account in the form; nothing is stored before it is saved."""
        fresh = replacing(self._platform)
        for name in ("account", "account_state", "account_why", "other_name_why"):
            self.form.editor(name).fill(getattr(fresh, name))
        self.form.edited.emit()
        self.form.go_to("account")

    def _history(self) -> list[QWidget]:
        events = load_account_history(self.workspace.db, self._platform.id) if self._platform.id else []
        return [account_history(events, self.workspace.accounts, self.workspace.today)] if events else []

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
