"""Where one is and has been: the way back, and what was typed on pages that were left unsaved."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from .page import Page, State
from .rooms import Place


@dataclass
class Visit:
    """A place in a room, and how its page was left."""

    room: str
    place: Place = field(default_factory=dict)
    state: State = field(default_factory=dict)

    @property
    def key(self) -> str:
        return repr((self.room, sorted(self.place.items())))


class Visits:
    """The present visit, those that the way back leads to, and those with something typed and not saved."""

    def __init__(self, first: Visit) -> None:
        self.here = first
        self._back: list[Visit] = []
        self._unsaved: dict[str, Visit] = {}

    def leave(self, page: Page, state: State) -> None:
        """Remember how the present page is left; unsaved text stays also when one comes back another way."""
        self.here.state = state
        self._unsaved.pop(self.here.key, None)
        if page.unsaved():
            self._unsaved[self.here.key] = self.here

    def state_of(self, visit: Visit) -> State:
        """Return what the page of `visit` is to be restored to."""
        kept = self._unsaved.get(visit.key)
        return kept.state if kept else visit.state

    def step_to(self, visit: Visit) -> None:
        self._back.append(self.here)
        self.here = visit

    def replace_by(self, visit: Visit) -> None:
        """Go on without a way back to the present place, which is done with."""
        self._unsaved.pop(self.here.key, None)
        self.here = visit

    def last(self) -> Visit | None:
        """Return where the way back leads to."""
        return self._back[-1] if self._back else None

    def step_back(self) -> None:
        self.here = self._back.pop()

    def capture(self) -> State:
        """Return all visits as JSON can hold them."""
        return {
            "here": _written([self.here]),
            "back": _written(self._back),
            "unsaved": _written(self._unsaved.values()),
        }

    def resume(self, state: State, rooms: Container[str]) -> None:
        """Take what `capture` gave; visits to rooms that may not be entered now are left out."""
        read = {name: [Visit(**each) for each in listed if each["room"] in rooms] for name, listed in state.items()}
        self._back = read["back"]
        self._unsaved = {visit.key: visit for visit in read["unsaved"]}
        self.here = next(iter(read["here"]), self.here)


def _written(visits: Iterable[Visit]) -> list[State]:
    return [{"room": visit.room, "place": visit.place, "state": visit.state} for visit in visits]
