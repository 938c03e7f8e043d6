"""A measure in one area: held against that area's own baseline, never against the whole's.

A plan's baseline speaks of the whole area. A part is held against its own value of the same
period, where that is known; otherwise it has no baseline. A target that is a number of things
belongs to the whole alone; a target of a rate or a percentage holds everywhere.
"""

from __future__ import annotations

from dataclasses import replace

from beatwise.accountability.measures.by_area import ADDABLE
from beatwise.accountability.measures.expectation import Expectation, Kind
from beatwise.accountability.measures.measure import Baseline, Measure
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.years.judged_value import is_by_year


def in_area(measure: Measure, area: str, before: Observation | None) -> Measure:
    """Return a measure as it holds in an area.

    Parameters
    ----------
    before
        The area's own value for the period of the measure's baseline, or ``None``.
    """
    if area == WHOLE_AREA:
        return measure
    expectation = measure.expectation
    if expectation.kind is Kind.TARGET and measure.unit.name in ADDABLE:
        expectation = Expectation(Kind.NONE, f"{expectation.words}, for the whole area")
    return replace(
        measure,
        baseline=_own(measure, before),
        expectation=expectation,
        by_year=is_by_year(measure),
    )


def _own(measure: Measure, before: Observation | None) -> Baseline | None:
    against = measure.baseline
    if against is None or before is None or before.value is None:
        return None
    if not against.period.stated or before.period != against.period:
        return None
    return Baseline(against.period, before.value, before.cases.get(measure.unit.counted))
