"""The plan of a meeting on one page for the person on call: readable in grey, at arm's length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..domain.attributes import attributes
from ..domain.meeting import Way
from ..domain.meeting_plan import MeetingPlan, Overridden
from ..domain.person import MeetWish, Person
from ..domain.safety_checklist import ChecklistItem
from ..i18n import ZONE, Texts
from .frame import ReportFrame
from .printed import is_there
from .structured import written

_ROW = 21.0  # points; only a tick is written by hand

if TYPE_CHECKING:
    from .pdf.story import Story

# Letters in points, and how many lines a text may have: smaller letters first, then shorter texts; the last fits.
_WHOLE = tuple((size, 0) for size in (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0))
_CUT = ((10.5, 8), (10.5, 6), (11.0, 4), (11.0, 3), (11.0, 2), (10.5, 2), (10.5, 1), (9.5, 1))
_PAGE = 6000  # characters: more never stand on one page


def meeting_plan_pdf(plan: MeetingPlan, steps: Sequence[str], frame: ReportFrame) -> bytes:
    """Return the plan; `steps` say what to do when nobody checks in. It is one page, however long the texts are."""
    too_much = (
        len(plan.wishes) + len(plan.when_overwhelmed) + sum(len(each.reason) for each in plan.overridden[:1]) > _PAGE
    )
    for size, most_lines in _CUT if too_much else (*_WHOLE, *_CUT):
        story = _written(plan, steps, frame, size, most_lines)
        if story.fits_on_one_page():
            return story.finished()
    raise ValueError("The last step of the ladder does not fit.")


def _written(plan: MeetingPlan, steps: Sequence[str], frame: ReportFrame, size: float, most_lines: int) -> Story:
    from .pdf.story import Story
    from .pdf.styles import at_arms_length

    gettext, letters = frame.texts.gettext, at_arms_length(size, most_lines)
    mark = gettext("(more in the program)")
    story = Story(gettext("Meeting plan"), gettext("Confidential"), frame, letters, mark)
    sheet = _Sheet(story, plan, frame.texts, most_lines)
    sheet.opening()
    sheet.check_ins()
    sheet.steps(steps)
    sheet.wishes()
    sheet.checklist()
    sheet.closing()
    return story


@dataclass(frozen=True, slots=True)
class _Sheet:
    story: Story
    plan: MeetingPlan
    texts: Texts
    most_lines: int

    def opening(self) -> None:
        gettext, meeting = self.texts.gettext, self.plan.meeting
        on_call = ", ".join(filter(is_there, (self.plan.on_call, _whole(meeting.on_call_phone))))
        self.story.title()
        first = (
            (gettext("When"), self._when()),
            (gettext("Where"), self._where()),
            (gettext("With whom"), self._whom()),
            (gettext("Who goes"), ", ".join(filter(is_there, (self._goers(), _whole(meeting.goers_phone))))),
            (gettext("On call"), on_call),
            (gettext("Phones"), self._phones()),
        )
        self.story.facts(_filled(*first), strong=True)
        self.story.facts(
            _filled((gettext("The way there"), meeting.transport), (gettext("Interpreter"), meeting.interpreter))
        )

    def _phones(self) -> str:
        gettext, plan = self.texts.gettext, self.plan
        known = (
            (gettext("police"), "112"),
            (gettext("social emergency service"), plan.emergency_phone),
            (gettext("ours"), plan.our_phone),
        )
        return ", ".join(_whole(f"{whose} {phone}") for whose, phone in known if is_there(phone))

    def _when(self) -> str:
        starts_at = self.plan.meeting.starts_at
        if starts_at is None:
            return self.texts.gettext("Not decided")
        local = starts_at.astimezone(ZONE)
        ends = (starts_at + timedelta(minutes=self.plan.meeting.minutes)).astimezone(ZONE)
        return f"{self.texts.day(local.date(), 'full')} {self.texts.clock(local)}–{self.texts.clock(ends)}"

    def _where(self) -> str:
        gettext, meeting = self.texts.gettext, self.plan.meeting
        how = gettext(meeting.way.label.text)
        kind = gettext(meeting.place_kind.label.text).lower() if meeting.way is Way.PHYSICAL else ""
        said = ", ".join(filter(None, (how, kind)))
        if self.plan.address_is_kept:
            return f"{said}. {gettext('Our address is secret and is not printed.')}"
        return f"{said}: {meeting.place.strip()}" if is_there(meeting.place) else said

    def _whom(self) -> str:
        first = self.texts.gettext("first meeting") if self.plan.meeting.first else ""
        return ", ".join(filter(None, (self.plan.person_code, first)))

    def _goers(self) -> str:
        names = self.texts.listed(list(self.plan.goers))
        if len(self.plan.goers) > 1:
            return names
        alone = self.texts.gettext("One person goes alone.")
        return f"{names}. {alone}" if names else self.texts.gettext("Nobody is named.")

    def check_ins(self) -> None:
        from .pdf.ticks import TICK, Column, HandRow

        gettext, minutes = self.texts.gettext, self.plan.meeting.check_in_minutes
        every = self.texts.ngettext(
            "They are heard from every minute", "They are heard from every {n} minutes", minutes
        )
        self.story.heading(2, every.format(n=minutes))
        columns = (
            Column(gettext("At"), 24),
            Column(gettext("Act if you have heard nothing by"), 52),
            Column(gettext("Heard from"), 24),
        )
        times = [(each.due_at.astimezone(ZONE), each.act_at.astimezone(ZONE)) for each in self.plan.check_ins]
        rows = [HandRow((self.texts.clock(due), self.texts.clock(act), TICK), least=_ROW) for due, act in times]
        self.story.by_hand(columns, rows)

    def steps(self, steps: Sequence[str]) -> None:
        self.story.heading(2, self.texts.gettext("If you do not hear from them"))
        self.story.points(steps, numbered=True)

    def wishes(self) -> None:
        gettext, plan = self.texts.gettext, self.plan
        label = gettext(next(each for each in attributes(Person) if each.name == "meet_wish").label.text)
        wish = "" if plan.meet_wish is MeetWish.UNKNOWN else f"{label}: {gettext(plan.meet_wish.label.text).lower()}."
        rows = _filled(
            (gettext("Other wishes"), " ".join(filter(is_there, (wish, plan.wishes)))),
            (gettext("Words to use"), plan.wanted_words),
            (gettext("If it gets too much"), plan.when_overwhelmed),
        )
        if rows:
            self.story.heading(2, gettext("What the person wants"))
            self.story.facts(rows)

    def checklist(self) -> None:
        gettext, plan = self.texts.gettext, self.plan
        self.story.heading(2, gettext("The checklist before they go"))
        decided = plan.overridden[0] if plan.overridden else None
        rows = [(gettext("Not done"), self._open())]
        if decided:
            rows += self._overridden(decided)
        elif not plan.went_by:
            rows.append((gettext("Go"), gettext("Nobody has said yet that they may go.")))
        self.story.facts(rows)

    def _open(self) -> str:
        gettext, plan = self.texts.gettext, self.plan
        if not plan.open_musts:
            return gettext("Everything that must be done is done.")
        counts = {"open": self.texts.number(len(plan.open_musts)), "count": self.texts.number(plan.musts)}
        return f"{gettext('{open} of {count} musts').format(**counts)}: {self._in_brief(plan.open_musts)}"

    def _in_brief(self, items: Sequence[ChecklistItem]) -> str:
        said = [each.text(self.texts.language).rstrip(".") for each in items]
        return "; ".join(said) + "."

    def _overridden(self, decision: Overridden) -> list[tuple[str, str]]:
        """Return who decided to go all the same, why, and what was open then where that is not what is open now."""
        gettext, earlier = self.texts.gettext, len(self.plan.overridden) - 1
        at = self.texts.instant(decision.at) if decision.at else ""
        who = ", ".join(filter(None, (decision.by, at)))
        more = self.texts.ngettext("and {n} earlier decision", "and {n} earlier decisions", earlier).format(n=earlier)
        then = self._in_brief(decision.items) if decision.items != self.plan.open_musts else ""
        return _filled(
            (gettext("Go all the same"), f"{who} ({more})" if earlier else who),
            (gettext("Why"), decision.reason),
            (gettext("Not done then"), then),
        )

    def closing(self) -> None:
        self.story.text(self.texts.gettext("Tear this paper to pieces when the meeting is over."))


def _whole(phone: str) -> str:
    """Return a phone with what stands before it, kept on one line."""
    return "\u00a0".join(phone.split())


def _filled(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in rows if is_there(value)]


def meeting_plan_json(plan: MeetingPlan, steps_version: int, *, practice: bool) -> bytes:
    """Return the plan with enumerations and items by id, times in ISO form."""
    meeting = plan.meeting
    plain = (
        "place",
        "first",
        "minutes",
        "goers_phone",
        "on_call_phone",
        "transport",
        "interpreter",
        "check_in_minutes",
    )
    return written(
        {
            "practice": practice,
            "id": meeting.id,
            "code": plan.person_code,
            "way": meeting.way.value,
            "starts_at": _iso(meeting.starts_at),
            "place_kind": meeting.place_kind.value,
            **{name: getattr(meeting, name) for name in (*plain, "grace_minutes")},
            "goers": list(plan.goers),
            "on_call": plan.on_call,
            "our_phone": plan.our_phone,
            "emergency_phone": plan.emergency_phone,
            "check_ins": [{"due_at": _iso(each.due_at), "act_at": _iso(each.act_at)} for each in plan.check_ins],
            "meet_wish": plan.meet_wish.value,
            **{name: getattr(plan, name) for name in ("wanted_words", "wishes", "when_overwhelmed")},
            "steps_version": steps_version,
            "checklist_version": meeting.checklist_version,
            "checklist_number": meeting.checklist_number,
            "musts": plan.musts,
            "open_musts": [each.item for each in plan.open_musts],
            "went_at": _iso(meeting.went_at),
            "went_by": plan.went_by,
            "overridden": [_overridden_fields(each) for each in plan.overridden],
        }
    )


def _overridden_fields(decision: Overridden) -> dict[str, Any]:
    items = [each.item for each in decision.items]
    return {"by": decision.by, "at": _iso(decision.at), "items": items, "reason": decision.reason}


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
