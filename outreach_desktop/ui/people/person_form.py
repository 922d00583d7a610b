"""The forms about a person: all of it, an identifier, a town, and what blocks contact."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from ...content import municipalities
from ...domain.attributes import Invalid, Problem
from ...domain.person import Identifier, Person, Town
from ...domain.rights import Right
from ...i18n import _, isolated
from ...operations.organisation import load_platforms
from ...operations.people import save_identifier, save_person, save_town
from ...storage.database import Database
from ...storage.reading import load_one
from ..forms.record_form import RecordForm
from ..look.layouts import box, column
from ..look.parts import button
from ..rooms import Place
from ..workspace import Workspace
from .child_notice import child_notice, may_be_child
from .form_page import Editing, FormPage

if TYPE_CHECKING:
    from ..main_window import MainWindow

NO_CONTACT = ("no_contact_reason", "no_contact_since", "no_contact_until")
SAFE_TIMES = ("safe_days", "safe_from", "safe_until")
HOLD = ("hold_by", "hold_since", "hold_until")


def _groups() -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("", ("alias", "state", "may_be_child", "age_band", "who_answers", "third_party", "wanted_words")),
        (
            _("Contact"),
            (
                "safe_ways",
                *SAFE_TIMES,
                "follow_up",
                "follow_up_on",
                "earliest_on",
                "meet_wish",
                "wishes",
                "when_overwhelmed",
            ),
        ),
        (_("Language"), ("languages", "ad_language", "spoken_language", "interpreter")),
        (_("Background"), ("gender", "circumstances", "lacks_permit")),
        (_("Consent"), ("consent", "consent_on", "consent_how", "consent_to")),
        (_("Information to the person"), ("informed_how", "informed_on", "informed_note")),
        (_("How long we keep this"), ("kept_for",)),
        (_("Do not contact"), NO_CONTACT),
        (_("On hold for an authority"), HOLD),
    ]


def _folded(groups: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    return [title for title, _names in groups[2:]]


def person_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[Person]:
    """Return the form of a person, or of a new one."""
    is_new = place["person"] == "new"
    person = Person() if is_new else load_one(workspace.db, Person, place["person"])
    groups = _groups()
    form = RecordForm(person, today=workspace.today, groups=groups, folded=_folded(groups), now=workspace.now)
    editing = Editing(
        editor=f"person:{place['person']}",
        title=_("New person") if is_new else _("Change {alias}").format(alias=person.alias),
        subtitle=_("Only what you need. Everything but the alias can wait.") if is_new else person.code,
        form=form,
        save=save_person,
        saved=lambda: _("Saved"),
        person_uid=person.uid,
        after=(lambda stored: {"person": stored.id}) if is_new else None,
        above=[_child_part(window, form, person)],
    )
    return FormPage(window, workspace, editing)


def _child_part(window: "MainWindow", form: RecordForm[Person], person: Person) -> QWidget:
    """Return the place of the notice that stands there as soon as the form says that the person may be a child."""
    can_report = person.id and window.has_room("reports")
    report = (lambda: window.go("reports", {"report": "new", "person": person.id})) if can_report else None
    place = box(column(child_notice(report)))

    def follow() -> None:
        try:
            place.setVisible(may_be_child(form.record()))
        except Invalid:
            return  # what is typed somewhere else is no value yet: the notice stays as it is

    if not may_be_child(person):
        place.hide()  # no more than that: shown before it stands in the page, it would be a window
    form.edited.connect(follow)
    return place


def identifier_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[Identifier]:
    """Return the form of one identifier of a person."""
    person = load_one(workspace.db, Person, place["person"])
    is_new = place["identifier"] == "new"
    today = workspace.today
    fresh = Identifier(person_id=person.id, first_seen_on=today, last_seen_on=today)
    identifier = fresh if is_new else load_one(workspace.db, Identifier, place["identifier"])
    platforms = {platform.id: platform.name for platform in load_platforms(workspace.db)}
    editing = Editing(
        editor=f"identifier:{place['person']}:{place['identifier']}",
        title=_("New identifier") if is_new else _("Change identifier"),
        subtitle=f"{isolated(person.alias)}, {person.code}",
        form=RecordForm(
            identifier,
            today=today,
            choices={"platform_id": platforms},
            only=("kind", "value", "platform_id", "first_seen_on", "last_seen_on", "active"),
        ),
        save=save_identifier,
        saved=lambda: _("Saved"),
        person_uid=person.uid,
    )
    return FormPage(window, workspace, editing)


def town_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[Town]:
    """Return the form of one town where a person was seen; a municipality gives the town its name."""
    person = load_one(workspace.db, Person, place["person"])
    is_new = place["town"] == "new"
    town = Town(person_id=person.id, seen_on=workspace.today)
    town = town if is_new else load_one(workspace.db, Town, place["town"])
    names = {each.code: each.name for each in municipalities()}
    form = RecordForm(
        town, today=workspace.today, choices={"municipality": names}, only=("municipality", "name", "seen_on")
    )
    form.editor("municipality").edited.connect(lambda: _name_town(form, names))
    editing = Editing(
        editor=f"town:{place['person']}:{place['town']}",
        title=_("New town") if is_new else _("Change town"),
        subtitle=f"{isolated(person.alias)}, {person.code}",
        form=form,
        save=save_town,
        saved=lambda: _("Saved"),
        person_uid=person.uid,
    )
    return FormPage(window, workspace, editing)


def _name_town(form: RecordForm[Town], names: dict[str, str]) -> None:
    """Let the town be called as its municipality, unless somebody has written another name."""
    code, name = form.editor("municipality").state(), form.editor("name")
    if isinstance(code, str) and code in names and name.state() in ("", *names.values()):
        name.restore(names[code])


def blocking_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[Person]:
    """Return the short form that says not to contact a person, or puts them on hold."""
    person = load_one(workspace.db, Person, place["person"])
    is_hold = place["block"] == "hold"
    fields = HOLD if is_hold else NO_CONTACT
    since: dict[str, Any] = {fields[1]: getattr(person, fields[1]) or workspace.today}
    begun = replace(person, **since)
    page: FormPage[Person] = FormPage(
        window,
        workspace,
        Editing(
            editor=f"{place['block']}:{person.id}",
            title=_("Put on hold") if is_hold else _("Do not contact"),
            subtitle=f"{isolated(person.alias)}, {person.code}",
            form=RecordForm(begun, today=workspace.today, only=fields),
            save=_save_with_reason(fields[0]),
            saved=lambda: _("Saved"),
            person_uid=person.uid,
            actions=[lift] if (lift := _lift_button(workspace, person, fields)) else [],
        ),
    )
    if lift:
        lift.clicked.connect(lambda: _lift(page, person, fields))
    return page


def _save_with_reason(reason: str) -> Callable[[Database, Person, datetime], Person]:
    def save(db: Database, person: Person, now: datetime) -> Person:
        if not getattr(person, reason).strip():
            raise Invalid([Problem(reason, "Must be filled in.")])
        return save_person(db, person, now)

    return save


def _lift_button(workspace: Workspace, person: Person, fields: tuple[str, ...]) -> QPushButton | None:
    right = Right.END_HOLD if fields == HOLD else Right.END_REFUSAL
    if getattr(person, fields[1]) is None or not workspace.may(right):
        return None
    return button(_("Lift it"), "undo-2", big=True, name="block.lift")


def _lift(page: FormPage[Person], person: Person, fields: tuple[str, ...]) -> None:
    nothing: dict[str, Any] = {fields[0]: "", fields[1]: None, fields[2]: None}
    page.store(lambda db, _record, now: save_person(db, replace(person, **nothing), now), person)
