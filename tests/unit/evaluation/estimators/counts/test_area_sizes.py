"""Sizes of areas by position or by name, and never in the order of old."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.evaluation.estimators.counts.area_sizes import area_sizes
from beatwise.evaluation.estimators.counts.displacement import AreaWeights


def test_positions_are_those_of_the_counts() -> None:
    """Treated, control, displacement treated, displacement control."""
    sizes = area_sizes(("2", "6", "3", "9"), (100, 90), (300, 310))
    assert sizes == AreaWeights(
        treated=2, control=6, displacement_treated=3, displacement_control=9
    )


@pytest.mark.parametrize(
    "words",
    [("6", "2", "9", "3"), ("T=2", "6", "3", "9"), ("X=1", "T=1", "C=1", "DT=1"),
     ("T=1", "T=1", "C=1", "DT=1"), ("T=two", "C=1", "DT=1", "DC=1")],
)  # fmt: skip
def test_what_cannot_be_read_for_certain_is_refused(words) -> None:
    """The old order's look, half named, an unknown name, a name twice, and no number."""
    with pytest.raises(BadInput):
        area_sizes(words, (100, 90), (300, 310))


@pytest.mark.parametrize(
    ("treated", "control"), [((100, 90), (100, 100)), ((0, 5), (300, 310)), ((900, 1), (300, 310))]
)
def test_sizes_that_fit_either_order_are_read_as_given(treated, control) -> None:
    """Rates that agree in neither order, or no incident before, say nothing of the order."""
    assert area_sizes(("6", "2", "9", "3"), treated, control).treated == 6
