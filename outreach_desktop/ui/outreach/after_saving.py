"""What a line that was just saved asks for: who declined is to be decided about, and a child is to be reported.

It stands where the quick line is empty, one thing at a time, each answer on a key of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ...domain.erasure import Scope
from ...domain.person import Person
from ...domain.retention import must_be_reduced
from ...domain.rights import Right
from ...i18n import _, ngettext
from ...operations.contacts import LoggedLine
from ..look.layouts import Flowing
from ..look.messages import Notice
from ..look.parts import Space, announce, button, column, label, picture, row
from ..people.child_notice import child_notice, may_be_child
from ..rooms import Place
from .answer_words import name_of
from .room import Shared

if TYPE_CHECKING:
    from ..main_window import MainWindow


class AfterSaving(QWidget):
    """`heed` is told tonight's lines: what they ask for stays until it is done, or somebody puts it off."""

    def __init__(self, shared: Shared, window: "MainWindow") -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._shared, self._window = shared, window
        self._declined: Sequence[Person] = ()
        self._wanted, self._said = True, ""
        self._notice: Notice | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def heed(self, lines: Sequence[LoggedLine]) -> None:
        """Take tonight's lines, newest first: of whom they say that all but alias and platform is to go."""
        found = {each.person.id: each.person for each in lines if must_be_reduced(each.person)}
        self._declined = [person for at, person in found.items() if at not in self._shared.put_off]
        child = self._shared.child
        if child and not any(each.person.id == child.id and may_be_child(each.person) for each in lines):
            self._shared.child = None  # the line was taken back, or it is written otherwise by now
        self._build()

    def note_child(self, person: Person) -> None:
        """Offer the concern report about somebody of whom a line has just said that they may be a child."""
        self._shared.child = person
        self._build()

    def show_if(self, nothing_asked: bool) -> None:  # noqa: FBT001 - a sentence: show if ...
        """Stand there only while nothing is asked."""
        self._wanted = nothing_asked
        self.setVisible(self._wanted and self._notice is not None)

    def _build(self) -> None:
        if self._notice:
            self._notice.hide()
            self._notice.deleteLater()
        child = self._shared.child
        self._notice = self._of_child(child) if child else self._of_refusal(self._declined) if self._declined else None
        said = self._notice.accessibleName() if self._notice else ""
        if self._notice:
            self._place.addWidget(self._notice)
        self.show_if(self._wanted)
        if said and said != self._said:
            announce(self, said)
        self._said = said

    def _of_child(self, person: Person) -> Notice:
        report = partial(self._report, person) if self._window.has_room("reports") else None
        result = child_notice(report, name_of(person))
        later = self._later(self._child_later)
        result.layout().addWidget(later)  # type: ignore[union-attr]
        return result

    def _report(self, person: Person) -> None:
        self._shared.child = None
        self._window.go("reports", {"report": "new", "person": person.id})

    def _child_later(self) -> None:
        self._shared.child = None
        self._build()

    def _of_refusal(self, declined: Sequence[Person]) -> Notice:
        person = declined[0]
        title = _("{name} has declined. What is to happen?").format(name=name_of(person))
        text = _("Only alias and platform are kept, so that nobody writes again. The rest is to be erased now.")
        more = len(declined) - 1
        waiting = ngettext("{n} more waits for this.", "{n} more wait for this.", more).format(n=more) if more else ""
        said = " ".join(filter(None, (text, self._who_may(), waiting)))
        head = row(label(title, "strong", "warning", wrap=True), self._later(partial(self._put_off, person)))
        head.setStretch(0, 1)
        words = column(head, label(said, wrap=True), Flowing(*self._answers(person), gap=Space.S), gap=Space.XS)
        mark = picture("archive", "warning", 24)
        body = row(mark, words, gap=Space.M, margin=(Space.L, Space.S, Space.M, Space.M))
        body.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        body.setStretch(1, 1)
        return Notice("warning", body, f"{title} {said}")

    def _who_may(self) -> str:
        if self._shared.workspace.may(Right.ERASE):
            return ""
        return _("Only staff can erase: it waits for them.")

    def _answers(self, person: Person) -> Iterator[QPushButton]:
        """Yield a button for each thing that can be done, with its key before its words."""
        erases: list[tuple[str, str, str, Place]] = [
            ("F7", _("Keep alias and platform …"), "rest", {"erase": Scope.REST.value}),
            ("F8", _("Forget, but do not disturb …"), "peace", {"erase": Scope.WHOLE.value, "peace": True}),
        ]
        blocks: list[tuple[str, str, str, Place]] = [
            ("F9", _("Do not contact until …"), "block", {"block": "no_contact"}),
        ]
        for key, words, name, place in [*(erases if self._shared.workspace.may(Right.ERASE) else []), *blocks]:
            result = button(f"{key}  {words}", name=f"after.{name}")
            result.setShortcut(key)
            result.clicked.connect(partial(self._window.go, "people", {"person": person.id, "back": True, **place}))
            yield result

    @staticmethod
    def _later(put_off: Callable[[], None]) -> QPushButton:
        result = button(_("Later"), kind="quiet", name="after.later")
        result.clicked.connect(put_off)
        return result

    def _put_off(self, person: Person) -> None:
        """Ask no more of this one here; their page, the due list and the next unlocking still do."""
        self._shared.put_off.add(person.id)
        self._declined = [each for each in self._declined if each.id != person.id]
        self._build()
