"""The form of one contact with all its fields."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from ...domain.contact import Contact
from ...domain.person import Person
from ...i18n import _, isolated
from ...operations.contacts import open_contact, save_contact
from ...operations.organisation import load_platforms
from ...operations.shifts import second_person
from ...storage.reading import load_one
from ..forms.record_form import RecordForm
from ..look.parts import button
from ..rooms import Place
from ..words import who
from ..workspace import Workspace
from .form_page import Editing, FormPage
from .memory import Memory
from .removing import remove_contact

if TYPE_CHECKING:
    from ..main_window import MainWindow


def _groups() -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("", ("at", "direction", "channel", "platform_id", "identifier", "second_person")),
        (_("What happened"), ("outcome", "needs", "note", "next_step", "next_step_on")),
    ]


def contact_form(window: "MainWindow", workspace: Workspace, memory: Memory, place: Place) -> FormPage[Contact]:
    """Return the form of a contact, or of a new one with the person of the place."""
    is_new = place["contact"] == "new"
    begun = _begun(workspace, memory, place["person"]) if is_new else None
    contact = replace(begun, note="") if begun else _stored(window, workspace, place)
    person = load_one(workspace.db, Person, contact.person_id)
    platforms = {platform.id: platform.name for platform in load_platforms(workspace.db)}
    form = RecordForm(
        contact, today=workspace.today, choices={"platform_id": platforms}, groups=_groups(), now=workspace.now
    )
    if begun and begun.note:
        form.editor("note").fill(begun.note)
    editing = Editing(
        editor=f"contact:new:{person.id}" if is_new else f"contact:{contact.id}",
        title=_("New contact") if is_new else _("Change contact"),
        subtitle=_subtitle(workspace, person, contact),
        form=form,
        save=save_contact,
        saved=lambda: _("Saved"),
        person_uid=person.uid,
        actions=[] if is_new else [_remove(window, workspace, contact), _to_person(window, person)],
    )
    return FormPage(window, workspace, editing)


def _begun(workspace: Workspace, memory: Memory, person_id: int) -> Contact:
    """Return the line that was begun on the person's page, once: from then on it is what is typed in the form."""
    now = workspace.now()
    begun = memory.begun.pop(person_id, None) or Contact(person_id=person_id, at=now)
    return replace(begun, second_person=begun.second_person or second_person(workspace.db, now))


def _stored(window: "MainWindow", workspace: Workspace, place: Place) -> Contact:
    """Return the stored contact; that it was opened is noted unless the page is only built anew."""
    contact = load_one(workspace.db, Contact, place["contact"])
    if window.here[1] != place:
        now = workspace.now()
        workspace.write(window, lambda db: open_contact(db, contact.id, now))
    return contact


def _subtitle(workspace: Workspace, person: Person, contact: Contact) -> str:
    about = f"{isolated(person.alias)}, {person.code}"
    if not contact.by_account:
        return about
    return _("{person} · written by {who}").format(person=about, who=who(contact.by_account, workspace.accounts))


def _to_person(window: "MainWindow", person: Person) -> QPushButton:
    result = button(_("To {alias}").format(alias=person.alias), "user", big=True, name="contact.person")
    result.clicked.connect(lambda: window.go("people", {"person": person.id}))
    return result


def _remove(window: "MainWindow", workspace: Workspace, contact: Contact) -> QPushButton:
    result = button(_("Remove"), "archive", big=True, name="contact.remove")

    def remove() -> None:
        window.replace("people", {"person": contact.person_id})
        remove_contact(window, workspace, contact.id)

    result.clicked.connect(remove)
    return result
