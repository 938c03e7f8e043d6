"""Areas that never had an incident know nothing, and make nothing look surer."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import Refused
from beatwise.evaluation.estimators.counts.wdd_corrected import corrected_wdd
from beatwise.evaluation.estimators.crossover import crossover_effect, draw_days
from beatwise.evaluation.estimators.dose_response import dose_response
from beatwise.evaluation.estimators.permutation import panel_permutation, permutation_test
from beatwise.evaluation.estimators.permutation_interval import inverted_interval
from beatwise.evaluation.estimators.poisson_did import poisson_did
from beatwise.evaluation.estimators.stepped.stepped_permutation import stepped_interval
from beatwise.evaluation.estimators.study_panel import panel
from beatwise.evaluation.estimators.synthetic_control import synthetic_control
from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.power.side_by_side import power


EMPTY = 6  # areas without any incident, added on each side


def side_by_side(seed: int = 4, areas: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """Counts of patrolled and comparison areas over twelve months, and who is patrolled."""
    counts = np.random.default_rng(seed).poisson(6.0, (2 * areas, 12))
    return counts, np.arange(2 * areas) < areas


def with_empty(counts: np.ndarray, treated: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same with areas added, on either side, that never had an incident."""
    more = np.zeros((2 * EMPTY, counts.shape[1]), dtype=counts.dtype)
    flags = np.arange(2 * EMPTY) < EMPTY
    return np.vstack([counts, more]), np.concatenate([treated, flags])


def test_the_cr3_interval_is_that_of_the_areas_with_incidents() -> None:
    """Twelve empty areas neither add degrees of freedom nor make CR3 the default."""
    counts, treated = side_by_side()
    plain, padded = (
        poisson_did(*world, 6) for world in ((counts, treated), with_empty(counts, treated))
    )
    assert padded.interval == pytest.approx(plain.interval)
    assert padded.degrees_of_freedom == pytest.approx(plain.degrees_of_freedom)
    assert padded.p_value == pytest.approx(plain.p_value)
    assert not padded.cr3_is_default


def test_the_permutation_p_is_that_of_the_areas_with_incidents() -> None:
    """Relabelling deals only the areas that had incidents: p, smallest p and interval are alike."""
    counts, treated = side_by_side()
    worlds = (counts, treated), with_empty(counts, treated)
    plain, padded = (permutation_test(*world, 6) for world in worlds)
    assert (padded.p_value, padded.smallest_p) == (plain.p_value, plain.smallest_p)
    ends, padded_ends = (inverted_interval(panel(*world, 6)) for world in worlds)
    assert padded_ends == ends


def test_empty_areas_do_not_make_an_impossible_test_possible() -> None:
    """One patrolled of three can never reach .05; a hundred empty areas do not change that."""
    counts, treated = side_by_side(areas=2)
    counts, treated = counts[1:], treated[1:]
    empty = np.zeros((100, 12))
    padded = panel(np.vstack([counts, empty]), np.concatenate([treated, np.zeros(100, bool)]), 6)
    with pytest.raises(Refused, match="3 possible assignments"):
        panel_permutation(padded)


def test_stepped_starts_are_dealt_over_the_areas_with_incidents() -> None:
    """The test, the jackknife and the dealt interval of stepped starts are alike too."""
    counts = np.random.default_rng(3).poisson(6.0, (7, 12))
    starts = np.array([4, 4, 6, 6, 8, 8, 10])
    treated = np.ones(7, dtype=bool)
    more, late = np.zeros((5, 12)), np.array([4, 6, 8, 10, 10])
    plain = panel(counts, treated, starts)
    padded = panel(np.vstack([counts, more]), np.ones(12, bool), np.concatenate([starts, late]))
    assert stepped_interval(padded) == stepped_interval(plain)
    assert panel_permutation(padded).p_value == panel_permutation(plain).p_value
    fitted = [poisson_did(p.counts, p.treated, p.start) for p in (plain, padded)]
    assert fitted[1].interval == pytest.approx(fitted[0].interval)


def test_other_estimators_leave_empty_areas_out() -> None:
    """WDD corrected, the dose curve, the synthetic control, days of a crossover."""
    counts, treated = side_by_side(areas=8)
    padded, flags = with_empty(counts, treated)
    before, after = counts[:, :6].sum(axis=1).astype(float), counts[:, 6:].sum(axis=1).astype(float)
    more = np.zeros(2 * EMPTY)
    far, near = (
        corrected_wdd(np.append(before, more), np.append(after, more), flags, (6, 6)),
        corrected_wdd(before, after, treated, (6, 6)),
    )
    assert (far.estimate, far.interval) == (near.estimate, near.interval)
    minutes = np.arange(16.0) * 600
    doses = (
        dose_response(before, after, minutes, (6, 6)),
        dose_response(
            np.append(before, more), np.append(after, more), np.append(minutes, more), (6, 6)
        ),
    )
    assert doses[1].interval == doses[0].interval
    mixes = synthetic_control(counts, treated, 6), synthetic_control(padded, flags, 6)
    assert mixes[1].smallest_p == mixes[0].smallest_p
    assert mixes[1].p_value == pytest.approx(mixes[0].p_value)
    days = draw_days(6, 4, 3, 1)
    daily = np.random.default_rng(1).poisson(0.5, days.shape)
    wider = np.vstack([days, draw_days(4, 4, 3, 2)])
    effects = (
        crossover_effect(daily, days),
        crossover_effect(np.vstack([daily, np.zeros((4, days.shape[1]))]), wider),
    )
    assert effects[1].p_value == effects[0].p_value


def test_a_design_gains_no_power_from_areas_where_nothing_happens() -> None:
    """Power and smallest p are those of the areas where incidents are expected."""
    mean, treated = np.full(8, 4.0), np.arange(8) < 4
    plain = Programme(mean, treated, np.zeros(8, np.int64), 12, 12)
    padded = Programme(
        np.append(mean, np.zeros(8)), np.append(treated, treated), np.zeros(16, np.int64), 12, 12
    )
    assert padded.smallest_p == plain.smallest_p
    chances = [
        power(p, -40, variance_ratio=1.2, drift=0.1, replications=100) for p in (plain, padded)
    ]
    assert chances[1] == chances[0]
