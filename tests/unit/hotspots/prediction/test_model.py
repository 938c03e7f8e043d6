"""The prediction: hand-made worlds, and what must not change it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from beatwise.errors import UsageError
from beatwise.hotspots.prediction import PARTS, Settings, predict


ALONE = sparse.csr_array((3, 3))


PLAIN = Settings(1.0, 1.0, long_run=0.0, nearby=0.0, other_types=0.0, everywhere=0.0)


def chain(n: int) -> sparse.csr_array:
    """Units in a row, each touching the next."""
    return sparse.csr_array(sparse.diags_array([np.ones(n - 1)] * 2, offsets=[-1, 1], shape=(n, n)))


def world(seed: int, n: int = 120, months: int = 9) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Counts, other counts and true rates of a made-up town whose two kinds share places."""
    rng = np.random.default_rng(seed)
    rate = rng.gamma(0.4, 1.0, n)
    counts = rng.poisson(rate[:, None], (n, months)).astype(float)
    other = rng.poisson(3 * (0.7 * rate + 0.3 * rng.gamma(0.4, 1.0, n))[:, None], (n, months))
    return counts, other.astype(float), rate


def test_own_months_are_decayed_and_shrunk_by_hand():
    """Two incidents last month and four the month before: (2 + 4/2) / (1 + 1/2 + 1) = 1.6."""
    counts = np.array([[4.0, 2.0], [0.0, 0.0], [0.0, 5.0]])
    prediction = predict(counts, np.array([100, 101]), ALONE, settings=PLAIN)
    assert prediction.risk == pytest.approx([1.6, 0.0, 2.0])
    assert prediction.n_origins == 0


def test_the_prior_adds_what_is_nearby_and_of_other_kinds_by_hand():
    """One month, strength 1: half of 0.1 a neighbour's incident and 0.2 an incident of others."""
    settings = Settings(1.0, 1.0, long_run=0.0, nearby=0.1, other_types=0.2, everywhere=0.0)
    near = sparse.csr_array(np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]], bool))
    counts, other = np.array([[6.0], [0.0], [0.0]]), np.array([[0.0], [0.0], [5.0]])
    prediction = predict(counts, np.array([7]), near, context={"damage": other}, settings=settings)
    assert prediction.risk == pytest.approx([3.0, 0.3, 0.5])
    assert prediction.parts["nearby"] == pytest.approx([0.0, 0.3, 0.0])
    assert prediction.parts["other types"] == pytest.approx([0.0, 0.0, 0.5])


def test_a_missing_month_makes_older_months_older():
    """February is missing: January's incidents are two months old, and February is not nought."""
    with_gap = predict(np.ones((3, 2)), np.array([100, 102]), ALONE, settings=PLAIN)
    assert with_gap.risk == pytest.approx([1.25 / 2.25] * 3)


def test_the_parts_add_up_to_the_risk():
    """Every risk falls apart into its five parts, none of them negative."""
    counts, other, _ = world(1)
    prediction = predict(counts, np.arange(9), chain(120), context={"other": other})
    assert tuple(prediction.parts) == PARTS
    assert np.sum(list(prediction.parts.values()), axis=0) == pytest.approx(prediction.risk)
    assert all((part >= 0).all() for part in prediction.parts.values())


def test_naming_units_differently_changes_nothing():
    """Units in another order get the same risks in that order."""
    counts, other, _ = world(2)
    order = np.random.default_rng(0).permutation(120)
    near = chain(120)
    plain = predict(counts, np.arange(9), near, context={"other": other})
    moved = predict(
        counts[order], np.arange(9), near[order][:, order], context={"other": other[order]}
    )
    assert moved.risk == pytest.approx(plain.risk[order], rel=1e-6)


def test_months_may_come_in_any_order():
    """Columns are read by their month number, not by where they stand."""
    counts, other, _ = world(3)
    order = np.array([4, 0, 8, 2, 6, 1, 3, 5, 7])
    plain = predict(counts, np.arange(9), chain(120), context={"other": other})
    mixed = predict(counts[:, order], order, chain(120), context={"other": other[:, order]})
    assert mixed.risk.tolist() == plain.risk.tolist()


def test_the_other_kinds_are_taken_together():
    """One other kind or the same split in two gives the same answer; so do whole-number counts."""
    counts, other, _ = world(4)
    half = np.floor(other / 2)
    one = predict(counts, np.arange(9), chain(120), context={"all": other})
    two = predict(
        counts.astype(int), np.arange(9), chain(120), context={"a": half, "b": other - half}
    )
    assert two.risk.tolist() == one.risk.tolist()


