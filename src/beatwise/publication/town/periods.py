"""The months a brief uses when nobody names any."""

from __future__ import annotations

from collections.abc import Iterable

from beatwise.clock import Month, MonthRange
from beatwise.errors import MissingData


LONGEST, SCORED, LEAST = 12, 3, 6


def usual_periods(present: Iterable[Month]) -> tuple[MonthRange, MonthRange | None]:
    """Return the months to choose on and to score on, from the months that have data.

    The last unbroken run of months, at most a year of it: the last three are scored, the rest
    choose. With fewer than six months all of them choose and nothing is scored.

    Raises ``MissingData`` when there is no month at all.
    """
    run = _last_run(sorted(set(present)))[-LONGEST:]
    if not run:
        raise MissingData(
            "no month of police records has been gathered.",
            next_step="Gather some: beatwise gather police-uk SOURCE",
        )
    if len(run) < LEAST:
        return MonthRange(run[0], run[-1]), None
    return MonthRange(run[0], run[-SCORED - 1]), MonthRange(run[-SCORED], run[-1])


def _last_run(months: list[Month]) -> list[Month]:
    start = 0
    for i in range(1, len(months)):
        if months[i] != months[i - 1] + 1:
            start = i
    return months[start:]
