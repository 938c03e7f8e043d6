"""Parts of a result as JSON values: nothing that is not a number is written as one."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan

import pytest
from tests.unit.evaluation.worlds import mapping

from beatwise.estimate import Estimate
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.evaluation.result.parts_json import (
    ends_as_json,
    estimate_as_json,
    number_as_json,
    power_as_json,
    value_as_json,
)
from beatwise.evaluation.result.value_for_money import UnitCost, value


@pytest.mark.parametrize(
    ("value", "as_json"),
    [(1.5, 1.5), (0.0, 0.0), (None, None), (nan, None), (inf, None), (-inf, None)],
)
def test_what_is_no_finite_number_is_null(value, as_json) -> None:
    """JSON knows neither nan nor infinity; zero stays zero."""
    assert number_as_json(value) == as_json
    assert ends_as_json([value, 2.0]) == [as_json, 2.0]


def test_an_estimate_is_value_low_and_high() -> None:
    """An end that is none stays none; no estimate is null."""
    assert estimate_as_json(Estimate(3.0, None, 4.0)) == [3.0, None, 4.0]
    assert estimate_as_json(None) is None
    assert ends_as_json(None) is None


def test_a_power_that_was_not_stated_is_null() -> None:
    """Else what was stated stands beside what the months before give."""
    protocol = from_json(mapping(), "p")
    assert power_as_json(replace(protocol, power=None), 0.5, powered=False) is None
    assert power_as_json(protocol, 0.5, powered=True) == {
        "at_smallest_effect": 0.8, "smallest_effect": -20.0, "floor": 0.6,
        "from_months_before": 0.5, "reached": True,
    }  # fmt: skip


@pytest.mark.parametrize(("prices", "words"), [("", "2024"), ("2023/24", "2023/24")])
def test_a_unit_cost_names_the_year_of_its_prices(prices: str, words: str) -> None:
    """The words of the price year where there are any, else the year itself."""
    unit = UnitCost("shoplifting", 100.0, 2024, "a source", prices=prices)
    document = value_as_json(value("shoplifting", 900.0, unit, None))
    assert document is not None
    assert document["unit_cost_prices"] == words
    assert document["break_even_incidents"] == 9
    assert document["unit_cost_verified"] is False


def test_without_a_unit_cost_its_keys_are_null() -> None:
    """The keys are there whatever is known."""
    document = value_as_json(value("shoplifting", 900.0, None, Estimate(3.0)))
    assert document is not None
    assert [document[key] for key in ("unit_cost", "unit_cost_verified", "worth_pounds")] == [
        None, None, None,
    ]  # fmt: skip
    assert document["cost_per_prevented"] == 300
    assert value_as_json(None) is None
