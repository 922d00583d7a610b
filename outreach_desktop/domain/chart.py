"""A chart as numbers and words: drawn on screen and on paper from the same values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; None stands for a number that is not shown."""

    label: str
    value: int | None


@dataclass(frozen=True, slots=True)
class ChartModel:
    """`description` says all that the picture shows, for those who do not see it."""

    title: str
    bars: tuple[Bar, ...]
    description: str

    @property
    def most(self) -> int:
        """The largest number shown, 0 where there is none."""
        return max((bar.value for bar in self.bars if bar.value is not None), default=0)
