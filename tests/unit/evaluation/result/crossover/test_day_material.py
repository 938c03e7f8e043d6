"""Daily counts under a protocol: covered weeks and drawn days."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.evaluation.worlds import daily_mapping, mapping

from beatwise.errors import BadInput, MissingData
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.evaluation.result.crossover.day_material import DayMaterial, check_weeks


def of_weeks(*covered: bool) -> DayMaterial:
    return DayMaterial(from_json(daily_mapping(), "p"), {}, {}, np.array(covered, dtype=bool), {})


def test_a_week_is_covered_on_all_its_days_or_none() -> None:
    """Three weeks, the second missing: seven days each."""
    assert of_weeks(True, False, True).covered.tolist() == [True] * 7 + [False] * 7 + [True] * 7


def test_drawn_days_are_those_of_the_weeks_counted() -> None:
    """A look after two weeks sees their days alone: three in each of twelve areas."""
    world = of_weeks(True, True)
    assert world.patrolled.shape == (12, 14)
    assert (world.patrolled.reshape(12, 2, 7).sum(axis=2) == 3).all()


def test_days_of_fewer_areas_are_not_those_of_the_protocol() -> None:
    """Whoever leaves an area out would have drawn other days."""
    world = of_weeks(True)
    fewer = replace(world.protocol, areas=world.protocol.areas[:-1])
    with pytest.raises(BadInput, match="not those of the protocol"):
        _ = replace(world, protocol=fewer).patrolled


def test_at_least_one_week_of_drawn_days_must_be_covered() -> None:
    """No week at all, all of them missing, or a design that draws no days."""
    check_weeks(of_weeks(False, True))
    monthly = replace(of_weeks(True), protocol=from_json(mapping(), "p"))
    for world in (of_weeks(), of_weeks(False, False), monthly):
        with pytest.raises(MissingData, match="covers no week"):
            check_weeks(world)
