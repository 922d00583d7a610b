"""What the room knows and remembers while the vault is open; nothing of it is stored."""

from dataclasses import dataclass, field

from ...domain.contact import Contact


@dataclass
class Memory:
    """`opened` are persons whose opening the log has already, for rebuilds of their page.

    `begun` holds, by person, the line that was begun on the page and goes on in the form with all fields.
    """

    opened: set[int] = field(default_factory=set)
    begun: dict[int, Contact] = field(default_factory=dict)
