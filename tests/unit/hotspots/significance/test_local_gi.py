"""Gi and Gi* against chance: hand-sized worlds and slow second implementations."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy import sparse
from tests.unit.hotspots.significance.worlds import ring, slow_tail

from beatwise.hotspots.significance import local_gi
from beatwise.hotspots.significance.dealing import draw_without_replacement


@pytest.mark.parametrize("star", [True, False])
def test_exact_p_is_the_slow_p(star):
    """Each cell's p is that of listing every dealing: all cells for Gi*, the others for Gi."""
    counts = [0, 2, 1, 0, 4, 0, 0, 3]
    local = local_gi(np.array(counts), ring(8), star=star)
    for i in range(8):
        pool = counts if star else counts[:i] + counts[i + 1 :]
        slow = slow_tail(pool, 3 if star else 2, local.sums[i])
        if local.tested[i]:
            assert local.p[i] == pytest.approx(slow, abs=1e-14)
        else:
            assert local.sums[i] == 0
            assert np.isnan(local.p[i])


def test_gi_star_with_its_own_value_held_is_gi():
    """Holding the own value makes Gi* and Gi the same test, so only one of them is offered."""
    counts = [0, 2, 1, 0, 4, 0]
    local = local_gi(np.array(counts), ring(6), star=False)
    for i, own in enumerate(counts):
        others = counts[:i] + counts[i + 1 :]
        star = [own + a + b for a, b in combinations(others, 2)]
        assert np.mean([s >= own + local.sums[i] for s in star]) == pytest.approx(
            slow_tail(others, 2, local.sums[i])
        )


@pytest.mark.parametrize("star", [True, False])
def test_permutation_approaches_exact(star):
    """With 99,999 draws the sampled p is within its sampling error of the enumerated p."""
    counts = np.random.default_rng(3).poisson(0.6, 200)
    exact = local_gi(counts, ring(200), star=star)
    sampled = local_gi(counts, ring(200), star=star, method="permutation")
    assert exact.method == "exact"
    assert sampled.permutations == 99_999
    error = np.abs(sampled.p - exact.p)[exact.tested]
    allowed = 5 * np.sqrt(exact.p * (1 - exact.p) / 99_999)[exact.tested] + 2e-5
    assert np.all(error <= allowed)


def test_held_value_draws_leave_the_cell_out():
    """For Gi on a tiny map the draws that contain the cell are set aside, not compared."""
    counts = np.array([50.5, 0.0, 1.0, 0.0, 2.0])
    local = local_gi(counts, ring(5), star=False, permutations=9_999, seed=1)
    slow = [slow_tail([0, 1, 0, 2], 2, local.sums[0]), slow_tail([50, 0, 1, 2], 2, 1.0)]
    assert local.p[0] == pytest.approx(slow[0], abs=0.03)
    assert local.sums[0] == pytest.approx(2.0)
    assert not np.isnan(local.p[1])


def test_weights_that_tie_up_to_rounding_tie():
    """Sums equal but for the order of adding count as ties, so p does not depend on it."""
    values = np.tile([0.1, 0.2, 0.3], 20)
    local = local_gi(values, ring(60), permutations=999)
    assert np.ptp(local.sums) < 1e-12
    draws = draw_without_replacement(np.random.default_rng(0), 60, 3, 10)
    assert draws.shape == (10, 3)
    assert np.ptp(local.p) == 0.0


def test_weighted_p_is_never_zero_and_counts_the_observed():
    """The +1 rule: the smallest p of 999 draws is 1/1,000."""
    values = np.zeros(400)
    values[[0, 1, 399]] = 30.5
    local = local_gi(values, ring(400), permutations=999)
    assert local.p[0] == pytest.approx(0.001)


def test_empty_neighbourhoods_are_not_tested_but_count_in_the_family():
    """A cell with nothing around it has no p and no q; q still divides by all the cells."""
    counts = np.zeros(50, dtype=int)
    counts[10] = 2
    local = local_gi(counts, ring(50))
    assert local.tested.sum() == 3
    assert np.isnan(local.p[0])
    assert np.isnan(local.q[0])
    assert not local.hot()[0]
    assert local.family == 50
    assert local.q[10] == pytest.approx(min(1.0, local.p[10] * 50 / 3))


def test_a_cell_without_neighbours_is_tested_on_its_own_count_by_gi_star_only():
    """An island has an own count to test under Gi*, and nothing at all under Gi."""
    links = sparse.csr_array((3, 3), dtype=bool)
    counts = np.array([5, 0, 0])
    assert local_gi(counts, links).p[0] == pytest.approx(1 / 3)
    alone = local_gi(counts, links, star=False)
    assert not alone.tested.any()
    assert alone.family == 0


def test_neighbours_stored_as_zero_or_on_the_diagonal_are_ignored():
    """A stored False is no neighbour, and a cell is not its own neighbour."""
    dense = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]])
    links = sparse.csr_array(dense)
    links.data[1] = 0
    local = local_gi(np.array([1, 2, 3]), links, star=False)
    assert local.sizes.tolist() == [0, 1, 0]


def test_attainable_level_is_the_largest_p_at_or_below_alpha():
    """The printed level is the exact chance that noise puts a cell at p ≤ .05."""
    counts = np.array([0] * 17 + [1, 1, 1])
    local = local_gi(counts, ring(20))
    possible = [slow_tail(counts.tolist(), 3, s) for s in range(4)]
    assert local.attainable_level == pytest.approx(max(p for p in possible if p <= 0.05))
    assert "attainable level" in local.in_words()


def test_randomised_p_lies_between_beyond_and_at_least():
    """The coin only shares out the tie: P(more) ≤ randomised p ≤ P(at least)."""
    counts = np.random.default_rng(5).poisson(0.4, 300)
    local = local_gi(counts, ring(300), seed=9)
    tested_cells = local.tested
    assert np.all(local.p_randomised[tested_cells] <= local.p[tested_cells] + 1e-15)
    again = local_gi(counts, ring(300), seed=9)
    assert np.array_equal(local.p_randomised, again.p_randomised, equal_nan=True)


def test_values_that_do_not_vary_have_no_z_and_no_hot_cell():
    """A flat map has p = 1 everywhere and no z."""
    local = local_gi(np.full(10, 3), ring(10))
    assert np.isnan(local.z).all()
    assert local.p == pytest.approx(np.ones(10))


def test_too_few_draws_for_a_large_map_are_said():
    """When (cells)/(draws + 1) passes .05 no lone cell can be hot, and the sentence says so."""
    values = np.random.default_rng(0).gamma(1.0, 1.0, 400)
    few = local_gi(values, ring(400), permutations=999)
    assert few.smallest_q == pytest.approx(0.4)
    assert "Too few draws" in few.in_words()
    assert "Too few" not in local_gi(values, ring(400)).in_words()
