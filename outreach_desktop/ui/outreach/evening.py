"""What is remembered from line to line during one evening, in memory only."""

from dataclasses import dataclass, field
from datetime import datetime

from ...domain.contact import Channel, Contact
from ...domain.person import IdentifierKind
from ...operations.shifts import evening_start

_USUAL = {IdentifierKind.PHONE: Channel.SMS, IdentifierKind.EMAIL: Channel.EMAIL}


@dataclass
class Evening:
    """Who works with us, on which platform, and how we write to what kind of identifier; until the next morning."""

    start: datetime | None = None
    second_person: str = ""
    platform_id: int | None = None
    channels: dict[IdentifierKind, Channel] = field(default_factory=dict)

    def at(self, now: datetime) -> "Evening":
        """Return what is remembered now: nothing when it is from another day."""
        start = evening_start(now)
        if self.start != start:
            self.start, self.second_person, self.platform_id, self.channels = start, "", None, {}
        return self

    def pair_with(self, name: str) -> None:
        """Offer who works in the same shift, until another name is written."""
        self.second_person = self.second_person or name

    def channel_for(self, kind: IdentifierKind) -> Channel:
        return self.channels.get(kind) or _USUAL.get(kind, Channel.SITE_CHAT)

    def remember(self, kind: IdentifierKind, saved: Contact) -> None:
        """Offer the same in the next line."""
        self.second_person, self.platform_id = saved.second_person, saved.platform_id
        self.channels[kind] = saved.channel
