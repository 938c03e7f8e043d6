"""The ratio of before and after, patrolled and compared, with its CR3 interval."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation.estimators.poisson_did import poisson_did


@pytest.mark.parametrize(
    ("counts", "treated", "start", "error", "words"),
    [
        ([[1, 2], [3, -4]], [1, 0], 1, BadInput, "negative"),
        ([[1, 2], [3, float("nan")]], [1, 0], 1, BadInput, "missing"),
        ([[1, 2], [3, 4]], [1, 1], 1, BadInput, "one comparison"),
        ([[1, 2], [3, 4]], [1, 0], 2, BadInput, "outside the panel"),
        ([[1, 2], [3, 4]], [1, 0], 0, BadInput, "outside the panel"),
        ([[1, 2]], [1, 0], 1, BadInput, "do not go with"),
        ([[0, 0], [0, 0]], [1, 0], 1, Refused, "no rate ratio"),
    ],
)
def test_panels_that_cannot_be_read_are_named(counts, treated, start, error, words) -> None:
    """Negative, missing, one-sided, misplaced or empty panels say what is wrong."""
    with pytest.raises(error, match=words):
        poisson_did(counts, treated, start)


def test_one_treated_area_has_no_interval_of_its_own() -> None:
    """With one treated area its noise cannot be told from the effect, so CR3 gives none."""
    change = poisson_did([[5, 9], [4, 4], [6, 5]], [1, 0, 0], 1)
    assert change.interval is None
    assert not change.cr3_is_default
