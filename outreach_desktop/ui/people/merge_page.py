"""Two records about one person: first who the other one is, then field by field what stays."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ...domain.attributes import attributes
from ...domain.errors import KnownError
from ...domain.merging import Difference, Take
from ...domain.person import Person
from ...i18n import _, ngettext, window_texts
from ...operations.merging import Comparison, Undone, compare, merge, undo_merge
from ...storage.reading import load_one
from ..dialogs import known_error_text
from ..look.layouts import row
from ..look.messages import notice
from ..look.parts import Choice, button, card, label
from ..look.tokens import Space
from ..look.words import announce, fact
from ..page import Page, State
from ..rooms import Place
from ..words import chosen
from ..workspace import Workspace
from .choosing import Asking, ChoosePage
from .person_facts import value_words
from .slot import Slot

if TYPE_CHECKING:
    from ..main_window import MainWindow


def merge_place(window: "MainWindow", workspace: Workspace, place: Place) -> Page:
    """Return the page that asks with whom, or the one that compares the two."""
    if place["merge"] == "choose":
        return _choose_page(window, workspace, load_one(workspace.db, Person, place["person"]))
    return MergePage(window, workspace, place["person"], place["merge"])


def _choose_page(window: "MainWindow", workspace: Workspace, person: Person) -> Page:
    """Return the page that asks who the other record is."""
    asking = Asking(
        name="merge",
        title=_("Merge {alias} with another person").format(alias=person.alias),
        subtitle=person.code,
        question=_("Who is the same person?"),
        listed=_("Who it may be"),
        nobody=_("Nobody else is found. Write another alias, number or code."),
        take=lambda other: window.go("people", {"person": person.id, "merge": other}),
        typed=person.alias,
        without=person.id,
    )
    return ChoosePage(window, workspace, asking)


class MergePage(Page):
    """What differs stands side by side with a choice each; what only one of them says is kept without asking."""

    def __init__(self, window: "MainWindow", workspace: Workspace, one_id: int, other_id: int) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._seen: Comparison | None = None
        self._choices: dict[str, tuple[Choice, list[Take]]] = {}
        self._chosen: dict[str, int] = {}  # before the page was built anew
        self._message, self._content = Slot(), Slot()
        self._merge = button(_("Merge"), "check", "primary", hint="Ctrl+S", big=True, name="merge.do")
        self._merge.clicked.connect(self._do)
        self._merge.setEnabled(False)
        back = button(_("Back"), hint="Alt+←", big=True, name="merge.back")
        back.clicked.connect(window.back)
        self.compose(_("Merge two records"), "", [back, self._merge], self._message, self._content, None)
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self._merge.click)
        workspace.ask(self, "merge", lambda db: compare(db, one_id, other_id), self._show, self._fail)

    def _show(self, seen: Comparison) -> None:
        self._seen = seen
        about = label(_what_happens(seen), wrap=True)
        left = label(_unfinished(seen), "strong", "warning", wrap=True) if seen.unfinished else None
        asked = [self._asked(each, seen) for each in seen.differences]
        nothing = label(_("Nothing they say differs. What only one of them has is kept."), "muted", wrap=True)
        parts = [each for each in (about, left) if each is not None]
        self._content.put(card(*parts, *(asked or [nothing]), gap=Space.L, margin=Space.XL))
        self._merge.setEnabled(True)
        if not self._window.search_field.hasFocus():
            (self.first_focus() or self._merge).setFocus()
        announce(self, about.text())

    def _asked(self, difference: Difference, seen: Comparison) -> QFrame:
        title = _title(difference)
        first, second = (_said(difference, each) for each in (seen.kept, seen.other))
        takes = [Take.KEPT, Take.OTHER, *([Take.BOTH] if difference.both else [])]
        spoken = _("{field}. First: {first}. Second: {second}.").format(field=title, first=first, second=second)
        choice = Choice([chosen(each) for each in takes], spoken=spoken, name=f"merge.{difference.name}")
        choice.set_index(self._chosen.get(difference.name, takes.index(difference.preferred)))
        self._choices[difference.name] = (choice, takes)
        sides = row(_side(_("The first"), seen.kept, first), _side(_("The second"), seen.other, second), gap=Space.XL)
        for at in (0, 1):
            sides.setStretch(at, 1)
        return card(label(title, "strong"), sides, choice, gap=Space.S)

    def _do(self) -> None:
        seen = self._seen
        if seen is None:
            return
        takes = {name: offered[choice.index] for name, (choice, offered) in self._choices.items()}
        now = self._workspace.now()
        self._merge.setEnabled(False)
        self._workspace.write(self, lambda db: merge(db, seen, takes, now), self._done, self._fail)

    def _done(self, kept: Person) -> None:
        seen = self._seen
        self._window.replace("people", {"person": kept.id})
        if seen is not None:
            undo = undoing(self._window, self._workspace, seen.other.id)
            words = _("{code} has gone into {kept}").format(code=seen.other.code, kept=kept.code)
            self._window.tell(lambda: words, undo)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._merge.setEnabled(self._seen is not None)
        text = known_error_text(error)
        self._message.put(notice("danger", _("That did not work"), text))
        announce(self, text)

    def state(self) -> State:
        """Return what is chosen."""
        chosen_now = {name: choice.index for name, (choice, _takes) in self._choices.items()}
        return {**super().state(), "chosen": chosen_now or self._chosen}

    def restore(self, state: State) -> None:
        self._chosen = dict(state.get("chosen", {}))
        super().restore(state)

    def first_focus(self) -> QWidget | None:
        return next((choice.entry for choice, _takes in self._choices.values()), None)


def undoing(window: "MainWindow", workspace: Workspace, merged_id: int) -> Callable[[], None]:
    """Return what makes two of one again, in the window's name, and tells what stays as somebody changed it since."""

    def told(undone: Undone) -> None:
        window.go("people", {"person": undone.kept.id})
        names = window_texts().listed([_(_labels()[name]) for name in undone.left])
        left = _("Changed since, and left as it is: {what}.").format(what=names) if undone.left else ""
        words = _("{first} and {second} are two records again.").format(
            first=undone.kept.code, second=undone.other.code
        )
        window.tell(lambda: " ".join(filter(None, (words, left))), tone="warning" if left else "good")

    return lambda: workspace.write(window, lambda db: undo_merge(db, merged_id, workspace.now()), told)


