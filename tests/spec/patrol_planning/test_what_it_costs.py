"""What it costs, and what else the money buys.

Hours delivered, not employed; ranges, not points; a break-even beside what can be seen.
"""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.planning.options.worlds import document

from beatwise.fields import Fields
from beatwise.planning.options.appraisal import Design, detectable_share, work_out
from beatwise.planning.options.appraisal_toml import read_appraisal
from beatwise.planning.options.figure import Figure


def rate(**workforce: object) -> float:
    one = work_out(read_appraisal(Fields(document(**workforce), "options.toml")))[1]
    assert one.per_hour is not None
    return one.per_hour[1]


def test_a_delivered_hour_carries_leave_training_and_sickness() -> None:
    """Twenty-three days lost of 230 make each delivered hour a ninth dearer."""
    assert rate(sick_days=23) / rate() == pytest.approx(10 / 9)


def test_abstraction_is_a_cost() -> None:
    """When half the hours go to other duties, an hour that is delivered costs twice as much."""
    assert rate(abstraction=0.5) == pytest.approx(2 * rate())


def test_a_charge_is_for_rostered_hours() -> None:
    """A guard at £20 an hour with a fifth of the time off the street costs £25 a delivered hour."""
    given = document(off_street=0.2)
    force = given["option"][1]["workforce"]
    del force["pay_year"], force["on_costs"]
    force["rate_hour"] = 20
    one = work_out(read_appraisal(Fields(given, "options.toml")))[1]
    assert one.per_hour is not None
    assert one.per_hour[1] == pytest.approx(25)


def test_a_figure_nobody_vouches_for_is_marked() -> None:
    """Without a source a figure is unsourced; with one that nobody looked at, not checked."""
    assert Figure("pay", 1, 1, 1).mark == "unsourced"
    assert Figure("pay", 1, 1, 1, "a pay scale").mark == "not checked"
    assert Figure("pay", 1, 1, 1, "a pay scale", "2026-11-22").mark == ""


def test_three_towns_cannot_see_a_tenth() -> None:
    """Three towns of 30 incidents a month, drift a quarter: under 45 % fewer would go unseen."""
    assert detectable_share(90, Design(3, 3, 24, 12, 0.25, 1.8)) > 0.45


def test_without_drift_more_months_see_ever_more() -> None:
    """Counts alone: four times the months halve the log of what can be seen."""
    import math

    short = math.log(1 - detectable_share(100, Design(1, 1, 12, 12, 0, 1)))
    long = math.log(1 - detectable_share(100, Design(1, 1, 48, 48, 0, 1)))
    assert short / long == pytest.approx(2)


@pytest.mark.parametrize("rate", [90, 130])
def test_the_rough_formula_stands_beside_the_simulation(rate: int) -> None:
    """For seven towns against seven the formula lies within five points of the simulation."""
    from beatwise.evaluation.power.detectable_effect import detectable_effect

    found = detectable_effect(
        np.full((14, 24), rate / 7), np.arange(14) < 7, months=12,
        variance_ratio=1.8, drift=0.25, replications=200, permutations=99,
    )  # fmt: skip
    assert found.estimate is not None
    rough = 100 * detectable_share(rate, Design(7, 7, 24, 12, 0.25, 1.8))
    assert rough == pytest.approx(-found.estimate, abs=5)
