"""A measure in one area: its own baseline, and a target only where it can be the area's."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from beatwise.accountability.measures.expectation import Kind, to_reach
from beatwise.accountability.measures.in_area import in_area
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period


@pytest.fixture(scope="module")
def crime() -> Measure:
    """Neighbourhood crime: 11,545 offences in 2024/25, to decrease."""
    measures = {m.id: m for m in load_set("plan-2025-29").measures}
    return measures["neighbourhood-crime"]


def _then(value: str | None, period: str = "2024/25") -> Observation:
    number = None if value is None else Decimal(value)
    return Observation(Period.parse(period), number, "Northtown", denominator=Decimal(40))


def test_the_whole_is_left_as_it_is(crime):
    """The whole area is held against the plan's own baseline."""
    assert in_area(crime, "whole area", _then("9")) is crime


def test_a_part_has_its_own_value_of_then(crime):
    """The area's own value of the baseline's period is its baseline."""
    assert in_area(crime, "Northtown", _then("500")).baseline.value == 500


@pytest.mark.parametrize("before", [None, _then(None), _then("500", "2023/24")])
def test_a_part_without_a_value_of_then_has_no_baseline(crime, before):
    """No value, a missing one, or one of another period: none is taken for it."""
    assert in_area(crime, "Northtown", before).baseline is None


def test_a_baseline_whose_period_is_not_stated_is_nobodys(crime):
    """An unstated period is comparable with nothing, so no part has a baseline of it."""
    unstated = replace(crime, baseline=replace(crime.baseline, period=Period()))
    assert in_area(unstated, "Northtown", _then("5", "")).baseline is None


def test_a_number_to_reach_belongs_to_the_whole_alone(crime):
    """A target in offences is not each town's target; a target in per cent is."""
    target = to_reach("at most", Decimal(11000))
    part = in_area(replace(crime, expectation=target), "Northtown", None)
    assert part.expectation.kind is Kind.NONE
    assert part.expectation.words == "at most 11000, for the whole area"
    share = {m.id: m for m in load_set("plan-2025-29").measures}["confidence-in-police"]
    share = replace(share, expectation=to_reach("at least", Decimal(90)))
    assert in_area(share, "Northtown", None).expectation.target == 90


def test_a_percentage_keeps_the_cases_behind_its_baseline(crime):
    """The area's denominator says whether there are enough cases to rate it."""
    share = {m.id: m for m in load_set("plan-2025-29").measures}["confidence-in-police"]
    assert in_area(share, "Northtown", _then("65")).baseline.cases == 40
