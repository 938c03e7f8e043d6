"""What the options appraisal says of a way of walking: its cost, for a part of the year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OptionCost:
    """An option of the appraisal: pounds a year and for each delivered hour.

    Each is low, central and high. ``price_year`` is the year of the prices.
    """

    name: str
    cost_year: tuple[float, float, float]
    per_hour: tuple[float, float, float]
    price_year: str = ""

    def cost_of(self, first: dt.date, last: dt.date) -> float:
        """Return the central cost of some days, both included, as their part of 365."""
        return self.cost_year[1] * ((last - first).days + 1) / 365

    @property
    def words(self) -> str:
        """Say what the appraisal expects an hour to cost."""
        low, central, high = self.per_hour
        year = f", prices of {self.price_year}" if self.price_year else ""
        return (
            f"The options appraisal expects £{central:,.2f} for a delivered hour of '{self.name}' "
            f"(£{low:,.2f} to £{high:,.2f}{year}); the cost above is its cost of a year for these "
            "days."
        )
