"""Permutation tests of areas as they were drawn."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import Refused
from beatwise.evaluation import permutation_test


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
