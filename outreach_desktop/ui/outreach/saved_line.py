"""Storing a line about whom the quick line names."""

from datetime import datetime

from ...domain.person import Person
from ...operations.lines import SavedLine, log_first_line, log_line
from ...storage.database import Database
from .line_form import Line
from .subject import Subject


def save_line(db: Database, subject: Subject, line: Line, now: datetime) -> SavedLine:
    """Store a line, with the person when they are new."""
    if subject.match is None:
        person = Person(alias=line.alias.strip(), may_be_child=line.may_be_child)
        return log_first_line(db, person, subject.typed, line.contact, now)
    return log_line(db, line.contact, now, may_be_child=line.may_be_child)
