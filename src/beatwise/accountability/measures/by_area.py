"""One measure across areas: each area beside the whole, which is never the mean of the parts.

The whole of counts is their sum. The whole of rates and percentages is formed from numerators and
denominators; where they are not all given, there is no whole, because a mean of rates is not one.
An area without data is listed without a value, and the whole says how many areas it covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import Observation, current
from beatwise.accountability.measures.period import Period


ADDABLE = ("count", "pounds", "hours")


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area: its value, its share of the whole where parts can be added, both or ``None``."""

    area: str
    value: Decimal | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class ByArea:
    """A measure across areas in one period.

    Parameters
    ----------
    period
        The period.
    rows
        One an area, in the order asked for.
    whole
        The value of all areas together; ``None`` where it cannot be formed.
    covered
        How many areas had data.
    why
        Why there is no whole, or what it leaves out; empty when nothing needs saying.
    """

    period: Period
    rows: tuple[AreaRow, ...]
    whole: Fraction | None
    covered: int
    why: str


def by_area(
    measure: Measure,
    observations: Iterable[Observation],
    period: Period,
    areas: Sequence[str],
) -> ByArea:
    """Set a measure's areas side by side for one period, from observations of any vintage."""
    here = {
        observation.area: observation
        for observation in current(observations)
        if observation.period == period
    }
    in_order = [here.get(area) for area in areas]
    with_data = [
        observation
        for observation in in_order
        if observation is not None and observation.value is not None
    ]
    whole = _whole(measure, with_data)
    addable = measure.unit.name in ADDABLE
    rows = tuple(
        AreaRow(
            area,
            observation.value if observation else None,
            _share(observation, whole) if addable else None,
        )
        for area, observation in zip(areas, in_order, strict=True)
    )
    return ByArea(period, rows, whole, len(with_data), _why(whole, len(with_data), len(areas)))


def _whole(measure: Measure, with_data: Sequence[Observation]) -> Fraction | None:
    if not with_data:
        return None
    if measure.unit.name in ADDABLE:
        return sum(
            (
                Fraction(observation.value)
                for observation in with_data
                if observation.value is not None
            ),
            Fraction(),
        )
    if measure.unit.name not in ("rate", "percent"):
        return None
    above = [
        observation.numerator for observation in with_data if observation.numerator is not None
    ]
    below = [
        observation.denominator for observation in with_data if observation.denominator is not None
    ]
    if len(above) < len(with_data) or len(below) < len(with_data) or not sum(below):
        return None
    per = measure.per if measure.per is not None else Decimal(100)
    return Fraction(sum(above)) * Fraction(per) / Fraction(sum(below))


def _share(observation: Observation | None, whole: Fraction | None) -> Fraction | None:
    if observation is None or observation.value is None or not whole:
        return None
    return Fraction(observation.value) * 100 / whole


def _why(whole: Fraction | None, covered: int, areas: int) -> str:
    if not covered:
        return "No area has data for this period."
    if whole is None:
        return "No whole: values of this kind cannot be added, and a mean of areas is not one."
    if covered < areas:
        return f"The whole covers {covered} of {areas} areas; the others have no data."
    return ""