def _labels() -> Mapping[str, str]:
    from ...domain.person import Identifier

    return {each.name: each.label.text for kind in (Identifier, Person) for each in attributes(kind)}


def _title(difference: Difference) -> str:
    groups = {
        "no_contact_since": _("Do not contact"),
        "hold_since": _("On hold for an authority"),
        "consent": _("Consent"),
        "retention_on": _("How long we keep this"),
    }
    return groups.get(difference.name) or _(_labels()[difference.name])


def _said(difference: Difference, person: Person) -> str:
    fresh = Person()
    values = ((name, getattr(person, name)) for name in difference.fields)
    if len(difference.fields) == 1:
        return value_words(getattr(person, difference.name)) or "–"
    filled = [(name, value_words(each)) for name, each in values if each != getattr(fresh, name)]
    return (
        "\n".join(words if name == difference.name else f"{_(_labels()[name])}: {words}" for name, words in filled)
        or "–"
    )


def _side(which: str, person: Person, text: str) -> QVBoxLayout:
    return fact(f"{which} · {person.code}", text)


def _what_happens(seen: Comparison) -> str:
    who = _("{kept}, {alias}, was there first and stays. {other}, {other_alias}, goes into it.").format(
        kept=seen.kept.code, alias=seen.kept.alias, other=seen.other.code, other_alias=seen.other.alias
    )
    names = {
        "contact": lambda n: ngettext("{count} contact", "{count} contacts", n),
        "identifier": lambda n: ngettext("{count} thing they are known by", "{count} things they are known by", n),
        "follow_up": lambda n: ngettext("{count} next step", "{count} next steps", n),
        "seen_ad": lambda n: ngettext("{count} ad or profile", "{count} ads and profiles", n),
        "town": lambda n: ngettext("{count} town", "{count} towns", n),
        "note": lambda n: ngettext("{count} note", "{count} notes", n),
        "assessment": lambda n: ngettext("{count} assessment", "{count} assessments", n),
        "concern_report": lambda n: ngettext("{count} concern report", "{count} concern reports", n),
        "meeting": lambda n: ngettext("{count} meeting", "{count} meetings", n),
    }
    moved = [names[table](count).format(count=count) for table, count in seen.moves.items() if table in names]
    goes = _("With it go {what}.").format(what=window_texts().listed(moved)) if moved else ""
    undo = _("For 30 days it can be undone.")
    return " ".join(filter(None, (who, goes, undo)))


def _unfinished(seen: Comparison) -> str:
    words = ngettext(
        "{count} text about {alias} is not saved yet. It is put aside, and comes back only if this is undone.",
        "{count} texts about {alias} are not saved yet. They are put aside, and come back only if this is undone.",
        seen.unfinished,
    )
    return words.format(count=seen.unfinished, alias=seen.other.alias)
