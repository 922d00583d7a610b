"""A chart as data: drawn by the window on screen and by the PDF on paper, with the same numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; a value of None is suppressed: there is something, but not how much."""

    label: str
    value: int | None


@dataclass(frozen=True, slots=True)
class ChartModel:
    """Bars under a title; `description` says in words what the chart shows, for who cannot see it."""

    title: str
    bars: tuple[Bar, ...]
    description: str
