"""The sentence for each reason not to write, the same in the window and in the terminal.

{day} is the last day that it holds, {when} when a colleague wrote or the next safe time begins, {name} who or where.
"""

from .attributes import Label
from .permission import Why

# Who chose the day before which we do not write is not known: the person, or we. So nobody is said to have wished it.

_WITHOUT_END = {
    Why.DO_NOT_CONTACT: Label("Do not contact, until further notice."),
    Why.HOLD: Label("On hold until further notice."),
}
_SENTENCES = {
    Why.DO_NOT_CONTACT: Label("Do not contact until {day}."),
    Why.HOLD: Label("On hold until {day}."),
    Why.DECLINED: Label("The person has declined."),
    Why.EARLIEST: Label("The next contact is to wait until {day}."),
    Why.INTERVAL: Label("Our last message waits for an answer. Wait until {day}."),
    Why.TRIES: Label("We have written as many times as we do without an answer."),
    Why.COLLEAGUE: Label("{name} has just written to this person, {when}."),
    Why.UNSAFE_TIME: Label("This is not a time that is safe for the person. The next one begins {when}."),
    Why.ACCOUNT: Label("Our account on {name} is closed. Choose another platform."),
    Why.NOT_IN_USE: Label("This number or profile is no longer the person's. Somebody else may read it."),
    Why.AGE: Label("The person seems to be of another age than those you support."),
}


def sentence_of(why: Why, *, until: bool) -> str:
    """Return the sentence, untranslated; `until` says that the reason has a last day."""
    return (_SENTENCES if until or why not in _WITHOUT_END else _WITHOUT_END)[why].text
