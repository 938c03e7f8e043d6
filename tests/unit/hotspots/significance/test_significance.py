"""Local tests of cells against chance: hand-sized worlds and slow second implementations."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from scipy import sparse
from scipy.stats import binom, poisson

from beatwise.errors import BadInput, Refused, UsageError
from beatwise.hotspots.significance import local_gi, local_rate, q_values
from beatwise.hotspots.significance.dealing import draw_without_replacement
from beatwise.hotspots.significance.enumeration import tails, tails_without_own


def ring(n: int) -> sparse.csr_array:
    """Cells in a circle, each next to two."""
    here = np.arange(n)
    rows, cols = np.concatenate([here, here]), np.concatenate([(here + 1) % n, (here - 1) % n])
    return sparse.csr_array((np.ones(2 * n, dtype=bool), (rows, cols)), shape=(n, n))


def slow_tail(pool: list[int], k: int, s: float) -> float:
    """Every way to pick k cells, counted one by one."""
    picks = [sum(pool[i] for i in pick) for pick in combinations(range(len(pool)), k)]
    return sum(total >= s for total in picks) / len(picks)


@pytest.mark.parametrize("counts", [[0, 0, 0, 1, 2, 0, 5], [3, 3, 3, 3], [0, 0, 0, 0, 9], [7, 1]])
def test_enumerated_tails_equal_listing_every_pick(counts):
    """The enumerated distribution is that of listing every choice of k cells."""
    for k in range(len(counts) + 1):
        tail = tails(np.array(counts), np.array([k]), sum(counts) + 1)[k]
        slow = [slow_tail(counts, k, s) for s in range(sum(counts) + 2)]
        assert tail == pytest.approx(slow, abs=1e-14)


def test_a_low_cap_changes_no_tail():
    """Cutting the table at the largest total seen leaves every tail below it unchanged."""
    counts = np.array([0, 1, 1, 2, 4, 9, 0, 0])
    full = tails(counts, np.array([3]), 40)[3]
    cut = tails(counts, np.array([3]), 6)[3]
    assert cut == pytest.approx(full[:7], abs=1e-15)


def test_setting_a_cell_aside_equals_listing_the_others():
    """With one cell of each count set aside, tails are those of the remaining cells."""
    counts = [0, 0, 1, 3, 3, 8]
    seen = set()
    for own, by_size in tails_without_own(np.array(counts), np.array([1, 2, 4]), 16):
        seen.add(own)
        others = list(counts)
        others.remove(own)
        for k, tail in by_size.items():
            slow = [slow_tail(others, k, s) for s in range(17)]
            assert tail == pytest.approx(slow, abs=1e-14)
    assert seen == {0, 1, 3, 8}


def test_tiny_tails_keep_their_digits():
    """The chance that all ten full cells of 1,000 fall together is 1/C(1000, 10) to ten digits."""
    counts = np.zeros(1000, dtype=int)
    counts[:10] = 1
    tail = tails(counts, np.array([10]), 10)[10]
    exact = 1.0
    for i in range(10):
        exact *= (10 - i) / (1000 - i)
    assert tail[10] == pytest.approx(exact, rel=1e-10)


@pytest.mark.parametrize("star", [True, False])
def test_exact_p_is_the_slow_p(star):
    """Each cell's p is that of listing every dealing: all cells for Gi*, the others for Gi."""
    counts = [0, 2, 1, 0, 4, 0, 0, 3]
    found = local_gi(np.array(counts), ring(8), star=star)
    for i in range(8):
        pool = counts if star else counts[:i] + counts[i + 1 :]
        slow = slow_tail(pool, 3 if star else 2, found.sums[i])
        if found.tested[i]:
            assert found.p[i] == pytest.approx(slow, abs=1e-14)
        else:
            assert found.sums[i] == 0
            assert np.isnan(found.p[i])


def test_gi_star_with_its_own_value_held_is_gi():
    """Holding the own value makes Gi* and Gi the same test, so only one of them is offered."""
    counts = [0, 2, 1, 0, 4, 0]
    found = local_gi(np.array(counts), ring(6), star=False)
    for i, own in enumerate(counts):
        others = counts[:i] + counts[i + 1 :]
        star = [own + a + b for a, b in combinations(others, 2)]
        assert np.mean([s >= own + found.sums[i] for s in star]) == pytest.approx(
            slow_tail(others, 2, found.sums[i])
        )


