"""The interval of what relabelling does not reject."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.evaluation.estimators import permutation_interval
from beatwise.evaluation.estimators.permutation import permutation_test
from beatwise.evaluation.estimators.permutation_interval import inverted_interval
from beatwise.evaluation.estimators.study_panel import Panel, panel


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


def steady(treated: int, others: int) -> Panel:
    """Large areas: the treated ones halve, the others change by -10, 0, 10 ... per cent in turn."""
    before = np.full(treated + others, 100_000.0)
    after = before * ([0.5] * treated + [0.9 + 0.1 * (n % 3) for n in range(others)])
    return panel(np.column_stack([before, after]), np.arange(len(before)) < treated, 1)


def plain_ends(units: Panel, alpha: float, labels: np.ndarray) -> tuple[float, float]:
    """The ends found by taking each effect out and counting, one relabelling after another."""
    before, after, treated = units.before, units.after, units.treated

    def size(row: np.ndarray, cleared: np.ndarray) -> float:
        rates = [(cleared[s].sum() + 0.5) / (before[s].sum() + 0.5) for s in (row, ~row)]
        return abs(float(np.log(rates[0] / rates[1])))

    kept = []
    for effect in np.linspace(-3, 3, 241):
        cleared = after.copy()
        cleared[treated] /= np.exp(effect)
        mine = size(treated, cleared)
        if np.mean([size(row, cleared) >= mine - 1e-12 for row in labels]) > alpha:
            kept.append(effect)
    return kept[0], kept[-1]


@pytest.mark.parametrize("alpha", [0.05, 0.2])
def test_the_ends_are_those_of_a_plain_count_over_all_draws(alpha: float) -> None:
    """Three of seven: the 35 draws written out one by one give the same ends."""
    units = steady(3, 4)
    rows = [row for row in np.ndindex(*[2] * 7) if sum(row) == 3]
    ends = inverted_interval(units, alpha=alpha)
    assert ends == pytest.approx(plain_ends(units, alpha, np.array(rows, dtype=bool)))


def test_the_level_is_a_twentieth_unless_another_is_asked_for() -> None:
    """A higher level rejects more, so its interval lies inside."""
    units = steady(3, 4)
    assert inverted_interval(units) == inverted_interval(units, alpha=0.05)
    wide, narrow = inverted_interval(units), inverted_interval(units, alpha=0.3)
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_units_are_relabelled_within_their_blocks() -> None:
    """Of four pairs 16 draws exist and p is 2/16 at best: no end at .1, where 70 draws have one."""
    units = steady(4, 4)
    paired = units.within_blocks([0, 1, 2, 3, 0, 1, 2, 3])
    assert inverted_interval(paired, alpha=0.1) == (None, None)
    assert None not in inverted_interval(paired, alpha=0.13)
    assert None not in inverted_interval(units, alpha=0.1)


def test_random_relabelling_stays_within_the_blocks_too() -> None:
    """Sixteen pairs of one size each: drawn within pairs, half the width of drawn over all."""
    size = 1_000 * (1 + np.arange(32) // 2)
    after = size * (0.2 + 0.05 * (np.arange(32) // 2)) * (1 + 0.01 * (np.arange(32) % 3))
    units = panel(np.column_stack([size, after]), np.arange(32) % 2 == 0, 1)
    narrow = inverted_interval(units.within_blocks(np.arange(32) // 2), replications=199)
    wide = inverted_interval(units, replications=199)
    assert narrow[1] - narrow[0] < (wide[1] - wide[0]) / 2


def test_units_without_incidents_do_not_narrow_the_interval() -> None:
    """Ten empty comparison units change neither end."""
    units = steady(3, 4)
    empty = np.vstack([units.counts, np.zeros((10, 2))])
    assert inverted_interval(panel(empty, np.arange(17) < 3, 1)) == inverted_interval(units)


def test_of_many_units_as_many_draws_as_asked_for_and_the_own_one_are_used() -> None:
    """Of 32 units 19 relabellings and the draw reach 1 in 20 but never less than that."""
    units = steady(16, 16)
    few = inverted_interval(units, alpha=0.05, replications=19)
    assert None not in few
    assert inverted_interval(units, alpha=0.05, replications=18) == (None, None)
    assert inverted_interval(units, alpha=0.05, replications=19) == few


def test_the_same_seed_gives_the_same_ends() -> None:
    """The draws of seed 1 are those of no seed, and other seeds may end elsewhere."""
    after = np.random.default_rng(1).uniform(20_000, 90_000, 32)
    units = panel(np.column_stack([np.full(32, 50_000), after]), np.arange(32) < 16, 1)
    draws = [inverted_interval(units, replications=39, seed=seed) for seed in (1, 2, 3)]
    assert draws[0] == inverted_interval(units, replications=39)
    assert draws[0] != draws[1]


def test_what_is_not_asked_for_is_1999_draws() -> None:
    """One call with the numbers of the methods and one without give the same ends."""
    units = steady(16, 16)
    assert inverted_interval(units) == inverted_interval(units, replications=1999, seed=1)
    assert inverted_interval(units, alpha=0.0005, replications=1999) != (None, None)
    assert inverted_interval(units, alpha=0.0005) != (None, None)
    assert inverted_interval(units, alpha=0.0005, replications=1998) == (None, None)
    assert inverted_interval(units, alpha=0.00049985) == (None, None)  # 1/2000, not 1/2001


def test_twenty_thousand_draws_are_listed_and_more_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the bound at the 35 draws there are, they are listed; below it they are drawn."""
    units = steady(3, 4)
    listed = inverted_interval(units)
    monkeypatch.setattr(permutation_interval, "MOST_ENUMERATED", 35)
    assert inverted_interval(units, replications=3) == listed
    monkeypatch.setattr(permutation_interval, "MOST_ENUMERATED", 34)
    assert inverted_interval(units, replications=3) == (None, None)
