"""A paper of headings with texts, facts, tables and lines to write on: the same parts for the window and for print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .frame import ReportFrame

if TYPE_CHECKING:
    from .pdf.story import Story


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph; `small` for what stands below others, such as a source."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words; `widths` are the parts that its columns take, `empty` is said where there are no rows."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write by hand."""

    lines: int


Part = Said | Facts | Grid | Blank


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its parts; level 2 begins a chapter, 3 stands within one."""

    heading: str
    parts: tuple[Part, ...] = ()
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paper:
    """`notice` must be seen first: a word and a sentence. `facts_at` is the first section that is no instruction."""

    title: str
    marking: str
    notice: tuple[str, str]
    sections: tuple[Section, ...]
    signed: bool = False
    facts_at: int = 0


def paper_pdf(paper: Paper, frame: ReportFrame) -> bytes:
    """Return the paper as tagged PDF; with places for day and signature at its end where it is to be signed."""
    from .pdf.story import Story

    story = Story(paper.title, paper.marking, frame)
    story.title()
    story.notice(*paper.notice)
    for section in paper.sections:
        story.heading(section.level, section.heading)
        for part in section.parts:
            _write(story, part)
    if paper.signed:
        story.signature((frame.texts.gettext("Day and place"), frame.texts.gettext("Signature")), frame.made_by)
    return story.finished()


def _write(story: Story, part: Part) -> None:
    from .pdf.styles import BODY, SMALL

    match part:
        case Said():
            story.text(part.text, SMALL if part.small else BODY)
        case Facts():
            story.facts(part.rows)
        case Grid() if part.rows:
            story.table(part.headings, part.rows, part.widths)
        case Grid():
            story.text(part.empty)
        case Blank():
            story.blank(part.lines)
