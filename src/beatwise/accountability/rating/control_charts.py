"""Control charts beside the rating: whether a measure does anything but what it always does.

An XmR chart: the mean, and natural limits at mean ± 2.66 × the mean moving range (Wheeler). Both
rest on the first twenty values of a stretch, or on all where there are fewer, and then stay: a
trend or a step that comes later is seen against them and not averaged away.

Four signals: a point outside the limits; a shift, seven in a row on one side of the mean; a trend,
seven in a row each above (or each below) the one before; and two of three in a row near the same
limit, in its outer third. The shift, trend and two-of-three rules are those of the NHS's "making
data count" charts.

Limits are never moved by a computer: a *re-basing* is a decision that somebody took, with a
reason, a role and a day. A missing value breaks a run and its two moving ranges; it is not a zero.

Points are compared with the mean and the limits exactly, on the decimals as written: in binary
arithmetic the mean of three months of 0.1 is not 0.1, and a line that never moves would signal.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from typing import TypeVar

from beatwise.accountability.roles import owner_role
from beatwise.errors import BadInput


LIMIT = Fraction("2.66")
NEAR = LIMIT * 2 / 3
RANGE_LIMIT = Fraction("3.267")
RUN = 7
SETTLED = 12
BASELINE = 20  # values; limits from fewer are still provisional (The Health Care Data Guide)

_Number = TypeVar("_Number", float, Fraction)


class Signal(Enum):
    """Why a point is worth a question."""

    OUTSIDE = "outside the limits"
    SHIFT = f"one of {RUN} or more in a row on one side of the mean"
    TREND = f"one of {RUN} or more in a row going one way"
    NEAR_LIMIT = "one of two out of three near a limit"


@dataclass(frozen=True, slots=True)
class Rebase:
    """A recorded decision that limits start afresh at the point with index ``at``."""

    at: int
    reason: str
    by_role: str
    decided_on: dt.date

    def __post_init__(self) -> None:
        owner_role(self.by_role, place="re-basing of a control chart")
        if not self.reason.strip():
            raise BadInput("A re-basing needs a reason.", place="re-basing of a control chart")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The points between two re-basings, and their limits.

    Parameters
    ----------
    first, last
        Indices of its first and last point.
    n
        Points with a value.
    rests_on, rests_to
        How many values mean and limits rest on, its first ones, and the index of the last of them.
    mean, mean_range
        Mean value, and mean moving range; ``None`` where there are too few points.
    lower, upper
        Natural limits, cut off where the measure itself ends (no count is below zero).
    range_limit
        A moving range above this is itself a signal: 3.267 × the mean moving range.
    settled
        Whether the limits rest on enough values to be trusted (12).
    """

    first: int
    last: int
    n: int
    rests_on: int
    rests_to: int
    mean: float | None = None
    mean_range: float | None = None
    lower: float | None = None
    upper: float | None = None
    range_limit: float | None = None

    @property
    def settled(self) -> bool:
        """Whether the limits rest on twelve values or more."""
        return self.rests_on >= SETTLED


@dataclass(frozen=True, slots=True)
class Chart:
    """A control chart: values as given, one tuple of signals a point, and its stretches."""

    values: tuple[float | None, ...]
    signals: tuple[tuple[Signal, ...], ...]
    stretches: tuple[Stretch, ...]
    rebased: tuple[Rebase, ...]

    @property
    def signalling(self) -> tuple[int, ...]:
        """Indices of the points with any signal."""
        return tuple(i for i, flags in enumerate(self.signals) if flags)

    @property
    def latest_signals(self) -> tuple[Signal, ...]:
        """The signals at the last point; none when it is missing."""
        return self.signals[-1] if self.signals else ()


def xmr(
    values: Sequence[float | None],
    *,
    rebased: Sequence[Rebase] = (),
    floor: float | None = None,
    ceiling: float | None = None,
) -> Chart:
    """Draw up an XmR chart.

    Parameters
    ----------
    values
        In order of time, equally spaced, finite; ``None`` for no data.
    rebased
        Decisions to start limits afresh, each at the index of a point.
    floor, ceiling
        Where the measure itself ends: 0 for counts, 0 and 100 for percentages. Limits are cut off
        there; the rules are not.
    """
    points = tuple(None if value is None else float(value) for value in values)
    exact = [None if value is None else Fraction(str(value)) for value in points]
    cuts = sorted(rebased, key=lambda r: r.at)
    _check_cuts(cuts, len(points))
    edges = [0, *(cut.at for cut in cuts), len(points)]
    stretches: list[Stretch] = []
    signals: list[tuple[Signal, ...]] = []
    for first, end in itertools.pairwise(edges):
        part = exact[first:end]
        own = baseline(part)
        mean, spread = _mean([v for v in own if v is not None]), _mean(moving_ranges(own))
        stretches.append(_stretch(part, own, first, mean, spread, floor, ceiling))
        signals += _signals(part, mean, spread)
    return Chart(points, tuple(signals), tuple(stretches) if points else (), tuple(cuts))


