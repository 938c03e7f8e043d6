"""The rule of rating as a table, worked out by the rule itself: the page cannot say otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from beatwise.accountability.measures.as_toml import parse
from beatwise.accountability.measures.expectation import Expectation, in_words, to_reach
from beatwise.accountability.measures.measure import Baseline, Measure
from beatwise.accountability.measures.measure_units import UNITS
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import financial_year
from beatwise.accountability.rating.rag import Rating, Status, rate
from beatwise.web.performance.presenters import rating_cell


DIRECTIONS = ("Increase", "Increase or maintain", "Reduce", "Reduce or maintain", "Maintain")
_MEASURE = """
format = 1
id = "any"
version = 1
valid_from = 2025-04-01
title = "Any"
definition = "Any"
strategy = "any"
level = "headline"
unit = "pounds"
frequency = "yearly"
source = "any"
owner = "performance"
disclosure = "none"
[expectation]
words = "Increase"
[baseline]
period = "2024/25"
value = 100
"""


def directions() -> list[dict[str, object]]:
    """Return what each expected direction gives when the value is above, level or below."""
    return [
        {"words": words, "marks": [_mark(in_words(words), value) for value in (106, 100, 94)]}
        for words in DIRECTIONS
    ]


def targets() -> list[dict[str, object]]:
    """Return what a target gives when it is met, missed within the tolerance, and missed."""
    least, most = to_reach("at least", Decimal(100)), to_reach("at most", Decimal(100))
    return [
        {"words": "At least a value", "marks": [_mark(least, v) for v in (100, 96, 94)]},
        {"words": "At most a value", "marks": [_mark(most, v) for v in (100, 104, 106)]},
    ]


def answers() -> list[dict[str, object]]:
    """Return what a yes and a no give."""
    measure = replace(_measure(in_words("Completed Y/N")), unit=UNITS["yes/no"], baseline=None)
    return [
        {"words": words, "mark": rating_cell.mark(rate(measure, _observation(value)))}
        for words, value in (("Yes", 1), ("No", 0))
    ]


def tolerances() -> list[dict[str, str]]:
    """Return each unit's agreed tolerance."""
    return [
        {"unit": unit.name.capitalize(), "words": unit.tolerance.words}
        for unit in UNITS.values()
        if unit.tolerance is not None
    ]


def statuses() -> list[dict[str, object]]:
    """Return each status without a colour, and when it is given."""
    marks = [rating_cell.mark(Rating(s, "")) for s in Status if s is not Status.RATED]
    return [{"mark": mark, "words": mark["about"]} for mark in marks]


def _mark(expected: Expectation, value: int) -> rating_cell.Mark:
    return rating_cell.mark(rate(_measure(expected), _observation(value)))


def _measure(expected: Expectation) -> Measure:
    against = Baseline(financial_year(2024), Decimal(100))
    return replace(parse(_MEASURE, place="the rule"), expectation=expected, baseline=against)


def _observation(value: int) -> Observation:
    return Observation(financial_year(2025), Decimal(value))
