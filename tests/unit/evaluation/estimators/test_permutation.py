"""Permutation tests of areas as they were drawn."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation import permutation_test
from beatwise.evaluation.estimators.permutation import (
    every_assignment,
    log_ratio_statistic,
    panel_permutation,
    possible_assignments,
    random_assignments,
    smallest_p,
)
from beatwise.evaluation.estimators.study_panel import panel


@pytest.mark.parametrize(
    ("areas", "blocks", "words"),
    [(6, [0, 1, 2, 0, 1, 2], r"8 possible .* 0\.25"), (7, None, r"7 possible .* 0\.143")],
)
def test_too_few_assignments_are_refused(areas, blocks, words) -> None:
    """Three pairs give .25 at best and one town of seven .14: the test is refused and says so."""
    counts = np.arange(1, 12 * areas + 1).reshape(areas, 12)
    treated = np.arange(areas) < (3 if blocks else 1)
    with pytest.raises(Refused, match=words):
        permutation_test(counts, treated, 6, blocks=blocks)
    assert permutation_test(counts, treated, 6, blocks=blocks, alpha=0.3).p_value <= 1


PAIRS = np.repeat([0, 1, 2], 2)


@pytest.mark.parametrize(
    ("treated", "blocks", "possible", "smallest"),
    [
        ([1, 0, 0, 0], [0] * 4, 4, 1 / 4),
        ([1, 1, 0, 0], [0] * 4, 6, 2 / 6),
        ([1, 0, 1, 0, 1, 0], PAIRS, 8, 2 / 8),
        ([1, 0, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1], 3, 1 / 3),
        ([1, 0], [0, 0], 2, 1.0),
        ([1, 1, 0], [0, 0, 1], 1, 1.0),
        ([], [], 1, 1.0),
    ],
)
def test_the_smallest_p_follows_from_the_draw(treated, blocks, possible, smallest) -> None:
    """Even blocks have mirror images, which double it; it is never above 1."""
    flags, labels = np.array(treated, dtype=bool), np.array(blocks)
    assert possible_assignments(flags, labels) == possible
    assert smallest_p(flags, labels) == pytest.approx(smallest)
    rows = every_assignment(flags, labels)
    assert len({tuple(row) for row in rows.tolist()}) == len(rows) == possible


def test_relabelling_keeps_each_blocks_number() -> None:
    """At random or listed, every block has as many treated as were drawn in it."""
    treated, labels = np.array([1, 1, 0, 1, 0, 0, 0], dtype=bool), np.array([0, 0, 0, 1, 1, 1, 1])
    for rows in (
        random_assignments(treated, labels, 50, seed=1),
        every_assignment(treated, labels),
    ):
        assert (rows[:, :3].sum(axis=1) == 2).all()
        assert (rows[:, 3:].sum(axis=1) == 1).all()
    again = random_assignments(treated, labels, 50, seed=1)
    assert (again == random_assignments(treated, labels, 50, seed=1)).all()


def test_the_statistic_adds_a_half_to_each_total() -> None:
    """Three areas by hand; an area without incidents has a finite ratio."""
    before, after = np.array([9.0, 4.0, 0.0]), np.array([2.0, 4.0, 0.0])
    rows = np.array([[True, False, False], [False, False, True]])
    expected = [
        np.log(2.5 / 9.5) - np.log(4.5 / 4.5),
        np.log(0.5 / 0.5) - np.log(6.5 / 13.5),
    ]
    assert log_ratio_statistic(rows, before, after) == pytest.approx(expected)


def test_so_few_random_relabellings_that_none_could_reach_the_level_are_named() -> None:
    """Twelve of twenty-four cannot be listed, and ten at random give p of one in eleven."""
    counts = np.arange(1, 49).reshape(24, 2)
    with pytest.raises(BadInput, match="10 random relabellings can never reach"):
        permutation_test(counts, np.arange(24) < 12, 1, replications=10)


def fallen(areas: int, treated: int) -> np.ndarray:
    """Counts of so many areas: the first ones fall from 40 to 4, the others stay at about 40."""
    before = np.full(areas, 40)
    after = np.array([4] * treated + [40 + at for at in range(areas - treated)])
    return np.column_stack([before, after])


def test_a_listed_p_is_the_share_as_extreme_the_drawn_one_included() -> None:
    """Three of seven fall alone: no other of the 35 draws looks so strong, nor does a mirror."""
    result = permutation_test(fallen(7, 3), np.arange(7) < 3, 1)
    assert (result.exact, result.assignments) == (True, 35)
    assert result.p_value == result.smallest_p == pytest.approx(1 / 35)
    assert result.estimate == pytest.approx(np.log(12.5 / 120.5) - np.log((160 + 6 + 0.5) / 160.5))
    assert len(result.placebo) == 35
    assert np.isclose(result.placebo, result.estimate).sum() == 1


@pytest.mark.parametrize(("rank", "p"), [(0, 1 / 4), (1, 2 / 4), (2, 3 / 4), (3, 1.0)])
def test_the_p_value_is_the_rank_among_all_draws(rank: int, p: float) -> None:
    """One of four areas is treated; areas change by less and less, in either direction."""
    before, after = np.array([100, 100, 100, 100]), np.array([20, 250, 70, 101])
    result = permutation_test(np.column_stack([before, after]), np.arange(4) == rank, 1, alpha=0.25)
    assert result.p_value == p


PAIRED = np.repeat(np.arange(16), 2)  # 16 pairs: 65,536 ways, too many to list


def test_random_relabelling_stays_within_the_blocks() -> None:
    """Where both areas of each pair are alike, every relabelling within pairs looks the same."""
    counts = np.column_stack([10 + 10 * PAIRED, 5 + 3 * PAIRED**2])
    treated = np.arange(32) % 2 == 0
    within = permutation_test(counts, treated, 1, blocks=PAIRED, replications=99)
    assert (within.exact, within.assignments) == (False, 99)
    assert np.allclose(within.placebo, within.estimate)
    assert within.p_value == 1
    assert np.unique(permutation_test(counts, treated, 1, replications=99).placebo).size > 50


def test_a_panels_own_blocks_hold_unless_others_are_given() -> None:
    """Drawn within pairs 8 draws exist, over all six areas 20."""
    units = panel(fallen(6, 3), [True, True, True, False, False, False], 1)
    within = units.within_blocks([0, 1, 2, 0, 1, 2])
    assert panel_permutation(within, alpha=0.5).assignments == 8
    assert panel_permutation(within, blocks=[0] * 6, alpha=0.5).assignments == 20


@pytest.mark.parametrize("replications", [19, 99])
def test_a_random_p_counts_the_draw_itself_and_is_never_zero(replications: int) -> None:
    """Sixteen of 32 fall alone: the p is one in so many relabellings and the draw."""
    counts, treated = fallen(32, 16), np.arange(32) < 16
    result = permutation_test(counts, treated, 1, replications=replications, alpha=0.05)
    assert (result.exact, result.assignments, result.seed) == (False, replications, 1)
    assert result.p_value == result.smallest_p == pytest.approx(1 / (replications + 1))
    other = permutation_test(counts, treated, 1, replications=replications, seed=2)
    assert not np.array_equal(result.placebo, other.placebo)


def test_eighteen_relabellings_cannot_reach_a_twentieth() -> None:
    """One in nineteen is more than .05, and nineteen relabellings with the draw are twenty."""
    with pytest.raises(BadInput, match=r"18 random relabellings .* p of 0\.05"):
        permutation_test(fallen(32, 16), np.arange(32) < 16, 1, replications=18)


def test_a_panel_is_relabelled_999_times_at_the_level_of_a_twentieth() -> None:
    """What is not said is the same for a panel as for its counts."""
    treated = np.arange(32) < 16
    of_panel = panel_permutation(panel(fallen(32, 16), treated, 1))
    assert (of_panel.assignments, of_panel.seed) == (999, 1)
    assert (of_panel.placebo == permutation_test(fallen(32, 16), treated, 1).placebo).all()
    with pytest.raises(Refused, match=r"above 0\.05"):
        panel_permutation(panel(fallen(6, 3), np.arange(6) < 3, 1))


def test_the_start_is_that_of_the_areas_that_are_relabelled() -> None:
    """An empty area started two months earlier: the others still fell from 40 to 4 in month 3."""
    counts = np.vstack([[0, 0, 0, 0], [[10, 10, 20, 4]] * 2, [[10, 10, 20, 40]] * 5])
    result = permutation_test(counts, np.arange(8) < 3, [1, 3, 3, 0, 0, 0, 0, 0])
    assert result.estimate == pytest.approx(np.log(8.5 / 80.5) - np.log(200.5 / 200.5))


def test_up_to_twenty_thousand_assignments_every_one_is_listed() -> None:
    """Four draws of one in five and five of one in two make 20,000; one area more, and many more.

    With a sixth of one in six there are 24,000 and it is relabelled at random.
    """
    blocks = np.repeat(np.arange(9), [5, 5, 5, 5, 2, 2, 2, 2, 2])
    treated = np.r_[True, np.diff(blocks) > 0]
    counts = np.column_stack([np.full(30, 10), np.where(treated, 2, 9)])
    listed = permutation_test(counts, treated, 1, blocks=blocks)
    assert (listed.exact, listed.assignments) == (True, 20_000)
    assert listed.p_value == listed.smallest_p == 1 / 20_000
    more = np.repeat(np.arange(9), [6, 5, 5, 5, 2, 2, 2, 2, 2])
    treated = np.r_[True, np.diff(more) > 0]
    counts = np.column_stack([np.full(31, 10), np.where(treated, 2, 9)])
    drawn = permutation_test(counts, treated, 1, blocks=more)
    assert (drawn.exact, drawn.assignments) == (False, 999)


def test_a_level_that_is_just_attainable_is_not_refused() -> None:
    """Three of six and their mirror give 2 in 20, which reaches a tenth and not a twentieth."""
    counts, treated = fallen(6, 3), np.arange(6) < 3
    assert permutation_test(counts, treated, 1, alpha=0.1).p_value == pytest.approx(0.1)
    with pytest.raises(
        Refused, match=r"20 possible assignments the smallest p is 0\.1, above 0\.05"
    ):
        permutation_test(counts, treated, 1)


def test_areas_without_any_incident_are_not_relabelled() -> None:
    """Two empty areas beside seven leave 35 draws; where all are empty there is nothing to test."""
    counts = np.vstack([fallen(7, 3), np.zeros((2, 2), int)])
    treated = np.array([1, 1, 1, 0, 0, 0, 0, 1, 0], dtype=bool)
    assert permutation_test(counts, treated, 1).assignments == 35
    with pytest.raises(Refused, match="Every count is 0"):
        permutation_test(np.zeros((9, 2)), treated, 1)


def test_treated_areas_without_any_incident_leave_one_assignment() -> None:
    """With nobody left to relabel nothing can be said at any level below 1."""
    counts = np.array([[0, 0], [5, 6], [7, 5]])
    with pytest.raises(Refused, match="1 possible assignments"):
        permutation_test(counts, [True, False, False], 1)
    assert permutation_test(counts, [True, False, False], 1, alpha=1).p_value == 1


def test_several_starts_are_dealt_again() -> None:
    """Two areas starting in two months are ranked among dealings, and too few are refused."""
    rng = np.random.default_rng(1)
    counts, treated = rng.poisson(30, (6, 8)), np.arange(6) < 2
    result = permutation_test(counts, treated, [3, 5, 0, 0, 0, 0], seed=4)
    assert (result.exact, result.assignments, result.seed) == (True, 30, 4)
    with pytest.raises(Refused, match="6 possible assignments"):
        permutation_test(counts[:3], treated[:3], [3, 5, 0])
