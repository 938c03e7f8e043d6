"""The six numbers of the prediction, and the values they start from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What a prediction is made with; ``predict`` fits them to the months it is given.

    Parameters
    ----------
    half_life
        Months after which a unit's own incidents count half.
    strength
        How many months of evidence the prior is worth.
    long_run, nearby, other_types, everywhere
        What one incident a month is worth in the prior, when it was recorded in the unit's own
        long run, in the units next to it (summed), among other kinds in the unit (summed), or
        on average over all units.
    """

    half_life: float = 6.0
    strength: float = 4.0
    long_run: float = 0.2
    nearby: float = 0.03
    other_types: float = 0.05
    everywhere: float = 0.3

    @property
    def worth(self) -> tuple[float, ...]:
        """What each of the ``INGREDIENTS`` of the prior is worth, in their order."""
        return self.long_run, self.nearby, self.other_types, self.everywhere


DEFAULT = Settings()
INGREDIENTS = ("long run", "nearby", "other types", "everywhere")
