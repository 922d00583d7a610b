"""What is seen only after something is done: words typed, a tab turned, a form refused, a list or a dialog opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTabBar, QWidget

from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.operations.due import load_due
from outreach_desktop.operations.lookups import look_up
from outreach_desktop.settings import Remembered
from outreach_desktop.storage import assessments, people
from outreach_desktop.ui.dialogs import show_bug
from outreach_desktop.ui.forms.date_editors import DayEditor
from outreach_desktop.ui.forms.record_form import RecordForm
from outreach_desktop.ui.gate.older_vault import ask_about_older_vault
from outreach_desktop.ui.retention.at_unlocking import _ask_about_clock, _show

from .furnished import EVENING

FILE = EVENING + "Siri;;;2026-13-45;kanske;\nMira;070-174 06 91;;;;\n"


@dataclass(frozen=True)
class Act:
    """`steps` are called with the window when its place is shown, each when what the one before asked for is there."""

    name: str
    room: str
    place: dict[str, Any]
    steps: tuple[Callable[[Any], object], ...]


def act(name, room, place, *steps):
    return Act(name, room, place, steps)


def acts(workspace):
    return [
        *_of_today(workspace),
        *_of_outreach(workspace),
        *_of_people(workspace),
        *_of_sheets(),
        *_of_reports(),
        *_of_organisation(workspace),
        *_of_the_window(workspace),
    ]


# --- what hands do ---


def typed(name, text):
    """Write into a field of the page."""

    def do(window):
        found = window.page.findChild(QWidget, name)
        (found.setText if isinstance(found, QLineEdit) else found.setPlainText)(text)

    return do


def pressed(name):
    def do(window):
        found = next(each for each in window.findChildren(QPushButton, name) if each.isVisible())
        found.click()

    return do


def chosen(name, at):
    return lambda window: window.page.findChild(QComboBox, name).setCurrentIndex(at)


def refused(window):
    """Have every field of the page's form say that it is wrong, as if all had been typed badly."""
    for form in window.page.findChildren(RecordForm):
        if form.isVisible():
            for field in form._fields.values():
                for part in field.editor.parts[:1]:
                    if isinstance(part, QLineEdit):
                        part.setText("31 februari kl 99")
    press_save(window)


def press_save(window):
    for name in ("form.save", "save", "merge.do", "report.hand", "account.save", "account.add"):
        for each in window.page.findChildren(QPushButton, name):
            if each.isVisible():
                each.click()
                return


def turned(at, name="person.tab"):
    return lambda window: window.page.findChild(QTabBar, name).setCurrentIndex(at)


# --- Today, and what comes at unlocking ---


def _of_today(workspace):
    before = Remembered(counter=10**6, log_head="00" * 32)
    due = load_due(workspace.db, workspace.today)
    return [
        act("today-due", "today", {}, lambda window: _show(window, workspace, due)),
        act("today-clock", "today", {}, lambda window: _ask_about_clock(window, workspace, due)),
        act(
            "today-older-vault",
            "today",
            {},
            lambda window: ask_about_older_vault(window, workspace, before, print, print),
        ),
        act("today-draft", "today", {}, lambda _window: workspace.keep_draft("person:new", "{}")),
    ]


# --- outreach ---


def _of_outreach(workspace):
    found = _answers(workspace)
    several = "Hej, jag heter Mira, ring 070-174 06 91 eller 070-174 06 99 eller se https://sida.example/annons/3"
    asked = [
        act(f"outreach-{name}", "outreach", {}, typed("quick", text))
        for name, text in {
            **found,
            "new": "Alldeles Ny",
            "maybe": "070-174 06 93",
            "several": several,
        }.items()
    ]
    begun = typed("quick", found["known"])
    new = typed("quick", "Alldeles Ny")
    return [
        *asked,
        act("outreach-line", "outreach", {}, begun, lambda window: window.page._enter()),
        act("outreach-line-refused", "outreach", {}, new, _new_line_refused),
        act("outreach-line-waits", "outreach", {}, typed("quick", found["wait"]), lambda window: window.page._enter()),
        act("outreach-line-copied", "outreach", {}, begun, _copied),
        act("outreach-guide", "outreach", {}, lambda window: window.page.guide.toggle()),
        act("outreach-line-guide", "outreach", {}, begun, _with_guide),
    ]


def _answers(workspace):
    """Return what to type for each answer, of people who are there."""
    db, today, now = workspace.db, workspace.today, workspace.now()
    found = {}
    for row in people.load_rows(db, people.find(db, PersonFilter(order="last", descending=True))):
        seen = look_up(db, row.code, today, now)
        name = seen.answer.value if seen.answer.blocks else _kind_of(seen)
        found.setdefault(name.replace("_", "-"), row.code)
    return found


def _kind_of(seen):
    match = seen.matches[0]
    if match.permission.reasons:
        return "child" if match.person.may_be_child else "wait"
    return "known"


def _new_line_refused(window):
    window.page._enter()
    window.page._line.outcome.choose(None)
    window.page._save()
    window.page.findChild(QLineEdit, "line.next_step_on").setText("31 februari")
    window.page._save()


def _copied(window):
    window.page._enter()
    window.page._line.copy()


def _with_guide(window):
    window.page._enter()
    window.page.guide.toggle()


# --- people ---


