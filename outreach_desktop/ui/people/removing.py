"""Putting things into the bin from the window, with a way to undo it."""

from typing import TYPE_CHECKING

from ...domain.contact import Contact
from ...domain.person import Identifier, Person, Town
from ...domain.seen_ad import SeenAd
from ...i18n import _
from ...operations import contacts, people, seen_ads
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow


def remove_contact(window: "MainWindow", workspace: Workspace, contact_id: int) -> None:
    """Remove a contact; the message below the page can take it back."""
    now = workspace.now()

    def removed(contact: Contact) -> None:
        def undo() -> None:
            workspace.write(window, lambda db: contacts.restore_contact(db, contact, workspace.now()))

        window.tell(lambda: _("The contact is in the bin for 30 days"), undo)

    workspace.write(window, lambda db: contacts.remove_contact(db, contact_id, now), removed)


def remove_person(window: "MainWindow", workspace: Workspace, person: Person) -> None:
    """Remove a person with all that hangs on them, and go to the list."""
    now = workspace.now()

    def removed(gone: Person) -> None:
        def undo() -> None:
            workspace.write(
                window,
                lambda db: people.restore_person(db, gone, workspace.now()),
                lambda _nothing: window.go("people", {"person": gone.id}),
            )

        window.replace("people")
        window.tell(lambda: _("{alias} is in the bin for 30 days").format(alias=gone.alias), undo)

    workspace.write(window, lambda db: people.remove_person(db, person.id, now), removed)


def remove_ad(window: "MainWindow", workspace: Workspace, ad: SeenAd) -> None:
    """Remove an ad, and go back to where it was opened from."""
    now = workspace.now()

    def removed(_gone: SeenAd) -> None:
        def undo() -> None:
            workspace.write(window, lambda db: seen_ads.restore_ad(db, ad, workspace.now()))

        window.back()
        window.tell(lambda: _("The ad is in the bin for 30 days"), undo)

    workspace.write(window, lambda db: seen_ads.remove_ad(db, ad.id, now), removed)


def remove_part(window: "MainWindow", workspace: Workspace, part: Identifier | Town) -> None:
    """Remove an identifier or a town of a person."""
    now = workspace.now()
    words = part.value if isinstance(part, Identifier) else part.name

    def removed(_nothing: object) -> None:
        def undo() -> None:
            workspace.write(window, lambda db: people.restore_part(db, part, workspace.now()))

        window.tell(lambda: _("{words} is removed").format(words=words), undo)

    workspace.write(window, lambda db: people.remove_part(db, part, now), removed)
