"""Items and versions of the checklist in words."""

from collections.abc import Iterable, Sequence

from ...domain.checklist_versions import Differences
from ...domain.safety_checklist import ChecklistItem, Condition, Level, OwnChecklist, Phase
from ...i18n import _, ngettext, window_texts
from ..look.painted import Row


def text_of(item: ChecklistItem) -> str:
    return item.text(window_texts().language)


def rows_of(items: Iterable[ChecklistItem]) -> list[Row]:
    """Return a heading for each phase, and its items below."""
    rows: list[Row] = []
    for phase in Phase:
        of_phase = [each for each in items if each.phase is phase]
        rows.append(Row(_(phase.label.text), aside=str(len(of_phase)), heading=True))
        rows += [row_of(each) for each in of_phase]
    return rows


def row_of(item: ChecklistItem) -> Row:
    """Return an item as a row: what it says, when it is asked, and whether it is a must."""
    level = Level.MUST if _always_must(item) else Level.SHOULD
    tone = "accent" if level is Level.MUST else ""
    return Row(text_of(item), asked_words(item), "", _(level.label.text), tone, key=item.item)


def _always_must(item: ChecklistItem) -> bool:
    """Say whether an item is a must wherever it is asked."""
    raised = bool(item.must_when) and set(item.must_when) <= set(item.shown_when)
    return raised or item.level is Level.MUST


def asked_words(item: ChecklistItem) -> str:
    """Return for which meetings an item is, when it is asked, and when it is a must that it is not otherwise."""
    ways = window_texts().listed([_(each.label.text) for each in item.ways]).capitalize()
    only = _("Only if {conditions}").format(conditions=_listed(item.shown_when)) if item.shown_when else ""
    must = _("Must if {conditions}").format(conditions=_listed(item.must_when)) if item.must_when else ""
    said = (ways or _("All meetings"), only, "" if _always_must(item) else must)
    return " · ".join(filter(None, said))


def _listed(conditions: Sequence[Condition]) -> str:
    return window_texts().listed([_(each.label.text) for each in conditions])


def version_words(own: OwnChecklist) -> str:
    """Return `version 3, 24 november 2026, Anna`, or that it is the one that ships."""
    if not own.number:
        return _("The one that comes with the program")
    day = window_texts().day(own.decided_on) if own.decided_on else ""
    return ", ".join(filter(None, (_("Version {number}").format(number=own.number), day, own.decided_by)))


def changes_words(changes: Differences) -> str:
    """Return `1 new, 2 changed, 1 left out, another order`."""
    new, changed, out = len(changes.added), len(changes.reworded), len(changes.left_out)
    said = [
        (new, ngettext("{n} new", "{n} new", new)),
        (changed, ngettext("{n} changed", "{n} changed", changed)),
        (out, ngettext("{n} left out", "{n} left out", out)),
    ]
    counted = [words.format(n=count) for count, words in said if count]
    return ", ".join([*counted, *([_("another order")] if changes.moved else [])])


def named(items: Sequence[ChecklistItem]) -> str:
    """Return the texts of items after each other."""
    return "; ".join(text_of(each).rstrip(".") for each in items) + "." if items else ""
