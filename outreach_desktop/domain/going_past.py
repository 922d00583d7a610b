"""Going past a *wait*: somebody wrote all the same, past which reasons, and why."""

from dataclasses import dataclass
from typing import Annotated

from .attributes import Hidden, Label, Required, Restricted
from .permission import Why
from .record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingPast(Record):
    """Stored before the text reaches the clipboard, by who wrote."""

    person_id: int = 0
    whys: Annotated[tuple[Why, ...], Label("What was gone past"), Hidden()] = ()
    reason: Annotated[str, Label("Why we wrote all the same", long=True), Restricted(), Required()] = ""
