"""What a design side by side can say, and the cheapest change of it."""

from __future__ import annotations

import numpy as np

from beatwise.evaluation.power.monthly_history import traits
from beatwise.evaluation.power.programme import Aims, Programme
from beatwise.evaluation.power.side_by_side_reach import grown, reach


def test_the_cheapest_change_is_named_first() -> None:
    """Below the floor the changes looked at are listed, and the first that reaches it is named."""
    rng = np.random.default_rng(2)
    counts = rng.poisson(rng.gamma(4, 1, (8, 36)))
    trial = Programme(counts.mean(axis=1), np.arange(8) < 4, np.repeat([0, 1, 2, 3], 2)[
        np.argsort(np.argsort(np.arange(8) % 4 * 2 + (np.arange(8) >= 4)))
    ], 36, 12)  # fmt: skip
    scope = reach(trial, traits(counts), Aims(effects=(-20.0,)))
    assert not scope.can_answer
    assert scope.tried
    if scope.cheapest is not None:
        assert scope.cheapest.power >= scope.floor
    assert {cell.months for cell in scope.table} == {6, 12, 24}


def test_growing_a_design_keeps_its_blocks() -> None:
    """Twice the pairs are new pairs; twice the comparisons join the old blocks."""
    pairs = Programme(
        np.arange(1.0, 5), np.array([1, 0, 1, 0], bool), np.array([0, 0, 1, 1]), 24, 12
    )
    twice = grown(pairs, 2, 2)
    assert len(np.unique(twice.blocks)) == 4
    assert twice.treated.sum() == 4
    more = grown(pairs, 1, 3)
    assert (more.treated.sum(), (~more.treated).sum(), len(np.unique(more.blocks))) == (2, 6, 2)
