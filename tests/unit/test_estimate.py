"""A number with its interval."""

from __future__ import annotations

import pytest

from beatwise.estimate import Estimate


@pytest.mark.parametrize(
    ("low", "high", "value", "excludes"),
    [
        (1.0, 3.0, 0.0, True), (-3.0, -1.0, 0.0, True), (-1.0, 1.0, 0.0, False),
        (0.0, 1.0, 0.0, False), (-1.0, 0.0, 0.0, False), (1.0, 3.0, 2.0, False),
        (1.0, 3.0, 4.0, True),
    ],
)  # fmt: skip
def test_an_interval_excludes_what_lies_wholly_to_one_side(
    low: float, high: float, value: float, excludes: bool
) -> None:
    """An end that touches the value does not exclude it."""
    assert Estimate(2.0, low, high).excludes(value) == excludes


@pytest.mark.parametrize(("low", "high"), [(None, None), (1.0, None), (None, -1.0)])
def test_without_an_interval_nothing_is_excluded(low: float | None, high: float | None) -> None:
    """An interval that could not be formed, or has one end only, claims nothing."""
    assert not Estimate(2.0, low, high).excludes(0.0)
