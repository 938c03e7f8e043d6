"""A result by day as JSON values."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import pytest
from tests.unit.evaluation.worlds import daily_mapping

from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.evaluation.result.crossover.crossover_json import as_json
from beatwise.evaluation.result.crossover.crossover_result import DayResult, evaluate_days
from beatwise.evaluation.result.crossover.day_material import DayMaterial
from beatwise.evaluation.result.result_standing import Standing


@cache
def result_of() -> DayResult:
    """Twelve areas over four weeks, the third missing; rings without any incident."""
    protocol = from_json(daily_mapping(), "p")
    weeks = np.array([True, True, False, True])
    counts = np.random.default_rng(1).poisson(2.0, (12, 28))
    minutes = {"B": np.full((12, 28), 6.0)}
    world = DayMaterial(
        protocol, {"shoplifting": counts}, {"shoplifting": counts * 0}, weeks,
        {"shoplifting": 5}, minutes,
    )  # fmt: skip
    return evaluate_days(world, Standing(None), outcome_words="shoplifting")


@pytest.fixture
def document() -> Any:
    """Return the document as a reader of JSON gets it; nan and infinity raise."""
    return json.loads(json.dumps(as_json(result_of()), allow_nan=False))


def test_weeks_and_undated_incidents_are_counted(document) -> None:
    """Three weeks of four, and five incidents that no day can have."""
    assert document["kind"] == "crossover"
    assert document["weeks"] == {"counted": 3, "missing": 1}
    assert document["undated"] == {"shoplifting": 5}


def test_the_ratio_stands_beside_its_days_and_counts(document) -> None:
    """Three of seven days of twelve areas in three weeks; the percentage is the ratio's."""
    inside, effect = document["primary"]["inside"], result_of().primary.inside
    assert inside["days"] == {"patrol": 108, "other": 144}
    assert inside["counts"] == {"patrol": effect.patrol_count, "other": effect.other_count}
    assert inside["percent"] == pytest.approx(100 * (inside["rate_ratio"] - 1))
    assert inside["smallest_p"] == pytest.approx(1 / (inside["assignments"] + 1))


def test_what_has_no_ratio_is_null(document) -> None:
    """Rings without incidents, and a delivery alike on all days, which says why."""
    assert document["primary"]["rings"] is None
    assert document["delivery"]["percent_on_a_day_patrolled"] is None
    assert "too much alike" in document["delivery"]["refused"]
    assert document["delivery"]["drawn_days"]["share"] == 1
    assert document["value"] is None
