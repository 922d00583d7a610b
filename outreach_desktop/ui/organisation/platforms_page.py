"""The platforms on which the organisation does outreach."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...domain.platform import Platform
from ...i18n import _
from ...operations.organisation import load_platforms
from ..look.buttons import button
from ..look.layouts import box, card, column
from ..look.messages import empty
from ..look.painted import Row, RowList, row_list
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page
from ..workspace import Workspace
from .account_history import ICONS
from .parts_bar import parts_bar


class PlatformsPage(Page):
    """A list; Enter opens a platform."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._list: RowList | None = None
        self._place = QVBoxLayout()
        new = button(_("New platform"), "plus", "primary", big=True, name="platform.new")
        new.clicked.connect(lambda: window.go("organisation", {"platform": "new"}))
        subtitle = _("The sites, apps and games where you look for people. None comes with the program.")
        tabs = parts_bar(window, workspace, "platforms")
        self.compose(_("Organisation"), subtitle, [new], tabs, self._place, None)
        workspace.changed.connect(self._heed)
        self._show(load_platforms(workspace.db))

    def first_focus(self) -> QWidget | None:
        return self._list or self.findChild(QWidget, "platform.new")

    def _heed(self, tables: frozenset[str]) -> None:
        if "platform" in tables:
            self._workspace.ask(self, "platforms", load_platforms, self._show)

    def _show(self, platforms: list[Platform]) -> None:
        while (item := self._place.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._list = None
        self._place.addWidget(self._listed(platforms) if platforms else _none())

    def _listed(self, platforms: list[Platform]) -> QWidget:
        self._list = row_list([_row(platform) for platform in platforms], _("Platforms"), name="platforms")
        self._list.fit()
        self._list.set_current(0)
        self._list.activated.connect(self._open)
        self._list.clicked.connect(self._open)
        return box(column(card(self._list, margin=4), label(_("Enter opens. Up and Down choose."), "caption")))

    def _open(self, at: QModelIndex) -> None:
        if self._list is not None:
            self._window.go("organisation", {"platform": self._list.row(at.row()).key})


def _row(platform: Platform) -> Row:
    kind = _(platform.kind.label.text)
    detail = " · ".join(filter(None, (kind, platform.account, platform.active_times, platform.cost)))
    state = _(platform.account_state.label.text)
    tone = "" if platform.account_state.can_be_used else "warning"
    return Row(platform.name, detail, ICONS[platform.account_state], state, tone, key=platform.id)


def _none() -> QWidget:
    text = _("Write down each site or app that you use, and the state of your own account there.")
    return empty("link", _("No platforms yet"), text)
