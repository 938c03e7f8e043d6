"""What a local test says of itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.unit.hotspots.significance.worlds import ring

from beatwise.hotspots.significance import local_gi


EXACT = local_gi(np.array([0, 0, 9, 1, 0, 0, 0, 0]), ring(8))


def test_a_cell_that_was_not_tested_is_never_hot() -> None:
    """Q at the rate is hot, above it is not, and no q is not either, at any rate."""
    test = replace(EXACT, q=np.array([0.05, 0.0501, np.nan, 0.0, 1.0, 1.0, 1.0, 1.0]))
    assert np.flatnonzero(test.hot()).tolist() == [0, 3]
    assert not test.hot(0.99)[2]


def test_the_attainable_level_is_the_mean_over_cells() -> None:
    """Cells with other neighbourhoods have other levels; no cells have level zero."""
    test = replace(EXACT, levels=np.array([0.04, 0.0]))
    assert test.attainable_level == 0.02
    assert replace(EXACT, levels=np.array([])).attainable_level == 0.0


def test_the_smallest_q_depends_on_the_draws() -> None:
    """Exact p-values have no floor; 999 draws over 50 cells cannot go below 0.05."""
    assert EXACT.smallest_q == 0.0
    sampled = replace(EXACT, permutations=999, family=50)
    assert sampled.smallest_q == 0.05
    assert "Too few" not in sampled.in_words()
    assert "Too few draws" in replace(sampled, family=51).in_words()


def test_the_sentence_names_how_the_figures_were_reached() -> None:
    """Statistic, method, seed, cells tested and the rule behind q."""
    words = replace(EXACT, seed=3, rule="by").in_words()
    assert words.startswith("Gi*, one-sided, exact, seed 3: ")
    assert f"{int(EXACT.tested.sum())} of 8 cells tested" in words
    assert words.endswith("q by BY over 8 cells.")
    assert "999 permutations" in replace(EXACT, permutations=999).in_words()
