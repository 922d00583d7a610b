"""One item of the checklist: what it says in both languages, for which meetings, and when it is a must."""

from PySide6.QtWidgets import QWidget

from ...content import avoided_words
from ...domain.checklist_versions import by_id
from ...domain.safety_checklist import ChecklistItem
from ...i18n import _
from ...operations.checklists import put_item
from ...operations.meetings import shipped_items
from ..look.buttons import button
from ..look.words import label
from ..main_window import MainWindow
from ..page import State
from ..workspace import Workspace
from .checklist_page import LIST
from .checklist_words import text_of
from .record_page import RecordPage
from .working_list import WorkingList


class ChecklistItemPage(RecordPage[ChecklistItem]):
    """A new item, or one of the list that is being changed. Saving puts it into that list."""

    def __init__(self, window: MainWindow, workspace: Workspace, working: WorkingList, identity: str) -> None:
        super().__init__(window, workspace, f"checklist_item:{identity}")
        self._working = working
        self._item = by_id(working.items).get(identity, ChecklistItem())
        form = self.compose_form(self._item, _groups(), put_item, self._leave)
        self._warning = label("", "body", "warning", wrap=True)
        self.form.edited.connect(self._look_at_words)
        back = button(_("Back"), hint="Alt+←", big=True, name="back")
        back.clicked.connect(window.back)
        title = text_of(self._item) or _("New item")
        self.compose(title, _origin(self._item), [back, self.save_button], self.notices, form, self._warning, None)
        self._look_at_words()

    def first_focus(self) -> QWidget | None:
        return self.form.editor("text_sv").parts[0]

    def restore(self, state: State) -> None:
        super().restore(state)
        self._look_at_words()

    def _look_at_words(self) -> None:
        """Name words that nobody should be called by, before they are asked at every meeting."""
        texts = {language: str(self.form.editor(f"text_{language}").state()) for language in ("sv", "en")}
        found = [word for language, text in texts.items() for word in avoided_words(text, language)]
        self._warning.setText(_("Words that we avoid: {words}.").format(words=", ".join(found)) if found else "")
        self._warning.setVisible(bool(found))

    def _leave(self, _saved: ChecklistItem) -> None:
        self._working.read_again()
        self.window_.replace("organisation", LIST)
        self.window_.tell(lambda: _("It is in the list. New meetings get it when you decide."))


def _groups() -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("", ("text_sv", "text_en")),
        (_("When it is asked"), ("phase", "level", "ways", "shown_when", "must_when")),
    ]


def _origin(item: ChecklistItem) -> str:
    """Return where an item comes from, and its first wording where that is another."""
    shipped = by_id(shipped_items()).get(item.item)
    if shipped is None:
        return _("An item of your own.")
    if text_of(shipped) == text_of(item):
        return _("Comes with the program.")
    return _("Comes with the program, where it says: {text}").format(text=text_of(shipped))