def baseline(values: Sequence[_Number | None]) -> Sequence[_Number | None]:
    """Return a stretch up to its twentieth value, or all of it: what its limits rest on."""
    with_value = [i for i, value in enumerate(values) if value is not None]
    return values[: with_value[:BASELINE][-1] + 1] if with_value else values


def moving_ranges(values: Sequence[_Number | None]) -> list[_Number]:
    """Return the distances between neighbours that both have a value."""
    return [
        abs(after - before)
        for before, after in itertools.pairwise(values)
        if before is not None and after is not None
    ]


def _mean(numbers: Sequence[Fraction]) -> Fraction | None:
    return sum(numbers, Fraction()) / len(numbers) if numbers else None


def _stretch(
    part: Sequence[Fraction | None],
    own: Sequence[Fraction | None],
    first: int,
    mean: Fraction | None,
    spread: Fraction | None,
    floor: float | None,
    ceiling: float | None,
) -> Stretch:
    counts = Stretch(
        first=first,
        last=first + len(part) - 1,
        n=sum(value is not None for value in part),
        rests_on=sum(value is not None for value in own),
        rests_to=first + len(own) - 1,
        mean=None if mean is None else float(mean),
    )
    if mean is None or spread is None:
        return counts
    lower, upper = float(mean - LIMIT * spread), float(mean + LIMIT * spread)
    return replace(
        counts,
        mean_range=float(spread),
        lower=lower if floor is None else max(floor, lower),
        upper=upper if ceiling is None else min(ceiling, upper),
        range_limit=float(RANGE_LIMIT * spread),
    )


def _signals(
    part: Sequence[Fraction | None], mean: Fraction | None, spread: Fraction | None
) -> list[tuple[Signal, ...]]:
    if mean is None or spread is None:
        return [() for _ in part]
    outside = [v is not None and abs(v - mean) > LIMIT * spread for v in part]
    sides = [0 if v is None else _sign(v - mean) for v in part]
    flags = (
        (Signal.OUTSIDE, outside),
        (Signal.SHIFT, _shift(sides)),
        (Signal.TREND, _trend(part)),
        (Signal.NEAR_LIMIT, _two_of_three(part, outside, sides, mean, spread)),
    )
    return [tuple(name for name, flag in flags if flag[i]) for i in range(len(part))]


def _shift(sides: Sequence[int]) -> list[bool]:
    """Mark the points of each run of seven or more on one side; on the mean breaks a run."""
    flags = [False] * len(sides)
    for end in range(RUN, len(sides) + 1):
        window = sides[end - RUN : end]
        if window[0] and all(side == window[0] for side in window):
            flags[end - RUN : end] = [True] * RUN
    return flags


def _trend(part: Sequence[Fraction | None]) -> list[bool]:
    """Mark the points of each run of seven or more that only rise, or only fall."""
    steps = [0 if a is None or b is None else _sign(b - a) for a, b in itertools.pairwise(part)]
    flags = [False] * len(part)
    for end in range(RUN - 1, len(steps) + 1):
        window = steps[end - RUN + 1 : end]
        if window[0] and all(step == window[0] for step in window):
            flags[end - RUN + 1 : end + 1] = [True] * RUN
    return flags


def _two_of_three(
    part: Sequence[Fraction | None],
    outside: Sequence[bool],
    sides: Sequence[int],
    mean: Fraction,
    spread: Fraction,
) -> list[bool]:
    """Mark near points of any three in a row, all on one side, of which two or more are near."""
    near = [
        value is not None and abs(value - mean) > NEAR * spread and not far
        for value, far in zip(part, outside, strict=True)
    ]
    flags = [False] * len(part)
    for start in range(len(part) - 2):
        three = range(start, start + 3)
        if abs(sum(sides[i] for i in three)) == 3 and sum(near[i] for i in three) >= 2:
            for i in three:
                flags[i] = flags[i] or near[i]
    return flags


def _check_cuts(cuts: Sequence[Rebase], n: int) -> None:
    starts = [cut.at for cut in cuts]
    if len(set(starts)) != len(starts) or any(not 0 < at < n for at in starts):
        raise BadInput(
            "A re-basing starts at a point after the first, and no two at the same point.",
            place="re-basing of a control chart",
        )


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
