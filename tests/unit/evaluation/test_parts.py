"""The small parts: ground, draws, rings, intervals, looks, dose, value, warnings."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from scipy.stats import ttest_ind

from beatwise.clock import Month, MonthRange
from beatwise.errors import BadInput, Refused
from beatwise.estimate import Estimate
from beatwise.evaluation.designs.side_by_side import SideBySide
from beatwise.evaluation.estimators.counts.rate_ratio import rate_ratio
from beatwise.evaluation.estimators.counts.wdd_corrected import corrected_wdd
from beatwise.evaluation.estimators.dose_response import dose_response
from beatwise.evaluation.estimators.holm import holm
from beatwise.evaluation.estimators.meta_analysis import meta_analysis
from beatwise.evaluation.estimators.permutation import permutation_test
from beatwise.evaluation.estimators.permutation_interval import inverted_interval
from beatwise.evaluation.estimators.point_counts import by_unit, count_panel
from beatwise.evaluation.estimators.poisson_did import poisson_did
from beatwise.evaluation.estimators.stepped.stepped_permutation import stepped_permutation_test
from beatwise.evaluation.estimators.study_panel import panel
from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.protocol import cautions
from beatwise.evaluation.protocol.buffers import far_enough, rings
from beatwise.evaluation.protocol.calendar import dates
from beatwise.evaluation.protocol.interim_looks import levels, spent
from beatwise.evaluation.protocol.randomise import draw_blocks, draw_units, match_by_rule
from beatwise.evaluation.result.value_for_money import UnitCost, unit_costs, value
from beatwise.fields import Fields


def test_points_are_counted_once_and_missing_months_left_out() -> None:
    """A point on a shared edge counts in one area; one without a place or month nowhere."""
    squares = [shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)]
    x = np.array([5.0, 10.0, 15.0, np.nan, 99.0, 5.0])
    counts = count_panel(x, np.full(6, 5.0), np.array([1, 1, 2, 1, 1, 9]), squares, [1, 2])
    assert counts.sum() == 3
    assert counts.tolist() == [[2, 0], [0, 1]]
    assert by_unit(counts, ["town", "town"]).tolist() == [[2, 1]]


def test_rings_leave_out_every_area_and_never_overlap() -> None:
    """Two squares 100 m apart with 150 m rings: no ring covers a square or another ring."""
    squares = [shapely.box(0, 0, 100, 100), shapely.box(200, 0, 300, 100)]
    found = rings(squares, 150)
    for ring in found:
        assert all(ring.intersection(square).area < 1e-6 for square in squares)
    assert found[0].intersection(found[1]).area < 1e-6
    assert far_enough(squares, 150) == [0]
    assert far_enough(squares, 100) == [0, 1]


def test_blocks_are_drawn_by_lot_among_like_areas() -> None:
    """Pairs join neighbours in level, each has one treated, and the seed decides which."""
    counts = np.outer([100, 98, 50, 49, 10, 9, 1], np.ones(12))
    drawn = draw_blocks(counts, 1, seed=4)
    assert drawn.left_out.tolist() == [6]
    for block in np.unique(drawn.blocks):
        assert drawn.treated[drawn.blocks == block].sum() == 1
        assert np.ptp(drawn.areas[drawn.blocks == block]) == 1
    again = draw_blocks(counts, 1, seed=4)
    assert again.treated.tolist() == drawn.treated.tolist()
    picks = {tuple(draw_blocks(counts, 1, seed=s).treated.tolist()) for s in range(20)}
    assert len(picks) > 3
    with pytest.raises(BadInput, match="too few"):
        draw_blocks(counts[:2], 2, seed=1)
    with pytest.raises(BadInput, match="cannot be drawn"):
        draw_units(4, 4, 1)


def test_comparisons_by_rule_are_those_most_alike() -> None:
    """Each treated area takes the offered area of its own level, none twice."""
    offered = np.outer([5, 50, 20, 500], np.ones(12))
    chosen = match_by_rule(np.outer([51, 19], np.ones(12)), offered, 1)
    assert chosen.ravel().tolist() == [1, 2]
    with pytest.raises(BadInput, match="too few"):
        match_by_rule(np.ones((3, 12)), offered, 2)


def test_the_corrected_difference_is_welchs_test() -> None:
    """With as many areas a side the interval is Welch's for the areas' own changes."""
    rng = np.random.default_rng(1)
    before, after = rng.poisson(50, 20).astype(float), rng.poisson(25, 20).astype(float)
    treated = np.arange(20) < 10
    found = corrected_wdd(before, after, treated, (24, 12))
    change = after - before / 2
    welch = ttest_ind(change[treated], change[~treated], equal_var=False)
    assert found.p_value == pytest.approx(welch.pvalue)
    assert found.estimate == pytest.approx(change[treated].sum() - change[~treated].sum())
    assert corrected_wdd(before, after, np.arange(20) < 1, (24, 12)).interval is None


def test_an_interval_from_relabelling_holds_what_the_test_does_not_reject() -> None:
    """3 of 10 units: the observed change lies inside; 1 of 7 has no ends at all."""
    rng = np.random.default_rng(2)
    before, after = rng.poisson(400, 10).astype(float), rng.poisson(200, 10).astype(float)
    treated = np.arange(10) < 3
    after[:3] *= 0.6
    counts = np.column_stack([before, after])
    low, high = inverted_interval(panel(counts, treated, 1))
    estimate = permutation_test(counts, treated, 1).estimate
    assert low is not None
    assert high is not None
    assert low < estimate < high < 0
    one = inverted_interval(panel(counts[:7], np.arange(7) < 1, 1))
    assert one == (None, None)


def test_looks_spend_the_level_and_no_more() -> None:
    """Half way almost nothing is spent; together the looks spend .05."""
    assert spent(0.05, 0.5) == pytest.approx(0.0056, abs=2e-4)
    assert sum(levels(0.05, [0.25, 0.5, 1.0])) == pytest.approx(0.05)
    with pytest.raises(BadInput):
        spent(0.05, 0)


def test_holm_keeps_order_and_missing_values() -> None:
    """.01, .04 and .03 become .03, .06 and .06; no test stays none."""
    assert holm([0.01, 0.04, None, 0.03]) == pytest.approx((0.03, 0.06, None, 0.06))


def test_a_dose_slope_is_found_and_refused_where_it_cannot_be() -> None:
    """Twenty areas that fall 10 % for each 100 hours show it; five areas show nothing."""
    rng = np.random.default_rng(3)
    minutes = np.linspace(0, 60_000, 20)
    after = rng.poisson(2000 * 0.9 ** (minutes / 6000)).astype(float)
    found = dose_response(rng.poisson(4000, 20).astype(float), after, minutes, (24, 12))
    assert found.percent == pytest.approx(-10, abs=1.5)
    assert found.interval[1] < 0
    for few in (minutes[:5], np.zeros(20)):
        with pytest.raises(Refused, match="dose curve"):
            dose_response(np.ones(len(few)), np.ones(len(few)), few, (1, 1))


def test_value_is_only_a_break_even_when_the_verdict_cannot_tell() -> None:
    """£12,000 at £100 an incident: 120 to break even; worth and cost each only when known."""
    unit = UnitCost("shoplifting", 100.0, 2024, "a source")
    assert not unit.verified
    known = value("shoplifting", 12_000, unit, Estimate(60.0, 20.0, None))
    assert known.worth == Estimate(6000.0, 2000.0, None, unit="pounds")
    assert known.cost_per_prevented == 200
    silent = value("shoplifting", 12_000, unit, None)
    assert silent.break_even == 120
    assert silent.worth is None
    assert silent.prevented is None
    assert unit_costs(Fields({"cost": [{"outcome": "x"}]}, "f")) == {}
    cost = {"outcome": "x", "pounds": 0, "price_year": 1, "source": ""}
    with pytest.raises(BadInput, match="not above 0"):
        unit_costs(Fields({"cost": [cost]}, "f"))


def test_the_calendar_counts_back_from_the_end_of_office() -> None:
    """Twelve months from April 2027: report in June 2028, two months too late."""
    found = dates(MonthRange.parse("2027-04:2028-03"))
    assert str(found.published) == "2028-05"
    assert str(found.report) == "2028-06"
    assert not found.in_time
    assert str(found.latest_start) == "2027-02"
    assert dates(MonthRange(found.latest_start, found.latest_start + 11)).in_time


def test_warnings_name_what_they_warn_of() -> None:
    """Selection months, near comparisons, events, missing months and few units are all said."""
    before, patrols = MonthRange.parse("2024-01:2024-12"), MonthRange.parse("2025-01:2025-12")
    assert cautions.regression_to_the_mean(None, before, alike=True, expected=None) is None
    said = cautions.regression_to_the_mean(before, before, alike=False, expected=0.85)
    assert said is not None
    assert "0.85" in said
    assert "nothing else" in said
    events = [
        cautions.OtherEvent("Campaign", "reporting", Month.parse("2024-06"), None, "Town"),
        cautions.OtherEvent("Old", "cctv", Month.parse("2010-01"), Month.parse("2010-02"), ""),
    ]
    assert len(cautions.other_events(events, before, patrols)) == 1
    assert "Recording may change" in cautions.other_events(events, before, patrols)[0]
    squares = [shapely.box(0, 0, 10, 10), shapely.box(100, 0, 110, 10)]
    near = cautions.contamination(["A", "B"], squares, np.array([True, False]), ["T", "T"], 150)
    assert near is not None
    assert "B lie" in near
    few = Programme(np.ones(7), np.arange(7) < 1, np.zeros(7, np.int64), 24, 12)
    assert "refused" in str(SideBySide().too_few(few, 0.05))
    assert "never counted as zero" in str(cautions.missing_months([Month.parse("2024-03")]))


def test_areas_chosen_when_high_are_expected_to_fall() -> None:
    """The busiest of a hundred noisy areas hold clearly fewer in the second half."""
    rng = np.random.default_rng(0)
    ratio = cautions.expected_fall(rng.poisson(3, (100, 6)).astype(float), 5)
    assert ratio is not None
    assert ratio < 0.8
    assert cautions.expected_fall(np.ones((3, 6)), 2) is None


def test_a_stepped_start_is_tested_by_dealing_the_starts_again() -> None:
    """All areas start in the end: a halving is found, no change is not; the fit agrees."""
    rng = np.random.default_rng(4)
    start = np.repeat([6, 9, 12, 15], 4)
    level = np.full((16, 20), 40.0)
    on = np.arange(20)[None, :] >= start[:, None]
    halved = rng.poisson(np.where(on, level / 2, level))
    everyone = np.ones(16, bool)
    assert stepped_permutation_test(panel(halved, everyone, start)).p_value < 0.01
    same = stepped_permutation_test(panel(rng.poisson(level), everyone, start))
    assert same.p_value > 0.05
    fitted = poisson_did(halved, everyone, start)
    assert fitted.percent == pytest.approx(-50, abs=6)
    assert fitted.method == "iterative"
    with pytest.raises(BadInput, match="at least one treated and one comparison"):
        poisson_did(halved, everyone, 6)


@pytest.mark.parametrize(
    ("counts", "treated", "start", "error", "words"),
    [
        ([[1, 2], [3, -4]], [1, 0], 1, BadInput, "negative"),
        ([[1, 2], [3, float("nan")]], [1, 0], 1, BadInput, "missing"),
        ([[1, 2], [3, 4]], [1, 1], 1, BadInput, "one comparison"),
        ([[1, 2], [3, 4]], [1, 0], 2, BadInput, "outside the panel"),
        ([[1, 2], [3, 4]], [1, 0], 0, BadInput, "outside the panel"),
        ([[1, 2]], [1, 0], 1, BadInput, "do not go with"),
        ([[0, 0], [0, 0]], [1, 0], 1, Refused, "no rate ratio"),
    ],
)
def test_panels_that_cannot_be_read_are_named(counts, treated, start, error, words) -> None:
    """Negative, missing, one-sided, misplaced or empty panels say what is wrong."""
    with pytest.raises(error, match=words):
        poisson_did(counts, treated, start)


def test_one_treated_area_has_no_interval_of_its_own() -> None:
    """With one treated area its noise cannot be told from the effect, so CR3 gives none."""
    found = poisson_did([[5, 9], [4, 4], [6, 5]], [1, 0, 0], 1)
    assert found.interval is None
    assert not found.cr3_is_default


def test_ratios_and_pools_refuse_what_they_cannot_do() -> None:
    """A count of 0 has no ratio, one study no pool, a study without an error is refused."""
    with pytest.raises(Refused):
        rate_ratio((0, 1), (2, 3))
    with pytest.raises(Refused, match="cannot be pooled"):
        meta_analysis([0.1], [0.1])
    with pytest.raises(BadInput):
        meta_analysis([0.1, 0.2], [0.1, 0.0])
