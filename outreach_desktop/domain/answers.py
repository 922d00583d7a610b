"""Answers that several record types share."""

from .attributes import Choice, Label


class YesNoUnknown(Choice):
    UNKNOWN = "unknown", Label("Not known")
    YES = "yes", Label("Yes")
    NO = "no", Label("No")


class Suspected(Choice):
    UNKNOWN = "unknown", Label("Not known")
    NO = "no", Label("No")
    SUSPECTED = "suspected", Label("Suspected")
    YES = "yes", Label("Yes")
