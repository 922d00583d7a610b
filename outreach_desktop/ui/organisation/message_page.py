"""One message of ours: the text beside what it becomes, and what is to be said of it before it is used."""

from PySide6.QtWidgets import QWidget

from ...content import templates
from ...domain.message_template import MessageTemplate
from ...i18n import _
from ...operations.saving import remove_record, restore_record
from ...operations.templates import own_copy, save_template, versions_of
from ...storage.reading import load_one
from ..look.buttons import button
from ..main_window import MainWindow
from ..page import State
from ..workspace import Workspace
from .message_preview import MessagePreview, earlier_versions
from .record_page import RecordPage

_LIST = {"part": "messages"}


class MessagePage(RecordPage[MessageTemplate]):
    """A new message, a copy of one that ships, or one that exists. Ctrl+Z undoes what is typed."""

    def __init__(self, window: MainWindow, workspace: Workspace, identity: int | str, shipped: str) -> None:
        super().__init__(window, workspace, f"message:{shipped or identity}")
        self._message = self._begin(identity, shipped)
        form = self.compose_form(self._message, _groups(), save_template, self._leave)
        self.preview = MessagePreview(workspace)
        self.form.edited.connect(self._follow)
        self._follow()
        back = button(_("Back"), hint="Alt+←", big=True, name="back")
        back.clicked.connect(window.back)
        title = self._message.name or _("New message")
        earlier = versions_of(workspace.db, self._message)[1:] if self._message.id else []
        below = [earlier_versions(earlier, workspace.accounts, workspace.today)] if earlier else []
        subtitle = _("Places to fill: {places}").format(places="{alias} {sender} {organisation} {phone} {link}")
        actions = [*self._removing(), back, self.save_button]
        self.compose(title, subtitle, actions, self.notices, form, self.preview, *below, None)

    def _begin(self, identity: int | str, shipped: str) -> MessageTemplate:
        if isinstance(identity, int):
            return load_one(self.workspace.db, MessageTemplate, identity)
        found = next((each for each in templates() if each.id == shipped), None)
        return own_copy(found) if found else MessageTemplate()

    def first_focus(self) -> QWidget | None:
        return self.form.editor("name").parts[0]

    def restore(self, state: State) -> None:
        super().restore(state)
        self._follow()

    def _follow(self) -> None:
        values = {name: self.form.editor(name).value() for name in ("kind", "language", "text")}
        self.preview.show_message(MessageTemplate(**values))

    def _removing(self) -> list[QWidget]:
        if not self._message.id:
            return []
        remove = button(_("Remove"), big=True, name="remove")
        remove.clicked.connect(self._remove)
        return [remove]

    def _leave(self, _saved: MessageTemplate) -> None:
        self.window_.replace("organisation", _LIST)
        self.window_.tell(lambda: _("Saved"))

    def _remove(self) -> None:
        message, now = self._message, self.workspace.now()
        self.workspace.write(self, lambda db: remove_record(db, message, now), self._removed)

    def _removed(self, _nothing: object) -> None:
        workspace, message = self.workspace, self._message
        workspace.discard_draft(f"message:{message.id}")

        def undo() -> None:
            now = workspace.now()
            workspace.write(workspace, lambda db: restore_record(db, message, now))

        self.window_.replace("organisation", _LIST)
        self.window_.tell(lambda: _("{name} is removed").format(name=message.name), undo)


def _groups() -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("", ("name", "kind", "language", "channel", "text")),
        (_("The language"), ("checked_by", "checked_on")),
    ]
