"""The messages that can be copied in the outreach room: our own, and those that ship, which can be made our own."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...content import Template, seconds_to_read, templates
from ...domain.attributes import Choice
from ...domain.message_template import MessageTemplate, TemplateKind, TemplateLanguage
from ...i18n import _, ngettext
from ...operations.templates import own_templates
from ..look.buttons import button
from ..look.layouts import box, card, column
from ..look.painted import Row, RowList, row_list
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page
from ..words import chosen, short_day
from ..workspace import Workspace
from .parts_bar import parts_bar


class MessagesPage(Page):
    """A list; Enter opens a message of ours, or a copy of one that ships."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._place = QVBoxLayout()
        self._list: RowList | None = None
        new = button(_("New message"), "plus", "primary", big=True, name="message.new")
        new.clicked.connect(lambda: window.go("organisation", {"message": "new"}))
        subtitle = _("Texts to copy when you write to somebody. A new text is a version of its own.")
        tabs = parts_bar(window, workspace, "messages")
        self.compose(_("Organisation"), subtitle, [new], tabs, self._place, None)
        workspace.changed.connect(self._heed)
        self._show(own_templates(workspace.db))

    def first_focus(self) -> QWidget | None:
        return self._list

    def _heed(self, tables: frozenset[str]) -> None:
        if "message_template" in tables:
            self._workspace.ask(self, "messages", own_templates, self._show)

    def _show(self, own: list[MessageTemplate]) -> None:
        while (item := self._place.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        ours = [self._own_row(each) for each in own]
        rows = [
            *([Row(_("Our own"), aside=str(len(ours)), heading=True), *ours] if ours else []),
            Row(_("With the program"), aside=str(len(templates())), heading=True),
            *(_shipped_row(each) for each in templates()),
        ]
        self._list = row_list(rows, _("Messages"), name="messages")
        self._list.fit()
        self._list.set_current(0)
        self._list.activated.connect(self._open)
        self._list.clicked.connect(self._open)
        keys = label(_("Enter opens. One that comes with the program opens as a copy of your own."), "caption")
        self._place.addWidget(box(column(card(self._list, margin=4), keys)))

    def _own_row(self, message: MessageTemplate) -> Row:
        day = short_day(message.checked_on, self._workspace.today) if message.checked_on else ""
        checked = _("checked by {name}").format(name=message.checked_by) if message.checked_by.strip() else ""
        told = [*_told(message.kind, message.language, message.text), " ".join(filter(None, (checked, day)))]
        tone = "" if checked else "warning"
        aside = _("version {number}").format(number=message.number) if checked else _("language not checked")
        return Row(message.name, " · ".join(filter(None, told)), "message-circle", aside, tone, key=message.id)

    def _open(self, at: QModelIndex) -> None:
        key = self._list.row(at.row()).key if self._list is not None else None
        if isinstance(key, int):
            self._window.go("organisation", {"message": key})
        elif isinstance(key, str):
            self._window.go("organisation", {"message": "new", "from": key})


def _shipped_row(message: Template) -> Row:
    kind, language = _choice(TemplateKind, message.kind), _choice(TemplateLanguage, message.language)
    told = _told(kind, language, message.text)
    title = f"{told[0]}, {told[1]}"
    return Row(title, told[2], "message-circle", _("version {number}").format(number=message.version), key=message.id)


def _choice(kind: type[Choice], value: str) -> Choice:
    return next(each for each in kind if each.value == value)


def _told(kind: Choice, language: Choice, text: str) -> list[str]:
    seconds = seconds_to_read(text)
    reading = ngettext("{count} second to read", "{count} seconds to read", seconds).format(count=seconds)
    return [chosen(kind), chosen(language), reading]
