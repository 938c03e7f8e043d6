"""Whether delivered minutes show what was assigned."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.evaluation.result.delivery_shown import DeliveryShown, delivery_shown


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        ({}, DeliveryShown.UNKNOWN),
        ({"A": [60.0, 60.0, 0.0, 0.0]}, DeliveryShown.YES),
        ({"A": [60.0, 0.0, 0.0, 0.0], "B": [0.0, 30.0, 0.0, 0.0]}, DeliveryShown.YES),
        ({"A": [60.0, 0.0, 10.0, 10.0]}, DeliveryShown.YES),
        ({"A": [60.0, 60.0, 60.0, 60.0]}, DeliveryShown.PARTLY),
        ({"A": [0.0, 0.0, 60.0, 60.0]}, DeliveryShown.NONE),
        ({"A": [0.0, 0.0, 0.0, 0.0]}, DeliveryShown.NONE),
    ],
)
def test_patrols_are_shown_where_they_were_assigned(minutes, shown) -> None:
    """Half of the areas reached and more than the others; known but nowhere is none."""
    assigned = np.array([True, True, False, False])
    known = {grade: np.array(values) for grade, values in minutes.items()}
    assert delivery_shown(known, assigned) is shown


def test_days_are_compared_with_other_days() -> None:
    """Of a crossover, minutes on the drawn days count."""
    on = np.array([[True, False], [False, True]])
    assert delivery_shown({"A": np.where(on, 60.0, 0.0)}, on) is DeliveryShown.YES
    assert delivery_shown({"A": np.where(on, 0.0, 60.0)}, on) is DeliveryShown.NONE
