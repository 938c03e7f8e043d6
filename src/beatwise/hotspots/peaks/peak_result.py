"""What a peak-time answer holds: windows, profiles, how sure, and the settings behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from beatwise.errors import UsageError
from beatwise.estimate import Estimate
from beatwise.hotspots.peaks.aoristic import HOURS_A_DAY, LIMIT_HOURS


if TYPE_CHECKING:
    from numpy.typing import NDArray

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a peak-time answer depends on; printed with every one.

    Parameters
    ----------
    limit_hours
        The longest span that is placed, hours.
    share
        What the daily window must hold, 0–1.
    block_hours, blocks
        Length and number of the week's busiest blocks.
    minimum
        Fewest placed incidents for which windows are named.
    replicates, permutations, seed
        Bootstrap samples, random turns of the clock, and the seed of both.
    level
        Coverage the intervals aim at.
    """

    limit_hours: float = LIMIT_HOURS
    share: float = 0.5
    block_hours: int = 4
    blocks: int = 3
    minimum: int = 30
    replicates: int = 999
    permutations: int = 999
    seed: int = 0
    level: float = 0.95

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1 or not 1 <= self.block_hours <= HOURS_A_DAY:
            raise UsageError("The share must be within 0 to 1 and a block 1 to 24 hours long.")
        if self.minimum < 2 or self.replicates < 1 or self.permutations < 1 or self.blocks < 0:
            raise UsageError("The minimum must be 2 or more, and samples at least 1.")


@dataclass(frozen=True, slots=True)
class PeakWindow:
    """A run of whole hours, British clock time.

    Parameters
    ----------
    days
        Days on which it begins, Monday 0; all seven for a daily window.
    first_hour
        Hour of the day in which it begins, 0–23.
    hours
        How long it is; it may run past midnight.
    share
        Share of the placed weight in it, with its bootstrap interval. The window was chosen
        because it is full, so this flatters it.
    share_elsewhere
        The same share when the window is chosen on a random half of the incidents and measured
        on the other (mean of both ways): what it may hold next time.
    start_interval
        For a daily window: first hour, from and to round the clock, over bootstrap samples.
    """

    days: tuple[int, ...]
    first_hour: int
    hours: int
    share: Estimate
    share_elsewhere: float
    start_interval: tuple[int, int] | None = None

    @property
    def begins(self) -> str:
        """When it begins: ``20:00``."""
        return f"{self.first_hour:02d}:00"

    @property
    def ends(self) -> str:
        """When it ends: ``02:00``; the next day when not later than it begins."""
        return f"{(self.first_hour + self.hours) % HOURS_A_DAY:02d}:00"


@dataclass(frozen=True, slots=True)
class PeakTimes:
    """In which hours incidents gather.

    Parameters
    ----------
    n, placed, too_long, instants
        Incidents; those placed; those whose span is too long to place; those known to the second.
    week
        Weight in each hour of the week from Monday 00:00, shape (168,), summing to ``placed``.
    daily
        The shortest run of hours that holds the asked share of the placed weight, any day;
        ``None`` below the minimum.
    blocks
        The busiest blocks of the week that do not overlap, busiest first; empty below the minimum.
    middle
        Circular mean hour of the day, 0–24, with its interval from ``low`` to ``high`` round the
        clock; ``None`` below the minimum. No interval when it would span half the clock or more.
    concentration
        Length of the mean vector, 0 (flat or balanced) to 1 (one moment); NaN if none is placed.
    p_hours, p_days
        Tie-correct p of a flat day and of a flat week of days; ``None`` below the minimum.
    settings
        What the answer depends on.
    """

    n: int
    placed: int
    too_long: int
    instants: int
    week: NDArray[np.float64]
    daily: PeakWindow | None
    blocks: tuple[PeakWindow, ...]
    middle: Estimate | None
    concentration: float
    p_hours: float | None
    p_days: float | None
    settings: Settings

    @property
    def day(self) -> NDArray[np.float64]:
        """Weight in each hour of the day, all days together, shape (24,)."""
        return self.week.reshape(7, HOURS_A_DAY).sum(axis=0)

    @property
    def share_too_long(self) -> float:
        """Share of incidents whose span is too long to place; NaN when there are none."""
        return self.too_long / self.n if self.n else float("nan")

    @property
    def enough(self) -> bool:
        """Whether there are enough placed incidents to name windows."""
        return self.placed >= self.settings.minimum


@dataclass(frozen=True, slots=True)
class HotspotPeak:
    """Peak times of one hot spot, its own or, with too few incidents, those of all together.

    Parameters
    ----------
    id
        The hot spot.
    n, placed
        Its own incidents, and how many of them are placed.
    pooled
        True when it has fewer than the minimum and ``peak`` is that of all hot spots together.
    peak
        The peak times to use.
    """

    id: str
    n: int
    placed: int
    pooled: bool
    peak: PeakTimes
