"""A concern report as it is sent to the social services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..domain.concern_report import ConcernReport, Guardians, ReportState, Told
from ..i18n import Texts
from .frame import ReportFrame
from .printed import is_there

if TYPE_CHECKING:
    from .pdf.story import Story


def concern_report_pdf(report: ConcernReport, frame: ReportFrame) -> bytes:
    """Return the report in the language of `frame.texts`; marked as a draft until it is sent."""
    from .pdf.story import Story

    texts = frame.texts
    letter = _Letter(Story(texts.gettext("Concern report"), texts.gettext("Confidential"), frame), report, frame)
    letter.opening()
    letter.child()
    letter.guardians()
    letter.reporter()
    letter.observations()
    letter.who_knows()
    letter.closing()
    return letter.story.finished()


@dataclass(frozen=True, slots=True)
class _Letter:
    story: Story
    report: ConcernReport
    frame: ReportFrame

    @property
    def texts(self) -> Texts:
        return self.frame.texts

    def opening(self) -> None:
        from .pdf.styles import SMALL

        if banner := _draft_words(self.report.state, self.texts):
            self.story.banner(*banner)
        self.story.title()
        for paragraph in self.frame.law:
            self.story.text(paragraph, SMALL)
        if self.report.urgent:
            self.story.notice(
                self.texts.gettext("URGENT"), self.texts.gettext("We ask you to assess this report straight away.")
            )
        self.story.facts(self._address())

    def _address(self) -> list[tuple[str, str]]:
        gettext = self.texts.gettext
        recipient = gettext("Social services, {municipality}").format(municipality=self.frame.municipality)
        return _filled(
            (gettext("Recipient"), recipient if self.frame.municipality else gettext("Social services")),
            (gettext("Unit"), self.report.unit),
            (gettext("Date"), self.texts.day(self.report.written_on or self.frame.printed_on)),
            (gettext("Our reference"), self.frame.person_code),
        )

    def child(self) -> None:
        gettext, report = self.texts.gettext, self.report
        unknown = gettext("Not known to us")
        self.story.heading(2, gettext("The child"))
        self.story.facts(
            _filled(
                (gettext("Name"), _or(report.child_name, unknown)),
                (gettext("Age"), _or(report.child_age, unknown)),
                (gettext("Personal number"), report.child_number),
                (gettext("Address or area"), report.child_address),
                (gettext("Phone"), report.child_phone),
                (gettext("School"), report.child_school),
                (gettext("Language and interpreter"), report.child_language),
            )
        )

    def guardians(self) -> None:
        gettext, report = self.texts.gettext, self.report
        self.story.heading(2, gettext("Guardians"))
        named = _filled(
            (gettext("First guardian"), report.guardian_one), (gettext("Second guardian"), report.guardian_two)
        )
        self.story.facts(named)
        if not named:
            self.story.text(_unnamed_guardians(report.guardians, self.texts))

    def reporter(self) -> None:
        gettext, report, organisation = self.texts.gettext, self.report, self.frame.organisation
        self.story.heading(2, gettext("Who reports"))
        self.story.facts(
            _filled(
                (gettext("Name"), report.reporter_name),
                (gettext("Role"), report.reporter_role),
                (gettext("Organisation"), organisation.name),
                (gettext("Phone"), _or(report.reporter_phone, organisation.phone)),
                (gettext("How we know the child"), report.how_known),
                (gettext("Earlier concern or report"), report.earlier),
            )
        )

    def observations(self) -> None:
        gettext, report = self.texts.gettext, self.report
        nothing = gettext("We have nothing to state here.")
        for heading, text in (
            (gettext("What we have seen"), _or(report.seen, nothing)),
            (gettext("What the child has said"), _or(report.said, nothing)),
            (gettext("What others have told"), _or(report.heard, nothing)),
            (gettext("How it affects the child"), report.effect),
            (gettext("The child's own view"), report.own_view),
        ):
            self._section(heading, text)

    def _section(self, heading: str, text: str) -> None:
        if is_there(text):
            self.story.heading(2, heading)
            self.story.text(text)

    def who_knows(self) -> None:
        gettext, report = self.texts.gettext, self.report
        self.story.heading(2, gettext("Who knows of the report"))
        self.story.text(_child_told(report, self.texts))
        self.story.text(_guardians_told(report, self.texts))
        self.story.facts(
            _filled(
                (gettext("Police report or tip made"), gettext(report.police.label.text)),
                (gettext("Who else knows"), report.who_else),
            )
        )

    def closing(self) -> None:
        gettext = self.texts.gettext
        organisation = self.frame.organisation
        text, language = self._standard_text()
        if self.report.with_standard_text and is_there(text):
            self.story.heading(2, gettext("About {organisation}").format(organisation=organisation.name))
            self.story.text(text, language=language)
        self.story.signature((gettext("Place and date"), gettext("Signature")), self.report.reporter_name)

    def _standard_text(self) -> tuple[str, str]:
        """Return the organisation's text, and its language where that is not the report's."""
        organisation = self.frame.organisation
        if self.texts.language == "sv":
            return organisation.standard_text, ""
        if is_there(organisation.standard_text_en):
            return organisation.standard_text_en, ""
        return organisation.standard_text, "sv"


def _filled(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in rows if is_there(value)]


def _or(text: str, instead: str) -> str:
    return text if is_there(text) else instead


def _draft_words(state: ReportState, texts: Texts) -> tuple[str, str] | None:
    if state is ReportState.DRAFT:
        return texts.gettext("DRAFT"), texts.gettext("Not to be sent yet.")
    if state is ReportState.SECOND_READER:
        return texts.gettext("DRAFT"), texts.gettext("With the second reader. Not to be sent yet.")
    return None


def _unnamed_guardians(guardians: Guardians, texts: Texts) -> str:
    return {
        Guardians.UNKNOWN: texts.gettext("We do not know who the guardians are."),
        Guardians.NONE: texts.gettext("As far as we know the child has no guardian."),
        Guardians.ONE: texts.gettext("The child has one guardian. We do not know who it is."),
        Guardians.TWO: texts.gettext("The child has two guardians. We do not know who they are."),
    }[guardians]


def _child_told(report: ConcernReport, texts: Texts) -> str:
    told = {
        Told.NOT_TOLD: texts.gettext("The child has not been told of the report."),
        Told.TOLD: texts.gettext("The child has been told of the report."),
        Told.READ: texts.gettext("The child has read the report."),
    }[report.child_told]
    return f"{told} {report.child_told_why.strip()}" if is_there(report.child_told_why) else told


def _guardians_told(report: ConcernReport, texts: Texts) -> str:
    if report.guardian_told:
        return texts.gettext("The guardians have been told of the report.")
    if report.guardians is Guardians.NONE:
        return ""
    return texts.gettext(
        "The guardians have not been told of the report. "
        "We ask the social services to judge when and how they can be told."
    )
