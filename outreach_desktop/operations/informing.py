"""That a person was told what we keep (GDPR, article 14): noted by itself where a message with the link was sent."""

from dataclasses import replace
from datetime import datetime

from ..domain.contact import Contact, Direction, Sending
from ..domain.person import Informed, Person
from ..storage.database import Database
from ..storage.reading import load_one
from .people import save_person
from .templates import LINK, text_of


def heed_sent(db: Database, line: Contact, now: datetime) -> None:
    """Note it with the day of a line whose text carried the link and was confirmed as sent; else nothing changes.

    The text is the template's own, since nobody can edit it before it is copied.
    """
    sent = line.direction is Direction.OUT and line.sending is Sending.SENT
    if not sent or LINK not in text_of(db, line.template):
        return
    person = load_one(db, Person, line.person_id)
    if person.informed_how is Informed.NOT_YET:
        informed = replace(person, informed_how=Informed.MESSAGE, informed_on=line.contact_on, informed_note="")
        save_person(db, informed, now)
