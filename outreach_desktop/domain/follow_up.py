"""A follow-up: a planned step with a person, until it is done. A person may have several."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from .attributes import Choice, Hidden, Label, Problem
from .contact import Channel, Contact, Direction, Outcome
from .record import Record


class Result(Choice):
    """What came of a step. `CONTACT` is set by a line in the log that did what was planned."""

    DONE = "done", Label("Done")
    NOT_REACHED = "not_reached", Label("Could not reach the person")
    NOT_NEEDED = "not_needed", Label("No longer needed")
    CONTACT = "contact", Label("A contact was made")


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Record):
    """`contact_id` is the line that planned it, `done_contact_id` the one that did it; open without a `result`.

    `for_account` is the uid of who does it, empty for whoever works that day.
    """

    person_id: int = 0
    contact_id: int | None = None
    done_contact_id: int | None = None
    step: Annotated[str, Label("Next step")] = ""
    due_on: Annotated[date | None, Label("On which day", "For example tomorrow, +2w or 12/3.")] = None
    meeting: Annotated[bool, Label("This is a meeting", "Then it is shown from the day before, to remind in time.")] = (
        False
    )
    for_account: Annotated[str, Label("Who does it", "Without a name it is for whoever works that day.")] = ""
    result: Annotated[Result | None, Label("What came of it?", "Once this is chosen, the step is finished.")] = None
    result_note: Annotated[str, Label("In a few words", long=True)] = ""
    done_at: Annotated[datetime | None, Label("Finished"), Hidden()] = None
    done_by: Annotated[str, Label("Finished by"), Hidden()] = ""

    @property
    def is_open(self) -> bool:
        return self.result is None

    def order_problems(self) -> list[Problem]:
        """Find a step that says neither what nor when."""
        if self.step or self.due_on:
            return []
        return [Problem("step", "Write what to do, or on which day.", missing=True)]


def does(contact: Contact, planned: FollowUp) -> bool:
    """Say whether a line in the log does what was planned: it is a contact on its day or later.

    A meeting is done when somebody has met, not by a message on its day.
    """
    if contact.direction is Direction.NOTE or contact.contact_on is None or planned.due_on is None:
        return False
    met = contact.channel in (Channel.PHYSICAL, Channel.VIDEO) or contact.outcome is Outcome.MET
    return planned.is_open and planned.due_on <= contact.contact_on and (met or not planned.meeting)
