"""What county to make: every setting of the simulation, checked once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from beatwise.clock import Month, MonthRange
from beatwise.errors import UsageError
from beatwise.simulate.kinds import SLUGS
from beatwise.simulate.names import TOWNS


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
        _require(1 <= self.towns <= len(TOWNS), "towns", f"a number from 1 to {len(TOWNS)}")
        _require(1 <= self.months <= 240, "months", "a number from 1 to 240")
        _require(0 <= self.effect <= 100, "effect", "a percentage from 0 to 100")
        _require(0 <= self.displacement <= 100, "displacement", "a percentage from 0 to 100")
        _require(1 <= self.variance_ratio <= 20, "variance ratio", "a number from 1 to 20")
        _require(0 <= self.near_repeat <= 0.5, "near repeat share", "a share from 0 to 0.5")
        _require(0 <= self.drift <= 1, "drift", "a number from 0 to 1")
        _require(0 <= self.season <= 0.9, "season", "a share from 0 to 0.9")
        _require(1 <= self.hot_spots <= 12, "number of hot spots a town", "from 1 to 12")
        _require(0 <= self.patrol_month_count <= self.months, "patrol months", "at most all months")
        _require(self.ping_months >= 0, "ping months", "0 or more")
        _require(0 < self.volume <= 20, "volume", "above 0 and at most 20")
        unknown = [kind for kind in self.patrolled_types if kind not in SLUGS]
        _require(not unknown, "list of patrolled types", "police.uk category slugs")

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


def _require(holds: bool, setting: str, wanted: str) -> None:
    if not holds:
        raise UsageError(
            f"The {setting} of a simulated county cannot be that.",
            next_step=f"Give {wanted}.",
        )
