"""The words of checklist items by their stable ids, whichever list they are from: for figures and extracts."""

from ..domain.safety_checklist import ChecklistItem
from ..storage.database import Database
from ..storage.reading import load_all
from .meetings import shipped_items


def item_words(db: Database, language: str) -> dict[str, str]:
    """Return what each item says: that of the newest own list that has it, else that of the list that ships."""
    own = sorted(load_all(db, ChecklistItem), key=lambda each: each.checklist_id)
    return {each.item: each.text(language) for each in (*shipped_items(), *own)}
