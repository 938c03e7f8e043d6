"""Neighbourhoods against an even rate."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy import sparse
from scipy.stats import binom, poisson
from tests.unit.hotspots.significance.worlds import ring

from beatwise.errors import BadInput
from beatwise.hotspots.significance import local_rate, q_values


def test_rate_test_is_the_binomial_of_its_share():
    """A neighbourhood with 3/8 of the area holds a Binomial(N, 3/8) of the events."""
    counts = np.array([4, 1, 0, 0, 0, 0, 0, 0])
    area = np.full(8, 100.0)
    local = local_rate(counts, ring(8), area)
    assert local.p[0] == pytest.approx(binom.sf(4, 5, 3 / 8))
    assert not local.tested[4]
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


COUNTS = np.array([4, 1, 0, 0, 0, 0, 2, 0])
EXPOSURE = np.array([1.0, 2, 3, 0, 0, 0, 4, 2])  # cell 4 and its neighbours have none
CIRCLE = ring(8)


def around(values: np.ndarray, *, star: bool = True) -> np.ndarray:
    """Return each cell's own and its two neighbours' values added up."""
    return np.roll(values, 1) + np.roll(values, -1) + star * values


def attainable(tail: Callable[[int], float], alpha: float) -> float:
    """Return the largest tail at or below alpha, looking at one count after the other."""
    return next(tail(s) for s in range(1000) if tail(s) <= alpha)


@pytest.mark.parametrize("star", [True, False])
@pytest.mark.parametrize("alpha", [0.05, 0.2])
@pytest.mark.parametrize("rate", [None, 0.5])
def test_every_figure_is_the_distributions_own(
    rate: float | None, alpha: float, *, star: bool
) -> None:
    """Binomial where the events are shared out, Poisson where the rate is known (witness)."""
    local = local_rate(
        COUNTS, CIRCLE, EXPOSURE, rate=rate, star=star, alpha=alpha, rule="by", seed=3
    )
    sums, at_risk = around(COUNTS, star=star), around(EXPOSURE, star=star)
    law = [binom(7, risk / 12) if rate is None else poisson(rate * risk) for risk in at_risk]
    at_least = np.array([one.sf(s - 1) for one, s in zip(law, sums, strict=True)])
    beyond = np.array([one.sf(s) for one, s in zip(law, sums, strict=True)])
    tested = (sums > 0) & (at_risk > 0)
    coin = np.random.default_rng(3).random(8)
    assert local.sums.tolist() == sums.tolist()
    assert local.sizes.tolist() == [2 + star] * 8
    assert local.tested.tolist() == tested.tolist()
    assert local.p == pytest.approx(np.where(tested, at_least, np.nan), nan_ok=True)
    randomised = np.where(tested, beyond + coin * (at_least - beyond), np.nan)
    assert local.p_randomised == pytest.approx(randomised, nan_ok=True)
    assert local.q == pytest.approx(q_values(local.p, "by"), nan_ok=True)
    assert local.levels == pytest.approx(
        [attainable(lambda s, one=one: float(one.sf(s - 1)), alpha) for one in law]
    )
    z = [(s - one.mean()) / one.std() if one.std() else np.nan
         for one, s in zip(law, sums, strict=True)]  # fmt: skip
    assert local.z == pytest.approx(z, nan_ok=True)
    assert (local.alpha, local.rule, local.family, local.seed) == (alpha, "by", 8, 3)


def test_the_usual_test_counts_the_cell_itself_at_five_percent() -> None:
    """Star, .05, Benjamini and Hochberg and seed nought, in words."""
    local = local_rate(COUNTS, CIRCLE, EXPOSURE)
    assert local.sizes.tolist() == [3] * 8
    assert (local.alpha, local.rule, local.seed, local.permutations) == (0.05, "bh", 0, None)
    assert local.in_words().startswith(
        "rate, one-sided, exact, seed 0: events fall one by one in proportion to exposure, at its "
        "share of the exposure."
    )
    known = local_rate(COUNTS, CIRCLE, EXPOSURE, rate=0.5)
    assert "at a known rate of 0.5." in known.in_words()


def test_a_neighbourhood_that_is_everything_is_never_hot() -> None:
    """Three cells in a circle hold all of it: p is one, and no z can be given."""
    local = local_rate(np.array([1, 0, 2]), ring(3), np.ones(3))
    assert local.p.tolist() == [1, 1, 1]
    assert np.isnan(local.z).all()
    uneven = np.array([0.1, 0.2, 0.3])  # a neighbourhood adds up to a hair over the whole
    assert local_rate(np.array([1, 0, 2]), ring(3), uneven).p == pytest.approx([1, 1, 1])


def test_all_events_in_one_neighbourhood() -> None:
    """Five of five where an eighth is due: one in 32,768, and nothing lies beyond."""
    links = sparse.csr_array((8, 8), dtype=bool)
    local = local_rate(np.array([5, *[0] * 7]), links, np.ones(8))
    assert local.p[0] == pytest.approx(1 / 8**5)
    coin = np.random.default_rng(0).random(8)[0]
    assert local.p_randomised[0] == pytest.approx(coin / 8**5)


def test_no_events_are_no_test() -> None:
    """Every cell is empty, whether the rate is known or not; so is a map without a cell."""
    for rate in (None, 0.5):
        local = local_rate(np.zeros(8), CIRCLE, EXPOSURE, rate=rate)
        assert not local.tested.any()
        assert np.isnan(local.p).all()


def test_large_means_have_their_levels() -> None:
    """10,000 expected a cell: the level is the largest at or below .05 all the same."""
    links = sparse.csr_array((2, 2), dtype=bool)
    local = local_rate(np.array([10_000, 10_200]), links, np.ones(2), rate=10_000.0)
    tails = poisson.sf(np.arange(10_000, 10_400) - 1, 10_000)
    assert local.levels == pytest.approx([tails[tails <= 0.05].max()] * 2)


@pytest.mark.parametrize(
    ("counts", "exposure", "words"),
    [
        ([1, 2, 3], [1.0, 2], "one count and one exposure for each cell"),
        ([[1, 2]], [[1.0, 2]], "one count and one exposure for each cell"),
        ([1, -1], [1.0, 2], "whole counts that are not negative"),
        ([1, 0.5], [1.0, 2], "whole counts that are not negative"),
        ([1, np.nan], [1.0, 2], "whole counts that are not negative"),
        ([1, np.inf], [1.0, 2], "whole counts that are not negative"),
        ([1, 0], [1.0, -2], "Exposure must not be negative"),
        ([1, 0], [1.0, np.nan], "Exposure must not be negative"),
        ([1, 0], [1.0, np.inf], "Exposure must not be negative"),
        ([0, 0], [0.0, 0], "some of it must be positive"),
        ([1, 0, 1], [1.0, 0, 0], "Cell 2 has events but no exposure"),
    ],
)
def test_what_cannot_be_tested_is_refused(
    counts: list[float], exposure: list[float], words: str
) -> None:
    """Shapes, counts and exposures that make no sense, each in its words."""
    with pytest.raises(BadInput, match=words):
        local_rate(np.array(counts), ring(3), np.array(exposure))


def test_a_small_exposure_is_one() -> None:
    """An eighth of a unit in all is enough, and a cell of none without events is let be."""
    local = local_rate(np.array([1, 0]), sparse.csr_array((2, 2)), np.array([0.125, 0]))
    assert local.p[0] == 1
    assert not local.tested[1]


def test_a_level_of_exactly_alpha_is_attainable() -> None:
    """One event in two even cells: a half, where a half is asked for."""
    local = local_rate(np.array([1, 0]), sparse.csr_array((2, 2)), np.ones(2), alpha=0.5)
    assert local.levels.tolist() == [0.5, 0.5]


def test_a_whole_neighbourhood_is_certain_however_its_parts_are_added():
    """0.3, 0.2 and 0.1 are 0.6, and from the other end a little more: no share passes one."""
    every = sparse.csr_array(~np.eye(3, dtype=bool))
    local = local_rate(np.array([1, 1, 1]), every, np.array([0.3, 0.2, 0.1]))
    assert local.p.tolist() == [1, 1, 1]


def test_where_nothing_happened_nothing_is_tested():
    """One event in one of five cells: a fifth of a chance there, and no p elsewhere."""
    alone = sparse.csr_array((5, 5), dtype=bool)
    local = local_rate(np.array([0, 1, 0, 0, 0]), alone, np.ones(5))
    assert local.tested.tolist() == [False, True, False, False, False]
    assert local.p[1] == pytest.approx(1 / 5)
    assert np.isnan(local.p[[0, 2, 3, 4]]).all()
