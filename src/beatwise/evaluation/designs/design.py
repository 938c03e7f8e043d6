"""What only a stepped design or a crossover by day can get wrong in its protocol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from beatwise.clock import Month, MonthRange
from beatwise.evaluation.designs.patrol_days import DrawnDays
from beatwise.evaluation.estimators.crossover import WEEK


Wrong = tuple[bool, str, str]


class Area(Protocol):
    """What is looked at of an area."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def treated(self) -> bool: ...  # noqa: D102
    @property
    def start(self) -> Month | None: ...  # noqa: D102


def wrong_for_its_kind(
    kind: str, areas: Sequence[Area], patrols: MonthRange, days: DrawnDays | None
) -> list[Wrong]:
    """Return, for each rule of its kind: whether it is broken, in which words, what to do."""
    if kind == "stepped":
        return _stepped(areas)
    return [] if kind != "crossover" or days is None else _by_day(areas, patrols, days)


def _stepped(areas: Sequence[Area]) -> list[Wrong]:
    without = [a.name for a in areas if a.treated and a.start is None]
    starts: dict[str, set[object]] = {}
    for area in areas:
        starts.setdefault(area.unit, set()).add(area.start)
    torn = [unit for unit, months in starts.items() if len(months) > 1]
    return [
        (
            bool(without),
            f"the area '{(without or [''])[0]}' has no start, and starts are stepped.",
            "Give each area the month in which its patrols start.",
        ),
        (
            bool(torn),
            f"the areas of the unit '{(torn or [''])[0]}' start in different months.",
            "Whoever is assigned together must start together.",
        ),
        (
            len({a.start for a in areas if a.treated}) < 2,
            "every area starts in the same month, so nothing is stepped.",
            "Let areas start in two months or more, or compare areas side by side.",
        ),
    ]


def _by_day(areas: Sequence[Area], patrols: MonthRange, days: DrawnDays) -> list[Wrong]:
    compared = [a.name for a in areas if not a.treated]
    whole = days.weeks >= 1 and 1 <= days.patrol_days < WEEK
    first = dt.date(patrols.first.year, patrols.first.month, 1)
    after = patrols.last + 1
    end = dt.date(after.year, after.month, 1)
    inside = first <= days.first and days.weeks <= (end - first).days
    if inside and whole:
        inside = days.first + dt.timedelta(weeks=days.weeks) <= end
    return [
        (
            bool(compared),
            f"'{(compared or [''])[0]}' is a comparison area; in a crossover each area is its own.",
            "Leave it out, or compare areas side by side.",
        ),
        (
            not whole,
            f"{days.patrol_days} patrol days of {WEEK} in {days.weeks} weeks cannot be drawn.",
            "Leave at least one day of each week with patrols and one without.",
        ),
        (
            not inside,
            f"the drawn weeks from {days.first} do not lie in the months {patrols}.",
            "Draw whole weeks of the patrolled months: beatwise design does.",
        ),
    ]
