"""Reports, statistics and texts that the export tests share. All persons are invented."""

import subprocess
from datetime import date

import page
from hypothesis import strategies as st

from outreach_desktop.domain.answers import YesNoUnknown
from outreach_desktop.domain.concern_report import ConcernReport, Guardians, ReportState, Told
from outreach_desktop.domain.contact import Channel, Outcome
from outreach_desktop.domain.organisation import Organisation
from outreach_desktop.domain.platform import PlatformKind
from outreach_desktop.domain.statistics import KeyKind, Period, Row, Statistics, Table
from outreach_desktop.export.frame import ReportFrame
from outreach_desktop.i18n import texts

LANGUAGES = ("sv", "en")
PRINTED = date(2026, 11, 24)
# Controls, emoji in parts, direction marks, Hebrew, Arabic, Thai, half a pair, markup, a lone accent, private use.
HOSTILE = (
    "\x00\x07\x1b a\tb \U0001f600\U0001f469\u200d\U0001f467\U0001f3fd \u202e\u05d0\u05d1\u05d2\u202c "
    "\u0627\u0644\u0639\u0631 \u0e44\u0e17\u0e22\u0e33 \ud800 <b>&amp;</b> \u0301 \ufdfa \u4e2d\u6587 \ue000 \ufeff"
    "\ufffe %s {0} \\ (( " + "x" * 400 + "\r\n\n\n\n\v" + " " * 300 + "ö"
)


def an_organisation(**values):
    usual = {
        "name": "Kvällsljus",
        "standard_text": "Vi är en ideell förening.\n\nVi arbetar två och två.",
        "standard_text_en": "We are a non-profit association.",
        "phone": "070-174 06 90",
    }
    return Organisation(**usual | values)


def a_frame(language="sv", **values):
    usual = {
        "texts": texts(language),
        "organisation": an_organisation(),
        "printed_on": PRINTED,
        "made_by": "Anna",
        "municipality": "Sjöstad",
        "law": ("Enligt den lag som gäller.",),
        "person_code": "P-2026-0047",
    }
    return ReportFrame(**usual | values)


def a_report(**values):
    usual = {
        "state": ReportState.SENT,
        "municipality": "0180",
        "unit": "Mottagningen barn och unga",
        "written_on": date(2026, 11, 23),
        "urgent": True,
        "child_name": "Tova, efternamn okänt",
        "child_age": "omkring 15",
        "guardians": Guardians.ONE,
        "guardian_one": "Mamma, namn okänt.\nTalar tigrinja.",
        "seen": "12–19 november: annonserna flyttar mellan tre orter.\n\nRösten lät mycket ung.",
        "said": "”Jag går i nian.”",
        "child_told": Told.READ,
        "reporter_name": "Anna",
        "reporter_phone": "070-174 06 05",
        "police": YesNoUnknown.YES,
    }
    return ConcernReport(**usual | values)


def some_statistics(*, threshold=0, audience="inside"):
    few = None if threshold else 3
    both = ("persons", "contacts")
    steps = ("seen", "contacted", "answered", "talked", "met", "in_support")
    chain = [Row(step, (1240 // (at + 1), 1890 // (at + 1))) for at, step in enumerate(steps[:-1])]
    return Statistics(
        Period(date(2026, 1, 1), date(2026, 12, 31)),
        audience,
        threshold,
        (
            Table("chain", KeyKind.STEP, both, (*chain, Row(steps[-1], (few, few)))),
            Table("by_month", KeyKind.MONTH, both, tuple(Row(f"2026-{m:02d}", (m * 7, m * 13)) for m in range(1, 13))),
            Table("by_channel", KeyKind.CHANNEL, both, tuple(Row(c.value, (7, 13)) for c in Channel)),
            Table("by_outcome", KeyKind.OUTCOME, both, tuple(Row(c.value, (0, 0)) for c in Outcome)),
            Table(
                "by_platform_kind",
                KeyKind.PLATFORM_KIND,
                both,
                (Row(PlatformKind.SOCIAL.value, (1, 2)), Row("", (4, 9))),
            ),
            Table("indicators", KeyKind.INDICATOR, ("persons",), (Row("shared_phone", (12,)), Row("of_our_own", (1,)))),
        ),
    )


INDICATORS = {KeyKind.INDICATOR: {"shared_phone": "Samma telefonnummer i flera annonser"}}


def hostile_texts(largest=300):
    """Any characters at all, half surrogates too, mixed with the worst we know."""
    return st.one_of(st.text(st.characters(), max_size=largest), st.sampled_from([HOSTILE, "\u200b", "", " "]))


def failures(document: bytes) -> list[str]:
    """Return what PDF/UA-1 has against a document."""
    report = page.validate_pdf_bytes(document, profile=page.ValidationProfile.PDF_UA_1)
    return [] if report.is_compliant else [f"{found.rule_id}: {found.message}" for found in report.failures]


def printed_text(document: bytes) -> str:
    return _poppler("pdftotext", "-layout", "-", "-", document=document)


def printed_info(document: bytes) -> str:
    return _poppler("pdfinfo", "-", document=document)


def spoken_structure(document: bytes) -> str:
    """Return the tags and their texts as a screen reader meets them."""
    return _poppler("pdfinfo", "-struct-text", "-", document=document)


def _poppler(*command, document):
    done = subprocess.run(command, input=document, capture_output=True, check=True)
    assert not done.stderr, done.stderr
    return done.stdout.decode()
