"""Which values a control chart may be drawn from: one area's, equally spaced, not overlapping.

Twelve-month figures that are renewed each quarter share nine months with the one before. Their
moving ranges are small for that reason alone, so no limits are drawn from them. Where the months or
quarters underneath are kept as well, the line is drawn from those.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from beatwise.accountability.measures.observation import WHOLE_AREA, Observation, series
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.rolling_years import PARTS, YEAR
from beatwise.accountability.rating.control_charts import Rebase
from beatwise.clock import Month


Line = tuple[tuple[Period, Decimal | None], ...]
MOST_POINTS = 600  # fifty years of months; a longer line is a mistyped year, not a history


@dataclass(frozen=True, slots=True)
class Rebasing:
    """A recorded decision that limits start afresh with a period."""

    starts: Period
    reason: str
    by_role: str
    decided_on: dt.date


def chart_line(observations: Iterable[Observation], area: str = WHOLE_AREA) -> Line:
    """Return the periods and values to chart, a period without data as ``None``.

    Of several kinds of period the newest value's is charted; of years and what they are made of,
    what they are made of (see ``_charted``). Empty when periods overlap, are not stated, leave gaps
    that no whole number of periods fills, or span more than ``MOST_POINTS``.
    """
    of_area = series(list(observations), area)
    with_period = [observation for observation in of_area if observation.period.stated]
    if not with_period:
        return ()
    length = _charted(with_period)
    alike = [observation for observation in with_period if observation.period.length == length]
    if length is None:
        return tuple((observation.period, observation.value) for observation in alike)
    return _with_gaps(alike, length)


def is_rolling(periods: Sequence[Period]) -> bool:
    """Whether years in order of time overlap, so that neighbours are not independent."""
    return any(
        before.length == after.length == YEAR and before.shared_months(after)
        for before, after in pairwise(periods)
    )


def cuts_in(decisions: Iterable[Rebasing], line: Line) -> tuple[Rebase, ...]:
    """Return where in a line the decisions fall; one before or after all of it is left out."""
    cuts: dict[int, Rebase] = {}
    for decision in decisions:
        starts = decision.starts.ends
        ends = [period.ends for period, _ in line]
        later = [i for i, end in enumerate(ends) if starts and end and end >= starts]
        if later and later[0] > 0:
            cuts[later[0]] = Rebase(
                later[0], decision.reason, decision.by_role, decision.decided_on
            )
    return tuple(cuts[at] for at in sorted(cuts))


def _charted(in_order: Sequence[Observation]) -> int | None:
    """Return the length of period to chart: the newest value's, or that of the parts of years.

    Parts are charted instead of years where they reach into the newest year and fill a whole one,
    or are more than the years are. Of several kinds it is the shortest.
    """
    years = [each for each in in_order if each.period.length == YEAR]
    newest = in_order[-1].period
    if not years:
        return newest.length
    newest_year = years[-1].period
    for length in PARTS:
        parts = [each for each in in_order if each.period.length == length]
        if not parts or (len(parts) * length < YEAR and len(parts) <= len(years)):
            continue
        last = parts[-1].period
        if last.shared_months(newest_year) or last.order > newest_year.order:
            return length
    return YEAR if newest.length in PARTS else newest.length


def _with_gaps(alike: Sequence[Observation], length: int) -> Line:
    starts = [observation.period.first.number for observation in alike if observation.period.first]
    if any((after - before) % length for before, after in pairwise(starts)):
        return ()
    if (starts[-1] - starts[0]) // length >= MOST_POINTS:
        return ()
    known = dict(zip(starts, alike, strict=True))
    return tuple(
        (known[start].period, known[start].value)
        if start in known
        else (_span(start, length), None)
        for start in range(starts[0], starts[-1] + 1, length)
    )


def _span(start: int, length: int) -> Period:
    return Period(Month(start), Month(start + length - 1))