@pytest.mark.parametrize("star", [True, False])
def test_permutation_approaches_exact(star):
    """With 99,999 draws the sampled p is within its sampling error of the enumerated p."""
    counts = np.random.default_rng(3).poisson(0.6, 200)
    exact = local_gi(counts, ring(200), star=star)
    drawn = local_gi(counts, ring(200), star=star, method="permutation")
    assert exact.method == "exact"
    assert drawn.permutations == 99_999
    error = np.abs(drawn.p - exact.p)[exact.tested]
    allowed = 5 * np.sqrt(exact.p * (1 - exact.p) / 99_999)[exact.tested] + 2e-5
    assert np.all(error <= allowed)


def test_held_value_draws_leave_the_cell_out():
    """For Gi on a tiny map the draws that contain the cell are set aside, not compared."""
    counts = np.array([50.5, 0.0, 1.0, 0.0, 2.0])
    found = local_gi(counts, ring(5), star=False, permutations=9_999, seed=1)
    slow = [slow_tail([0, 1, 0, 2], 2, found.sums[0]), slow_tail([50, 0, 1, 2], 2, 1.0)]
    assert found.p[0] == pytest.approx(slow[0], abs=0.03)
    assert found.sums[0] == pytest.approx(2.0)
    assert not np.isnan(found.p[1])


def test_weights_that_tie_up_to_rounding_tie():
    """Sums equal but for the order of adding count as ties, so p does not depend on it."""
    values = np.tile([0.1, 0.2, 0.3], 20)
    found = local_gi(values, ring(60), permutations=999)
    assert np.ptp(found.sums) < 1e-12
    draws = draw_without_replacement(np.random.default_rng(0), 60, 3, 10)
    assert draws.shape == (10, 3)
    assert np.ptp(found.p) == 0.0


def test_weighted_p_is_never_zero_and_counts_the_observed():
    """The +1 rule: the smallest p of 999 draws is 1/1,000."""
    values = np.zeros(400)
    values[[0, 1, 399]] = 30.5
    found = local_gi(values, ring(400), permutations=999)
    assert found.p[0] == pytest.approx(0.001)


def test_empty_neighbourhoods_are_not_tested_but_count_in_the_family():
    """A cell with nothing around it has no p and no q; q still divides by all the cells."""
    counts = np.zeros(50, dtype=int)
    counts[10] = 2
    found = local_gi(counts, ring(50))
    assert found.tested.sum() == 3
    assert np.isnan(found.p[0])
    assert np.isnan(found.q[0])
    assert not found.hot()[0]
    assert found.family == 50
    assert found.q[10] == pytest.approx(min(1.0, found.p[10] * 50 / 3))


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
    found = local_gi(np.array([1, 2, 3]), links, star=False)
    assert found.sizes.tolist() == [0, 1, 0]


def test_attainable_level_is_the_largest_p_at_or_below_alpha():
    """The printed level is the exact chance that noise puts a cell at p ≤ .05."""
    counts = np.array([0] * 17 + [1, 1, 1])
    found = local_gi(counts, ring(20))
    possible = [slow_tail(counts.tolist(), 3, s) for s in range(4)]
    assert found.attainable_level == pytest.approx(max(p for p in possible if p <= 0.05))
    assert "attainable level" in found.in_words()


def test_randomised_p_lies_between_beyond_and_at_least():
    """The coin only shares out the tie: P(more) ≤ randomised p ≤ P(at least)."""
    counts = np.random.default_rng(5).poisson(0.4, 300)
    found = local_gi(counts, ring(300), seed=9)
    seen = found.tested
    assert np.all(found.p_randomised[seen] <= found.p[seen] + 1e-15)
    again = local_gi(counts, ring(300), seed=9)
    assert np.array_equal(found.p_randomised, again.p_randomised, equal_nan=True)


def test_q_values_by_hand():
    """Benjamini-Hochberg on four p-values by hand; nan stays nan yet counts."""
    assert q_values(np.array([0.01, 0.04, 0.03, 0.5])) == pytest.approx(
        [0.04, 0.04 * 4 / 3, 0.04 * 4 / 3, 0.5]
    )
    with_gap = q_values(np.array([0.01, np.nan]))
    assert with_gap[0] == pytest.approx(0.02)
    assert np.isnan(with_gap[1])
    by = q_values(np.array([0.01, 0.5]), "by")
    assert by[0] == pytest.approx(0.01 * 2 * 1.5)
    assert len(q_values(np.array([]))) == 0


