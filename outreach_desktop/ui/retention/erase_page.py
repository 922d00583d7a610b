"""Before somebody is erased: what goes, what stays, and what older backups hold; then it goes at once and for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from ...domain.attributes import Invalid
from ...domain.do_not_disturb import DoNotDisturb
from ...domain.erasure import Cause, Scope, Survey
from ...domain.errors import KnownError
from ...domain.person import Identifier
from ...domain.retention import USUAL_MONTHS, months_after
from ...i18n import _, ngettext
from ...operations.do_not_disturb import erase_and_remember, known_by
from ...operations.erasing import erase_person, reduce_person, survey
from ...storage.database import Database
from ..dialogs import known_error_text
from ..forms.record_form import RecordForm
from ..look.buttons import button
from ..look.layouts import box, card, column, narrow
from ..look.messages import notice
from ..look.parts import combo, field
from ..look.tokens import Space
from ..look.words import label, named
from ..page import Page, State
from ..people.slot import Slot
from ..words import chosen
from ..workspace import Workspace
from .words import backups_words, counts_words

if TYPE_CHECKING:
    from ..main_window import MainWindow

_CAUSES = (Cause.ASKED, Cause.CHOSEN)


@dataclass(frozen=True, slots=True)
class _Found:
    survey: Survey
    known_by: Sequence[Identifier]


@dataclass(frozen=True, slots=True)
class Erasing:
    """Who is to be erased, and how much of them.

    `peace`: to be forgotten and not disturbed is what is asked for; `back`: one goes back to where one came from.
    """

    person_id: int
    alias: str
    scope: Scope
    peace: bool = False
    back: bool = False


class ErasePage(Page):
    """The scope says whether all goes, or all but alias and platform. Nothing goes before it is looked at."""

    def __init__(self, window: "MainWindow", workspace: Workspace, erasing: Erasing) -> None:
        super().__init__()
        self._window, self._workspace, self._erasing = window, workspace, erasing
        self._id, scope, alias = erasing.person_id, erasing.scope, erasing.alias
        self._scope, self._found = scope, None  # type: tuple[Scope, _Found | None]
        self._typed: State = {}
        self._problem, self._told, self._peace = Slot(), Slot(), Slot()
        self._problem.hide()
        self._go = button(_("Erase for good"), kind="danger", big=True, name="erase.go")
        self._go.clicked.connect(self._erase)
        self._go.setEnabled(False)
        self._cancel = button(_("Cancel"), hint="Alt+←", big=True, name="erase.cancel")
        self._cancel.clicked.connect(window.back)
        self._cause = combo([chosen(each) for each in _CAUSES], spoken=_("Why"), name="erase.cause")
        shown: list[Any] = [self._told]
        if scope is Scope.WHOLE:
            shown += [field(_("Why"), self._cause), self._peace]
        sheet = card(*shown, gap=Space.L, margin=Space.XL)
        title = _("Erase {alias}") if scope is Scope.WHOLE else _("Erase all of {alias} but alias and platform")
        text = _("It is gone at once and for good. Nobody can take it back.")
        self.compose(title.format(alias=alias), text, [self._cancel, self._go], self._problem, narrow(sheet, 720), None)
        workspace.ask(self, "erase", self._question, self._show, self._failed)

    def _question(self, db: Database) -> _Found:
        found = survey(db, self._id, self._scope)
        return _Found(found, known_by(db, self._id, found.person.alias))

    def first_focus(self) -> QWidget | None:
        return self._cancel

    def _show(self, found: _Found) -> None:
        self._found = found
        self._told.put(self._words(found.survey))
        if self._scope is Scope.WHOLE:
            self._make_peace(found)
        self._go.setEnabled(True)
        if self._typed:
            self._put_typed()

    def _words(self, told: Survey) -> QWidget:
        goes = counts_words(told.counts)
        if self._scope is Scope.WHOLE:
            goes = [_("everything that is written about the person"), *goes]
        stays = [_("In the log: who did what and when, by ids, without any contents.")]
        if self._scope is Scope.REST:
            stays.insert(0, _("The alias, and the platforms on which we met, so that nobody writes again."))
        if told.sent_reports:
            text = ngettext(
                "Of {n} sent concern report: when and to which board it was sent. Its text goes.",
                "Of {n} sent concern reports: when and to which board they were sent. Their texts go.",
                told.sent_reports,
            )
            stays.append(text.format(n=told.sent_reports))
        stays.append(_("In the statistics: counts by month, without the person."))
        parts = [
            _section(_("What goes"), goes),
            _section(_("What stays"), stays),
            _section(_("Backups"), [backups_words(told.backups_until)]),
        ]
        return box(column(*parts, gap=Space.L))

    def _make_peace(self, found: _Found) -> None:
        """Offer to forget the person and still not to disturb them."""
        today = self._workspace.today
        self._tick = _tick(_("Forget, but do not disturb: the person has agreed to it"), name="erase.peace")
        begun = DoNotDisturb(consent_on=today, ends_on=months_after(today, 4 * USUAL_MONTHS))
        self._form = RecordForm(begun, today=today, only=("consent_on", "consent_how", "ends_on"))
        self._marks = [
            (each, _tick(f"{chosen(each.kind)}: {each.value}", name=f"erase.mark.{at}"))
            for at, each in enumerate(found.known_by)
        ]
        for each, mark in self._marks:
            mark.setChecked(each is not found.known_by[-1])  # the alias, which others have too
        self._more = box(column(self._consent_words(), *(mark for _each, mark in self._marks), self._form))
        self._more.hide()
        self._tick.toggled.connect(self._more.setVisible)
        self._peace.put(box(column(self._tick, self._more, gap=Space.M)))
        self._tick.setChecked(self._erasing.peace)  # only now: shown before it stands in the page, it would be a window

    def _consent_words(self) -> QFrame:
        text = _(
            "Of what is ticked a fingerprint is kept. It cannot be read, and the quick line answers “do not contact” "
            "to whoever types the same. It is still personal data: whoever can unlock can try numbers against it. "
            "Tell the person that, and until when."
        )
        return notice("accent", _("What the person must know"), text)

    def _consented(self) -> bool:
        return self._scope is Scope.WHOLE and self._tick.isChecked()

    def _erase(self) -> None:
        if self._found is None:
            return
        now, cause = self._workspace.now(), _CAUSES[self._cause.currentIndex()]
        if self._scope is Scope.REST:
            work = partial(reduce_person, person_id=self._id, now=now)
        elif not self._consented():
            work = partial(erase_person, person_id=self._id, now=now, cause=cause)
        else:
            try:
                consent = self._form.record()
            except Invalid as error:
                self._form.show_problems(error.problems)
                return
            marked = [each for each, mark in self._marks if mark.isChecked()]
            work = partial(erase_and_remember, person_id=self._id, consent=consent, marked=marked, now=now, cause=cause)
        self._go.setEnabled(False)
        self._workspace.write(self, work, self._erased, self._failed)

    def _erased(self, _nothing: object) -> None:
        rest = self._scope is Scope.REST
        here = self._window.here
        if self._erasing.back:
            self._window.back()
        if self._window.here == here:
            self._window.replace("people", {"person": self._id} if rest else {})
        self._window.tell(lambda: _("All but alias and platform is erased") if rest else _("The person is erased"))

    def _failed(self, error: Exception) -> None:
        self._go.setEnabled(self._found is not None)
        if isinstance(error, Invalid):
            self._form.show_problems(error.problems)
        elif isinstance(error, KnownError):
            self._problem.put(notice("danger", _("Nothing was erased"), known_error_text(error)))
            self._problem.show()
        else:
            raise error

    def state(self) -> State:
        """Return what is typed and chosen, also of the consent."""
        consent = self._form.state() if self._found and self._scope is Scope.WHOLE else {}
        return {**super().state(), "consent": consent} if self._found else self._typed

    def restore(self, state: State) -> None:
        """Put back what was typed, as soon as there is something to type in."""
        self._typed = state
        if self._found:
            self._put_typed()

    def _put_typed(self) -> None:
        typed, self._typed = self._typed, {}
        if self._scope is Scope.WHOLE:
            self._form.restore(typed.get("consent", {}))
        super().restore(typed)


def _section(title: str, lines: Sequence[str]) -> QVBoxLayout:
    shown = (label(f"• {line}" if len(lines) > 1 else line, wrap=True) for line in lines)
    return column(label(title, "lead"), *shown, gap=Space.S)


def _tick(words: str, *, name: str) -> QCheckBox:
    result = QCheckBox(words.replace("&", "&&"))
    result.setAccessibleName(words)
    named(result, name)
    return result
