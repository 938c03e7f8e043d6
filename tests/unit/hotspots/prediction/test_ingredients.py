"""What is known at the end of a run of months, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from beatwise.hotspots.prediction.ingredients import AROUND, LONG_RUN, decay, gather


NEAR = sparse.csr_array(np.array([[0, 1], [1, 0]], bool))


def test_a_half_life_halves() -> None:
    """The last month counts one, one half-life earlier a half, two a quarter."""
    assert decay(np.array([0.0, 6.0, 12.0]), 6.0).tolist() == [1.0, 0.5, 0.25]


def test_ingredients_by_hand() -> None:
    """Long run, nearby, other kinds and the mean of all, each a decayed mean a month."""
    counts = np.array([[4.0, 2.0], [0.0, 8.0]])
    other = np.array([[1.0, 0.0], [0.0, 0.0]])
    evidence = gather(counts, np.array([100, 101]), NEAR, other)
    slow, recent = 0.5 ** (1 / LONG_RUN), 0.5 ** (1 / AROUND)
    own_long = np.array([4 * slow + 2, 8]) / (1 + slow)
    own_recent = np.array([4 * recent + 2, 8]) / (1 + recent)
    expected = np.column_stack(
        [own_long, own_recent[::-1], [recent / (1 + recent), 0], np.full(2, own_long.mean())]
    )
    assert evidence.ingredients == pytest.approx(expected)


def test_ages_are_calendar_months() -> None:
    """A missing month makes what lies before it older."""
    evidence = gather(np.ones((2, 2)), np.array([100, 103]), NEAR, np.zeros((2, 2)))
    assert evidence.ages.tolist() == [3, 0]
    total, months = evidence.own(3.0)
    assert (total.tolist(), months) == ([1.5, 1.5], 1.5)


def test_no_units_have_no_ingredients() -> None:
    """An empty town gives an empty table of four columns."""
    nowhere = np.zeros((0, 2))
    evidence = gather(nowhere, np.array([1, 2]), sparse.csr_array((0, 0)), nowhere)
    assert evidence.ingredients.shape == (0, 4)
