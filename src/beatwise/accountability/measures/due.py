"""When a measure's next value is due, and whether it is late."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from beatwise.accountability.measures.measure import FREQUENCIES, Measure
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.clock import Month


A_YEAR = 366


def last_period_due(measure: Measure, today: dt.date) -> dt.date:
    """Return the end of the last period whose value should be here by ``today``.

    Periods follow the financial year: quarters end with June, September, December and March, years
    with March. A value is due ``lag_days`` after its period has ended; on the first days that can
    be written nothing is due yet.
    """
    if today.toordinal() <= measure.lag_days + A_YEAR:
        return dt.date.min
    step = FREQUENCIES[measure.frequency]
    day = today - dt.timedelta(days=measure.lag_days)
    month = Month.of(day)
    while (month.number - 2) % step or month.last_day >= day:
        month = month - 1
    return month.last_day


def is_late(measure: Measure, latest: Observation | None, today: dt.date) -> bool:
    """Whether a newer value was due by ``today`` than the latest there is.

    A measure without any value is *no data yet* and never late; nor is one whose latest value
    states no period, for then it cannot be said.
    """
    if latest is None or latest.value is None or latest.period.ends is None:
        return False
    due = last_period_due(measure, today)
    return due > latest.period.ends and due >= measure.valid_from


class PeriodChoices(NamedTuple):
    """Periods that a value may be given for: those to come, the next first, and those before."""

    coming: tuple[Period, ...]
    before: tuple[Period, ...]


def next_periods(
    measure: Measure,
    latest: Observation | None,
    today: dt.date,
    most: int = 6,
    *,
    side_by_side: bool = False,
) -> PeriodChoices:
    """Return the periods that a value may be given for, at most so many of each kind.

    They have the length of the latest value's period and follow it by the measure's frequency, as
    far as they have ended by ``today``; those before, the latest first, a value would restate.
    Without a value it is the last period that has ended, and those before it. None after a value
    that was counted on a day, or that states no period. With ``side_by_side`` they follow one
    another without a gap or an overlap, as the parts of a year do.
    """
    step = FREQUENCIES[measure.frequency]
    if side_by_side and latest is not None:
        step = latest.period.length or step
    ended = Month.of(today) - 1
    if latest is None:
        while (ended.number - 2) % step:
            ended = ended - 1
        last, length = ended - step, step
    elif latest.period.last is None or latest.period.length is None:
        return PeriodChoices((), ())
    else:
        last, length = latest.period.last, latest.period.length
    coming = [last + step * on for on in range(1, most + 1) if last + step * on <= ended]
    before = [last - step * back for back in range(most)]
    return PeriodChoices(
        tuple(_span(month, length) for month in coming),
        tuple(_span(month, length) for month in before),
    )


def _span(last: Month, length: int) -> Period:
    return Period(last - (length - 1), last)
