"""What county to make: every setting of the simulation, checked once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from beatwise.clock import Month, MonthRange
from beatwise.errors import UsageError
from beatwise.simulation.incident_kinds import SLUGS
from beatwise.simulation.town.names import TOWNS


MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class CountySpec:
    """The settings of a simulated county. Raises ``UsageError`` for settings that make no county.

    Parameters
    ----------
    towns
        How many market towns.
    months
        How many months of incidents, ending in ``last``.
    effect
        Per cent of incidents of the ``patrolled_types`` that patrols prevent, at patrolled hot
        spots in patrolled months.
    displacement
        Per cent of the prevented incidents that happen in the buffer around the hot spot instead.
    last
        The last month. It is fixed, not today's, so that the same seed makes the same county.
    variance_ratio
        Variance over mean of a block's monthly count of one type, given its expected count
        (1 is Poisson). Blocks are 300 m squares. Near repeats come on top.
    near_repeat
        Share of incidents that follow another one nearby within days, 0 to under 1.
    drift
        Standard deviation of a block's log change in expected count over twelve months.
    season
        Amplitude of the yearly cycle, as a share of the mean.
    hot_spots
        Candidate hot spots a town; half of them (rounded up) are patrolled, drawn at random.
    patrol_months
        How many of the last months had patrols; ``None``: a third of them, at least one.
    patrolled_types
        The types the patrols act on.
    ping_months
        How many of the last patrolled months have GPS pings.
    volume
        Multiplies every expected count.
    """

    towns: int = 5
    months: int = 36
    effect: float = 0.0
    displacement: float = 0.0
    last: Month = Month(2025 * 12 + 11)  # noqa: RUF009 - a frozen value
    variance_ratio: float = 1.5
    near_repeat: float = 0.1
    drift: float = 0.2
    season: float = 0.15
    hot_spots: int = 4
    patrol_months: int | None = None
    patrolled_types: tuple[str, ...] = ("anti-social-behaviour", "shoplifting")
    ping_months: int = 1
    volume: float = 1.0

    def __post_init__(self) -> None:
        _require(self.towns, 1, len(TOWNS), "towns: how many towns")
        _require(self.months, 1, MOST_MONTHS, "months: how many months")
        _require(self.effect, 0, 100, "effect: per cent prevented")
        _require(self.displacement, 0, 100, "displacement: per cent of the prevented moved nearby")
        _require(self.variance_ratio, 1, 20, "variance_ratio: variance over mean")
        _require(self.near_repeat, 0, 0.5, "near_repeat: share of near repeats")
        _require(self.drift, 0, 1, "drift: deviation over twelve months")
        _require(self.season, 0, 0.9, "season: amplitude as a share")
        _require(self.hot_spots, 1, 12, "hot_spots: candidate hot spots a town")
        _require(self.patrol_month_count, 0, self.months, "patrol_months: months with patrols")
        _require(self.ping_months, 0, MOST_MONTHS, "ping_months: months with GPS pings")
        _require(self.volume, 0.001, 20, "volume: multiplier of every expected count")
        unknown = sorted(set(self.patrolled_types) - set(SLUGS))
        if unknown:
            raise UsageError(
                f"'{unknown[0]}' is not a police.uk category.",
                next_step="Give patrolled_types from: " + ", ".join(SLUGS) + ".",
            )

    @property
    def patrol_month_count(self) -> int:
        """How many of the last months had patrols."""
        return max(1, self.months // 3) if self.patrol_months is None else self.patrol_months

    @property
    def span(self) -> MonthRange:
        """The months of the county."""
        return MonthRange(self.last - (self.months - 1), self.last)

    @property
    def before(self) -> int:
        """How many months come before the patrols."""
        return self.months - self.patrol_month_count


# What a run calls to tell how far it is: done, total, words.
Progress = Callable[[int, int, str], None]


def _require(value: float, low: float, high: float, setting: str) -> None:
    if not low <= value <= high:
        name, _, meaning = setting.partition(": ")
        raise UsageError(
            f"{name} = {value} makes no county.",
            next_step=f"Give a number from {low} to {high} ({meaning}).",
        )
