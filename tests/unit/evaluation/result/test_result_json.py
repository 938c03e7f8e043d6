"""A result as JSON values: what is not known is null, and nothing is not a number."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from tests.unit.evaluation.worlds import material

from beatwise.evaluation.result.result import Result, evaluate
from beatwise.evaluation.result.result_json import as_json
from beatwise.evaluation.result.result_standing import Standing


@cache
def result_of(areas: int, treated: int, mean: float = 40.0) -> Result:
    world = material(-50, mean=mean, areas=areas, treated=treated)
    return evaluate(world, Standing(None), outcome_words="shoplifting")


def document_of(*shape: Any) -> Any:
    """Return the document as a reader of JSON gets it; nan and infinity raise."""
    return json.loads(json.dumps(as_json(result_of(*shape)), allow_nan=False))


def test_what_was_estimated_stands_under_its_key() -> None:
    """Twelve areas: verdict, months, units, and the contrast with its test."""
    result, document = result_of(12, 6), document_of(12, 6)
    inside = result.primary.inside
    assert document["verdict"] == result.verdict.value
    assert document["units"] == {"treated": 6, "comparison": 6}
    assert document["months"] == {"before": 12, "after": 12, "missing": []}
    primary = document["primary"]
    assert primary["inside"]["percent"] == pytest.approx(inside.percent)
    assert primary["inside"]["totals"] == inside.totals._asdict()
    assert primary["inside"]["assignments"] == inside.test.assignments
    assert primary["inside"]["refused"] is None
    assert primary["synthetic_control"]["placebo_rank"] == result.primary.synthetic.p_value
    assert len(document["quarters"]) == len(result.quarters) == 8
    assert document["dose_refused"].startswith("No delivered minutes")


def test_a_test_that_was_refused_is_null_and_says_why() -> None:
    """One treated town of seven: no p, no ends, and the reason."""
    inside = document_of(7, 1)["primary"]["inside"]
    assert (inside["p_value"], inside["smallest_p"], inside["assignments"]) == (None, None, None)
    assert inside["interval"] == [None, None]
    assert "7 possible assignments" in inside["refused"]


def test_few_incidents_leave_nulls_and_no_nan() -> None:
    """A fifth of an incident a month: whatever cannot be formed is null."""
    document = document_of(7, 1, 0.05)
    assert document["primary"]["wdd"]["standard_error"] is None
    assert document["value"] is None
