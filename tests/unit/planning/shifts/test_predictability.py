"""How often the same visit starts at the same time."""

from __future__ import annotations

import pytest

from beatwise.planning.shifts.predictability import predictability, same_share


@pytest.mark.parametrize(
    ("starts", "share"),
    [
        ([], None),
        ([[]], None),
        ([[0.0], [0.0]], None),  # two visits on one day each: nothing is repeated
        ([[0.0, 600.0]], 1.0),
        ([[0.0, 601.0]], 0.0),
        ([[601.0, 0.0]], 0.0),
        ([[0.0, 500.0, 1000.0]], 2 / 3),
        ([[0.0, 0.0], [0.0, 5000.0, 9000.0]], 1 / 4),
    ],
)
def test_the_share_of_pairs(starts: list[list[float]], share: float | None) -> None:
    """Pairs are of one visit; ten minutes apart is still the same, a second more is not."""
    assert same_share(starts) == (None if share is None else pytest.approx(share))


def test_what_counts_as_the_same_can_be_said() -> None:
    """Within no time at all only equal starts are the same."""
    assert same_share([[0, 0, 1]], within=0) == pytest.approx(1 / 3)


def test_no_shift_has_no_share() -> None:
    """A plan without shifts is not predictable and not unpredictable."""
    assert predictability([]) is None
