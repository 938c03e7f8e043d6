"""What a design can say: power at the effect that matters, a table, and the cheapest change."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.evaluation.power.detectable_effect import DetectableEffect


MULTIPLES = (1, 2, 3)
TABLE_REPLICATIONS = 400


@dataclass(frozen=True, slots=True)
class Cell:
    """The power for one effect (per cent), length (months) and multiple of the areas."""

    effect: float
    months: int
    treated: int
    comparison: int
    power: float


@dataclass(frozen=True, slots=True)
class Change:
    """A change of design, and the power it would have for the smallest effect that matters."""

    words: str
    power: float


@dataclass(frozen=True, slots=True)
class PowerAtNoise:
    """Power (0 to 1) at the middle, the lowest and the highest noise of the history."""

    middle: float
    lowest_noise: float
    highest_noise: float

    @property
    def range(self) -> tuple[float, float]:
        """The lowest and the highest of the three."""
        every = (self.middle, self.lowest_noise, self.highest_noise)
        return min(every), max(every)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a design can say.

    Parameters
    ----------
    at_smallest
        Power for the smallest effect that matters.
    detectable
        The effect found with the wanted power.
    table
        Power over effect, months and areas.
    tried
        Every change looked at, cheapest first.
    """

    smallest_effect: float
    floor: float
    at_smallest: PowerAtNoise
    detectable: DetectableEffect
    table: tuple[Cell, ...]
    tried: tuple[Change, ...]

    @property
    def cheapest(self) -> Change | None:
        """The first change that reaches the floor; None where none does."""
        return next((change for change in self.tried if change.power >= self.floor), None)

    @property
    def can_answer(self) -> bool:
        """Whether the design reaches the floor, and can attain a p small enough to say so."""
        return self.at_smallest.middle >= self.floor


def lengths(after: int) -> tuple[int, ...]:
    """Return the programme lengths, in months, that a power table shows."""
    return tuple(sorted({6, 12, 24, after}))