def test_rate_test_is_the_binomial_of_its_share():
    """A neighbourhood with 3/8 of the area holds a Binomial(N, 3/8) of the events."""
    counts = np.array([4, 1, 0, 0, 0, 0, 0, 0])
    area = np.full(8, 100.0)
    found = local_rate(counts, ring(8), area)
    assert found.p[0] == pytest.approx(binom.sf(4, 5, 3 / 8))
    assert not found.tested[4]
    known = local_rate(counts, ring(8), area, rate=0.001)
    assert known.p[0] == pytest.approx(poisson.sf(4, 0.3))
    assert known.levels[0] == pytest.approx(poisson.sf(1, 0.3))


def test_rate_test_gives_large_cells_their_due():
    """A cell with ten times the area needs ten times the events to stand out."""
    counts = np.array([10, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    area = np.array([10.0] + [1.0] * 9)
    links = sparse.csr_array((10, 10), dtype=bool)
    assert local_rate(counts, links, area).p[0] > 0.4
    assert local_rate(counts, links, np.ones(10)).p[0] < 1e-4


def test_draws_are_different_cells_and_fair():
    """No draw repeats a cell, and every pick of two of five turns up about equally often."""
    rng = np.random.default_rng(0)
    for n, k in product((5, 200), (2, 5)):
        draws = draw_without_replacement(rng, n, k, 500)
        assert all(len(set(row)) == k for row in draws.tolist())
    pairs = np.sort(draw_without_replacement(rng, 5, 2, 20_000), axis=1)
    share = np.unique(pairs, axis=0, return_counts=True)[1] / 20_000
    assert len(share) == 10
    assert share == pytest.approx(np.full(10, 0.1), abs=0.01)
    with pytest.raises(ValueError, match="cannot draw"):
        draw_without_replacement(rng, 3, 4, 1)


def test_bad_input_is_named():
    """Negative, missing, fractional or misshapen input is refused with a next step."""
    links = ring(4)
    with pytest.raises(BadInput, match="Cell 1"):
        local_gi(np.array([1, -1, 0, 0]), links)
    with pytest.raises(BadInput, match="never zero"):
        local_gi(np.array([1, np.nan, 0, 0]), links)
    with pytest.raises(BadInput, match="whole counts"):
        local_gi(np.array([1.5, 0, 0, 0]), links, method="exact")
    with pytest.raises(BadInput, match="4 by 4"):
        local_gi(np.array([1, 2, 3]), links)
    with pytest.raises(UsageError):
        local_gi(np.ones(4), links, method="guess")  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        local_gi(np.ones(4), links, method="permutation", permutations=0)
    with pytest.raises(BadInput):
        local_rate(np.array([1, 0, 0, 0]), links, np.array([0.0, 1, 1, 1]))
    with pytest.raises(BadInput):
        local_rate(np.array([1.5, 0, 0, 0]), links, np.ones(4))
    with pytest.raises(BadInput):
        local_rate(np.ones(4), links, -np.ones(4))
    with pytest.raises(Refused, match="permutation"):
        tails(np.arange(1000) * 1000, np.array([500]), 10**6)


def test_values_that_do_not_vary_have_no_z_and_no_hot_cell():
    """A flat map has p = 1 everywhere and no z."""
    found = local_gi(np.full(10, 3), ring(10))
    assert np.isnan(found.z).all()
    assert found.p == pytest.approx(np.ones(10))


def test_too_few_draws_for_a_large_map_are_said():
    """When (cells)/(draws + 1) passes .05 no lone cell can be hot, and the sentence says so."""
    values = np.random.default_rng(0).gamma(1.0, 1.0, 400)
    few = local_gi(values, ring(400), permutations=999)
    assert few.smallest_q == pytest.approx(0.4)
    assert "Too few draws" in few.in_words()
    assert "Too few" not in local_gi(values, ring(400)).in_words()


def test_draws_in_batches_give_fair_p(monkeypatch):
    """Drawing a few at a time, to save memory, leaves p within its sampling error."""
    from beatwise.hotspots.significance import dealing

    counts = np.random.default_rng(3).poisson(0.6, 60)
    monkeypatch.setattr(dealing, "BATCH", 3_000)
    for star in (True, False):
        exact = local_gi(counts, ring(60), star=star)
        drawn = local_gi(counts, ring(60), star=star, method="permutation", permutations=9_999)
        assert np.abs(drawn.p - exact.p)[exact.tested].max() < 0.025
