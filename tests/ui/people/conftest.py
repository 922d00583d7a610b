"""A window with the room of persons on a real vault, and persons to fill it with."""

import pytest
from makers import NOW, a_contact, a_person

from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.people.room import room
from outreach_desktop.ui.search.popup import SearchPopup
from outreach_desktop.ui.top_bar import Signs
from outreach_desktop.ui.workspace import Workspace


@pytest.fixture
def workspace(opened, qapp):
    made = Workspace(*opened, now=lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def window(workspace, shown):
    made = MainWindow([room(workspace)], signs=Signs(who=workspace.account.name))
    made.resize(1366, 768)
    SearchPopup(made, workspace)
    return shown(made)


@pytest.fixture
def people_there(opened):
    """Store persons, each given by the fields that matter, with one contact each; return them."""

    def store(*several, at=NOW):
        db = vaults.connect(*opened)
        stored = [save_person(db, a_person(**values), at) for values in several]
        for person in stored:
            save_contact(db, a_contact(person_id=person.id, at=at), at)
        db.close()
        return stored

    return store
