"""What the room knows and remembers while the vault is open; nothing of it is stored."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...domain.contact import Contact

if TYPE_CHECKING:
    from ..spreadsheets.incoming import Incoming


@dataclass
class Memory:
    """`opened` are persons whose opening the log has already, for rebuilds of their page.

    `begun` holds, by person, the line that was begun on the page and goes on in the form with all fields.
    `incoming` is the spreadsheet that is being brought in.
    """

    opened: set[int] = field(default_factory=set)
    begun: dict[int, Contact] = field(default_factory=dict)
    incoming: "Incoming | None" = None
