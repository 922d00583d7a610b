"""Which page of assessments stands at which place.

`{"person": 42, "assessment": "new"}` is a new version, `{"person": 42, "assessment": 7}` a signed one, with
`"with": 5` besides two versions side by side. A draft is known by its person alone: `{"assessment": 42}`.
"""

from typing import TYPE_CHECKING

from ...storage import assessments, people
from ...storage.reading import NotThere
from ..page import Page
from ..rooms import Place
from ..workspace import Workspace
from .compared import ComparedPage
from .new_version import NewVersionPage
from .setting import NEW, Setting
from .signed import SignedPage

if TYPE_CHECKING:
    from ..main_window import MainWindow


def assessment_page(workspace: Workspace, window: "MainWindow", place: Place) -> Page:
    """Return the page of a place with an `assessment`; raises `NotThere` when the person, or their version, is gone."""
    person_id = int(place.get("person") or place["assessment"])
    wanted = place["assessment"] if "person" in place else NEW
    rows = people.load_rows(workspace.db, [person_id])
    if not rows:
        raise NotThere
    setting = Setting(workspace, window, rows[0], assessments.find_versions(workspace.db, person_id))
    if wanted == NEW:
        return NewVersionPage(setting)
    if "with" in place:
        return ComparedPage(setting, int(wanted), int(place["with"]))
    version = next((each for each in setting.versions if each.id == int(wanted)), None)
    if version is None:
        raise NotThere
    return SignedPage(setting, version)
