"""The papers of meetings: one page for the person on call whatever is written, boxes to tick, the incident report."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings

from outreach_desktop.content import on_call_steps
from outreach_desktop.domain.blank_checklist import blank_items
from outreach_desktop.domain.meeting import Meeting, PlaceKind, Way
from outreach_desktop.domain.meeting_plan import MeetingPlan, Overridden, check_in_times
from outreach_desktop.domain.organisation import Organisation
from outreach_desktop.domain.person import MeetWish
from outreach_desktop.export.blank_checklist import blank_checklist_pdf
from outreach_desktop.export.incident import IncidentPaper, incident_pdf
from outreach_desktop.export.meeting_plan import meeting_plan_json, meeting_plan_pdf
from outreach_desktop.operations.meetings import shipped_items
from tests.export.reports import (
    HOSTILE,
    LANGUAGES,
    a_frame,
    an_organisation,
    failures,
    hostile_texts,
    printed_text,
    spoken_structure,
)

STARTS = datetime(2026, 11, 26, 17, 30, tzinfo=UTC)  # 18.30 in Stockholm
ITEMS = tuple(shipped_items())
MUSTS = tuple(each for each in ITEMS if each.level.value == "must")
LONG = "Ring på porttelefonen två gånger, vänta vid trappan och säg det ord som vi har kommit överens om. "
MARKS = {"sv": "… (mer i programmet)", "en": "… (more in the program)"}
OF_MEETING = set(Meeting.__slots__) - set(MeetingPlan.__slots__)
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


def a_plan(**values):
    about = {
        "starts_at": STARTS,
        "place": "Kaféet vid torget",
        "goers_phone": "070-174 06 09",
        "on_call_phone": "070-174 06 07",
        "transport": "Spårvagn 6 dit, taxi hem",
        "interpreter": "Rumänska, på telefon",
    }
    meeting = Meeting(**about | {name: values.pop(name) for name in list(values) if name in OF_MEETING})
    usual = {
        "meeting": meeting,
        "person_code": "P-2026-0042",
        "goers": ("Anna", "Bo"),
        "on_call": "Dana",
        "our_phone": "070-174 06 05",
        "emergency_phone": "08-700 60 60",
        "check_ins": check_in_times(meeting),
        "meet_wish": MeetWish.WOMAN,
        "wanted_words": "jobbet",
        "wishes": "Vill sitta nära dörren.",
        "when_overwhelmed": "Prata lugnt och öppna ett fönster.",
        "musts": 7,
        "open_musts": MUSTS[:2],
        "overridden": (Overridden(by="Anna", at=STARTS, items=MUSTS[:2], reason="Personen väntar redan."),),
        "went_by": "Anna",
    }
    return MeetingPlan(**usual | values)


def filled_with(text, name="Anna", many=40):
    """Return a plan in which every text that people write is `text`, as often as it can be there."""
    decision = Overridden(by=name, at=STARTS, items=MUSTS, reason=text)
    return a_plan(
        goers_phone=text, place=text, on_call_phone=text, transport=text, interpreter=text, person_code=text,
        on_call=text,
        goers=(name,) * many, our_phone=text, emergency_phone=text, wanted_words=text, wishes=text,
        when_overwhelmed=text, open_musts=ITEMS, musts=len(ITEMS), overridden=(decision,) * 9,
        check_in_minutes=1,
    )  # fmt: skip


def steps(language, way="physical"):
    return [each.text.in_language(language) for each in on_call_steps().of_way(way)]


def plan_pdf(frame, plan=None):
    return meeting_plan_pdf(plan or a_plan(), steps(frame.texts.language), frame)


def blank_pdf(frame, way=Way.PHYSICAL, organisation=None):
    items = blank_items(ITEMS, way, organisation or Organisation(secret_address=True, personal_alarm=True))
    return blank_checklist_pdf(items, way, "Vår egen, version 3", frame)


def an_incident(**values):
    usual = {
        "around": (("Möte med", "P-2026-0042"),),
        "happened_at": STARTS,
        "text": "En man filmade oss.\n\nVi gick ut genom köket.",
        "evaluation": "Vi väljer en annan plats.",
        "follow_up_by": "Cilla",
        "follow_up_on": date(2026, 12, 1),
        "followed_up_on": None,
        "written_by": "Anna",
        "written_at": STARTS,
    }
    return IncidentPaper(**usual | values)


def report_pdf(frame):
    return incident_pdf(an_incident(), frame)


every_paper = pytest.mark.parametrize("make", [plan_pdf, blank_pdf, report_pdf])


def words_of(document):
    return " ".join(printed_text(document).split())


def pages_of(document):
    return len(pypdf.PdfReader(BytesIO(document)).pages)


@every_paper
@in_both_languages
@pytest.mark.parametrize("practice", [False, True])
def test_every_paper_of_a_meeting_passes_pdf_ua_1_with_page_mark_and_maker(make, language, practice):
    frame = a_frame(language, practice=practice)
    document = make(frame)
    assert failures(document) == []
    assert document == make(a_frame(language, practice=practice))
    said = words_of(document)
    confidential, practising = frame.texts.gettext("Confidential"), frame.texts.gettext("PRACTICE")
    assert said.count(confidential) >= pages_of(document)
    assert (practising in said) is practice
    for number in range(1, pages_of(document) + 1):
        assert frame.texts.gettext("Page {page} of {pages}").format(page=number, pages=pages_of(document)) in said


@every_paper
@in_both_languages
def test_the_file_of_a_paper_says_title_language_and_product_and_nothing_else(make, language):
    reader = pypdf.PdfReader(BytesIO(make(a_frame(language))), strict=True)
    assert set(reader.metadata) == {"/Title", "/Producer", "/Creator"}
    assert "P-2026" not in reader.metadata.title
    assert reader.trailer["/Root"]["/Lang"] == {"sv": "sv-SE", "en": "en-GB"}[language]


@every_paper
def test_nothing_on_a_paper_needs_colour_or_is_pale_but_what_stands_at_its_edges(make):
    page = pypdfium2.PdfDocument(make(a_frame()))[0]
    picture = page.render(scale=1).to_pil().convert("RGB")
    inner = picture.crop((0, 60, picture.width, picture.height - 60))
    assert all(max(colour) - min(colour) <= 44 for _count, colour in inner.getcolors(maxcolors=1 << 20))
    darkest = min(sum(colour) for _count, colour in inner.getcolors(maxcolors=1 << 20))
    assert darkest < 130


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", ("torsdag 26 november 2026 18.30–19.30", "Kaféet vid torget", "P-2026-0042, första mötet", "Anna och Bo",
                "Dana, 070-174 06 07", "polis 112", "socialjour 08-700 60 60", "med 30 minuters mellanrum", "19.40",
                "Vill helst möta: en kvinna.", "Vill sitta nära dörren.", "2 av 7 måsten", "Personen väntar redan.",
                "1. Ring dem. Svarar ingen")),
        ("en", ("Thursday, 26 November 2026 18:30–19:30", "In person, public place", "first meeting", "Anna and Bo",
                "police 112", "every 30 minutes", "19:40", "Prefers to meet: a woman.", "2 of 7 musts",
                "1. Call them. If nobody answers")),
    ],
)  # fmt: skip
def test_the_plan_says_when_where_who_whom_to_call_and_what_to_do(language, expected):
    said = words_of(plan_pdf(a_frame(language)))
    assert [words for words in expected if words not in said] == []
    assert MARKS[language] not in said
    assert pages_of(plan_pdf(a_frame(language))) == 1


@pytest.mark.parametrize("way", list(Way))
@in_both_languages
def test_a_plan_is_one_page_for_every_kind_of_meeting(way, language):
    frame = a_frame(language)
    document = meeting_plan_pdf(a_plan(way=way), steps(language, way.value), frame)
    assert pages_of(document) == 1
    assert "112" in words_of(document)


@pytest.mark.parametrize("text", [LONG, LONG * 5, LONG * 900, HOSTILE, "W" * 90_000, "Å " * 500, "a\n\nb\n" * 400])
@pytest.mark.parametrize("practice", [False, True])
@in_both_languages
def test_the_plan_stays_one_page_with_the_longest_texts_and_says_where_it_is_cut(text, practice, language):
    frame = a_frame(language, practice=practice, made_by=text, organisation=an_organisation(name=text))
    document = plan_pdf(frame, filled_with(text))
    assert pages_of(document) == 1
    assert failures(document) == []
    assert MARKS[language] in words_of(document)
    assert all(f"{number}. " in words_of(document) for number in range(1, 6))


def test_letters_become_smaller_before_a_text_is_cut():
    whole = a_plan(wishes=LONG * 3)
    said = words_of(plan_pdf(a_frame(), whole))
    assert said.count("Ring på porttelefonen") == 3
    assert MARKS["sv"] not in said


@given(text=hostile_texts(), name=hostile_texts(60))
@settings(max_examples=15, deadline=None)
def test_any_text_in_a_plan_prints_on_one_page(text, name):
    document = plan_pdf(a_frame("en"), filled_with(text, name, many=4))
    assert pages_of(document) == 1
    assert failures(document) == []


def test_who_goes_alone_and_a_meeting_without_a_time_are_said_in_words():
    said = words_of(plan_pdf(a_frame(), a_plan(goers=("Anna",), starts_at=None, overridden=(), went_by="")))
    assert "Anna. En person går ensam." in said
    assert "Inte bestämt" in said
    assert "Ingen har sagt än att de får gå." in said


def test_our_own_secret_premises_are_named_by_kind_only():
    said = words_of(plan_pdf(a_frame(), a_plan(place_kind=PlaceKind.OURS, place="[…]")))
    assert "Vår adress är hemlig och skrivs inte ut." in said


def test_more_than_one_decision_to_go_all_the_same_is_counted_and_what_was_open_then_is_told_apart():
    decisions = tuple(Overridden(by=by, at=STARTS, items=MUSTS[2:3], reason="därför") for by in ("Bo", "Anna", "Anna"))
    said = words_of(plan_pdf(a_frame("en"), a_plan(overridden=decisions)))
    assert "Bo, 26 November 2026 18:30 (and 2 earlier decisions)" in said
    assert "Not done then" in said


def test_the_json_of_a_plan_has_items_and_answers_by_their_ids():
    told = json.loads(meeting_plan_json(a_plan(), 1, practice=True))
    assert (told["practice"], told["code"], told["way"], told["steps_version"]) == (True, "P-2026-0042", "physical", 1)
    assert told["open_musts"] == [each.item for each in MUSTS[:2]]
    assert told["check_ins"][1]["act_at"] == (STARTS + timedelta(minutes=40)).isoformat()
    assert told["overridden"][0]["reason"] == "Personen väntar redan."
    assert not {"workers", "others", "alias", "name"} & set(told)


@pytest.mark.parametrize("way", list(Way))
@in_both_languages
def test_the_blank_checklist_has_every_item_of_its_kind_of_meeting_and_no_other(way, language):
    said = words_of(blank_pdf(a_frame(language), way)).replace(" ", "")
    asked = {each.item for each in ITEMS if not each.ways or way in each.ways}
    missing = [each.item for each in ITEMS if each.item in asked and not _stands(each.text(language), said)]
    assert missing == []
    assert [each.item for each in ITEMS if each.item not in asked and _stands(each.text(language), said)] == []


def _stands(text, said):
    """Look for the beginning: columns beside each other come out woven together."""
    return text.replace(" ", "")[:14] in said


def test_what_the_register_would_say_stands_on_the_blank_checklist_in_words():
    said = words_of(blank_pdf(a_frame("en")))
    assert "MUST if a third party" in said
    assert "Only if the person may be" in said
    without = blank_items(ITEMS, Way.PHYSICAL, Organisation())
    assert not {"address_kept", "alarm"} & {each.item.item for each in without}
    public = next(each for each in without if each.item.item == "public_place")
    assert (public.must, public.must_if) == (False, ())
    secret = blank_items(ITEMS, Way.PHYSICAL, Organisation(secret_address=True))
    assert next(each for each in secret if each.item.item == "public_place").must


def test_a_row_to_write_in_never_runs_on_over_a_pages_end():
    items = [replace(ITEMS[0], text_sv=f"Punkt {n} " + "ord " * (n % 30)) for n in range(60)]
    asked = blank_items(items, Way.PHYSICAL, Organisation())
    document = blank_checklist_pdf(asked, Way.PHYSICAL, "lista", a_frame())
    assert failures(document) == []
    texts = [" ".join(page.split()) for page in printed_text(document).split("\f")]
    assert all("Gäller" in page for page in texts if "Punkt" in page)
    assert sum(page.count("Punkt ") for page in texts) == 60


def test_a_screen_reader_meets_headings_lists_and_row_headings():
    spoken = spoken_structure(plan_pdf(a_frame()))
    assert all(role in spoken for role in ("H1", "H2", "Table", "TH", "LI", "Lbl", "LBody"))


@in_both_languages
def test_an_incident_says_what_happened_what_is_thought_of_it_and_who_follows_up(language):
    frame = a_frame(language)
    said = words_of(incident_pdf(an_incident(), frame))
    expected = ("P-2026-0042", "En man filmade oss.", "Vi väljer en annan plats.", "Cilla", frame.texts.instant(STARTS))
    assert [words for words in expected if words not in said] == []
    empty = words_of(incident_pdf(an_incident(evaluation="", follow_up_by="", follow_up_on=None), frame))
    assert frame.texts.gettext("Not written yet.") in empty
    assert frame.texts.gettext("Nobody is named yet.") in empty


@given(text=hostile_texts())
@settings(max_examples=8, deadline=None)
def test_any_text_of_an_incident_prints(text):
    assert failures(incident_pdf(an_incident(text=text, evaluation=text, follow_up_by=text), a_frame())) == []
