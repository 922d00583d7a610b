"""An ad or a profile that was seen: of a person, or of nobody yet. Words only, never pictures."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from .answers import YesNoUnknown
from .attributes import Choice, Hidden, Label, NotInFuture, Problem
from .record import Record


class Where(Choice):
    """Where the ad says that meetings are."""

    UNKNOWN = "unknown", Label("Not known")
    INCALL = "incall", Label("Where the person is")
    OUTCALL = "outcall", Label("Where the buyer is")
    BOTH = "both", Label("Both")


class Price(Choice):
    """The price against what is usual; never an amount."""

    UNKNOWN = "unknown", Label("Not known")
    LOWER = "lower", Label("Lower than usual")
    USUAL = "usual", Label("As usual")
    HIGHER = "higher", Label("Higher than usual")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAd(Record):
    """`person_id` is None for nobody yet. `fingerprint` is the keyed one of the text, empty where none was given."""

    person_id: int | None = None
    platform_id: Annotated[int | None, Label("Platform")] = None
    address: Annotated[str, Label("Address of the ad or profile")] = ""
    alias: Annotated[str, Label("Alias shown")] = ""
    identifiers: Annotated[str, Label("Numbers and handles shown")] = ""
    towns: Annotated[str, Label("Towns named")] = ""
    first_seen_on: Annotated[date | None, Label("First seen"), NotInFuture()] = None
    last_seen_on: Annotated[date | None, Label("Last seen"), NotInFuture()] = None
    active: Annotated[bool, Label("Still active")] = True
    checked_on: Annotated[date | None, Label("Checked on"), NotInFuture()] = None
    language: Annotated[str, Label("Language of the text")] = ""
    third_person: Annotated[YesNoUnknown, Label("Speaks about the person in the third person")] = YesNoUnknown.UNKNOWN
    hours: Annotated[str, Label("Hours, as the ad says")] = ""
    meetings: Annotated[Where, Label("Where meetings are")] = Where.UNKNOWN
    place: Annotated[str, Label("Place, in words", "For example: the same hotel room as in another ad.")] = ""
    price: Annotated[Price, Label("Price")] = Price.UNKNOWN
    text: Annotated[str, Label("Text of the ad", "Only words. Never save pictures.", long=True)] = ""
    keeps_text: Annotated[
        bool, Label("Keep the text", "Without it only a fingerprint stays, by which the same text is known again.")
    ] = False
    fingerprint: Annotated[str, Label("Fingerprint of the text"), Hidden()] = ""

    def order_problems(self) -> list[Problem]:
        """Return what is wrong between fields: nothing to know it by, days in the wrong order."""
        named = any(each.strip() for each in (self.address, self.alias, self.identifiers))
        nameless = [] if named else [Problem("address", "Write an address, an alias or a number.")]
        backwards = self.first_seen_on and self.last_seen_on and self.last_seen_on < self.first_seen_on
        return [*nameless, *([Problem("last_seen_on", "Cannot be before the start.")] if backwards else [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdFilter:
    """Which ads to list; the empty filter lists them all. `words` are parts of words of what identifies them."""

    words: str = ""
    active: bool = False
    of_nobody: bool = False
