"""What each role may do, and what keeps it so: one table for operations, the window and the terminal."""

from collections.abc import Mapping
from dataclasses import dataclass

from .attributes import Choice, Label
from .errors import KnownError
from .organisation import Role


class NotPermitted(KnownError):
    def __init__(self) -> None:
        super().__init__("Your role does not include this. Ask an administrator.")


class KeptBy(Choice):
    """Encryption holds against whoever has the files; the program only against who uses it."""

    ENCRYPTION = "encryption", Label("by encryption")
    PROGRAM = "program", Label("by the program")


class Right(Choice):
    LOG = "log", Label("Look people up and log contacts")
    GO_PAST_WAITING = "go_past_waiting", Label("Write although the program says to wait, with a reason")
    GO_ANYWAY = "go_anyway", Label("Let a meeting go with open musts, with a reason")
    END_REFUSAL = "end_refusal", Label("End a do-not-contact when the person has said so")
    END_HOLD = "end_hold", Label("End a hold that the police asked for")
    ADD_NOTES = "add_notes", Label("Add notes and assessments")
    READ_NOTES = "read_notes", Label("Read notes, assessments and concern reports")
    REPORTS = "reports", Label("Write concern reports")
    REMOVE_PEOPLE = "remove_people", Label("Remove, merge and split people")
    ERASE = "erase", Label("Erase for good, and keep people longer")
    EXTRACT = "extract", Label("Make register extracts")
    STATISTICS = "statistics", Label("See and export statistics")
    SPREADSHEETS = "spreadsheets", Label("Bring people in from spreadsheets and take them out")
    ORGANISATION = "organisation", Label("Change the organisation's profile, platforms and messages")
    READ_LOG = "read_log", Label("Read the log")
    RESTORE = "restore", Label("Restore a backup")
    ACCOUNTS = "accounts", Label("Add people, change roles and remove people's accounts")


@dataclass(frozen=True, slots=True)
class Rule:
    """Who has a right, and what keeps it from the others."""

    roles: frozenset[Role]
    kept_by: KeptBy


_EVERYBODY = frozenset(Role)
_STAFF = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR, Role.STAFF})
_LEADING = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})
RULES: Mapping[Right, Rule] = {
    Right.LOG: Rule(_EVERYBODY, KeptBy.PROGRAM),
    Right.GO_PAST_WAITING: Rule(_STAFF, KeptBy.PROGRAM),
    Right.GO_ANYWAY: Rule(_STAFF, KeptBy.PROGRAM),
    Right.END_REFUSAL: Rule(_STAFF, KeptBy.PROGRAM),
    Right.END_HOLD: Rule(_LEADING, KeptBy.PROGRAM),
    Right.ADD_NOTES: Rule(_EVERYBODY, KeptBy.PROGRAM),
    Right.READ_NOTES: Rule(_STAFF, KeptBy.ENCRYPTION),
    Right.REPORTS: Rule(_STAFF, KeptBy.PROGRAM),
    Right.REMOVE_PEOPLE: Rule(_STAFF, KeptBy.PROGRAM),
    Right.ERASE: Rule(_STAFF, KeptBy.PROGRAM),
    Right.EXTRACT: Rule(_STAFF, KeptBy.PROGRAM),
    Right.STATISTICS: Rule(_EVERYBODY, KeptBy.PROGRAM),  # nothing restricted is in them
    Right.SPREADSHEETS: Rule(_LEADING, KeptBy.PROGRAM),
    Right.ORGANISATION: Rule(_LEADING, KeptBy.PROGRAM),
    Right.READ_LOG: Rule(_LEADING, KeptBy.PROGRAM),
    Right.RESTORE: Rule(frozenset({Role.ADMINISTRATOR}), KeptBy.PROGRAM),
    Right.ACCOUNTS: Rule(frozenset({Role.ADMINISTRATOR}), KeptBy.ENCRYPTION),
}


def may(role: Role, right: Right) -> bool:
    return role in RULES[right].roles


def require(role: Role, right: Right) -> None:
    """Raise `NotPermitted` unless the role has the right."""
    if not may(role, right):
        raise NotPermitted
