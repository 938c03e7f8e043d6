"""A number with its interval: what every uncertain figure travels as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimated value with a confidence interval.

    Parameters
    ----------
    value
        The point estimate, in ``unit``.
    low, high
        The ends of the interval, in ``unit``; ``None`` when it could not be formed.
    level
        The coverage the interval aims at, 0 to 1.
    n
        How many observations stand behind it, where that has a meaning.
    unit
        The unit in words, such as ``incidents a month``.

    Examples
    --------
    >>> from beatwise import Estimate
    >>> Estimate(-4.0, low=-9.0, high=1.0, unit="incidents a month").excludes(0)
    False
    """

    value: float
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    n: int | None = None
    unit: str = ""

    def excludes(self, value: float = 0.0) -> bool:
        """Say whether the whole interval lies to one side of ``value``."""
        if self.low is None or self.high is None:
            return False
        return value < self.low or value > self.high
