"""What is planned with invented people, and what was done of it."""

from collections.abc import Iterator
from datetime import timedelta

from ...domain.follow_up import FollowUp, Result
from ...domain.person import Person
from . import words
from .people import Year, stamps

_FOR_A_COLLEAGUE, _FINISHED_BEFORE = 25, 60  # per cent


def invented_steps(year: Year, person: Person) -> Iterator[FollowUp]:
    """Yield the step that a person shows, and for most one that was finished before it."""
    if person.follow_up_on is None or person.created_at is None:
        return
    dice = year.dice("steps", person.code)
    planned_by = stamps(year, dice, person.created_at)
    colleague = dice.pick(year.accounts) if dice.chance(_FOR_A_COLLEAGUE) else ""
    yield FollowUp(
        person_id=person.id,
        step=person.follow_up,
        due_on=person.follow_up_on,
        meeting=person.follow_up == words.MEETING_STEP,
        for_account=colleague,
        **planned_by,  # type: ignore[arg-type]
    )
    done_at = person.created_at + timedelta(days=dice.between(1, 4), minutes=dice.between(1, 50))
    if dice.chance(_FINISHED_BEFORE) and done_at.date() < year.last_day:
        yield FollowUp(
            person_id=person.id,
            step=dice.pick(words.NEXT_STEPS),
            due_on=done_at.date(),
            result=dice.pick((Result.DONE, Result.NOT_REACHED, Result.NOT_NEEDED)),
            result_note=dice.pick(words.RESULTS),
            done_at=done_at,
            done_by=dice.pick(year.accounts),
            **stamps(year, dice, done_at),  # type: ignore[arg-type]
        )
