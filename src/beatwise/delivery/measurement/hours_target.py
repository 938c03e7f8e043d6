"""Hours against a year's target, and what a delivered hour cost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HoursTarget:
    """Hours on patrol beside the target of a year, which begins on ``year_begins``.

    ``hours`` are those delivered from the year's begin to ``last``, that day included, over all
    plans of the year; ``by_partners`` those of them that others than the plan's owner walked.
    """

    hours: float
    target: float
    year_begins: dt.date
    last: dt.date
    by_partners: float = 0.0

    @property
    def share(self) -> float:
        """Hours as a share of the year's target; above 1 when it is passed."""
        return self.hours / self.target

    @property
    def year_share(self) -> float:
        """Share of the year that has passed, 0 to 1."""
        year = (_a_year_later(self.year_begins) - self.year_begins).days
        passed = (self.last - self.year_begins).days + 1
        return min(1.0, max(0.0, passed / year))

    @property
    def partner_share(self) -> float | None:
        """Share of the hours that partners walked, 0 to 1; ``None`` without any hour."""
        return self.by_partners / self.hours if self.hours else None

    @property
    def words(self) -> str:
        """Say how far the target is reached, how much of the year has passed, and by whom."""
        words = (
            f"{self.hours:,.0f} hours are {100 * self.share:.0f} % of the year's target of "
            f"{self.target:,.0f}, when {100 * self.year_share:.0f} % of the year has passed."
        )
        if self.by_partners and self.partner_share is not None:
            words += f" {100 * self.partner_share:.0f} % of them were walked by partners."
        return words


def cost_per_hour(pounds: float, hours: float) -> float | None:
    """Return pounds for each delivered hour, None where none was delivered."""
    return pounds / hours if hours > 0 else None


def _a_year_later(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return dt.date(day.year + 1, 3, 1)
