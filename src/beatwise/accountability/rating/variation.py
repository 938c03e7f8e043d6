"""What a control chart says in one word: improvement, concern, change or ordinary variation.

The words, and the two questions behind them, are those of the NHS's "making data count" charts. Is
the latest value more than this measure's ordinary variation, and is that the wanted way? Will the
target be met by ordinary variation alone, always, never or now and then?

A signalling point goes the way of the side of the mean on which it lies; one whose only signal is a
trend goes the way the trend runs, for a fall that begins above the mean is still a fall.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from beatwise.accountability.measures.expectation import Expectation, Polarity
from beatwise.accountability.rating.control_charts import SETTLED, Chart, Signal, Stretch


class Way(Enum):
    """The way a signal goes."""

    HIGHER = "higher"
    LOWER = "lower"


class Variation(Enum):
    """What a point is, by the way that is wanted."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    CHANGE = "change"
    ORDINARY = "ordinary variation"
    TOO_FEW = "too few values"
    NO_VALUE = "no value to judge"
    NO_LIMITS = "no control limits"


class Assurance(Enum):
    """Whether a target is met by ordinary variation alone."""

    MET = "consistently met"
    SOMETIMES = "sometimes met"
    MISSED = "consistently missed"
    TOO_FEW = "too few values"
    NO_TARGET = "no target"


@dataclass(frozen=True, slots=True)
class LatestPoint:
    """What a chart says at its latest point, whatever is wanted of the measure.

    Parameters
    ----------
    has_limits
        Whether the chart has limits at all.
    value
        The latest period's value, in the measure's unit; ``None`` when it is missing.
    way
        The way of the signals there; ``None`` without one.
    rests_on
        How many values the limits rest on.
    lower, upper
        The limits, in the measure's unit; ``None`` where there are too few values for any.
    months
        How many months each of the chart's periods has; ``None`` for days and without a chart.
    """

    has_limits: bool = False
    value: float | None = None
    way: Way | None = None
    rests_on: int = 0
    lower: float | None = None
    upper: float | None = None
    months: int | None = None

    @property
    def settled(self) -> bool:
        """Whether the limits rest on enough values to be trusted."""
        return self.rests_on >= SETTLED


def latest_point(chart: Chart, months: int | None = None) -> LatestPoint:
    """Return what a chart, whose periods have so many months, says at its latest point."""
    if not chart.stretches:
        return LatestPoint()
    stretch = chart.stretches[-1]
    return LatestPoint(
        has_limits=True,
        value=chart.values[-1],
        way=ways(chart)[-1],
        rests_on=stretch.rests_on,
        lower=stretch.lower,
        upper=stretch.upper,
        months=months,
    )


def ways(chart: Chart) -> tuple[Way | None, ...]:
    """Return the way that each signalling point goes, ``None`` for a point without a signal."""
    by_point: list[Way | None] = []
    for stretch in chart.stretches:
        by_point += [_way(chart, stretch, at) for at in range(stretch.first, stretch.last + 1)]
    return tuple(by_point) or (None,) * len(chart.values)


def variations(chart: Chart, polarity: Polarity) -> tuple[Variation, ...]:
    """Return what each point is, by the way that is wanted."""
    by_point = [stretch for stretch in chart.stretches for _ in _indices(stretch)]
    if not by_point:
        return (Variation.NO_LIMITS,) * len(chart.values)
    points = [
        LatestPoint(True, value, way, stretch.rests_on)
        for value, way, stretch in zip(chart.values, ways(chart), by_point, strict=True)
    ]
    return tuple(variation(point, polarity) for point in points)


def variation(point: LatestPoint, polarity: Polarity) -> Variation:
    """Return what a point is, by the way that is wanted.

    A signal among few values is one; few values without a signal are not yet ordinary.
    """
    if not point.has_limits:
        return Variation.NO_LIMITS
    if point.value is None:
        return Variation.NO_VALUE
    if point.way is None:
        return Variation.ORDINARY if point.settled else Variation.TOO_FEW
    if polarity is Polarity.NEITHER:
        return Variation.CHANGE
    good = Way.HIGHER if polarity is Polarity.UP else Way.LOWER
    return Variation.IMPROVEMENT if point.way is good else Variation.CONCERN


def assurance(point: LatestPoint, expected: Expectation) -> Assurance:
    """Return whether ordinary variation alone meets the target.

    Consistently met: the limit on the worse side meets it. Consistently missed: the one on the
    better side does not. Neither is said against the latest value: limits that it has left behind
    tell of what was.
    """
    if expected.target is None:
        return Assurance.NO_TARGET
    if point.lower is None or point.upper is None or not point.settled:
        return Assurance.TOO_FEW
    numbers = [n for n in (point.lower, point.upper, point.value) if n is not None]
    is_met = {expected.met_by(Decimal(str(number))) for number in numbers}
    if len(is_met) > 1:
        return Assurance.SOMETIMES
    return Assurance.MET if True in is_met else Assurance.MISSED


def trend_way(chart: Chart, stretch: Stretch, at: int) -> Way:
    """Return the way that the trend runs of which a point is one."""
    came_from = at > stretch.first and Signal.TREND in chart.signals[at - 1]
    before, after = (at - 1, at) if came_from and _step(chart, at) else (at, at + 1)
    return Way.HIGHER if _number(chart, after) > _number(chart, before) else Way.LOWER


def _way(chart: Chart, stretch: Stretch, at: int) -> Way | None:
    signals = chart.signals[at]
    if not signals or stretch.mean is None:
        return None
    if signals == (Signal.TREND,):
        return trend_way(chart, stretch, at)
    return Way.HIGHER if _number(chart, at) > stretch.mean else Way.LOWER


def _step(chart: Chart, at: int) -> bool:
    """Whether a point is not level with the one before."""
    return _number(chart, at) != _number(chart, at - 1)


def _number(chart: Chart, at: int) -> float:
    value = chart.values[at]
    return 0.0 if value is None else value  # a missing value has no signal


def _indices(stretch: Stretch) -> range:
    return range(stretch.first, stretch.last + 1)
