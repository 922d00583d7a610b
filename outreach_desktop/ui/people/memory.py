"""What the room knows and remembers while the vault is open; nothing of it is stored."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...domain.contact import Contact
from ...domain.person import PersonFilter

if TYPE_CHECKING:
    from ..spreadsheets.incoming import Incoming


@dataclass
class Memory:
    """`opened` are persons whose opening the log has already, for rebuilds of their page.

    `begun` holds, by person, the line that was begun on the page and goes on in the form with all fields.
    `incoming` is the spreadsheet that is being brought in. `listed` is how the list of persons was filtered and sorted
    when it was last seen, and `columns` are the ids of those that it showed.
    """

    opened: set[int] = field(default_factory=set)
    begun: dict[int, Contact] = field(default_factory=dict)
    incoming: "Incoming | None" = None
    listed: PersonFilter | None = None
    columns: tuple[str, ...] = ()
