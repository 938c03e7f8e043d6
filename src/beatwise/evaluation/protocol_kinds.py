"""What only a stepped design or a crossover by day can get wrong in its protocol."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from beatwise.evaluation.crossover import WEEK


if TYPE_CHECKING:
    from beatwise.evaluation.protocol import Protocol


Wrong = tuple[bool, str, str]


def wrong_for_its_kind(read: Protocol) -> list[Wrong]:
    """Return, for each rule of its kind: whether it is broken, in which words, what to do."""
    if read.kind == "stepped":
        return _stepped(read)
    return _by_day(read) if read.kind == "crossover" else []


def _stepped(read: Protocol) -> list[Wrong]:
    without = [a.name for a in read.areas if a.treated and a.start is None]
    starts: dict[str, set[object]] = {}
    for area in read.areas:
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
            len({a.start for a in read.areas if a.treated}) < 2,
            "every area starts in the same month, so nothing is stepped.",
            "Let areas start in two months or more, or compare areas side by side.",
        ),
    ]


def _by_day(read: Protocol) -> list[Wrong]:
    compared = [a.name for a in read.areas if not a.treated]
    days = read.days
    if days is None:
        return []
    whole = days.weeks >= 1 and 1 <= days.patrol_days < WEEK
    first = dt.date(read.patrols.first.year, read.patrols.first.month, 1)
    after = read.patrols.last + 1
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
            f"the drawn weeks from {days.first} do not lie in the months {read.patrols}.",
            "Draw whole weeks of the patrolled months: beatwise design does.",
        ),
    ]