@pytest.mark.parametrize("months", [1, 2, 3, 4, 27])
@pytest.mark.parametrize("n", [1, 2, 15])
def test_few_months_and_few_units_are_enough(months: int, n: int):
    """A hamlet with one month, or two units, gets finite risks; more incidents, more risk."""
    counts = np.outer(np.arange(n), np.ones(months))
    near = chain(n) if n > 1 else sparse.csr_array((1, 1))
    prediction = predict(counts, np.arange(months), near)
    assert np.isfinite(prediction.risk).all()
    assert (np.diff(prediction.risk) > 0).all()


def test_nothing_recorded_is_no_risk():
    """Without one incident of the kind the risk is nought, whatever else happens there."""
    other = np.full((3, 4), 9.0)
    prediction = predict(np.zeros((3, 4)), np.arange(4), ALONE, context={"violence": other})
    assert prediction.risk.tolist() == [0, 0, 0]
    assert predict(np.zeros((0, 4)), np.arange(4), sparse.csr_array((0, 0))).risk.shape == (0,)


def test_equal_units_stay_tied():
    """Two units with the same past and the same surroundings get the same risk."""
    counts = np.tile(np.array([[3.0, 1, 0, 2, 4]]), (4, 1))
    prediction = predict(counts, np.arange(5), sparse.csr_array((4, 4)))
    assert len(set(prediction.risk.tolist())) == 1


def drifting(seed: int, n: int = 300, months: int = 10) -> tuple[np.ndarray, np.ndarray]:
    """Counts and other counts of a town in which places slowly change their level."""
    rng = np.random.default_rng(seed)
    level = np.log(rng.gamma(0.4, 1.0, n))[:, None]
    rate = np.exp(level + np.cumsum(rng.normal(0, 0.3, (n, months)), axis=1))
    other = 0.7 * rate + 0.3 * rng.gamma(0.4, 1.0, n)[:, None]
    return rng.poisson(rate).astype(float), rng.poisson(3 * other).astype(float)


def test_the_ranking_beats_counts_where_places_change():
    """Over 12 made-up towns the predicted top tenth holds more of the next month than counts'."""
    gain = []
    for seed in range(12):
        counts, other = drifting(seed)
        known, after = counts[:, :-1], counts[:, -1]
        prediction = predict(known, np.arange(9), chain(300), context={"other": other[:, :-1]})
        by_counts = np.argsort(-known.sum(axis=1) - 1e-6 * other[:, :-1].sum(axis=1))[:30]
        by_risk = np.argsort(-prediction.risk)[:30]
        gain.append((after[by_risk].sum() - after[by_counts].sum()) / after.sum())
    assert np.mean(gain) > 2 * np.std(gain) / np.sqrt(len(gain))


def test_the_ranking_loses_little_where_counts_are_all_there_is():
    """Where every place keeps its level, counts are nearly the best there is; ours stays beside."""
    gain = []
    for seed in range(20):
        counts, _, rate = world(seed)
        risk = predict(counts, np.arange(9), chain(120)).risk
        by_risk, by_counts = np.argsort(-risk)[:12], np.argsort(-counts.sum(axis=1))[:12]
        gain.append((rate[by_risk].sum() - rate[by_counts].sum()) / rate.sum())
    assert np.mean(gain) > -0.01


def test_risks_are_in_incidents_a_month():
    """In a steady town the risks add up to what a month brings, within a tenth."""
    ratio = []
    for seed in range(10):
        counts, other, rate = world(seed, n=400)
        prediction = predict(counts, np.arange(9), chain(400), context={"other": other})
        ratio.append(prediction.risk.sum() / rate.sum())
    assert np.mean(ratio) == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize(
    ("counts", "months", "words"),
    [
        (np.ones((3, 2)), [1], "do not fit"),
        (np.ones((3, 2)), [1, 1], "twice"),
        (np.ones((3, 0)), [], "do not fit"),
        (-np.ones((3, 1)), [1], "negative"),
        (np.full((3, 1), np.nan), [1], "not a number"),
        (np.ones((2, 1)), [1], "Neighbours"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(counts, months, words: str):
    """The message says what is wrong and what to do."""
    with pytest.raises(UsageError, match=words):
        predict(counts, np.array(months, dtype=int), ALONE)


def test_context_must_have_the_same_shape():
    """Other kinds are counted in the same units and months."""
    with pytest.raises(UsageError, match="Context 'damage'"):
        predict(np.ones((3, 2)), np.array([1, 2]), ALONE, context={"damage": np.ones((3, 1))})
