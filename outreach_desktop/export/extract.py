"""The register extract: on tagged pages for the person, and as JSON for other programs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..domain.assessment import Finding
from ..domain.attributes import attributes
from ..domain.extract import Extract, Unsaved
from ..domain.log_closing import LOG_MONTHS
from ..domain.log_line import Action, Subject
from ..domain.meeting import ChecklistAnswer, GoingAnyway
from ..domain.organisation import Role
from ..domain.record import Record
from ..i18n import Texts
from .frame import ReportFrame
from .printed import is_there, shown
from .structured import extract_content, written

# What says who of us did something or how to reach us, or serves the program alone; the log says the rest.
_LEFT_OUT = frozenset(
    {"key", "by_account", "signed_by", "done_by", "for_account", "person_id", "contact_id", "done_contact_id"}
    | {"template", "assessment_id", "second_reader", "platform_id", "indicator"}
    | {"item", "others", "goers_phone", "on_call", "on_call_phone", "went_by", "follow_up_by", "checklist_version"}
    | {"checklist_number"}
)
_BY_ID = frozenset({"platform_id", "indicator", "item"})  # in words on paper, for other programs by its id


@dataclass(frozen=True, slots=True)
class Names:
    """Words for what records name by id: platforms, indicators and items of checklists, municipalities."""

    platforms: Mapping[int, str]
    indicators: Mapping[str, str]
    municipalities: Mapping[str, str]
    items: Mapping[str, str]


def _titles(texts: Texts) -> dict[str, str]:
    return {
        "person": texts.gettext("Person"),
        "identifier": texts.gettext("Numbers, aliases and addresses"),
        "town": texts.gettext("Towns"),
        "seen_ad": texts.gettext("Ads and profiles"),
        "contact": texts.gettext("The log"),
        "follow_up": texts.gettext("Next steps"),
        "note": texts.gettext("Notes"),
        "assessment": texts.gettext("Assessments"),
        "finding": texts.gettext("Indicators"),
        "going_past": texts.gettext("Reasons to write all the same"),
        "concern_report": texts.gettext("Concern reports"),
        "meeting": texts.gettext("Meetings"),
        "meeting_risk": texts.gettext("Risks before meetings"),
        "checklist_answer": texts.gettext("Answers in the safety checklist"),
        "going_anyway": texts.gettext("Decisions to go all the same"),
        "check_in": texts.gettext("Check-ins"),
        "meeting_parting": texts.gettext("Asked at parting"),
        "meeting_incident": texts.gettext("Incidents at meetings"),
        "meeting_lesson": texts.gettext("What we learnt"),
    }


def extract_pdf(extract: Extract, names: Names, frame: ReportFrame) -> bytes:
    """Return everything as labels and values; what is empty is left out, what lies in the bin says so."""
    from .pdf.story import Story

    texts = frame.texts
    story = Story(texts.gettext("Register extract"), texts.gettext("Confidential"), frame)
    story.title()
    story.facts([(texts.gettext("Alias"), extract.alias), (texts.gettext("Code"), extract.code)])
    intro = texts.gettext(
        "This is all that we keep about you: what is in the register, what lies in the bin, what is not saved yet, "
        "who has worked with it and until when backups hold it. You can have it corrected or erased."
    )
    story.text(intro)
    titles = _titles(texts)
    for table, records in extract.records.items():
        story.heading(2, titles[table])
        for number, record in enumerate(records, 1):
            if len(records) > 1:
                entry = texts.gettext("Entry {number} of {count}").format(number=number, count=len(records))
                story.heading(3, entry)
            story.facts(list(_facts(record, names, texts)))
    _write_unsaved(story, extract.unsaved, texts)
    _write_backups(story, extract, texts)
    _write_log(story, extract, texts)
    return story.finished()


def _facts(record: Record, names: Names, texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield the fields of a record that say something, after when it was written down."""
    if record.created_at:
        yield texts.gettext("Written down"), texts.instant(record.created_at)
    if record.removed_on:
        yield texts.gettext("In the bin since"), texts.day(record.removed_on)
    if isinstance(record, Finding):
        yield texts.gettext("Indicator"), names.indicators.get(record.indicator, record.indicator)
    if isinstance(record, ChecklistAnswer):
        yield texts.gettext("Item"), names.items.get(record.item, record.item)
    if isinstance(record, GoingAnyway):
        yield texts.gettext("What was open"), texts.listed([names.items.get(each, each) for each in record.items])
    if platform := names.platforms.get(getattr(record, "platform_id", None) or 0):
        yield texts.gettext("Platform"), platform
    for attribute in attributes(type(record)):
        value = shown(getattr(record, attribute.name), texts)
        if attribute.name == "municipality":
            value = names.municipalities.get(value, value)
        if attribute.name not in _LEFT_OUT and is_there(value):
            yield texts.gettext(attribute.label.text), value


def _write_unsaved(story: Any, unsaved: Sequence[Unsaved], texts: Texts) -> None:
    story.heading(2, texts.gettext("Not saved yet"))
    if not unsaved:
        story.text(texts.gettext("There is nothing."))
    for each in unsaved:
        sealed = texts.gettext(
            "Sealed to another of our accounts: only that one can open it. It is erased with the rest."
        )
        words = sealed if each.texts is None else "\n".join(each.texts)
        story.facts([(texts.instant(each.saved_at), words or texts.gettext("No text"))])


def _write_backups(story: Any, extract: Extract, texts: Texts) -> None:
    story.heading(2, texts.gettext("Backups"))
    text = texts.gettext(
        "Encrypted backups hold what stood here when they were made. What is erased goes from them with their last "
        "day; when one is restored, it is erased again."
    )
    story.text(text)
    made, until = texts.gettext("Made"), texts.gettext("Kept until")
    rows = [(texts.instant(each.made_at), texts.day(each.ends_on)) for each in extract.backups]
    if rows:
        story.table((made, until), rows, widths=(50, 50))
    else:
        story.text(texts.gettext("There is none."))


def _write_log(story: Any, extract: Extract, texts: Texts) -> None:
    story.heading(2, texts.gettext("Who has worked with it"))
    word = _word_of(texts)
    rows = [
        (texts.instant(line.at), word(Role, line.role), f"{word(Action, line.action)} {word(Subject, line.subject)}")
        for line in extract.processed
    ]
    if rows:
        heads = (texts.gettext("When"), texts.gettext("Who"), texts.gettext("What"))
        story.table(heads, rows, widths=(40, 25, 35))
    else:
        story.text(texts.gettext("There is nothing."))
    kept = texts.gettext("The log keeps its lines for {months} months. What was done before stands here no more.")
    story.text(kept.format(months=LOG_MONTHS))


def _word_of(texts: Texts) -> Callable[[Any, str], str]:
    """Return what gives the word of a choice by its id; one of a newer version stands by its own name."""

    def word(kind: Any, value: str) -> str:
        known = {each.value: each.label.text for each in kind}
        return texts.gettext(known[value]) if value in known else value or texts.gettext("somebody")

    return word


def extract_json(extract: Extract, *, practice: bool) -> bytes:
    """Return everything by the names of fields, enumerations by id, dates in ISO form; empty fields too."""
    return written(extract_content(extract, _LEFT_OUT - _BY_ID, practice=practice))
