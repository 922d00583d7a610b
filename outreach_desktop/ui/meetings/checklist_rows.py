"""The checklist of a phase as rows: what is open first, musts before the others; and one item in full words."""

from collections.abc import Iterator, Sequence

from ...domain.meeting import ChecklistAnswer, Done
from ...domain.safety_checklist import Asked, Phase, is_settled
from ...i18n import _, window_texts
from ...operations.meetings import Preparation
from ..look.painted import Row
from ..words import chosen, day_and_clock, who
from ..workspace import Workspace
from .answer_delegate import DONE, NOT_APPLICABLE, NOT_DONE, OPEN

_MARKS = {Done.DONE: DONE, Done.NOT_DONE: NOT_DONE, Done.NOT_APPLICABLE: NOT_APPLICABLE}
_LONGEST_DETAIL = 44


def asked_in(found: Preparation, phase: Phase) -> list[Asked]:
    return [each for each in found.asked if each.item.phase is phase]


def settled_count(found: Preparation, phase: Phase) -> tuple[int, int]:
    """Return how many items of a phase are settled, and how many there are."""
    asked = asked_in(found, phase)
    return sum(is_settled(found.answers.get(each.item.item)) for each in asked), len(asked)


def checklist_rows(found: Preparation, phase: Phase, workspace: Workspace) -> list[Row]:
    """Return the rows of a phase under two headings; the key of a row is what is asked."""
    asked = asked_in(found, phase)
    left = [each for each in asked if not is_settled(found.answers.get(each.item.item))]
    done = [each for each in asked if each not in left]
    left.sort(key=lambda each: not each.must)
    return [
        *_group(_("Left to do"), left, found, workspace),
        *_group(_("Settled"), done, found, workspace),
    ]


def _group(title: str, asked: Sequence[Asked], found: Preparation, workspace: Workspace) -> Iterator[Row]:
    if asked:
        yield Row(title, aside=str(len(asked)), heading=True)
    for each in asked:
        yield _row(each, found.answers.get(each.item.item), workspace, over=found.meeting.state.is_over)


def _row(asked: Asked, answer: ChecklistAnswer | None, workspace: Workspace, *, over: bool) -> Row:
    tone = "warning" if asked.must and not is_settled(answer) and not over else ""
    detail = answer_words(answer, workspace, short=True)
    mark = _MARKS[answer.done] if answer else OPEN
    return Row(asked.item.text(window_texts().language), detail, mark, level_word(asked), tone, key=asked)


def level_word(asked: Asked) -> str:
    return _("Must") if asked.must else _("Should")


def answer_words(answer: ChecklistAnswer | None, workspace: Workspace, *, short: bool = False) -> str:
    """Return `Klart · Anna, i dag 17.10`, with the note; nothing where nobody has answered."""
    if answer is None:
        return "" if short else _("Not answered yet.")
    by = answer.changed_by or answer.created_by
    at = answer.changed_at or answer.created_at
    signed = ", ".join(filter(None, (who(by, workspace.accounts), day_and_clock(at, workspace.today) if at else "")))
    if not short:
        return " · ".join(filter(None, (chosen(answer.done), signed)))
    note = answer.note if answer.done is not Done.DONE else ""
    words = " · ".join(filter(None, (chosen(answer.done), note or signed)))
    return words if len(words) <= _LONGEST_DETAIL else f"{words[: _LONGEST_DETAIL - 1]}…"


def why_words(asked: Asked) -> str:
    """Return why something must be done, or that it should."""
    if not asked.must:
        return _("Should be done. Nobody is stopped by it.")
    if not asked.because:
        return _("Must be done before anybody goes.") if asked.item.phase is Phase.PREPARE else _("Must be done.")
    reasons = window_texts().listed([chosen(each) for each in asked.because])
    return _("Must be done, because {reasons}.").format(reasons=reasons)
