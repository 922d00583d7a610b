"""A meeting with one of everything that can hang on it, found by reflection: a new kind is among them."""

from dataclasses import replace

from makers import NOW, a_meeting

from outreach_desktop.domain.attributes import attributes
from outreach_desktop.operations.meetings import save_meeting
from outreach_desktop.operations.saving import save_record
from tests.stories.hostile import RECORD_TYPES

KINDS_OF_MEETINGS = [kind for kind in RECORD_TYPES if "meeting_id" in kind.__dataclass_fields__]


def filled(record, words):
    """Return a record with these words in each of its texts."""
    names = [each.name for each in attributes(type(record)) if each.type is str and not each.several]
    return replace(record, **{name: f"{words} {name}" for name in names})


def a_whole_meeting(db, person_id, words="ord", at=NOW, **values):
    """Store a meeting and one of each kind that hangs on it; return it."""
    meeting = save_meeting(db, filled(a_meeting(person_id=person_id, **values), words), at)
    for kind in KINDS_OF_MEETINGS:
        save_record(db, filled(kind(meeting_id=meeting.id), words), at)
    return meeting
