"""Between the message and its copy: why it is best to wait, and the line to write why we do not."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...content import DirectoryEntry
from ...domain.attributes import Invalid
from ...domain.errors import KnownError
from ...domain.permission import Permission, Why
from ...domain.rights import Right
from ...i18n import _, window_texts
from ...operations.elsewhere import whom_instead
from ...operations.writing import SHORTEST_REASON, go_past
from ...storage import people
from ..dialogs import known_error_text
from ..forms.text_editors import PlainLine
from ..look.parts import Notice, Space, announce, box, button, column, label, named, picture, row
from ..words import permission_reasons
from ..workspace import Workspace
from .allowance import Allowance


class GoingPast(QWidget):
    """Hidden while we may write. `gone_past` is told when a reason is stored, and not before.

    About somebody new only our own account or the age can be a reason, and another platform, or somebody else who
    writes, the answer: nothing is gone past.
    """

    gone_past = Signal()

    def __init__(self, workspace: Workspace, allowance: Allowance, permission: Callable[[], Permission]) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._workspace, self._allowance, self._permission = workspace, allowance, permission
        self._shown: tuple[Why, ...] = ()
        self._storing = False
        self.reason = PlainLine()
        self.reason.setAccessibleName(_("Why do you write all the same?"))
        named(self.reason, "line.reason")
        self.reason.returnPressed.connect(self.store)
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._notice: Notice | None = None
        self._may = workspace.may(Right.GO_PAST_WAITING) and bool(allowance.person.id)
        self._place.addWidget(self._new_entry())
        self.hide()  # shown only where it stands in the page: before, it would be a window

    def _new_entry(self) -> QWidget:
        name = label(_("Why do you write all the same?"), "strong")
        name.setBuddy(self.reason)
        copies = button(_("Copy all the same"), "copy", hint="Enter", name="line.go_past")
        copies.clicked.connect(self.store)
        self._wrong = label("", "strong", "danger", wrap=True)
        self._wrong.hide()
        first = row(name, self.reason, copies, gap=Space.S)
        first.setStretch(1, 1)
        entry = box(column(first, self._wrong, gap=4))
        if not self._may:
            entry.hide()
        return entry

    def refresh(self) -> None:
        """Show the reasons that hold now; nothing while the text may be copied."""
        permission = self._permission()
        waits = not permission.verdict.blocks and not self._allowance.allows(permission)
        whys = tuple(each.why for each in permission.reasons) if waits else ()
        self.setVisible(waits)
        if whys != self._shown:
            self._shown = whys
            self._build(permission)

    def take_focus(self) -> None:
        """Bring the keyboard to the reason, and say why the text was not copied."""
        said = self._notice.accessibleName() if self._notice else ""
        announce(self, f"{_('Not copied.')} {said}")
        if self._may:
            self.reason.setFocus()

    def _build(self, permission: Permission) -> None:
        if self._notice:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if not self._shown:
            return
        around = self._workspace
        said = permission_reasons(permission, around.today, around.accounts)
        text = " ".join(filter(None, [said, self._instead(), self._who_may()]))
        words = column(label(_("Not now"), "strong", "warning"), label(text, wrap=True), gap=2)
        body = row(picture("clock", "warning", 24), words, gap=Space.M, margin=(Space.L, Space.S, Space.M, Space.S))
        body.setStretch(1, 1)
        self._notice = Notice("warning", body, f"{_('Not now')}. {text}")
        self._place.insertWidget(0, self._notice)

    def _who_may(self) -> str:
        if self._workspace.may(Right.GO_PAST_WAITING):
            return ""
        return _("Only staff can write all the same. Ask the one you work with.")

    def _instead(self) -> str:
        """Return whom to turn to instead, where the age is the reason."""
        if Why.AGE not in self._shown:
            return ""
        person = self._allowance.person
        rows = people.load_rows(self._workspace.db, [person.id])
        found = whom_instead(person, rows[0].county if rows else "")
        return _("Instead: {names}.").format(names="; ".join(_entry_words(each) for each in found)) if found else ""

    def store(self) -> None:
        """Store the reason, then have the text copied; without one, ask for it."""
        permission = self._permission()
        if self._storing or not self._may or permission.verdict.blocks:
            return
        if len(self.reason.text().strip()) < SHORTEST_REASON:
            self._say_wrong(_("Write why in a few words."))
            return
        self._storing = True
        whys: Sequence[Why] = [each.why for each in permission.reasons]
        person, reason, now = self._allowance.person.id, self.reason.text(), self._workspace.now()
        self._workspace.write(
            self, lambda db: go_past(db, person, whys, reason, now), lambda _stored: self._stored(whys), self._failed
        )

    def _stored(self, whys: Sequence[Why]) -> None:
        self._storing = False
        self._allowance.passed |= frozenset(whys)
        self.reason.clear()
        self._wrong.hide()
        self.refresh()
        self.gone_past.emit()

    def _failed(self, error: Exception) -> None:
        self._storing = False
        if isinstance(error, Invalid):
            self._say_wrong(" ".join(_(each.text).format(*each.values) for each in error.problems))
        elif isinstance(error, KnownError):
            self._say_wrong(known_error_text(error))
        else:
            raise error

    def _say_wrong(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.show()
        announce(self.reason, text)
        self.reason.setFocus()


def _entry_words(entry: DirectoryEntry) -> str:
    """Return a name with how to reach them: a phone number, else a page."""
    name = entry.name.in_language(window_texts().language)
    page = entry.web.removeprefix("https://").removeprefix("www.").rstrip("/")
    reached = entry.phone or page
    return f"{name} ({reached})" if reached else name
