"""A planned step as a row of a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ...domain.follow_up import FollowUp
from ...domain.organisation import Account, Organisation
from ...i18n import _, isolated, ngettext
from ...operations.people import row_permission
from ...storage.follow_ups import Planned
from ...storage.people import PersonRow
from ..look.painted import Row
from ..words import near_day, who


@dataclass(frozen=True, slots=True)
class Around:
    """What the words need besides the step itself; `account` is the uid of who is signed in."""

    today: date
    account: str
    accounts: Mapping[str, Account]
    organisation: Organisation


def name_of(person: PersonRow) -> str:
    """Return `Luna · P-2026-0042`."""
    return " · ".join(filter(None, (isolated(person.alias), person.code)))


def step_words(step: FollowUp) -> str:
    """Return what is to be done; a meeting says that it is one."""
    words = step.step or _("Next step")
    return _("Meeting: {step}").format(step=words) if step.meeting else words


def late(day: date, today: date) -> str:
    """Return how late a step is."""
    days = (today - day).days
    return ngettext("{n} day late", "{n} days late", days).format(n=days)


def step_row(planned: Planned, around: Around, key: object, *, with_day: bool = True) -> Row:
    """Return a step as a row; that we must not write to the person comes before everything else."""
    step, due = planned.step, planned.step.due_on or around.today
    detail = " · ".join(filter(None, (_warning(planned.person, around), step_words(step), _whose(step, around))))
    is_late = due < around.today
    aside = late(due, around.today) if is_late else near_day(due, around.today) if with_day else ""
    return Row(name_of(planned.person), detail, _icon(planned, around), aside, "warning" if is_late else "", key=key)


def _icon(planned: Planned, around: Around) -> str:
    if _warning(planned.person, around):
        return "octagon-x"
    return "users" if planned.step.meeting else "message-circle"


def _warning(person: PersonRow, around: Around) -> str:
    permission = row_permission(person, around.organisation, around.today)
    return _("Do not contact") if permission.verdict.blocks else ""


def _whose(step: FollowUp, around: Around) -> str:
    if not step.for_account:
        return ""
    if step.for_account == around.account:
        return _("for you")
    return _("for {name}").format(name=who(step.for_account, around.accounts))
