"""The rating: red, amber or green, and the direction, as one pure function with a version.

The rule, in full. The *direction* comes from the data: beyond the agreed tolerance it is up or
down, within it (bounds included) stable. *Good or bad* comes from the wanted direction.

=====================  ===========================  ====================  ====================
expectation            green                        amber                 red
=====================  ===========================  ====================  ====================
a target               met or better                worse, in tolerance   worse than that
increase, reduce       beyond tolerance that way    stable                beyond, other way
… or maintain          beyond that way, or stable   —                     beyond, other way
maintain               stable                       —                     beyond, either way
completed Y/N          yes                          —                     no
=====================  ===========================  ====================  ====================

No RAG, and a status of its own: no data, late, no expectation, no baseline, periods unlike or not
stated (*not comparable*), a baseline of zero (*not calculable*), fewer cases than the minimum.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from beatwise.accountability.measures.expectation import Kind, Polarity
from beatwise.accountability.measures.measure import Baseline, Measure
from beatwise.accountability.measures.measure_units import POINTS, Tolerance, value_in_words
from beatwise.accountability.measures.observation import Observation


RULE_VERSION = "1.0"


class Rag(Enum):
    """The colour, with the letter and shape that say the same without colour."""

    GREEN = ("green", "G", "●")
    AMBER = ("amber", "A", "▲")
    RED = ("red", "R", "■")

    @property
    def word(self) -> str:
        """The colour's name."""
        return self.value[0]

    @property
    def letter(self) -> str:
        """One letter, for print without colour."""
        return self.value[1]

    @property
    def shape(self) -> str:
        """One shape, for eyes that do not tell the colours apart."""
        return self.value[2]


class Direction(Enum):
    """Which way the data went, with the arrow that shows it."""

    UP = ("up", "↑")
    STABLE = ("stable", "↔")
    DOWN = ("down", "↓")

    @property
    def word(self) -> str:
        """``up``, ``stable`` or ``down``."""
        return self.value[0]

    @property
    def arrow(self) -> str:
        """The arrow."""
        return self.value[1]


class Status(Enum):
    """Whether a measure could be rated, and if not, why."""

    RATED = "rated"
    NO_EXPECTATION = "no expectation"
    NO_DATA = "no data yet"
    LATE = "late"
    NO_BASELINE = "no baseline"
    NOT_COMPARABLE = "not comparable"
    NOT_CALCULABLE = "not calculable"
    TOO_FEW = "too few to rate"


@dataclass(frozen=True, slots=True)
class Rating:
    """What the rule says of a measure.

    Parameters
    ----------
    status
        Whether it could be rated.
    rag
        The colour; ``None`` unless rated.
    direction
        Which way the data went from the baseline; ``None`` where it cannot be said.
    better
        ``True`` when that way is the wanted one, ``False`` when it is the other, ``None`` when
        stable, not wanted either way, or not known.
    change
        From the baseline: in per cent, or in percentage points for percentages; exact.
    reason
        One sentence that a reader of the board's paper can follow.
    tolerance
        The agreed tolerance that was used.
    rule
        The version of the rule.
    """

    status: Status
    reason: str
    rag: Rag | None = None
    direction: Direction | None = None
    better: bool | None = None
    change: Fraction | None = None
    tolerance: Tolerance | None = None
    rule: str = RULE_VERSION


def rate(
    measure: Measure,
    latest: Observation | None,
    *,
    baseline: Baseline | None = None,
    late: bool = False,
) -> Rating:
    """Rate the latest value of a measure.

    Parameters
    ----------
    measure
        The definition.
    latest
        The newest observation; ``None``, or one without a value, is *no data yet*.
    baseline
        What to hold it against; by default the measure's own.
    late
        Whether a newer value was due (:func:`beatwise.accountability.measures.due.is_late`).
    """
    against = baseline or measure.baseline
    if late:
        return Rating(Status.LATE, "A newer value was due and has not come.")
    if latest is None or latest.value is None:
        return Rating(Status.NO_DATA, "There is no value yet.")
    if measure.expectation.kind is Kind.COMPLETED:
        return _answered(latest.value)
    movement_rating = movement(measure, latest, against)
    few = _too_few(measure, latest, against)
    if measure.expectation.kind is Kind.NONE:
        words = "Nothing is expected of this measure; it is watched."
        return _without_rag(Status.NO_EXPECTATION, words, movement_rating)
    if few is not None:
        words = f"{few} cases, and a rating needs {measure.minimum_count}."
        return _without_rag(Status.TOO_FEW, words, movement_rating)
    if measure.expectation.kind is Kind.TARGET:
        return _against_target(measure, latest.value, movement_rating)
    return _against_direction(measure, movement_rating)


