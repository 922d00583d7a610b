"""The form of an ad or a profile that was seen."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from ...domain.person import Person
from ...domain.seen_ad import SeenAd
from ...i18n import _, ngettext
from ...operations.organisation import load_platforms
from ...operations.seen_ads import save_ad
from ...storage import seen_ads
from ...storage.database import Database
from ...storage.reading import load_one
from ..forms.record_form import RecordForm
from ..look.parts import button
from ..rooms import Place
from ..workspace import Workspace
from .form_page import Editing, FormPage
from .removing import remove_ad

if TYPE_CHECKING:
    from ..main_window import MainWindow


def _groups() -> list[tuple[str, tuple[str, ...]]]:
    seen = ("first_seen_on", "last_seen_on", "active", "checked_on")
    says = ("language", "third_person", "hours", "meetings", "place", "price")
    return [
        ("", ("address", "alias", "identifiers", "platform_id", "towns")),
        (_("When it was seen"), seen),
        (_("What it says"), says),
        (_("The text"), ("text", "keeps_text")),
    ]


def ad_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[SeenAd]:
    """Return the form of an ad, of a person's or of nobody's yet."""
    today, is_new = workspace.today, place["ad"] == "new"
    fresh = SeenAd(person_id=place.get("person"), first_seen_on=today, last_seen_on=today, checked_on=today)
    ad = fresh if is_new else load_one(workspace.db, SeenAd, place["ad"])
    person = load_one(workspace.db, Person, ad.person_id) if ad.person_id else None
    platforms = {platform.id: platform.name for platform in load_platforms(workspace.db)}
    alike = 0

    def save(db: Database, record: SeenAd, now: datetime) -> SeenAd:
        nonlocal alike
        stored = save_ad(db, record, now)
        alike = len(seen_ads.find_alike(db, stored))
        return stored

    def saved() -> str:
        same = ngettext(
            "The same text stands in {count} other ad.", "The same text stands in {count} other ads.", alike
        )
        return same.format(count=alike) if alike else _("Saved")

    groups = _groups()
    nobodys = _("Of nobody yet: it is erased 30 days after it was seen")
    editing = Editing(
        editor=f"ad:{place.get('person', 0)}:{place['ad']}",
        title=_("New ad or profile") if is_new else _("Change the ad or profile"),
        subtitle=f"{person.alias}, {person.code}" if person else nobodys,
        form=RecordForm(
            ad, today=today, choices={"platform_id": platforms}, groups=groups, folded=[groups[2][0]], now=workspace.now
        ),
        save=save,
        saved=saved,
        person_uid=person.uid if person else "",
        actions=[] if is_new else _actions(window, workspace, ad),
    )
    return FormPage(window, workspace, editing)


def _actions(window: "MainWindow", workspace: Workspace, ad: SeenAd) -> list[QPushButton]:
    """Return what can be done with a stored ad besides changing it."""
    remove = button(_("Remove"), "archive", big=True, name="ad.remove")
    remove.clicked.connect(lambda: remove_ad(window, workspace, ad))
    return [remove]
