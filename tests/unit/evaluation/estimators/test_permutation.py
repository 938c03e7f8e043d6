"""Permutation tests of areas as they were drawn."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation import permutation_test
from beatwise.evaluation.estimators.permutation import (
    every_assignment,
    log_ratio_statistic,
    possible_assignments,
    random_assignments,
    smallest_p,
)


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