def movement(measure: Measure, latest: Observation, against: Baseline | None) -> Rating:
    """Return the direction from the baseline, or why it cannot be said; never a colour."""
    if against is None:
        return Rating(Status.NO_BASELINE, "There is no baseline to hold it against.")
    if latest.value is None:
        return Rating(Status.NO_DATA, "There is no value yet.")
    if measure.tolerance is None:
        return Rating(Status.NOT_COMPARABLE, "A yes or no has no direction.")
    if not against.period.like(latest.period):
        both = f"baseline: {against.period.words}; latest: {latest.period.words}"
        return Rating(Status.NOT_COMPARABLE, f"The periods are unlike or not stated ({both}).")
    change = change_between(against.value, latest.value, measure.tolerance)
    if change is None:
        return Rating(
            Status.NOT_CALCULABLE, "The baseline is zero: no relative change can be calculated."
        )
    way = direction_of(change, measure.tolerance)
    good_way = {Polarity.UP: Direction.UP, Polarity.DOWN: Direction.DOWN}.get(measure.polarity)
    better = None if way is Direction.STABLE or good_way is None else way is good_way
    shared = against.period.shared_months(latest.period)
    both = _both(measure, against.value, latest.value)
    reason = f"{both}: {change_in_words(change, measure.tolerance)}"
    if shared and shared != latest.period.length:
        reason += f"; the periods share {shared} months"
    return Rating(Status.RATED, f"{reason}.", None, way, better, change, measure.tolerance)


def change_between(before: Decimal, after: Decimal, tolerance: Tolerance) -> Fraction | None:
    """Return the change in percentage points or in per cent of ``before``; ``None`` from zero."""
    if tolerance.kind == POINTS:
        return Fraction(after) - Fraction(before)
    if before == 0:
        return None
    return (Fraction(after) - Fraction(before)) * 100 / abs(Fraction(before))


def direction_of(change: Fraction, tolerance: Tolerance) -> Direction:
    """Return the direction of a change: within the tolerance, bounds included, it is stable."""
    if abs(change) <= Fraction(tolerance.amount):
        return Direction.STABLE
    return Direction.UP if change > 0 else Direction.DOWN


def change_in_words(change: Fraction, tolerance: Tolerance) -> str:
    """Write a change: ``+6.3 percentage points``, ``−17 %``, ``no change``.

    A change that lies beyond the tolerance and rounds to it says so: ``up by just over 5 %``.
    """
    unit = "percentage points" if tolerance.kind == POINTS else "%"
    rounded = round(change, 1)
    if change == 0:
        return "no change"
    if not rounded:
        return f"{'up' if change > 0 else 'down'} by less than 0.1 {unit}"
    size = f"{float(abs(rounded)):.1f}".removesuffix(".0")
    if abs(rounded) == Fraction(tolerance.amount) < abs(change):
        return f"{'up' if change > 0 else 'down'} by just over {size} {unit}"
    return f"{'+' if change > 0 else '−'}{size} {unit}"


def _answered(value: Decimal) -> Rating:
    if value not in (0, 1):
        return Rating(Status.NOT_CALCULABLE, f"{value:f} is neither yes nor no.")
    done = value == 1
    words = "Completed." if done else "Not completed."
    return Rating(Status.RATED, words, Rag.GREEN if done else Rag.RED)


def _against_target(measure: Measure, value: Decimal, moved: Rating) -> Rating:
    expectation, tolerance = measure.expectation, measure.tolerance
    target = expectation.target
    if target is None or tolerance is None:
        return Rating(Status.NO_EXPECTATION, "There is no value to reach.")
    if expectation.met_by(value):
        rag, words = Rag.GREEN, "is met"
    elif _near(value, target, tolerance):
        rag, words = Rag.AMBER, f"is missed within the agreed tolerance ({tolerance.words})"
    else:
        rag, words = Rag.RED, "is missed"
    now = value_in_words(value, measure.unit.name)
    reason = f"The target ({expectation.words}) {words}: {now}."
    return Rating(Status.RATED, reason, rag, moved.direction, moved.better, moved.change, tolerance)


def _near(value: Decimal, target: Decimal, tolerance: Tolerance) -> bool:
    gap = abs(Fraction(value) - Fraction(target))
    if tolerance.kind == POINTS:
        return gap <= Fraction(tolerance.amount)
    return gap * 100 <= Fraction(tolerance.amount) * abs(Fraction(target))


def _against_direction(measure: Measure, moved: Rating) -> Rating:
    if moved.status is not Status.RATED or moved.direction is None:
        return moved
    if moved.direction is Direction.STABLE:
        rag = Rag.GREEN if measure.expectation.holding else Rag.AMBER
    else:
        rag = Rag.GREEN if moved.better else Rag.RED
    return Rating(
        Status.RATED,
        moved.reason,
        rag,
        moved.direction,
        moved.better,
        moved.change,
        moved.tolerance,
    )


def _without_rag(status: Status, reason: str, moved: Rating) -> Rating:
    return Rating(
        status, reason, None, moved.direction, moved.better, moved.change, moved.tolerance
    )


def _too_few(measure: Measure, latest: Observation, against: Baseline | None) -> str | None:
    where = measure.unit.counted
    if not where:
        return None
    now = latest.cases[where]
    then = against.cases if against else None
    if where == "value" and against and then is None:
        then = against.value
    cases = [n for n in (now, then) if n is not None]
    if now is None and measure.typical_count is not None:
        cases.append(Decimal(measure.typical_count))
    least = min(cases, default=None)
    return f"{least:f}" if least is not None and abs(least) < measure.minimum_count else None


def _both(measure: Measure, before: Decimal, after: Decimal) -> str:
    name = measure.unit.name
    return f"{value_in_words(before, name)} → {value_in_words(after, name)}"
