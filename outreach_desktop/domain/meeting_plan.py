"""The plan of a meeting as it is read by the person on call, on paper.

Paper is left lying: no surname of ours, no secret address and no name of the person stands on it. What people wrote
themselves is looked through for all three; a name of the person stays in places and ways there, which must be found.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .meeting import Meeting, PlaceKind
from .organisation import Account, Organisation
from .person import MeetWish, Person
from .safety_checklist import ChecklistItem

LEFT_OUT = "[…]"
_MOST_CHECK_INS = 3
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;/&+]|\b(?:och|and|eller|or)\b)\s*", re.IGNORECASE)
_PARTS_OF_ADDRESS = re.compile(r"[,\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInTime:
    """When the two are to be heard from, and from when on the person on call acts."""

    due_at: datetime
    act_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Overridden:
    """Somebody's decision to go although musts were open."""

    by: str
    at: datetime | None
    items: tuple[ChecklistItem, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """`meeting` has its texts without what must not be read; the wishes are the person's, as far as they are needed.

    `musts` is how many there are before the two go; `overridden` has the newest decision first. `list_number` is that
    of the organisation's own checklist, 0 for the one that ships in `list_version`.
    """

    meeting: Meeting
    person_code: str
    goers: tuple[str, ...]
    on_call: str
    our_phone: str
    emergency_phone: str
    check_ins: tuple[CheckInTime, ...]
    meet_wish: MeetWish
    wanted_words: str
    wishes: str
    when_overwhelmed: str
    musts: int
    open_musts: tuple[ChecklistItem, ...]
    overridden: tuple[Overridden, ...]
    went_by: str

    @property
    def address_is_kept(self) -> bool:
        """Say whether the place is left out since it is our secret address."""
        return self.meeting.place == LEFT_OUT


@dataclass(frozen=True, slots=True)
class KeptBack:
    """What is taken out of texts: parts of a secret address, full names of ours, and the name of the person."""

    address: tuple[str, ...]
    names: Mapping[str, str]
    alias: str
    code: str

    def out_of(self, text: str) -> str:
        """Return the text without our address and surnames."""
        for part in self.address:
            text = re.sub(_loose(part), LEFT_OUT, text, flags=re.IGNORECASE)
        for full, first in self.names.items():
            text = re.sub(rf"(?<!\w){_loose(full)}(?!\w)", first, text, flags=re.IGNORECASE)
        return text

    def out_of_wish(self, text: str) -> str:
        """Return the text without the name of the person too: the code stands in its place."""
        named = rf"(?<!\w){_loose(self.alias)}(?:s)?(?!\w)"
        return re.sub(named, self.code, self.out_of(text)) if self.alias.strip() else self.out_of(text)


def _loose(words: str) -> str:
    """Return a pattern for words with any blanks between them."""
    return r"\s+".join(map(re.escape, words.split()))


def kept_back(
    person: Person, organisation: Organisation, accounts: Iterable[Account], others: Iterable[str] = ()
) -> KeptBack:
    """Return what must not be read of a person and of us; `others` are names of those without an account."""
    address = organisation.visiting_address if organisation.secret_address else ""
    parts = [part.strip() for part in _PARTS_OF_ADDRESS.split(address)]
    numbered = [part for part in parts if any(map(str.isdigit, part))]  # a town by itself tells nothing
    known = {each.name: called(each) for each in accounts} | {name: first_names(name) for name in others}
    names = {full: first for full, first in known.items() if len(full.split()) > 1}
    whole = [address.strip()] if address.strip() else []
    return KeptBack((*whole, *numbered), names, person.alias, person.code)


def called(account: Account) -> str:
    """Return what contacts call somebody of ours, never a surname."""
    return account.alias.strip() or first_names(account.name)


def first_names(text: str) -> str:
    """Return only the first word of each name in a text."""
    return ", ".join(name.split()[0] for name in _BETWEEN_NAMES.split(text) if name.strip())


def goers_of(meeting: Meeting, accounts: Mapping[str, Account]) -> tuple[str, ...]:
    """Return who goes, by first names."""
    ours = (called(accounts[uid]) for uid in meeting.workers if uid in accounts)
    return (*ours, *(first_names(name) for name in meeting.names))


def without_secrets(meeting: Meeting, organisation: Organisation, kept: KeptBack) -> Meeting:
    """Return a meeting as it may be read; where we meet at our own secret premises no place is named at all."""
    ours = organisation.secret_address and meeting.place_kind is PlaceKind.OURS
    return replace(
        meeting,
        place=LEFT_OUT if ours else kept.out_of(meeting.place),
        transport=kept.out_of(meeting.transport),
        interpreter=kept.out_of_wish(meeting.interpreter),
        workers=(),
        others="",
        on_call="",
        reminder_how="",
    )


def check_in_times(meeting: Meeting) -> tuple[CheckInTime, ...]:
    """Return the check-in at the start and the first ones after it, as far as the meeting is planned to last."""
    if meeting.starts_at is None:
        return ()
    every, grace = timedelta(minutes=meeting.check_in_minutes), timedelta(minutes=meeting.grace_minutes)
    after = min(_MOST_CHECK_INS, max(1, meeting.minutes // meeting.check_in_minutes))
    due = [meeting.starts_at + every * number for number in range(after + 1)]
    return tuple(CheckInTime(due_at=each, act_at=each + grace) for each in due)


def items_by_id(ids: Sequence[str], known: Mapping[str, ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Return the items of some ids; one that no list has any more stands by its id."""
    return tuple(known.get(each) or ChecklistItem(item=each, text_sv=each, text_en=each) for each in ids)
