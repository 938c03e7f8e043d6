"""Comparing rankings: ties, baselines, occupied cells, cases and verdicts."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from beatwise.errors import MissingData
from beatwise.hotspots.comparison import (
    OURS,
    baselines_of,
    compare,
    count,
    mean_share,
    rolled_cases,
    verdicts,
)
from beatwise.hotspots.comparison.baselines import kernel_mass, last_quarter, then_by
from beatwise.hotspots.comparison.methods import score_cells
from beatwise.hotspots.comparison.ties import expected_shares
from beatwise.places.lattice.lattice import Lattice
from beatwise.places.lattice.occupied_cells import occupied_cells


def town(seed: int = 0, months: int = 14):
    """Forty cells in a row, two kinds; each incident at its cell's middle."""
    rng = np.random.default_rng(seed)
    rate = rng.gamma(0.5, 2.0, 40)
    parts = []
    for kind, share in (("shoplifting", 1.0), ("violence", 2.0)):
        counts = rng.poisson(share * rate[:, None], (40, months))
        cell, month = np.nonzero(counts)
        times = counts[cell, month]
        parts.append((np.repeat(cell, times), np.repeat(month, times), [kind] * times.sum()))
    cell, month, kind = (np.concatenate(column) for column in zip(*parts, strict=True))
    return count(cell * 200.0 + 100, np.full(len(cell), 100.0), month + 24300, kind, 200.0)


def test_ties_are_broken_by_lot_exactly():
    """Expected capture over all orders of the tied cells, listed one by one."""
    scores, later = np.array([2.0, 1.0, 1.0, 1.0, 0.0]), np.array([1.0, 6.0, 0.0, 3.0, 2.0])
    tied = [1, 2, 3]
    listed = []
    for order in itertools.permutations(tied):
        held = np.concatenate([[0], np.cumsum(later[[0, *order, 4]])]) / later.sum()
        listed.append(np.interp([1, 2.5, 3], np.arange(6), held))
    found = expected_shares(scores, later, np.array([0.2, 0.5, 0.6]))
    assert found == pytest.approx(np.mean(listed, axis=0))


def test_then_by_orders_by_the_first_and_then_the_next():
    """2 before 1; among the ones the higher total; full equals stay tied."""
    scores = then_by(np.array([1, 2, 1, 1]), np.array([5, 0, 7, 5]))
    assert np.argsort(-scores, kind="stable").tolist() == [1, 2, 0, 3]
    assert scores[0] == scores[3]


def test_last_quarter_looks_at_three_months_first():
    """Cell 1 had most at first, cell 0 has most now; ties go to the training total."""
    counts = np.array([[0.0, 1, 1, 1], [9, 0, 0, 0], [1, 0, 0, 0]])
    assert np.argsort(-last_quarter(counts, np.zeros(3))).tolist() == [0, 1, 2]


def test_kernel_mass_is_one_for_a_point_far_from_every_edge():
    """All cells around a point hold its whole kernel, and as much left as right of it."""
    lattice = Lattice("square", 200.0)
    middle = np.arange(-8, 9) * 200.0 + 100
    x, y = (grid.ravel() for grid in np.meshgrid(middle, middle))
    cells = occupied_cells(lattice, x, y)
    mass = kernel_mass(cells, np.array([100.0]), np.array([100.0]), 300.0)
    assert mass.sum() == pytest.approx(1.0, abs=1e-4)
    centre = cells.find(np.array([0, 1, -1]), np.array([0, 0, 0]))
    assert mass[centre[1]] == pytest.approx(mass[centre[2]])
    assert mass[centre[0]] == pytest.approx((2 * 0.1305587) ** 2, rel=1e-5)  # Φ(1/3) − 1/2


def test_occupied_cells_touch_with_corners():
    """Three cells: two share a corner, the third lies apart."""
    cells = occupied_cells(
        Lattice("square", 200.0), np.array([10.0, 210, 900, 20]), np.array([10.0, 210, 10, 30])
    )
    assert len(cells) == 3
    assert cells.at.tolist() == [0, 1, 2, 0]
    near = cells.neighbours().toarray()
    assert near.tolist() == [[False, True, False], [True, False, False], [False] * 3]


def test_a_case_by_hand():
    """Four cells, a quarter of them ranked: counts find 6 of 8, and 2 fell outside every cell."""
    x = np.array([0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 9, 9]) * 200.0 + 5
    month = np.array([1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2]) + 24300
    kind = np.array(["asb", "asb", "asb", "drugs", "drugs", *["asb"] * 8])
    ground = count(x, np.zeros(13), month, kind, 200.0)
    case = compare(ground, "here", "asb", [24301], [24302], fractions=(0.25, 1.0))
    assert case.cells == {"any kind": 4, "that kind": 2}
    assert (case.events, case.inside["any kind"]) == (8, 6)
    assert case.shares["any kind"]["training counts"].tolist() == [0.75, 0.75]
    assert case.shares["that kind"]["training counts"].tolist() == [0.375, 0.75]
    assert case.monthly[OURS].tolist() == [[0.75, 0.75]]


def test_older_months_are_used_only_where_there_are_some():
    """The extra row appears when months before the training months were gathered."""
    ground = town()
    months = list(ground.months)
    with_older = compare(ground, "here", "shoplifting", months[4:10], months[10:])
    without = compare(ground, "here", "shoplifting", months[:10], months[10:])
    assert "prediction, older months too" in with_older.monthly
    assert "prediction, older months too" not in without.monthly


def test_later_months_change_no_score():
    """What happens after the training months cannot move a prediction."""
    ground = town()
    months = list(ground.months)
    early = ground.month <= months[9]
    cut = count(ground.x[early], ground.y[early], ground.month[early], ground.kind[early], 200.0)
    cells = np.arange(len(cut.cells))
    same = np.searchsorted(ground.cells.keys, cut.cells.keys)
    one = score_cells(ground, "shoplifting", same, tuple(months[:10]), [100.0], older=True)
    two = score_cells(cut, "shoplifting", cells, tuple(months[:10]), [100.0], older=True)
    assert {m: s.tolist() for m, s in one.items()} == {m: s.tolist() for m, s in two.items()}


def test_a_kind_that_was_not_recorded_is_missing_data():
    """No case is made from nothing."""
    ground = town()
    months = list(ground.months)
    with pytest.raises(MissingData, match="burglary"):
        compare(ground, "here", "burglary", months[:9], months[9:])


def test_verdicts_pair_the_same_cases():
    """Ours against itself is level in every case; wins and losses are counted."""
    ground = town(months=20)
    rolled = rolled_cases([int(m) for m in ground.months], 6)
    assert len(rolled) == 16
    cases = [compare(ground, "here", "shoplifting", *pair, bandwidths=(100.0,)) for pair in rolled]
    rivals = baselines_of(cases)
    assert "kernel density 100 m" in rivals
    same, *others = verdicts(cases, OURS, [OURS, *rivals])
    assert (same.by_month.ties, same.words) == (16, "no worse")
    for one in others:
        assert one.by_month.wins + one.by_month.losses + one.by_month.ties == 16
        ahead = mean_share(cases, OURS) - mean_share(cases, one.baseline)
        assert one.by_month.difference.value == pytest.approx(ahead)
        assert one.by_force_and_kind.verdict == "not compared"
