"""The checklist while somebody changes it: kept as a draft from the first change until it is decided or discarded."""

from collections.abc import Iterable

from ...domain.checklist_versions import Differences, differences, in_order
from ...domain.safety_checklist import ChecklistItem, OwnChecklist
from ...operations.checklists import EDITOR, list_in_use, read, written
from ..workspace import Workspace


class WorkingList:
    """Belongs to the room, since several pages change one list; nothing of it holds for meetings yet."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._held: tuple[int, tuple[ChecklistItem, ...]] | None = None

    @property
    def in_use(self) -> OwnChecklist:
        return list_in_use(self._workspace.db)

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        return self._loaded()[1]

    @property
    def based_on(self) -> int:
        """The number of the version that was in use when the changes began."""
        return self._loaded()[0]

    def _loaded(self) -> tuple[int, tuple[ChecklistItem, ...]]:
        if self._held is None:
            draft = self._workspace.own_drafts().get(EDITOR)
            self._held = read(draft.state) if draft is not None else self._in_use_now()
        return self._held

    def _in_use_now(self) -> tuple[int, tuple[ChecklistItem, ...]]:
        own = self.in_use
        return own.number, own.items

    def changes(self) -> Differences:
        """Return what is not decided yet."""
        return differences(self.in_use.items, self.items)

    def keep(self, items: Iterable[ChecklistItem]) -> None:
        """Go on with other items, and keep them as a draft."""
        self._held = self.based_on, in_order(items)
        self._workspace.keep_draft(EDITOR, written(*self._held))

    def discard(self) -> None:
        """Go back to the list in use."""
        self._held = self._in_use_now()
        self._workspace.discard_draft(EDITOR)

    def read_again(self) -> None:
        """Have it read from where it is stored, after an operation has written it."""
        self._held = None
