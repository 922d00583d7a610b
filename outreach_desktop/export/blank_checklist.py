"""The blank checklist for one kind of meeting, for work without a laptop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..domain.blank_checklist import BlankItem
from ..domain.meeting import Way
from ..domain.safety_checklist import Condition, Phase
from ..i18n import Texts
from .frame import ReportFrame

if TYPE_CHECKING:
    from .pdf.story import Story
    from .pdf.ticks import Column, HandRow

_SIZE = 11.5


def blank_checklist_pdf(items: Sequence[BlankItem], way: Way, list_words: str, frame: ReportFrame) -> bytes:
    """Return boxes to tick, phase by phase; `list_words` say which list it is."""
    from .pdf.story import Story
    from .pdf.styles import at_arms_length

    texts = frame.texts
    story = Story(texts.gettext("Safety checklist"), texts.gettext("Confidential"), frame, at_arms_length(_SIZE))
    story.title()
    story.facts([(texts.gettext("Meeting"), texts.gettext(way.label.text)), (texts.gettext("List"), list_words)])
    _write_meeting(story, texts)
    for phase in Phase:
        of_phase = [each for each in items if each.item.phase is phase]
        if of_phase:
            story.heading(2, texts.gettext(phase.label.text))
            story.by_hand(_columns(texts), [_row(each, texts) for each in of_phase])
        if phase is Phase.PREPARE:
            _write_decision(story, texts)
    return story.finished()


def _write_meeting(story: Story, texts: Texts) -> None:
    from .pdf.ticks import BLANK, Column, HandRow

    heads = (texts.gettext("Code"), texts.gettext("When"), texts.gettext("Where"), texts.gettext("Who goes"))
    columns = [Column(each, 20) for each in (*heads, texts.gettext("On call, phone"))]
    story.by_hand(columns, [HandRow((BLANK,) * len(columns))])


def _columns(texts: Texts) -> list[Column]:
    from .pdf.ticks import Column

    return [
        Column(texts.gettext("What"), 46),
        Column(texts.gettext("Done"), 9),
        Column(texts.gettext("Does not apply"), 11),
        Column(texts.gettext("Who, when"), 16),
        Column(texts.gettext("Note"), 18),
    ]


def _row(each: BlankItem, texts: Texts) -> HandRow:
    from .pdf.ticks import BLANK, TICK, HandRow

    return HandRow((each.item.text(texts.language), TICK, TICK, BLANK, BLANK), _above(each, texts))


def _above(each: BlankItem, texts: Texts) -> str:
    """Return what stands in bold above an item: that it is a must, and what it depends on."""
    gettext = texts.gettext
    only = gettext("Only if {conditions}").format(conditions=_listed(each.only_if, texts)) if each.only_if else ""
    must = gettext("MUST") if each.must else ""
    if each.must_if:
        must = gettext("MUST if {conditions}").format(conditions=_listed(each.must_if, texts))
    return ". ".join(filter(None, (must, only)))


def _listed(conditions: Sequence[Condition], texts: Texts) -> str:
    return texts.listed([texts.gettext(each.label.text) for each in conditions])


def _write_decision(story: Story, texts: Texts) -> None:
    from .pdf.ticks import BLANK, Column, HandRow

    sentence = texts.gettext("Nobody goes while a must above is open, unless somebody decides so and writes why.")
    story.text(sentence)
    columns = [Column(texts.gettext("Who decides, when"), 35), Column(texts.gettext("Why we go all the same"), 65)]
    story.by_hand(columns, [HandRow((BLANK, BLANK))])