def _of_people(workspace):
    db = workspace.db
    person = people.find(db, PersonFilter(order="last", descending=True))[0]
    signed = assessments.load(db, assessments.find_all(db)[0]).person_id
    here, there = {"person": person}, {"person": signed}
    removed = [act(f"person-tab-{at}", "people", there, turned(at)) for at in range(1, 6)]
    return [
        *removed,
        act("person-menu", "people", here, pressed_tool("person.more")),
        act("person-toast", "people", here, lambda window: window.page.remove()),
        act("people-filtered", "people", {}, typed("people.words", "an")),
        act("people-none", "people", {}, typed("people.words", "qqqqq")),
        act("people-columns", "people", {}, pressed("people.columns")),
        act("people-saved", "people", {}, pressed("people.saved")),
        act("people-county", "people", {}, lambda window: window.page.county_filter.showPopup()),
        act("contacts-filtered", "people", {"view": "contacts"}, typed("contacts.words", "ring")),
        act("ads-none", "people", {"view": "ads"}, typed("ads.words", "qqqqq")),
        act("merge-found", "people", {**here, "merge": "choose"}, typed("merge.typed", "a")),
        act("person-edit-refused", "people", {**here, "edit": "all"}, refused),
        act("person-new-refused", "people", {"person": "new"}, refused),
        act("contact-refused", "people", {**here, "contact": "new"}, refused),
        act("block-refused", "people", {**here, "block": "no_contact"}, refused),
        act("identifier-refused", "people", {**here, "identifier": "new"}, refused),
        act("town-refused", "people", {**here, "town": "new"}, refused),
        act("step-refused", "people", {**here, "step": "new"}, refused),
        act("prolong-refused", "people", {**here, "prolong": True}, refused),
        act("calendar", "people", {**here, "step": "new"}, _calendar),
        act("assessment-answered", "people", {**here, "assessment": "new"}, _answered),
        act("assessment-refused", "people", {**here, "assessment": "new"}, lambda window: window.page._sign()),
        act("erase-peace", "people", {**here, "erase": "whole"}, _wants_peace),
        act("bin-erase", "people", {"view": "bin"}, pressed("bin.erase")),
    ]


def pressed_tool(name):
    return lambda window: window.page.findChild(QWidget, name).click()


def _calendar(window):
    fields = window.page.form._fields.values()
    next(each.editor for each in fields if isinstance(each.editor, DayEditor)).open_calendar()


def _answered(window):
    window.page._open_panel(0)
    window.page._panel.form.editor("seen_on").line.setText("12/3")


def _wants_peace(window):
    window.page.findChild(QWidget, "erase.peace").click()


# --- spreadsheets ---


def _of_sheets():
    return [
        act("sheets-columns", "people", {"sheets": "start"}, _brings_in),
        act("sheets-preview", "people", {"sheets": "start"}, _brings_in, pressed("sheets.next")),
    ]


def _brings_in(window):
    import tempfile
    from pathlib import Path

    with tempfile.NamedTemporaryFile(suffix=".csv", delete=False) as file:
        file.write(FILE.encode("cp1252"))
    window.page.read(Path(file.name))


# --- reports, statistics ---


def _of_reports():
    parts = [act(f"report-part-{at}", "reports", {"report": "new"}, turned(at, "report.part")) for at in range(1, 5)]
    return [
        *parts,
        act("report-refused", "reports", {"report": "new"}, lambda window: window.page.hand_over()),
        act("reports-none", "reports", {}, lambda window: window.page.restore({"filter": 5})),
        act("statistics-sheet", "statistics", {}, lambda window: window.page._turn(1)),
        act("statistics-own", "statistics", {}, _own_period),
    ]


def _own_period(window):
    choice = window.page.findChild(QComboBox, "statistics.period")
    choice.setCurrentIndex(choice.count() - 1)
    for each in window.page.findChildren(QLineEdit):
        if each.isVisible():
            each.setText("31 februari")
            break


# --- the organisation ---


def _of_organisation(workspace):
    def sheet(window):
        pressed("sheet.next")(window)

    return [
        act("organisation-profile-refused", "organisation", {}, refused),
        act("organisation-platform-refused", "organisation", {"platform": "new"}, refused),
        act("organisation-retention-refused", "organisation", {"part": "retention"}, refused),
        act("organisation-account-refused", "organisation", {"account": "new"}, pressed("account.add")),
        act("organisation-message-refused", "organisation", {"message": "new"}, refused),
        act("organisation-sheet-one", "organisation", {"sheet": "form"}, sheet),
        act("organisation-sheet-check", "organisation", {"sheet": "form"}, sheet, sheet),
        act("organisation-sheet-three", "organisation", {"sheet": "form"}, _on_three),
        act("organisation-sheet-three-check", "organisation", {"sheet": "form"}, _on_three, sheet, sheet, sheet),
        act("organisation-drill-parts", "organisation", {"drill": True}, lambda window: window.page._choice.choose(1)),
        act("organisation-drill-wrong", "organisation", {"drill": True}, pressed("drill.take")),
        act("organisation-log-checked", "organisation", {"part": "log"}, pressed("log.check")),
    ]


def _on_three(window):
    window.page._form.choice.choose(1)
    pressed("sheet.next")(window)


# --- what stands over every page ---


def _of_the_window(workspace):
    return [
        act("search", "today", {}, lambda window: window.search_field.setText("an")),
        act("search-none", "today", {}, lambda window: window.search_field.setText("qqqqqq")),
        act("toast", "today", {}, lambda window: window.tell(lambda: "Sparat", lambda: None)),
        act("idle", "today", {}, _idle),
        act("dialog-bug", "today", {}, lambda window: show_bug(window, "ABC234")),
        act("file-dialog", "statistics", {}, lambda window: window.page.save_pdf()),
        act("settings-passphrase-wrong", "settings", {"passphrase": True}, pressed("passphrase.change")),
    ]


def _idle(window):
    from outreach_desktop.ui.idle_notice import IdleNotice

    notice = next(each for each in window.children() if isinstance(each, IdleNotice))
    notice.warn(17)
