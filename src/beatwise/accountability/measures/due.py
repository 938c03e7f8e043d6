"""When a measure's next value is due, and whether it is late."""

from __future__ import annotations

import calendar
import datetime as dt

from beatwise.accountability.measures.measure import FREQUENCIES, Measure
from beatwise.accountability.measures.observation import Observation
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
    month = Month(day.year * 12 + day.month - 1)
    while (month.number - 2) % step or _end(month) >= day:
        month = month - 1
    return _end(month)


def is_late(measure: Measure, latest: Observation | None, today: dt.date) -> bool:
    """Whether a newer value was due by ``today`` than the latest there is.

    A measure without any value is *no data yet* and never late; nor is one whose latest value
    states no period, for then it cannot be said.
    """
    if latest is None or latest.value is None or latest.period.ends is None:
        return False
    due = last_period_due(measure, today)
    return due > latest.period.ends and due >= measure.valid_from


def _end(month: Month) -> dt.date:
    days = calendar.monthrange(month.year, month.month)[1]
    return dt.date(month.year, month.month, days)
