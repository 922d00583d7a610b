"""A filter of the list of persons that somebody wants to have at hand again."""

from dataclasses import dataclass
from typing import Annotated

from .attributes import Hidden, Label, Required
from .person import State
from .record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter(Record):
    """Of one account, by its uid. `due` asks for next steps up to today, whichever day that is.

    `sorted_by` and `hidden` are names of columns, `hidden` with blanks between them; one that is unknown is left out.
    """

    owner: Annotated[str, Label("Whose filter"), Hidden()] = ""
    name: Annotated[str, Label("Name of the filter"), Required()] = ""
    words: Annotated[str, Label("Words")] = ""
    state: Annotated[State | None, Label("State")] = None
    county: Annotated[str, Label("County"), Hidden()] = ""
    due: Annotated[bool, Label("To follow up now")] = False
    may_be_child: Annotated[bool, Label("May be a child")] = False
    in_bin: Annotated[bool, Label("In the bin")] = False
    sorted_by: Annotated[str, Label("Order"), Hidden()] = "code"
    descending: Annotated[bool, Label("The last first"), Hidden()] = True
    hidden: Annotated[str, Label("Columns left out"), Hidden()] = ""
